"""Reads Markdown back with cmark-gfm and compares what readers see with the document model.

What counts as the same although the two sides write it otherwise is in one place here: the
rewriting of the model (``_as_markdown_has_it``) and of cmark's HTML (``_REWRITINGS``). Beyond
the comparison's own rules these are: containers that say nothing, attributes without a place in
Markdown, spacing of list items, the markup of footnotes, tasks and formulas, anchors.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from cmarkgfm import cmark

from migrator.diagnostics import Diagnostic, Severity
from migrator.html.serializer import PLAIN, to_html
from migrator.model import nodes
from migrator.model.document import Document
from migrator.model.nodes import Node
from migrator.model.walk import rewrite, walk, with_children
from migrator.verify import front_matter
from migrator.verify.comparison import ComparisonOptions, compare_html

_OPTIONS: Final = cmark.Options.CMARK_OPT_UNSAFE | cmark.Options.CMARK_OPT_FOOTNOTES
_EXTENSIONS: Final = ["table", "strikethrough", "autolink", "tasklist"]
_COMPARISON: Final = ComparisonOptions(
    heading_ids=False,
    paragraphs=False,
    block_alignment=False,
    ignored_attributes=frozenset({"id"}),
    transparent=ComparisonOptions().transparent | {"div", "figure"},
)


def verify(document: Document, piece_text: str, *, extensions: bool = True) -> list[Diagnostic]:
    """Return what is wrong with ``piece_text``, a Markdown file made of ``document``.

    ``extensions``: whether it is read with GitHub's extensions, or as plain CommonMark.
    """
    try:
        values, text = front_matter.split(piece_text)
    except front_matter.BrokenFrontMatterError as error:
        message = f"the front matter cannot be read back: {error}"
        return [_problem(document, "verify.front-matter-broken", message)]
    found = front_matter.compare(document, values)
    return found + _compare_body(document, render(text, extensions=extensions))


def verify_commonmark(document: Document, piece_text: str) -> list[Diagnostic]:
    """Return what is wrong with ``piece_text`` read as plain CommonMark, without extensions."""
    return verify(document, piece_text, extensions=False)


def render(markdown: str, *, extensions: bool = True) -> str:
    """Return ``markdown`` as HTML by cmark-gfm, with GitHub's extensions and footnotes or bare."""
    if not extensions:
        return str(cmark.markdown_to_html(markdown, cmark.Options.CMARK_OPT_UNSAFE))
    return str(cmark.markdown_to_html_with_extensions(markdown, _OPTIONS, _EXTENSIONS))


def _problem(document: Document, code: str, message: str) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, document.path, 0, message)


# ----------------------------------------------------------------------------------------- body


def _compare_body(document: Document, rendered: str) -> list[Diagnostic]:
    expected, actual = expected_html(document.body), _rewritten(rendered)
    difference = compare_html(expected, actual, _COMPARISON)
    for normalised in _NORMALISATIONS:
        if difference is None:
            break
        expected, actual = normalised(expected), normalised(actual)
        difference = compare_html(expected, actual, _COMPARISON)
    if difference is None:
        return []
    message = f"the Markdown reads back differently: {difference}"
    return [_problem(document, "verify.markdown-differs", message)]


def expected_html(body: nodes.Body) -> str:
    """Return the HTML of ``body`` as cmark would write it, were it written perfectly."""
    (rewritten,) = rewrite(body, _rewrite_node)
    return _rewritten(to_html(_with_footnotes(rewritten), PLAIN))


def _rewrite_node(node: Node) -> Node | Sequence[Node]:
    """Return what takes the place of ``node``: what Markdown can say of it."""
    handler = _MODEL_REWRITINGS.get(type(node))
    return handler(node) if handler else node


def _link(node: nodes.Link) -> Node:
    """Leave out links within a link: Markdown has none, browsers end the outer one there."""
    if not any(isinstance(inner, nodes.Link) for child in node.children for inner in walk(child)):
        return node
    children = [part for child in node.children for part in rewrite(child, _without_link)]
    return with_children(node, children)


def _without_link(node: Node) -> Node | Sequence[Node]:
    return node.children if isinstance(node, nodes.Link) else node


def _reference(node: nodes.FootnoteReference) -> Node:
    return nodes.RawInline("html", f"<sup>{node.number}</sup>")


def _liquid(node: nodes.RawBlock) -> Node | Sequence[Node]:
    if node.format != "liquid":
        return node
    return nodes.RawBlock("html", render(node.text))


def _liquid_inline(node: nodes.RawInline) -> Node:
    if node.format != "liquid":
        return node
    return nodes.RawInline("html", render(node.text).removeprefix("<p>").removesuffix("</p>\n"))


