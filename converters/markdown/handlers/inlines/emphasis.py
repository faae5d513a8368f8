"""Emphasis of three kinds; their delimiters are chosen when the whole text is known."""

from __future__ import annotations

from converters.markdown.attributes import note_dropped
from converters.markdown.handlers.inlines.base import InlineState, Wrap, marked
from migrator.model import nodes


def emphasis(state: InlineState, node: nodes.Emphasis) -> Wrap:
    """Mark ``*a*``."""
    note_dropped(state.context, node.attributes)
    return marked(state, "em", node.children)


def strong(state: InlineState, node: nodes.Strong) -> Wrap:
    """Mark ``**a**``."""
    note_dropped(state.context, node.attributes)
    return marked(state, "strong", node.children)


def strikethrough(state: InlineState, node: nodes.Strikethrough) -> Wrap:
    """Mark ``~~a~~``."""
    note_dropped(state.context, node.attributes)
    return marked(state, "del", node.children)
