"""Reads Markdown back with cmark-gfm and compares what readers see with the document model.

What counts as the same although the two sides write it otherwise is in one place here: the
rewriting of the model (``_MODEL_REWRITINGS``) and of cmark's HTML (``_FOOTNOTES``, ``_FORMULAS``).
Beyond the rules of ``shown`` these are: the markup of footnotes and formulas. Links to a place in
the document must still land there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Literal, TypeAlias

from cmarkgfm import cmark

from migrator.diagnostics import Diagnostic
from migrator.html.serializer import PLAIN, to_html
from migrator.model import nodes
from migrator.model.document import Document
from migrator.model.nodes import Node
from migrator.model.walk import kinds_in, rewrite
from migrator.verify import front_matter
from migrator.verify.common_blocks import without_common_blocks
from migrator.verify.comparison import Difference
from migrator.verify.landing import tell_lost_anchors
from migrator.verify.problems import told_difference
from migrator.verify.shown import (
    first_difference,
    shown_items,
    without_code_in_dollars,
    without_marked_punctuation,
)

MathForm: TypeAlias = Literal["dollars", "tex"]
"""How formulas show: ``$x$`` as GitHub writes them, or ``\\(x\\)`` as our HTML has them."""

_OPTIONS: Final = cmark.Options.CMARK_OPT_UNSAFE | cmark.Options.CMARK_OPT_FOOTNOTES
_HEADING_ID: Final = re.compile(r'(?<=<h[1-6]) id="[^"<>]*"(?=>)')
_EXTENSIONS: Final = ["table", "strikethrough", "autolink", "tasklist"]


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


def render(markdown: str, *, extensions: bool = True) -> str:
    """Return ``markdown`` as HTML by cmark-gfm, with GitHub's extensions and footnotes or bare."""
    if not extensions:
        return str(cmark.markdown_to_html(markdown, cmark.Options.CMARK_OPT_UNSAFE))
    return str(cmark.markdown_to_html_with_extensions(markdown, _OPTIONS, _EXTENSIONS))


# ----------------------------------------------------------------------------------------- body


def compare_bodies(
    body: nodes.Body,
    rendered: str,
    canonical: Callable[[str], str] = str,
    *,
    math: MathForm = "tex",
    tidy: bool = False,
) -> Difference | None:
    """Return where ``rendered``, HTML made of Markdown, differs from ``body``, None if nowhere.

    ``canonical`` rewrites both sides first, for what a dialect writes in a way of its own.
    """
    expected = canonical(expected_html(body, math))
    actual = _with_plain_footnotes(canonical(rendered))
    has_formulas = math == "dollars" and ("$" in actual or "\\" in actual)
    if has_formulas:
        expected, actual = _with_formulas(expected), _with_formulas(actual)

    def difference(one: str, other: str) -> Difference | None:
        left, right = shown_items(one), shown_items(other)
        if has_formulas:
            left, right = without_code_in_dollars(left), without_code_in_dollars(right)
        if tidy:
            left, right = without_marked_punctuation(left), without_marked_punctuation(right)
        return first_difference(left, right)

    shortened = without_common_blocks(_HEADING_ID.sub("", expected), actual)
    return difference(expected, actual) if difference(*shortened) else None


def expected_html(body: nodes.Body, math: MathForm) -> str:
    """Return the HTML of ``body`` as cmark would write it, were it written perfectly."""
    rewritings = _MODEL_REWRITINGS[math]
    if kinds_in(body).isdisjoint(rewritings):
        return to_html(body, PLAIN)
    offset = _first_number(body) - 1

    def rewritten_node(node: Any) -> Node | Sequence[Node]:
        if type(node) is nodes.FootnoteReference:
            return nodes.RawInline("html", f"<sup>{node.number - offset}</sup>")
        return rewritings[type(node)](node)

    (rewritten,) = rewrite(body, rewritten_node, frozenset(rewritings))
    return to_html(_with_footnotes(rewritten), PLAIN)


def _first_number(body: nodes.Body) -> int:
    """Return the number of the first footnote; Markdown always begins with 1."""
    found = (node.number for node in body.children if isinstance(node, nodes.FootnoteDefinition))
    return min(found, default=1)


