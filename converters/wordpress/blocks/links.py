"""A link around blocks, which no core block is, as links in each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, cast

from converters.wordpress.blocks.context import (
    INLINES,
    BlockContext,
    Parts,
    as_blocks,
    html_block,
    joined,
)
from migrator.model import nodes
from migrator.model.attributes import get_attribute, without_attributes
from migrator.model.nodes import Node
from migrator.model.walk import rewrite, walk

_TEXTS: Final = (nodes.Paragraph, nodes.Plain, nodes.Heading, nodes.Caption)
_HOLDERS: Final = (nodes.Figure, nodes.Div)


def block_link(node: nodes.HtmlElement, context: BlockContext) -> Parts:
    """Write a link around texts and pictures as a link in each, around others as HTML."""
    kids = pushed_link(node)
    return html_block(node, context) if kids is None else joined(kids)


def pushed_link(node: nodes.HtmlElement) -> Sequence[Node] | None:
    """Return the blocks in a link with a link in each text, None where one is no text."""
    destination = get_attribute(node.attributes, "href")
    inside = [one for one in walk(node) if one is not node]
    if destination is None or not all(map(_is_text, inside)):
        return None
    link = nodes.Link(destination, attributes=without_attributes(node.attributes, ("href",)))
    (changed,) = rewrite(nodes.Div(cast("Any", node.children)), lambda one: _linked(one, link))
    return cast("nodes.Div", changed).children


def _is_text(node: Node) -> bool:
    """Return whether ``node`` is a text, in one, or around some; a link in a link is none."""
    if isinstance(node, nodes.HtmlElement):
        return node.display == "inline"
    return isinstance(node, (*_TEXTS, *_HOLDERS, *INLINES)) and not isinstance(node, nodes.Link)


def _linked(node: Node, link: nodes.Link) -> Node:
    """Return ``node`` with ``link`` around its text; loose text in a holder counts as one."""
    if isinstance(node, _TEXTS):
        return _around(node, link)
    if isinstance(node, _HOLDERS):
        known = set(map(id, node.children))
        kids = [
            _around(kid, link) if id(kid) not in known else kid for kid in as_blocks(node.children)
        ]
        return replace(node, children=cast("Any", tuple(kids)))
    return node


def _around(text: Any, link: nodes.Link) -> Node:
    inner = replace(link, children=text.children)
    return cast("Node", replace(text, children=(inner,)))
