"""What an inline handler returns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from converters.markdown.attributes import anchor_html, anchor_of
from converters.markdown.context import Context
from converters.markdown.tokens import Mark, MarkKind, Token, Verbatim
from migrator.model import nodes
from migrator.model.attributes import Attributes
from migrator.model.nodes import Node


@dataclass(slots=True)
class InlineState:
    """What handlers of one line of text share: where it stands, and its marks so far.

    ``unwritable`` says why the text cannot be Markdown, "" while it can; ``opened`` holds the
    signs in formulas so far that emphasis could begin with.
    """

    context: Context
    in_link: bool = False
    marks: list[Node] = field(default_factory=list)
    unwritable: str = ""
    opened: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Wrap:
    """Tokens before and after the children of a node; the children go in between.

    Not frozen, for speed, as ``tokens``.
    """

    opening: Sequence[Token] = ()
    children: Sequence[Node] = ()
    closing: Sequence[Token] = ()
    is_link: bool = field(default=False)


InlineHandler: TypeAlias = Callable[[InlineState, Any], Wrap]


def anchored(state: InlineState, attributes: Attributes, wrap: Wrap) -> Wrap:
    """Return ``wrap`` with the anchor of its node in front, if something links to it."""
    anchor = anchor_of(state.context, attributes) if attributes else ""
    if not anchor:
        return wrap
    return replace(wrap, opening=(Verbatim(anchor_html(anchor)), *wrap.opening))


def marked(
    state: InlineState, kind: MarkKind, node: nodes.Emphasis | nodes.Strong | nodes.Strikethrough
) -> Wrap:
    """Return the children of ``node`` between the two ends of emphasis."""
    key = len(state.marks)
    state.marks.append(node)
    return Wrap((Mark(kind, True, key),), node.children, (Mark(kind, False, key),))
