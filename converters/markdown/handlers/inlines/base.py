"""What an inline handler returns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from converters.markdown.context import Context
from converters.markdown.tokens import Mark, MarkKind, Token
from migrator.model.nodes import Node


@dataclass(slots=True)
class InlineState:
    """What handlers of one line of text share: where it stands, and the marks counted so far.

    ``unwritable`` says why the text cannot be Markdown, "" while it can.
    """

    context: Context
    in_link: bool = False
    marks: int = 0
    unwritable: str = ""


@dataclass(frozen=True, slots=True)
class Wrap:
    """Tokens before and after the children of a node; the children go in between."""

    opening: Sequence[Token] = ()
    children: Sequence[Node] = ()
    closing: Sequence[Token] = ()
    is_link: bool = field(default=False)


InlineHandler: TypeAlias = Callable[[InlineState, Any], Wrap]


def marked(state: InlineState, kind: MarkKind, children: Sequence[Node]) -> Wrap:
    """Return ``children`` between the two ends of emphasis."""
    state.marks += 1
    return Wrap((Mark(kind, True, state.marks),), children, (Mark(kind, False, state.marks),))
