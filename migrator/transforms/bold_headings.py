"""Headings that an author made of a bold paragraph; only where asked to: bold may just be bold."""

from __future__ import annotations

from typing import Final, cast

from migrator.model.nodes import Block, Body, Heading, Node, Paragraph, Strong
from migrator.model.walk import text_of
from migrator.transforms.context import Notes, TransformContext
from migrator.transforms.flow import without_blanks

_LONGEST: Final = 80
_ENDS: Final = (".", "!", "?", ":", ";", ",", "。", "！", "？", "…")
_TOP: Final = 2
_DEEPEST: Final = 6


def show_headings(body: Body, context: TransformContext, notes: Notes) -> Body:
    """Return ``body`` with each short paragraph that is all bold as a heading.

    It stands one level below the last heading that was written as one.
    """
    if not context.options.cleans("bold-heading"):
        return body
    level = _TOP

    def show(node: Node) -> Node:
        nonlocal level
        if isinstance(node, Heading):
            level = min(node.level + 1, _DEEPEST)
            return node
        bold = _bold(node) if isinstance(node, Paragraph) else None
        if bold is None or not isinstance(node, Paragraph):
            return node
        notes.count("bold-heading", node.line)
        return Heading(level, bold.children, node.attributes, node.line)

    return Body(tuple(cast("Block", show(kid)) for kid in body.children))


def _bold(paragraph: Paragraph) -> Strong | None:
    """Return the Strong that is all of ``paragraph``, None where it is no title."""
    visible = without_blanks(paragraph.children)
    only = visible[0] if len(visible) == 1 else None
    if not isinstance(only, Strong) or only.attributes:
        return None
    text = text_of(only).strip()
    is_title = 0 < len(text) <= _LONGEST and "\n" not in text and not text.endswith(_ENDS)
    return only if is_title else None