_MODEL_REWRITINGS: Final[Mapping[type, Callable[[Any], Node | Sequence[Node]]]] = {
    nodes.Link: _link,
    nodes.FootnoteReference: _reference,
    nodes.RawBlock: _liquid,
    nodes.RawInline: _liquid_inline,
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


_MAX_SETTLINGS: Final = 20
_DISPLAY_FORMULA: Final = r'<pre><code class="language-math">\1</code></pre>'
_MARKS: Final = "strong|em|del|b|i|s|a"
_EDGES: Final = (
    r"</(?:p|h[1-6]|li|t[dh]|d[dt]|div|blockquote)>"
    r"|<(?:p|h[1-6]|[uod]l|table|div|blockquote|pre|hr|aside|section|details)[ >]"
)
_GAPS: Final = r"(?:<br */?>|\s)+"
_REWRITINGS: Final = (
    # cmark-gfm's footnotes
    (
        re.compile(r'\s*<a href="#fnref[^>]*class="footnote-backref"[^>]*>.*?</a>', re.DOTALL),
        "",
    ),
    (re.compile(r'<sup class="footnote-ref"><a [^>]*>(\d+)</a></sup>'), r"<sup>\1</sup>"),
    (re.compile(r'<section class="footnotes" data-footnotes>'), "<section>"),
    # tasks: kramdown sets no space after the box
    (re.compile(r'(<input type="checkbox"[^>]*/>)\s+'), r"\1"),
    # formulas
    (re.compile(r"\\\[([^<]*?)\\\]"), _DISPLAY_FORMULA),
    (re.compile(r"(?:<p>)?\$\$\n([^<$]*)\n\$\$(?:</p>)?"), _DISPLAY_FORMULA),
    (re.compile(r"\\\(([^<]*?)\\\)"), r"$\1$"),
    (re.compile(r"\$<code>(.*?)</code>\$", re.DOTALL), r"$\1$"),
    # anchors
    (re.compile(r'<a id="[^"]*"></a>'), ""),
)
_SETTLINGS: Final = (
    # white space and breaks stand outside of emphasis and links
    (re.compile(rf"((?:<(?:{_MARKS})(?: [^>]*)?>)+)({_GAPS})"), r"\2\1"),
    (re.compile(rf"(?<![\s])({_GAPS})((?:</(?:{_MARKS})>)+)"), r"\2\1"),
    # what holds nothing shows nothing
    (re.compile(r"<(strong|em|del|p)></\1>"), ""),
    (re.compile(rf"(?:<br */?>\s*)+(?={_EDGES})"), ""),
    (re.compile(r"<p>[ \n]*</p>"), ""),
    # an empty header row stands for none
    (re.compile(r"<thead>\s*<tr>\s*(?:<th[^>]*></th>\s*)+</tr>\s*</thead>"), ""),
)


_LINKED: Final = re.compile(r"<(strong|em|del)>(<a [^>]*>)((?:(?!</a>).)*)</a></\1>", re.DOTALL)
_QUOTED: Final = re.compile(
    r"<(strong|em|del)>(&quot;|[“‘\"'«‹「『《〈【〔\[(（［])((?:(?!</\1>).)*?)"
    r"(&quot;|[”’\"'»›」』》〉】〕\])）］])</\1>",
    re.DOTALL,
)
_CLAUSE_ENDS: Final = re.compile(r"([.,!?:…。，、．！？：]+)((?:</(?:strong|em|del)>)+)")
_CLAUSE_STARTS: Final = re.compile(r"((?:<(?:strong|em|del)>)+)([…—]+)")


def _without_outer_punctuation(html: str) -> str:
    """Return ``html`` with quotes and punctuation outside of emphasis, and links around it."""
    for _ in range(_MAX_SETTLINGS):
        before = html
        html = _LINKED.sub(r"\2<\1>\3</\1></a>", html)
        html = _QUOTED.sub(r"\2<\1>\3</\1>\4", html)
        html = _CLAUSE_STARTS.sub(r"\2\1", _CLAUSE_ENDS.sub(r"\2\1", html))
        if html == before:
            break
    return html


def _rewritten(html: str) -> str:
    for pattern, replacement in _REWRITINGS:
        html = pattern.sub(replacement, html)
    return html


def _settled(html: str) -> str:
    """Return ``html`` with what shows nothing where Markdown has it, or not at all."""
    for _ in range(_MAX_SETTLINGS):
        before = html
        for pattern, replacement in _SETTLINGS:
            html = pattern.sub(replacement, html)
        if html == before:
            break
    return html


_NORMALISATIONS: Final = (_settled, _without_outer_punctuation)
"""What is tried in turn on both sides where they differ as they are."""
