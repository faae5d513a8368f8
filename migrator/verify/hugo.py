"""Reads Hugo's Markdown back with markdown-it, by Goldmark's rules and Hugo's own.

Goldmark itself has no Python; markdown-it follows the same CommonMark, and what Hugo adds to it
stands here: shortcodes, which Hugo takes out before Goldmark reads and puts in after; attribute
lists at the end of headings and blocks. ``compare_rendered`` compares HTML that Hugo itself has
made in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import chain, count, pairwise
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from migrator.diagnostics import Diagnostic
from migrator.html.escape import escape_text, escape_value
from migrator.model.document import Document
from migrator.model.nodes import Body
from migrator.verify import front_matter
from migrator.verify.comparison import Difference
from migrator.verify.definition_lists import add_definition_lists
from migrator.verify.landing import tell_lost_anchors
from migrator.verify.markdown import (
    DISPLAY_FORMULA,
    FORMULA_IN_LINE,
    compare_bodies,
    shown_display,
    shown_formula,
)
from migrator.verify.problems import problem, told_difference

_MAX_NESTING: Final = 400
_ATTRIBUTES: Final = r"\{[ \t]*(?:[#.]|[\w-]+[ \t]*=)[^{}\n]*\}"
_ATTRIBUTE_LINE: Final = re.compile(rf"{_ATTRIBUTES}[ \t]*\Z")
_HEADING_ATTRIBUTES: Final = re.compile(rf"(?:^|[ \t]+){_ATTRIBUTES}[ \t]*\Z")
_ID: Final = re.compile(r"(?<=[{ \t])(?:#([\w-]+)|id=\"((?:[^\"\\]|\\.)*)\")")
_NOT_IN_IDS: Final = re.compile(r"[^\w\- ]")


def verify(document: Document, piece_text: str) -> list[Diagnostic]:
    """Return what is wrong with ``piece_text``, a Markdown file for Hugo made of ``document``."""
    found, text = front_matter.check(document, piece_text)
    if text is None:
        return found
    try:
        rendered = render(text)
    except RecursionError:  # markdown-it descends into brackets
        message = "the Markdown is nested too deeply to be read back"
        return [*found, problem(document, "verify.markdown-differs", message)]
    difference = compare_rendered(document.body, rendered)
    found += told_difference(document, difference)
    return [*found, *tell_lost_anchors(document, rendered, github_ids=False)]


def compare_rendered(body: Body, html: str) -> Difference | None:
    """Return where ``html``, made of Hugo's Markdown, differs from ``body``, None if nowhere."""
    return compare_bodies(body, html, _canonical, math="dollars")


# ------------------------------------------------------------------------------- shortcodes

_SHORTCODE: Final = re.compile(
    r"\{\{(?P<open>[<%])(?:/\*(?P<text>.*?)\*/(?P<close>[>%])"
    r"|[ ]*(?P<name>/?\w+)(?P<arguments>(?:[^\"`>]|\"(?:[^\"\\]|\\.)*\"|`[^`]*`)*)[>%])\}\}",
    re.DOTALL,
)
_ARGUMENT: Final = re.compile(r"(?:(\w+)=)?(?:\"((?:[^\"\\]|\\.)*)\"|`([^`]*)`|([^\s\"`=]+))")
_HOLDER: Final = re.compile(r"(?:<p>)?HUGOSHORTCODE(\d+)END(?:</p>)?")
_ESCAPED: Final = re.compile(r"\\(.)")
_WIDE: Final = "\x0b\x1c-\x1f\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_WIDE_EDGE: Final = re.compile(
    rf"(?:(?<=[ \t|])|^)(?=[{_WIDE}])|(?<=[{_WIDE}])(?=[ \t|]|$)", re.MULTILINE
)
_EDGE: Final = chr(0xFDD3)
"""Stands where markdown-it would take wide spaces off the ends of a text; Goldmark does not."""


def render(text: str) -> str:
    """Return ``text``, a page for Hugo without its front matter, as HTML."""
    text = _WIDE_EDGE.sub(_EDGE, text).replace("<!--more-->", "\n\n")  # Hugo parts the text there
    held: list[str] = []
    pieces: list[str] = []
    last, inner_from, display = 0, -1, False
    for match in _SHORTCODE.finditer(text):
        name = match["name"]
        if inner_from >= 0 and name != "/math":
            continue
        if inner_from < 0:
            pieces.append(text[last : match.start()])
        last = match.end()
        if match["text"] is not None:
            pieces.append(f"{{{{{match['open']}{match['text']}{match['close']}}}}}")
        elif name == "math":
            inner_from, display = match.end(), "display" in match["arguments"]
        else:
            latex = text[inner_from : match.start()] if name == "/math" else ""
            html = _formula(latex, display=display) if name == "/math" else _shown(match)
            inner_from = -1
            pieces.append(f"HUGOSHORTCODE{len(held)}END")
            held.append(html)
    pieces.append(text[last:])
    html = str(_reader().render("".join(pieces))).replace(_EDGE, "")
    return _HOLDER.sub(lambda match: held[int(match[1])], html)


