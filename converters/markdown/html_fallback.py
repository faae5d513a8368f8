"""HTML for just the construct that Markdown cannot hold, in lines that stay one HTML block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from converters.markdown.context import Context
from converters.markdown.flattening import rows_of
from converters.markdown.hugo.elements import with_relrefs
from migrator.diagnostics import Severity, excerpt_of
from migrator.html.escape import format_attributes
from migrator.html.serializer import PLAIN, to_html
from migrator.html.tables import BLOCK, SPAN, VOID
from migrator.model.attributes import Attributes
from migrator.model.nodes import (
    Div,
    FootnoteReference,
    MathBlock,
    Node,
    Paragraph,
    RawBlock,
    Table,
    Text,
)
from migrator.model.walk import kinds_in, rewrite, text_of

MARKDOWN: Final = "markdown"
"""The format of a raw block that was flattened and is written as it is."""

_BLANK_LINE: Final = re.compile(r"\n[ \t\r]*(?=\n)")
_BLANK_LINE_WITHIN: Final = re.compile(r"(?<=\n)([ \t\r]*)\n")
_KEEPS_SPACE: Final = re.compile(r"<(pre|textarea)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_OWN_END: Final = re.compile(r"<(?:script|pre|style|textarea)(?=[\s>])|<!--|<\?|<![A-Za-z]", re.I)
_ENDED_BY_BLANK: Final = re.compile(
    r"</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|"
    r"details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|"
    r"head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|"
    r"p|param|section|source|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?=[\s>]|/>)",
    re.IGNORECASE,
)
_BARE_IN_HTML: Final = frozenset({RawBlock, MathBlock})
_TAG_NAME: Final = re.compile(r"<([A-Za-z][^\s/>]*)")
_FIRST_TAG: Final = re.compile(r"<(?P<name>[A-Za-z][^\s/>]*)(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")

OPEN_TAG: Final = re.compile(
    r"<[A-Za-z][A-Za-z0-9-]*+"
    r"(?:\s+[A-Za-z_:][A-Za-z0-9_.:-]*+(?:\s*=\s*(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?)*"
    r"\s*/?>"
)
"""A start tag as CommonMark reads it (CommonMark: Raw HTML)."""


def write_fallback(context: Context, node: Node, reason: str) -> None:
    """Write ``node`` as HTML, or flattened where the user wants none, and report it."""
    if context.options.html == "drop":
        _flatten(context, node, reason)
        return
    kinds = kinds_in(node)
    if not _BARE_IN_HTML.isdisjoint(kinds):
        (node,) = rewrite(node, _apart, _BARE_IN_HTML)
    if FootnoteReference in kinds:
        context.has_html_notes = True
    html = to_html(node, PLAIN).strip("\n")
    line = int(getattr(node, "line", 0))
    excerpt = excerpt_of(html)
    context.tell("markdown.html-fallback", Severity.INFO, line, f"kept as HTML: {reason}", excerpt)
    if context.dialect.attribute_lists and _begins_as_text(html):
        html = f"<div>\n{html}\n</div>"
    elif not context.dialect.attribute_lists and _begins_with_no_tag(html):
        html = f"<span>\n{html}\n</span>"
    write_html(context, with_relrefs(html))


def _apart(node: Node) -> Node:
    """Return a formula or Liquid in a block: in HTML no blank line parts it from its neighbours."""
    if isinstance(node, MathBlock):
        return node if node.attributes else Div((node,))
    if not isinstance(node, RawBlock) or node.format != "liquid":
        return node
    return replace(node, format="html", text=f"<div>{node.text}</div>")


def _begins_as_text(html: str) -> bool:
    """Tell whether kramdown would take the first tag of ``html`` for text, and blocks follow."""
    first, *others = _TAG_NAME.findall(html) or [""]
    return first.lower() in SPAN and any(name.lower() in BLOCK for name in others)


def _begins_with_no_tag(html: str) -> bool:
    """Tell whether ``html`` begins with a tag that CommonMark takes for text or an autolink."""
    match = _FIRST_TAG.match(html)
    if match is None or _ENDED_BY_BLANK.match(html) or _OWN_END.match(html):
        return False
    return not OPEN_TAG.fullmatch(match[0])


def write_html(context: Context, html: str) -> None:
    """Write ``html`` as one HTML block (CommonMark: HTML blocks)."""
    for line in html_lines(html.strip("\n").lstrip(" \t")):
        context.writer.line(line)
    context.writer.end_html()


def html_lines(html: str) -> Iterator[str]:
    """Yield the lines of ``html`` as a block that no blank line inside can end."""
    if not _OWN_END.match(html):
        html = _without_blank_lines(html)
        if not _ENDED_BY_BLANK.match(html):
            html = _first_tag_alone(html)
    yield from html.split("\n")


def _without_blank_lines(html: str) -> str:
    """Drop blank lines; where white space counts, write their line feed as a reference."""
    if not _BLANK_LINE.search(html):
        return html
    pieces: list[str] = []
    last = 0
    for match in _KEEPS_SPACE.finditer(html):
        pieces.append(_BLANK_LINE.sub("", html[last : match.start()]))
        pieces.append(_keep_blank_lines(match[0]))
        last = match.end()
    pieces.append(_BLANK_LINE.sub("", html[last:]))
    return "".join(pieces)


def _keep_blank_lines(text: str) -> str:
    """Write the line feed after a blank line as a reference: ``a⏎⏎b`` as ``a⏎&#10;b``."""
    return _BLANK_LINE_WITHIN.sub(lambda match: f"{match[1]}&#10;", text)


def _first_tag_alone(html: str) -> str:
    """Put the first tag on a line of its own, so that it starts an HTML block of any name.

    The line feed shows nothing after a tag that opens something.
    """
    match = _FIRST_TAG.match(html)
    if match is None or html[match.end() : match.end() + 1] in {"\n", ""}:
        return html
    if match["name"].lower() in VOID:
        return f"<span>\n{html}</span>"
    return f"{match[0]}\n{html[match.end() :]}"


def start_tag(name: str, attributes: Attributes) -> str:
    """Return a start tag in one line."""
    return f"<{name}{format_attributes(attributes)}>".replace("\n", "&#10;")


def _flatten(context: Context, node: Node, reason: str) -> None:
    """Have ``node`` written as markdownify does, and tell."""
    context.flat[id(node)] = node, _flat(context, node)
    line, excerpt = int(getattr(node, "line", 0)), excerpt_of(to_html(node, PLAIN))
    message = f"flattened, because it has no Markdown: {reason}"
    context.tell("markdown.html-dropped", Severity.WARNING, line, message, excerpt)


def _flat(context: Context, node: Node) -> Sequence[Node]:
    if not context.dialect.attribute_lists:  # kramdown reads not all that markdownify writes
        text = _markdownified(node)
        return [RawBlock(MARKDOWN, text)] if text else []
    if isinstance(node, Table):
        return rows_of(node)
    return [Paragraph((Text(text),)) for text in text_of(node).split("\n") if text.strip()]


def _markdownified(node: Node) -> str:
    """Return ``node`` as markdownify writes it, its text alone where it is nested too deeply."""
    from markdownify import markdownify  # heavy, and seldom needed

    try:
        html = to_html(node, PLAIN)
        return str(markdownify(html, heading_style="ATX", bullets="-", escape_misc=True)).strip()
    except RecursionError:
        return text_of(node).strip()
