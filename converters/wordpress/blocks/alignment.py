"""Text alignment of a container, which no block has for all that is in it, as its texts' own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from converters.wordpress.block_markup import support_of
from converters.wordpress.blocks.context import as_blocks
from migrator.model import nodes
from migrator.model.attributes import Attributes
from migrator.model.nodes import Node


def aligned(children: Sequence[Node], align: str) -> list[Node] | None:
    """Return the blocks of ``children`` with each text aligned so, None where one is no text."""
    found = [_aligned(child, align) for child in as_blocks(children)]
    return [child for child in found if child] if all(found) else None


def _aligned(block: Node, align: str) -> Node | None:
    if isinstance(block, nodes.Plain):
        return nodes.Paragraph(block.children, _with(align, ()), block.line)
    if isinstance(block, nodes.Paragraph | nodes.Heading | nodes.Div):
        return replace(block, attributes=_with(align, block.attributes))
    return block if isinstance(block, nodes.ThematicBreak) else None


def _with(align: str, attributes: Attributes) -> Attributes:
    """Return ``attributes`` with the alignment, if they have none of their own."""
    return attributes if support_of(attributes).align else (("align", align), *attributes)