def _formula(latex: str, *, display: bool) -> str:
    marks = ("\\[", "\\]") if display else ("\\(", "\\)")
    return f"{marks[0]}{escape_text(latex)}{marks[1]}"


def _shown(match: re.Match[str]) -> str:
    """Return the HTML that Hugo's templates make of a shortcode."""
    named: dict[str, str] = {}
    positional: list[str] = []
    for key, quoted, raw, bare in _ARGUMENT.findall(match["arguments"]):
        value = _ESCAPED.sub(r"\1", quoted) or raw or bare
        if key:
            named[key] = value
        else:
            positional.append(value)
    shown = _SHOWN.get(match["name"])
    return shown(positional, named) if shown else ""


def _figure(positional: list[str], named: dict[str, str]) -> str:
    image = f'<img src="{escape_value(named["src"])}" alt="{escape_value(named.get("alt", ""))}">'
    if "link" in named:
        image = f'<a href="{escape_value(named["link"])}">{image}</a>'
    caption = str(_reader().renderInline(named.get("caption", "")))
    return f"<figure>{image}<figcaption>{caption}</figcaption></figure>"


def _youtube(positional: list[str], named: dict[str, str]) -> str:
    key = named["id"] if "id" in named else positional[0]
    return f'<iframe src="https://www.youtube.com/embed/{key}"></iframe>'


_SHOWN: Final[dict[str, Callable[[list[str], dict[str, str]], str]]] = {
    "youtube": _youtube,
    "vimeo": lambda words, _: f'<iframe src="https://player.vimeo.com/video/{words[0]}"></iframe>',
    "gist": lambda words, _: (
        f'<script src="https://gist.github.com/{"/".join(words)}.js"></script>'
    ),
    "figure": _figure,
    "relref": lambda words, _: f"relref:{words[0]}",
    "braces": lambda *_: "{{",
    "percent": lambda *_: "{{%",
    "more": lambda *_: "&lt;!--more--&gt;",
}

# ----------------------------------------------------------------------------------- reading


class _Reader(MarkdownIt):
    """markdown-it, with links as Goldmark has them where Hugo lets HTML through."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 (the name is markdown-it's)
        """Take any address, ``javascript:`` too."""
        return True

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 (the name is markdown-it's)
        """Show an address as it is written."""
        return link


@cache
def _reader() -> MarkdownIt:
    reader = _Reader("commonmark", {"maxNesting": _MAX_NESTING})
    reader.enable(["table", "strikethrough"])
    add_definition_lists(reader)
    footnote_plugin(reader, inline=False)
    tasklists_plugin(reader)
    ends: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    reader.block.ruler.before("paragraph", "attribute_line", _attribute_line, ends)
    reader.core.ruler.before("inline", "heading_attributes", _heading_attributes)
    reader.core.ruler.before("inline", "fence_attributes", _fence_attributes)
    for name, html in _FOOTNOTES.items():
        reader.add_render_rule(name, _constant(html))
    reader.add_render_rule("footnote_ref", _reference)
    return reader


def _attribute_line(state: Any, start: int, end: int, silent: bool) -> bool:
    """Take a line that holds nothing but an attribute list (Hugo: Markdown attributes)."""
    if state.is_code_block(start):
        return False
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if not _ATTRIBUTE_LINE.match(line):
        return False
    if not silent:
        state.line = start + 1
        name = _id_in(line)
        if name:
            state.push("html_block", "", 0).content = f'<span id="{escape_value(name)}"></span>\n'
    return True


def _heading_attributes(state: Any) -> None:
    """Take the attribute lists off headings and give each its id (goldmark: auto ids)."""
    taken: set[str] = set()
    for opening, token in pairwise(state.tokens):
        if opening.type != "heading_open":
            continue
        found = _HEADING_ATTRIBUTES.search(token.content)
        token.content = _HEADING_ATTRIBUTES.sub("", token.content)
        name = _id_in(found[0] if found else "") or _free_id(token.content, taken)
        taken.add(name)
        opening.attrSet("id", name)


def _fence_attributes(state: Any) -> None:
    """Give code blocks the ids that stand after their languages (Hugo: highlighting)."""
    for token in state.tokens:
        name = _id_in(token.info) if token.type == "fence" and "{" in token.info else ""
        if name:
            token.attrSet("id", name)


def _id_in(attributes: str) -> str:
    found = _ID.search(attributes)
    return _ESCAPED.sub(r"\1", found[1] or found[2]) if found else ""


def _free_id(heading: str, taken: AbstractSet[str]) -> str:
    """Return the id that Hugo makes of a heading's source, numbered where others have it."""
    name = _NOT_IN_IDS.sub("", heading.strip()).replace(" ", "-").lower() or "heading"
    ids = chain([name], (f"{name}-{number}" for number in count(1)))
    return next(one for one in ids if one not in taken)


