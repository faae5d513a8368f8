"""Raw HTML in a line of text, and generic spans."""

from __future__ import annotations

import re
from typing import Final

from converters.markdown.attributes import anchor_html, anchor_of, is_bare, note_dropped
from converters.markdown.handlers.inlines.base import InlineState, Wrap, anchored
from converters.markdown.html_fallback import OPEN_TAG, start_tag
from converters.markdown.hugo.elements import element_shortcode
from converters.markdown.liquid import live
from converters.markdown.tokens import Verbatim
from migrator.diagnostics import Severity, excerpt_of
from migrator.html.escape import escape_value, format_attributes
from migrator.html.serializer import PLAIN, to_html
from migrator.html.tables import BLOCK, CONTENT_SPAN, RAW_TEXT, VOID
from migrator.model import nodes
from migrator.model.attributes import get_attribute
from migrator.model.walk import kinds_in, text_of, walk

_BLANK_LINES: Final = re.compile(r"\n(?:[ \t]*\n)+[ \t]*|\n[ \t]*")
_OPAQUE: Final = RAW_TEXT | frozenset(
    {"textarea", "svg", "math", "select", "object", "video", "audio", "canvas", "iframe", "picture"}
    | {"pre", "map", "template"}
)
"""Elements whose content is not text with marks in it: written as HTML with all they hold."""

_KEEPS_SPACE: Final = frozenset({"pre", "textarea"})
_READ_OTHERWISE: Final = re.compile(r"[\\`*_~\[\]$\"&<>]")
"""Characters in an element of raw text that Markdown would read or write otherwise."""

_COMMENT: Final = re.compile(r"<!--(.*?)-->", re.DOTALL)
_TAGS: Final = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
TAG_NAME: Final = re.compile(r"</?([A-Za-z][\w:.-]*)")
_MARKS: Final = re.compile(r"[\\`*_~\[\]$]")


def span(state: InlineState, node: nodes.Span) -> Wrap:
    """Write the content alone where the span says nothing to readers."""
    if is_bare(state.context, node.attributes):
        note_dropped(state.context, node.attributes)
        anchor = anchor_of(state.context, node.attributes)
        if not node.children:  # it is there for its id alone
            anchor = get_attribute(node.attributes, "id") or ""
        opening = (Verbatim(anchor_html(anchor)),) if anchor else ()
        return Wrap(opening, node.children)
    start = f"<span{_attributes(node.attributes)}>"
    return Wrap((Verbatim(start),), node.children, (Verbatim("</span>"),))


def html_element(state: InlineState, node: nodes.HtmlElement) -> Wrap:
    """Write an element without a native twin: its tags around its content in Markdown."""
    shortcode = element_shortcode(node) if state.context.dialect.shortcodes else ""
    if shortcode:
        return Wrap((Verbatim(shortcode),))
    if node.display == "block" and node.name not in VOID and node.name not in _OPAQUE:
        state.unwritable = state.unwritable or f"<{node.name}> in a line of text"
    if not state.context.dialect.attribute_lists and not _is_known_as_tag(node):
        state.unwritable = state.unwritable or f"<{node.name}>, no tag to CommonMark, in a line"
    if state.context.dialect.attribute_lists and _holds_block(node):
        state.unwritable = state.unwritable or f"<{node.name}> in a line of text"
    if node.name in _OPAQUE or _is_raw_inside(state, node):
        if nodes.FootnoteReference in kinds_in(node):
            state.context.has_html_notes = True
        html = to_html(node, PLAIN)
        if _holds_marks(node):
            state.unwritable = state.unwritable or f"<{node.name}> around marks of Markdown"
        if "\n" in html and _keeps_space(node):
            state.unwritable = state.unwritable or f"lines of <{node.name}>"
        return Wrap((Verbatim(one_line(_without_marks(html))),))
    start = f"<{node.name}{_attributes(node.attributes)}"
    if not node.children and node.name in VOID:
        return Wrap((Verbatim(f"{start} />"),))
    end = (Verbatim(f"</{node.name}>"),)
    is_link = node.name == "a"
    return Wrap((Verbatim(f"{start}>"),), node.children, end, is_link=is_link)


def _is_raw_inside(state: InlineState, node: nodes.HtmlElement) -> bool:
    """Tell whether kramdown reads no Markdown in the element (kramdown: HTML Spans)."""
    return state.context.dialect.attribute_lists and node.name not in CONTENT_SPAN | VOID


