"""Code spans."""

from __future__ import annotations

from converters.markdown.handlers.inlines.base import InlineState, Wrap, anchored
from converters.markdown.tokens import Code, Verbatim
from migrator.model import nodes


def code_span(state: InlineState, node: nodes.CodeSpan) -> Wrap:
    """Code between backticks; an empty span has no Markdown."""
    code = Code(node.text) if node.text else Verbatim("<code></code>")
    return anchored(state, node.attributes, Wrap((code,)))
