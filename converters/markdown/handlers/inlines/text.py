"""Text, typography and breaks."""

from __future__ import annotations

from converters.markdown.handlers.inlines.base import InlineState, Wrap, anchored
from converters.markdown.tokens import Break, Chars
from migrator.model import nodes

_CONTROLS = {0: "\ufffd"}


def text(state: InlineState, node: nodes.Text) -> Wrap:
    """Characters, escaped later, when their neighbours are known."""
    return Wrap((Chars(node.text.translate(_CONTROLS) if "\0" in node.text else node.text),))


def smart_punctuation(state: InlineState, node: nodes.SmartPunctuation) -> Wrap:
    """Typography is written as the character that readers see."""
    return Wrap((Chars(node.text),))


def soft_break(state: InlineState, node: nodes.SoftBreak) -> Wrap:
    """Keep a line feed as a line feed."""
    return Wrap((Break(hard=False),))


def line_break(state: InlineState, node: nodes.LineBreak) -> Wrap:
    """Write a hard break."""
    return anchored(state, node.attributes, Wrap((Break(hard=True),)))