def _is_known_as_tag(node: nodes.HtmlElement) -> bool:
    """Tell whether CommonMark reads the start tag as one (CommonMark: Raw HTML)."""
    return bool(OPEN_TAG.fullmatch(start_tag(node.name, node.attributes)))


def raw_inline(state: InlineState, node: nodes.RawInline) -> Wrap:
    """Let HTML and Liquid through as they are; formats for other targets show nothing."""
    if node.format == "html":
        if state.context.dialect.attribute_lists and _names_block(node.text):
            state.unwritable = state.unwritable or "HTML of a block in a line of text"
        is_kramdown = state.context.dialect.attribute_lists
        plain = _comment_without_bars if is_kramdown else _plain_comment
        text = _COMMENT.sub(plain, node.text)
        return Wrap((Verbatim(one_line(_without_marks(text))),))
    if node.format == "liquid":
        tell_liquid(state, node.text, node.line)
        return Wrap((Verbatim(live(one_line(node.text), state.context.dialect)),))
    return Wrap()


def _plain_comment(match: re.Match[str]) -> str:
    """Return a comment without what ended it for CommonMark before 0.31: two hyphens."""
    text = match[1].replace("--", "- -").replace("--", "- -")
    before = " " if text.startswith((">", "->")) else ""
    return f"<!--{before}{text}{' ' * text.endswith('-')}-->"


def _comment_without_bars(match: re.Match[str]) -> str:
    """Return a comment without what makes a table of its line in kramdown."""
    return match[0].replace("|", "&#124;")


def _holds_block(node: nodes.HtmlElement) -> bool:
    """Tell whether kramdown would take an element in ``node``, or itself, for text in a line."""
    return any(isinstance(one, nodes.HtmlElement) and one.name in BLOCK for one in walk(node))


def _names_block(html: str) -> bool:
    """Tell whether a tag in ``html`` is of an element that kramdown takes for a block."""
    return any(name.lower() in BLOCK for name in TAG_NAME.findall(html))


def _keeps_space(node: nodes.HtmlElement) -> bool:
    """Tell whether lines within ``node`` show, so that they cannot be joined."""
    kept = (
        one for one in walk(node) if isinstance(one, nodes.HtmlElement) and one.name in _KEEPS_SPACE
    )
    return any("\n" in to_html(one, PLAIN) for one in kept)


def _holds_marks(node: nodes.HtmlElement) -> bool:
    """Tell whether an element of raw text in ``node`` holds what Markdown would read."""
    raw = (one for one in walk(node) if isinstance(one, nodes.HtmlElement) and one.name in RAW_TEXT)
    return any(_READ_OTHERWISE.search(text_of(one)) for one in raw)


def _without_marks(html: str) -> str:
    """Return ``html`` with what Markdown would read between its tags as references."""
    if not _MARKS.search(html):
        return html
    parts = _TAGS.split(html)
    parts[::2] = [_MARKS.sub(lambda mark: f"&#{ord(mark[0])};", text) for text in parts[::2]]
    return "".join(parts)


def tell_liquid(state: InlineState, text: str, line: int) -> None:
    """Report Liquid that nobody evaluated and that now stands in the Markdown."""
    message = "Liquid that could not be evaluated stands in the Markdown as it was written"
    state.context.tell("markdown.liquid-kept", Severity.WARNING, line, message, excerpt_of(text))


def abbreviation(state: InlineState, node: nodes.Abbreviation) -> Wrap:
    """``<abbr>`` where the long form is known and not defined for all, else the text."""
    children = (nodes.Text(node.text),)
    context = state.context
    options = context.options
    is_text = not node.title or options.abbreviations == "text" or options.html == "drop"
    if is_text or node.text in context.abbreviations:
        return anchored(state, node.attributes, Wrap((), children))
    start = Verbatim(f'<abbr title="{escape_value(node.title)}">')
    return anchored(state, node.attributes, Wrap((start,), children, (Verbatim("</abbr>"),)))


def one_line(html: str) -> str:
    """Return ``html`` without the blank lines and indents that would end a paragraph."""
    return _BLANK_LINES.sub("\n", html) if "\n" in html else html


def _attributes(attributes: tuple[tuple[str, str], ...]) -> str:
    return _BLANK_LINES.sub("&#10;", format_attributes(attributes))
