"""Quotes and groups: blocks that hold blocks."""

from __future__ import annotations

from typing import cast

from converters.wordpress.block_markup import support_of
from converters.wordpress.block_styles import BOX_STYLES, TEXT_STYLES
from converters.wordpress.blocks.alignment import aligned
from converters.wordpress.blocks.context import (
    BlockContext,
    Parts,
    as_blocks,
    block_parts,
    html_block,
    joined,
)
from migrator.model import nodes


def block_quote(node: nodes.BlockQuote, context: BlockContext) -> Parts:
    """Write a quote with its blocks."""
    support = support_of(node.attributes, TEXT_STYLES)
    if support.rest:
        return html_block(node, context)
    settings = ({"align": support.align} if support.align else {}) | support.settings
    own = (f"has-text-align-{support.align}",) if support.align else ()
    tag = support.tag("blockquote", ("wp-block-quote", *own))
    return block_parts("quote", settings, tag, *joined(node.children), "</blockquote>")


def group(name: str, node: nodes.Div | nodes.HtmlElement, context: BlockContext) -> Parts:
    """Write ``node`` as a group that is an element ``name``."""
    support = support_of(node.attributes, BOX_STYLES)
    children = aligned(node.children, support.align) if support.align else node.children
    if support.rest or children is None:
        return html_block(node, context)
    if name == "div" and not support.settings:
        return joined(children)
    settings = ({"tagName": name} if name != "div" else {}) | support.settings
    tag = support.tag(name, ("wp-block-group",))
    return block_parts("group", settings, tag, *joined(children), f"</{name}>")


def div(node: nodes.Div, context: BlockContext) -> Parts:
    """Write a plain div's blocks without it, any other as a group."""
    return group("div", node, context)


def centre(node: nodes.HtmlElement, context: BlockContext) -> Parts:
    """Write what an old ``center`` holds as blocks that stand in the middle."""
    children = cast("tuple[nodes.Block, ...]", tuple(as_blocks(node.children)))
    box = nodes.Div(children, (("align", "center"), *node.attributes), node.line)
    parts = div(box, context)
    return html_block(node, context) if parts == html_block(box, context) else parts


def section(node: nodes.HtmlElement, context: BlockContext) -> Parts:
    """Write a sectioning element as a group with that element's name."""
    return group(node.name, node, context)