_READ_AGAIN: Final = frozenset({"liquid", "markdown"})
"""Formats of raw blocks that stand in the Markdown as they are."""


def _liquid(node: nodes.RawBlock) -> Node | Sequence[Node]:
    if node.format not in _READ_AGAIN:
        return node
    return nodes.RawBlock("html", render(node.text))


def _liquid_inline(node: nodes.RawInline) -> Node:
    if node.format != "liquid":
        return node
    return nodes.RawInline("html", render(node.text).removeprefix("<p>").removesuffix("</p>\n"))


def _same(node: Node) -> Node:
    return node


def _inline_formula(node: nodes.MathInline) -> Node:
    return nodes.Text(f"${node.latex if node.latex.strip() else ' '}$")


def _formula_apart(node: nodes.MathBlock) -> Node:
    """Return a formula in a block of its own, as readers see it, however our HTML has it."""
    return nodes.Div((node,))


def _shown_formula(node: nodes.MathBlock) -> Node:
    return nodes.CodeBlock(node.latex.strip("\n") + "\n", "math")


_Rewritings: TypeAlias = Mapping[type, Callable[[Any], Node | Sequence[Node]]]
_COMMON: Final[_Rewritings] = {
    nodes.FootnoteReference: _same,
    nodes.FootnoteDefinition: _same,
    nodes.RawBlock: _liquid,
    nodes.RawInline: _liquid_inline,
}
_MODEL_REWRITINGS: Final[Mapping[MathForm, _Rewritings]] = {
    "tex": {**_COMMON, nodes.MathBlock: _formula_apart},
    "dollars": {
        **_COMMON,
        nodes.MathInline: _inline_formula,
        nodes.MathBlock: _shown_formula,
    },
}


def _with_footnotes(body: Node) -> Sequence[Node]:
    """Return the blocks of ``body``, its footnotes as one ordered list in a section."""
    children = body.children if isinstance(body, nodes.Body) else ()
    referenced = [child for child in children if isinstance(child, nodes.FootnoteDefinition)]
    blocks: list[Node] = [child for child in children if child not in referenced]
    if referenced:
        items = tuple(nodes.ListItem(definition.children) for definition in referenced)
        blocks.append(nodes.HtmlElement("section", (nodes.OrderedList(items),)))
    return blocks


_FOOTNOTES: Final = (
    (
        re.compile(r' ?<a href="#fnref[^>]*class="footnote-backref"[^>]*>.*?</a>', re.DOTALL),
        "",
    ),
    (re.compile(r'<sup class="footnote-ref"><a [^>]*>(\d+)</a></sup>'), r"<sup>\1</sup>"),
    (re.compile(r'<section class="footnotes" data-footnotes>'), "<section>"),
    # in HTML they stand as our own HTML has them
    (
        re.compile(r'(?:&nbsp;|\u00a0)?<a href="#fnref:[^>]*class="reversefootnote"[^>]*>.*?</a>'),
        "",
    ),
    (re.compile(r'<sup id="fnref:[^>]*><a [^>]*>(\d+)</a></sup>'), r"<sup>\1</sup>"),
    (
        re.compile(r'<div class="footnotes" role="doc-endnotes">(.*)</div>\s*\Z', re.DOTALL),
        r"<section>\1</section>",
    ),
)
_FORMULAS: Final = (
    (
        re.compile(r"(?:<p>)?\$\$\n([^<$]*)\n\$\$(?:</p>)?"),
        r'<pre><code class="language-math">\1</code></pre>',
    ),
    # in HTML they stand as our own HTML has them
    (re.compile(r"\\\[([^<]*?)\\\]"), r'<pre><code class="language-math">\1</code></pre>'),
    (re.compile(r"\\\(([^<]*?)\\\)"), r"$\1$"),
)


def _with_formulas(html: str) -> str:
    """Return ``html`` with formulas in one form, however Markdown or our HTML has them."""
    for pattern, replacement in _FORMULAS:
        html = pattern.sub(replacement, html)
    return html


def _with_plain_footnotes(html: str) -> str:
    """Return cmark's ``html`` with its footnotes as ``_with_footnotes`` has them."""
    if "footnote" in html:
        for pattern, replacement in _FOOTNOTES:
            html = pattern.sub(replacement, html)
    return html
