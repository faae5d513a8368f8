"""Spans whose style stands for a mark (Google Docs, Word): bold, italic, struck, raised, …."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias, cast

from migrator.model.nodes import (
    Emphasis,
    HtmlElement,
    Inline,
    Node,
    Span,
    Strikethrough,
    Strong,
)
from migrator.model.walk import children_of, with_children
from migrator.transforms.styles import style_value

StyleMark: TypeAlias = type[Strong] | type[Emphasis] | type[Strikethrough] | str
"""A native mark, or the name of an element that has no native twin."""

MARK_PROPERTIES: Final = frozenset(
    {"font-weight", "font-style", "text-decoration", "text-decoration-line", "vertical-align"}
)
_BOLD: Final = frozenset({"bold", "bolder", "600", "700", "800", "900"})
_RAISED: Final = {"super": "sup", "sub": "sub"}


def style_marks(node: Node) -> list[StyleMark]:
    """Return the marks that the inline style of a Span stands for, none for other nodes."""
    if not isinstance(node, Span) or not node.children:
        return []
    found: list[StyleMark] = []
    if _value(node, "font-weight") in _BOLD:
        found.append(Strong)
    if _value(node, "font-style") in {"italic", "oblique"}:
        found.append(Emphasis)
    lines = _value(node, "text-decoration") + _value(node, "text-decoration-line")
    if "line-through" in lines:
        found.append(Strikethrough)
    if "underline" in lines:
        found.append("u")
    raised = _RAISED.get(_value(node, "vertical-align"))
    return [*found, raised] if raised else found


def with_marks(node: Node, marks: Sequence[StyleMark]) -> Node:
    """Return ``node`` with ``marks`` around its children."""
    for mark in marks:
        children = cast("tuple[Inline, ...]", children_of(node))
        inner: Node
        if isinstance(mark, str):
            inner = HtmlElement(mark, children, display="inline")
        else:
            inner = mark(children)
        node = with_children(node, (inner,))
    return node


def _value(node: Span, name: str) -> str:
    return (style_value(node.attributes, name) or "").lower()
