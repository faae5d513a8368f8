"""Footnote definitions."""

from __future__ import annotations

from collections.abc import Iterator

from converters.markdown.context import Context
from converters.markdown.handlers.blocks.base import siblings
from converters.markdown.html_fallback import write_fallback
from migrator.model import nodes
from migrator.model.nodes import Node

_INDENT = "    "


def footnote_definition(context: Context, node: nodes.FootnoteDefinition) -> Iterator[Node]:
    """``[^label]: text``, further blocks indented."""
    label = context.labels.get(node.label)
    if not context.dialect.footnotes or label is None:
        write_fallback(context, node, "a footnote")
        return
    with context.writer.prefix(f"[^{label}]: ", _INDENT):
        if node.children and not isinstance(node.children[0], nodes.Paragraph | nodes.Plain):
            context.writer.line("")
        yield from siblings(context, node.children)
