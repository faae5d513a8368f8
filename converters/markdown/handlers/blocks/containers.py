"""Generic containers, figures, raw HTML and raw text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from converters.markdown.attributes import note_dropped
from converters.markdown.bare_text import in_paragraphs, is_block
from converters.markdown.context import Context
from converters.markdown.handlers.blocks.base import MAX_DEPTH, siblings, why_html
from converters.markdown.html_fallback import MARKDOWN, start_tag, write_fallback, write_html
from converters.markdown.hugo.elements import (
    element_shortcode,
    figure_shortcode,
    relrefs_in_markdown,
)
from converters.markdown.lines import write_inlines
from converters.markdown.liquid import live
from migrator.diagnostics import Severity, excerpt_of
from migrator.html.serializer import PLAIN, to_html
from migrator.html.tables import CONTENT_BLOCK, FLOW
from migrator.model import nodes
from migrator.model.attributes import Attributes, set_attribute
from migrator.model.nodes import Node
from migrator.model.walk import kinds_in

CONTAINERS: Final = frozenset(
    {"address", "article", "aside", "blockquote", "center", "details", "dialog", "div", "fieldset"}
    | {"figure", "footer", "form", "header", "main", "nav", "section"}
)
"""HTML elements whose content can be Markdown between blank lines (CommonMark: condition 6)."""


def div(context: Context, node: nodes.Div) -> Iterator[Node]:
    """Write the blocks alone where the container says nothing to readers, else HTML around."""
    if not why_html(context, node.attributes):
        note_dropped(context, node.attributes, node.line)
        yield from _uncontained(context, node.children)
    else:
        yield from _container(context, node, "div", node.attributes, node.children)


def figure(context: Context, node: nodes.Figure) -> Iterator[Node]:
    """Write the blocks alone where there is no caption, else HTML."""
    if context.dialect.shortcodes and not why_html(context, node.attributes):
        shortcode = figure_shortcode(node, lambda caption: _caption(context, caption))
        if shortcode:
            note_dropped(context, node.attributes, node.line)
            context.writer.line(shortcode)
            return
    captioned = any(type(child) is nodes.Caption for child in node.children)
    if captioned or why_html(context, node.attributes):
        write_fallback(context, node, "a figure with its caption")
        return
    note_dropped(context, node.attributes, node.line)
    yield from _uncontained(context, node.children)


def _uncontained(context: Context, children: Sequence[Node]) -> Iterator[Node]:
    """Write the blocks of a container of which nothing else is written."""
    context.close_container()
    yield from siblings(context, children)
    context.close_container()


def _caption(context: Context, caption: nodes.Caption) -> str | None:
    """Return a caption in one line of Markdown, None where it holds more."""
    content: Sequence[Node] = caption.children
    if len(content) == 1 and isinstance(content[0], nodes.Plain | nodes.Paragraph):
        content = content[0].children
    if caption.attributes or any(is_block(child) for child in content):
        return None
    dialect = replace(context.dialect, references=False)  # Hugo reads it by itself
    alone = replace(context, options=replace(context.options, dialect=dialect))
    line = write_inlines(alone, content, "heading")
    return None if line.unwritable else line.text


def html_element(context: Context, node: nodes.HtmlElement) -> Iterator[Node]:
    """Write an element without a native twin: HTML, around Markdown where that is safe."""
    shortcode = element_shortcode(node) if context.dialect.shortcodes else ""
    if shortcode:
        context.writer.line(shortcode)
        return
    if node.name in CONTAINERS:
        yield from _container(context, node, node.name, node.attributes, node.children)
    else:
        _write_whole(context, node)


def _write_whole(context: Context, node: nodes.HtmlElement) -> None:
    """Write an element as HTML; one that shows in a line of text stays apart from others."""
    is_loose = node.name not in FLOW
    if is_loose and context.would_join():
        write_html(context, "<div></div>")
        context.writer.separate()
    write_fallback(context, node, f"<{node.name}> has no Markdown")
    if is_loose:
        context.end_loose_html()


def _container(
    context: Context, node: Node, name: str, attributes: Attributes, children: Sequence[Node]
) -> Iterator[Node]:
    summary = [
        child
        for child in children[:1]
        if isinstance(child, nodes.HtmlElement) and child.name == "summary"
    ]
    content = children[len(summary) :]
    if summary:
        content = in_paragraphs(content)
    holds_markdown = all(is_block(child) for child in content) and any(
        type(child) is not nodes.RawBlock for child in content
    )
    if not holds_markdown or context.depth >= MAX_DEPTH:
        write_fallback(context, node, f"<{name}> has no Markdown")
        return
    context.tell(
        "markdown.html-fallback",
        Severity.INFO,
        int(getattr(node, "line", 0)),
        f"kept as HTML around its content: <{name}>",
    )
    if context.dialect.attribute_lists:  # kramdown reads Markdown in HTML only where asked to
        asked = "1" if name in CONTENT_BLOCK else "block"
        attributes = set_attribute(attributes, "markdown", asked)
    shown = [_summary_html(context, node) for node in summary]
    write_html(context, "\n".join([start_tag(name, attributes), *shown]))
    context.writer.separate()
    context.depth += 1
    yield from siblings(context, content)
    context.depth -= 1
    context.writer.separate()
    write_html(context, f"</{name}>")


def _summary_html(context: Context, node: nodes.HtmlElement) -> str:
    if nodes.FootnoteReference in kinds_in(node):
        context.has_html_notes = True
    content = node.children
    if len(content) == 1 and isinstance(content[0], nodes.Plain):
        content = content[0].children
    bare = to_html(replace(node, children=content, attributes=()), PLAIN).rstrip("\n")
    html = bare.removeprefix("<summary>").removesuffix("</summary>").strip(" \t\n")
    return f"{start_tag('summary', node.attributes)}{html}</summary>"


def raw_block(context: Context, node: nodes.RawBlock) -> Iterable[Node]:
    """Let HTML and Liquid through as they are; formats for other targets show nothing."""
    if node.format == "html":
        write_html(context, node.text)
    elif node.format == MARKDOWN:
        context.writer.lines(relrefs_in_markdown(node.text))
    elif node.format == "liquid":
        message = "Liquid that could not be evaluated stands in the Markdown as it was written"
        excerpt = excerpt_of(node.text)
        context.tell("markdown.liquid-kept", Severity.WARNING, node.line, message, excerpt)
        context.writer.lines(live(node.text.strip("\n"), context.dialect))
    elif node.format in nodes.SOURCE_MARKUPS:
        write_fallback(context, node, "Textile")
    return ()


def nothing(context: Context, node: Node) -> Iterable[Node]:
    """Write no line: what uses a definition of a link or an abbreviation holds all of it."""
    return ()


def whole(context: Context, node: Node) -> Iterable[Node]:
    """Write a node that only HTML can hold, in every dialect."""
    write_fallback(context, node, f"{type(node).__name__} has no Markdown")
    return ()
