"""Bare text among blocks, as paragraphs."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Final, cast

from migrator.model import nodes
from migrator.model.nodes import Node
from migrator.model.walk import text_of

_BLOCKS: Final = frozenset(nodes.Block.__args__) - {nodes.Plain, nodes.Caption}


def in_paragraphs(content: Iterable[Node]) -> list[Node]:
    """Return ``content`` with each run of bare text as a paragraph."""
    blocks: list[Node] = []
    for stands_alone, run in groupby(content, _stands_alone):
        found = tuple(run)
        if stands_alone:
            blocks += map(_as_paragraph, found)
        elif not all(map(_is_blank, found)):
            blocks.append(nodes.Paragraph(cast("tuple[nodes.Inline, ...]", found)))
    return blocks


def is_block(node: Node) -> bool:
    """Tell whether ``node`` stands among blocks."""
    if isinstance(node, nodes.HtmlElement):
        return node.display == "block"
    return type(node) in _BLOCKS


def _stands_alone(node: Node) -> bool:
    return isinstance(node, nodes.Plain | nodes.Caption) or is_block(node)


def _as_paragraph(node: Node) -> Node:
    if isinstance(node, nodes.Plain):
        return nodes.Paragraph(node.children, (), node.line)
    return node


def _is_blank(node: Node) -> bool:
    return isinstance(node, nodes.Text | nodes.SoftBreak) and not text_of(node).strip()
