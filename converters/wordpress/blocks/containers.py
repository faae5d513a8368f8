"""Quotes and groups: blocks that hold blocks."""

from __future__ import annotations

from converters.wordpress.block_markup import support_of
from converters.wordpress.blocks.context import BlockContext, Parts, block_parts, html_block, joined
from migrator.model import nodes


def block_quote(node: nodes.BlockQuote, context: BlockContext) -> Parts:
    """Write a quote with its blocks."""
    support = support_of(node.attributes)
    if support.rest or support.align:
        return html_block(node, context)
    tag = support.tag("blockquote", ("wp-block-quote",))
    return block_parts("quote", support.settings, tag, *joined(node.children), "</blockquote>")


def group(name: str, node: nodes.Div | nodes.HtmlElement, context: BlockContext) -> Parts:
    """Write ``node`` as a group that is an element ``name``."""
    support = support_of(node.attributes)
    if support.rest or support.align:
        return html_block(node, context)
    settings = ({"tagName": name} if name != "div" else {}) | support.settings
    tag = support.tag(name, ("wp-block-group",))
    return block_parts("group", settings, tag, *joined(node.children), f"</{name}>")


def div(node: nodes.Div, context: BlockContext) -> Parts:
    """Write a plain div's blocks without it, any other as a group."""
    if not node.attributes:
        return joined(node.children)
    return group("div", node, context)


def section(node: nodes.HtmlElement, context: BlockContext) -> Parts:
    """Write a sectioning element as a group with that element's name."""
    return group(node.name, node, context)
