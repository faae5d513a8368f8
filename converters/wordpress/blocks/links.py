"""A link around blocks, which no core block is, as links in each of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final, cast

from converters.wordpress.blocks.context import (
    BlockContext,
    Parts,
    as_blocks,
    html_block,
    joined,
)
from migrator.model import nodes
from migrator.model.attributes import get_attribute, without_attributes
from migrator.model.nodes import Node
from migrator.model.walk import walk

_TEXTS: Final = (nodes.Paragraph, nodes.Plain, nodes.Heading, nodes.Caption)


def block_link(node: nodes.HtmlElement, context: BlockContext) -> Parts:
    """Write a link around texts and pictures as a link in each, around others as HTML."""
    destination = get_attribute(node.attributes, "href")
    if destination is None or any(isinstance(one, nodes.Link) for one in walk(node)):
        return html_block(node, context)
    link = nodes.Link(destination, attributes=without_attributes(node.attributes, ("href",)))
    pushed = [_pushed(kid, link) for kid in as_blocks(node.children)]
    kids = [kid for kid in pushed if kid is not None]
    return joined(kids) if len(kids) == len(pushed) else html_block(node, context)


def _pushed(block: Node, link: nodes.Link) -> Node | None:
    """Return ``block`` with ``link`` around its text, None where it is no text."""
    if isinstance(block, _TEXTS):
        linked = replace(link, children=cast("Any", block.children))
        return replace(block, children=(linked,))
    if isinstance(block, nodes.Figure):
        kids = [_pushed(kid, link) for kid in as_blocks(block.children)]
        return None if None in kids else replace(block, children=cast("Any", tuple(kids)))
    return None
