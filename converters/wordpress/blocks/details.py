"""Details with a summary, where WordPress has a block for them."""

from __future__ import annotations

from typing import Final, cast

from converters.wordpress.block_markup import support_of
from converters.wordpress.blocks.context import (
    BlockContext,
    Parts,
    as_blocks,
    block_parts,
    html_block,
    joined,
)
from migrator.model import nodes

_DETAILS_SINCE: Final = (6, 3)


def details(node: nodes.HtmlElement, context: BlockContext) -> Parts:
    """Write details with a summary as a block if WordPress has one, else as HTML."""
    children = as_blocks(node.children)
    summary = children[0] if children else None
    attributes = tuple(pair for pair in node.attributes if pair[0] != "open")
    support = support_of(attributes)
    is_summary = isinstance(summary, nodes.HtmlElement) and summary.name == "summary"
    if context.version < _DETAILS_SINCE or support.rest or support.align or not is_summary:
        return html_block(node, context)
    summary = cast("nodes.HtmlElement", summary)
    if summary.attributes:
        return html_block(node, context)
    is_open = len(attributes) != len(node.attributes)
    tag = support.tag("details", ("wp-block-details",))
    tag = tag.removesuffix(">") + (" open>" if is_open else ">")
    head = f"{tag}<summary>{_summary_text(summary, context)}</summary>"
    settings = ({"showContent": True} if is_open else {}) | support.settings
    return block_parts("details", settings, head, *joined(children[1:]), "</details>")


def _summary_text(summary: nodes.HtmlElement, context: BlockContext) -> str:
    children = as_blocks(summary.children)
    plain = [child for child in children if isinstance(child, nodes.Plain)]
    if len(plain) == len(children):
        return context.html([inline for child in plain for inline in child.children])
    return context.html(summary.children)
