"""Block quotations and thematic breaks."""

from __future__ import annotations

from collections.abc import Iterator

from converters.markdown.attribute_lists import hold_attributes
from converters.markdown.context import Context
from converters.markdown.handlers.blocks.base import MAX_DEPTH, siblings, why_html
from converters.markdown.html_fallback import write_fallback
from migrator.model import nodes
from migrator.model.nodes import Node


def block_quote(context: Context, node: nodes.BlockQuote) -> Iterator[Node]:
    """Blocks behind ``> ``."""
    too_deep = "nested too deeply" if context.depth >= MAX_DEPTH else ""
    reason = too_deep or why_html(context, node.attributes, holds_list=True)
    if reason:
        write_fallback(context, node, reason)
        return
    context.depth += 1
    with context.writer.prefix("> ", "> "):
        yield from siblings(context, node.children)
    context.depth -= 1
    hold_attributes(context, node.attributes, node.line)


def thematic_break(context: Context, node: nodes.ThematicBreak) -> Iterator[Node]:
    """``---``; other marks in lists, and at the top of a file, where it opens front matter."""
    reason = why_html(context, node.attributes, holds_list=True)
    if reason:
        write_fallback(context, node, reason)
        return
    if context.dialect.attribute_lists and context.list_depth and context.writer.after_blank:
        write_fallback(context, node, "a rule within a list")
        return
    top = context.writer.count == 0
    context.writer.line("___" if context.list_depth else "***" if top else "---")
    hold_attributes(context, node.attributes, node.line)
    yield from ()
