"""Paragraphs, bare text and headings."""

from __future__ import annotations

from collections.abc import Iterable

from converters.markdown.attribute_lists import attribute_list, hold_attributes
from converters.markdown.attributes import anchor_of
from converters.markdown.context import Context
from converters.markdown.handlers.blocks.base import anchor_before, why_html, without_formula_block
from converters.markdown.html_fallback import write_fallback
from converters.markdown.lines import write_inlines
from migrator.model import nodes
from migrator.model.attributes import Attributes, without_attributes
from migrator.model.nodes import Node


def paragraph(context: Context, node: nodes.Paragraph) -> Iterable[Node]:
    """Lines of text; an empty paragraph shows nothing."""
    line = write_inlines(context, node.children)
    reason = _why_html(context, node.attributes) or line.unwritable
    if reason:
        write_fallback(context, node, reason)
        return ()
    text = line.text
    if not context.dialect.attributes:
        text = anchor_before(context, node.attributes, text, node.line)
    text = without_formula_block(context.dialect, text)
    if text and not text.strip():
        text = text.replace("\u00a0", "&nbsp;")
    if not text and context.goes_on_in_line():
        write_fallback(context, node, "an empty paragraph that parts two lines of HTML")
    if text:
        context.writer.lines(text)
        hold_attributes(context, node.attributes, node.line)
    return ()


def _why_html(context: Context, attributes: Attributes) -> str:
    if not attributes:
        return ""
    return why_html(context, attributes, holds_anchor=True, holds_list=True)


def plain(context: Context, node: nodes.Plain) -> Iterable[Node]:
    """Text without a paragraph of its own; after HTML that shows in a line it goes on there."""
    if context.goes_on_in_line():
        write_fallback(context, node, "text in a line with HTML")
        return ()
    return paragraph(context, nodes.Paragraph(node.children, (), node.line))


def heading(context: Context, node: nodes.Heading) -> Iterable[Node]:
    """``## text`` (CommonMark: ATX headings)."""
    line = write_inlines(context, node.children, "heading")
    reason = _why_html(context, node.attributes) or line.unwritable
    if context.dialect.attribute_lists and not line.text.strip("#"):
        reason = reason or "a heading without text"
    if reason:
        write_fallback(context, node, reason)
        return ()
    text = line.text
    if context.dialect.attribute_lines:
        text = f"{text} {_attributes(context, node, text)}"
    elif not context.dialect.attributes:
        text = anchor_before(context, node.attributes, text, node.line)
    context.writer.line(f"{'#' * node.level} {text}".rstrip(" "))
    if context.dialect.attribute_lists:
        hold_attributes(context, node.attributes, node.line)
    return ()


def _attributes(context: Context, node: nodes.Heading, text: str) -> str:
    """Return the attribute list of a heading, with its id only where Hugo makes another."""
    made = context.made_ids.next_of(text)
    own = anchor_of(context, node.attributes)
    if not own or own == made:
        context.made_ids.take(made)
        attributes = without_attributes(node.attributes, {"id"})
        return attribute_list(context, attributes)
    context.made_ids.take(own)
    return attribute_list(context, node.attributes)
