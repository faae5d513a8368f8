"""Loose text at the top of a document is a paragraph, as it is in the same text as Markdown."""

from __future__ import annotations

from migrator.model.nodes import Block, Body, Paragraph, Plain


def wrap_loose_text(body: Body) -> Body:
    """Return ``body`` with each ``Plain`` right below it as Paragraph."""
    return Body(tuple(map(_wrapped, body.children)))


def _wrapped(block: Block) -> Block:
    return Paragraph(block.children, line=block.line) if isinstance(block, Plain) else block
