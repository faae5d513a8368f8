"""Reads Markdown back with cmark-gfm and compares what readers see with the document model.

What counts as the same although the two sides write it otherwise is in two places: what writes
the model (``expected``) and the rewriting of cmark's HTML here (``_FOOTNOTES``, ``_FORMULAS``).
Beyond the rules of ``shown`` these are: the markup of footnotes and formulas. Links to a place in
the document must still land there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from migrator.diagnostics import Diagnostic
from migrator.model.document import Document
from migrator.model.nodes import Body
from migrator.verify import front_matter
from migrator.verify.cmark import render
from migrator.verify.common_blocks import without_common_blocks
from migrator.verify.comparison import Difference
from migrator.verify.expected import MathForm, expected_html
from migrator.verify.landing import tell_lost_anchors
from migrator.verify.problems import told_difference
from migrator.verify.shown import (
    first_difference,
    shown_items,
    without_code_in_dollars,
    without_marked_punctuation,
)


def verify(
    document: Document, piece_text: str, *, extensions: bool = True, tidy: bool = False
) -> list[Diagnostic]:
    """Return what is wrong with ``piece_text``, a Markdown file made of ``document``.

    ``extensions``: whether it is read with GitHub's extensions, or as plain CommonMark.
    ``tidy``: whether punctuation may have moved out of emphasis.
    """
    found, text = front_matter.check(document, piece_text)
    if text is None:
        return found
    rendered = render(text, extensions=extensions)
    difference = compare_bodies(
        document.body, rendered, math="dollars" if extensions else "tex", tidy=tidy
    )
    told = told_difference(document, difference)
    return [*found, *told, *tell_lost_anchors(document, rendered)]


def verify_commonmark(document: Document, piece_text: str) -> list[Diagnostic]:
    """Return what is wrong with ``piece_text`` read as plain CommonMark, without extensions."""
    return verify(document, piece_text, extensions=False)


def verify_tidy(document: Document, piece_text: str) -> list[Diagnostic]:
    """Return what is wrong with ``piece_text``, written with the option ``emphasis=tidy``."""
    return verify(document, piece_text, tidy=True)


# ----------------------------------------------------------------------------------------- body


def compare_bodies(
    body: Body,
    rendered: str,
    canonical: Callable[[str], str] = str,
    *,
    math: MathForm = "tex",
    tidy: bool = False,
) -> Difference | None:
    """Return where ``rendered``, HTML made of Markdown, differs from ``body``, None if nowhere.

    ``canonical`` rewrites both sides first, for what a dialect writes in a way of its own.
    """
    expected, actual = canonical(expected_html(body, math)), canonical(rendered)
    if expected == actual:
        return None
    actual = _rewritten(actual, _FOOTNOTES)
    has_formulas = math == "dollars" and any(sign in actual for sign in _SIGNS_OF_FORMULAS)
    if has_formulas:
        expected, actual = _rewritten(expected, _FORMULAS), _rewritten(actual, _FORMULAS)

    def difference(one: str, other: str) -> Difference | None:
        left, right = shown_items(one), shown_items(other)
        if has_formulas:
            left, right = without_code_in_dollars(left), without_code_in_dollars(right)
        if tidy:
            left, right = without_marked_punctuation(left), without_marked_punctuation(right)
        return first_difference(left, right)

    shortened = without_common_blocks(expected, actual)
    return difference(expected, actual) if difference(*shortened) else None


def shown_formula(match: re.Match[str]) -> str:
    """Return what ``FORMULA_IN_LINE`` found in dollars; a tag as it is."""
    latex = match["latex"]
    return match[0] if latex is None else f"${latex}$"


def shown_display(match: re.Match[str]) -> str:
    """Return what ``DISPLAY_FORMULA`` found as a code block; a tag as it is."""
    latex = match["latex"]
    return match[0] if latex is None else f'<pre><code class="language-math">{latex}</code></pre>'


FORMULA_IN_LINE: Final = re.compile(r"<[^>]*+>|\\\((?P<latex>[^<]*?)\\\)")
r"""``\(…\)``, or a tag: an address may hold such marks."""
DISPLAY_FORMULA: Final = re.compile(r"<[^>]*+>|\\\[\s*(?P<latex>[^<]*?)\s*\\\]")
r"""``\[…\]``, or a tag."""

_Rewritings: TypeAlias = Sequence[tuple[str, re.Pattern[str], str | Callable[[re.Match[str]], str]]]
"""What to rewrite: a sign that it is there, its pattern, and what takes its place."""

_FOOTNOTES: Final[_Rewritings] = (
    # cmark's, as ``expected`` has them
    (
        "footnote-backref",
        re.compile(r' ?<a href="#fnref[^>]*class="footnote-backref"[^>]*>.*?</a>', re.DOTALL),
        "",
    ),
    (
        "footnote-ref",
        re.compile(r'<sup class="footnote-ref"><a [^>]*>(\d+)</a></sup>'),
        r"<sup>\1</sup>",
    ),
    (
        "data-footnotes",
        re.compile(r'<section class="footnotes" data-footnotes>'),
        "<section>",
    ),
    # in HTML they stand as our own HTML has them
    (
        "reversefootnote",
        re.compile(r'(?:&nbsp;|\u00a0)?<a href="#fnref:[^>]*class="reversefootnote"[^>]*>.*?</a>'),
        "",
    ),
    (
        "fnref:",
        re.compile(r'<sup id="fnref:[^>]*><a [^>]*>(\d+)</a></sup>'),
        r"<sup>\1</sup>",
    ),
    (
        "doc-endnotes",
        re.compile(r'<div class="footnotes" role="doc-endnotes">(.*)</div>\s*\Z', re.DOTALL),
        r"<section>\1</section>",
    ),
)
_SIGNS_OF_FORMULAS: Final = ("$", "\\", "language-math")
_FORMULAS: Final[_Rewritings] = (
    (
        "$$\n",
        re.compile(r"(?:<p>)?\$\$\n([^<$]*)\n\$\$(?:</p>)?"),
        r'<pre><code class="language-math">\1</code></pre>',
    ),
    # in HTML they stand as our own HTML has them
    ("\\[", DISPLAY_FORMULA, shown_display),
    ("\\(", FORMULA_IN_LINE, shown_formula),
    # LaTeX makes nothing of a line's end
    (
        "language-math",
        re.compile(r'(<code class="language-math">)([^<]*+)'),
        lambda match: match[1] + " ".join(match[2].split()),
    ),
)
"""Formulas in one form, however Markdown or our HTML has them."""


def _rewritten(html: str, rewritings: _Rewritings) -> str:
    for sign, pattern, replacement in rewritings:
        if sign in html:
            html = pattern.sub(replacement, html)
    return html
