"""Emphasis of three kinds; their delimiters are chosen when the whole text is known."""

from __future__ import annotations

from converters.markdown.attributes import is_bare, note_dropped
from converters.markdown.handlers.inlines.base import InlineState, Wrap, anchored, marked
from converters.markdown.html_fallback import start_tag
from converters.markdown.tokens import MarkKind, Verbatim
from migrator.model import nodes


def emphasis(state: InlineState, node: nodes.Emphasis) -> Wrap:
    """Mark ``*a*``."""
    return _marked_or_html(state, "em", node)


def strong(state: InlineState, node: nodes.Strong) -> Wrap:
    """Mark ``**a**``."""
    return _marked_or_html(state, "strong", node)


def strikethrough(state: InlineState, node: nodes.Strikethrough) -> Wrap:
    """Mark ``~~a~~``."""
    return _marked_or_html(state, "del", node)


def _marked_or_html(
    state: InlineState, kind: MarkKind, node: nodes.Emphasis | nodes.Strong | nodes.Strikethrough
) -> Wrap:
    """Return the mark, or the element where it has attributes that readers notice."""
    if not is_bare(state.context, node.attributes):
        start, end = Verbatim(start_tag(kind, node.attributes)), Verbatim(f"</{kind}>")
        return Wrap((start,), node.children, (end,))
    note_dropped(state.context, node.attributes)
    return anchored(state, node.attributes, marked(state, kind, node))
