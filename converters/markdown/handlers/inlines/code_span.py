"""Code spans."""

from __future__ import annotations

from converters.markdown.handlers.inlines.base import InlineState, Wrap
from converters.markdown.tokens import Code, Verbatim
from migrator.model import nodes


def code_span(state: InlineState, node: nodes.CodeSpan) -> Wrap:
    """Code between backticks; an empty span has no Markdown."""
    if not node.text:
        return Wrap((Verbatim("<code></code>"),))
    return Wrap((Code(node.text),))