_FOOTNOTES: Final = {
    "footnote_block_open": "<section><ol>\n",
    "footnote_block_close": "</ol></section>\n",
    "footnote_open": "<li>",
    "footnote_close": "</li>\n",
    "footnote_anchor": "",
}


def _constant(html: str) -> Callable[..., str]:
    return lambda *_: html


def _reference(renderer: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    return f"<sup>{tokens[index].meta['id'] + 1}</sup>"


# -------------------------------------------------------------------------------- comparison

_CANONICAL: Final[Sequence[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]]] = (
    # players and gists: address alone, the rest is the template's
    (
        re.compile(
            r'<iframe\b[^>]*\bsrc="(?:https?:)?//(?:www\.)?(youtube\.com/embed|player\.vimeo\.com/video)'
            r'/([\w-]+)/?"[^>]*>\s*'
        ),
        r'<iframe src="https://\1/\2">',
    ),
    (
        re.compile(
            r'<script\b[^>]*\bsrc="(?:https?:)?//gist\.github\.com/([\w/-]+)(?:\.js)?"[^>]*>\s*'
        ),
        r'<script src="https://gist.github.com/\1.js">',
    ),
    # line numbers of the highlighter
    (
        re.compile(
            r'<div class="highlight"><div[^>]*>\s*<table[^>]*><tr><td[^>]*>\s*<pre.*?</pre></td>\s*'
            r"<td[^>]*>\s*(<pre.*?</pre>)</td></tr></table>\s*</div>\s*</div>",
            re.DOTALL,
        ),
        r"\1",
    ),
    # formulas of the shortcode
    (DISPLAY_FORMULA, shown_display),
    (FORMULA_IN_LINE, shown_formula),
    # Goldmark's footnotes
    (re.compile(r'(?:&#160;|\s)*<a href="#fnref[^>]*class="footnote-backref"[^>]*>.*?</a>'), ""),
    (re.compile(r'<sup id="fnref[^>]*><a [^>]*>(\d+)</a></sup>'), r"<sup>\1</sup>"),
    (
        re.compile(
            r'<div class="footnotes"[^>]*>\s*<hr ?/?>\s*(<ol>.*</ol>)\s*</div>\s*\Z', re.DOTALL
        ),
        r"<section>\1</section>",
    ),
)


_CODE: Final = re.compile(
    r'(?:<div class="highlight">)?<pre [^>]*>(<code[^>]*?)(?: data-lang="[^"]*")?>'
    r"(.*?)</code></pre>(?:</div>)?",
    re.DOTALL,
)
_ESCAPED_BYTES: Final = re.compile(r"%[0-9a-f]{2}", re.IGNORECASE)
_LONE: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ADDRESS: Final = re.compile(r"\b(?:href|src)=\"[^\"]*%[^\"]*\"")
_SPANS: Final = re.compile(r"</?span[^>]*>")


def _canonical(html: str) -> str:
    for pattern, replacement in _CANONICAL:
        html = pattern.sub(replacement, html)
    html = _ADDRESS.sub(_upper_escapes, html)
    return _CODE.sub(_plain_code, html)


def _plain_code(match: re.Match[str]) -> str:
    """Return a code block without what the highlighter has added."""
    return f"<pre>{match[1]}>{_SPANS.sub('', match[2])}</code></pre>"


def _upper_escapes(match: re.Match[str]) -> str:
    """Return an address with its escaped bytes in capitals, a per cent sign alone escaped."""
    return _ESCAPED_BYTES.sub(lambda escape: escape[0].upper(), _LONE.sub("%25", match[0]))
