"""The content of ``script`` and ``style`` within a line, as kramdown writes it out."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from migrator.html.tables import VOID
from migrator.model.nodes import HtmlElement, Inline, RawInline, SoftBreak, Text


def serialize_raw(children: Sequence[Inline]) -> str:
    """Return the source of raw HTML's nodes.

    kramdown escapes the text of a script that stands in a line, and browsers do not decode it
    there, so what they get is the escaped text.
    """
    pieces: list[str] = []
    stack: list[Inline | str] = list(reversed(children))
    while stack:
        node = stack.pop()
        if isinstance(node, HtmlElement):
            attributes = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes)
            is_void = node.name in VOID and not node.children
            pieces.append(f"<{node.name}{attributes}{' /' if is_void else ''}>")
            if not is_void:
                stack.append(f"</{node.name}>")
                stack.extend(reversed(node.children))  # type: ignore[arg-type]
        elif isinstance(node, str):
            pieces.append(node)
        elif isinstance(node, RawInline):
            pieces.append(node.text)
        elif isinstance(node, Text):
            pieces.append(escape(node.text, quote=False))
        elif isinstance(node, SoftBreak):
            pieces.append("\n")
    return "".join(pieces)
