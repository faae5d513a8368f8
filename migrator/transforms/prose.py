"""Rewriting of texts as a filter of the finished page sees them: with what stands around them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias, cast

from migrator.model.nodes import Body, Inline, Node, Text
from migrator.model.walk import children_of, line_of, with_children

ProseRewriter: TypeAlias = Callable[[Text, int], Sequence[Inline]]
"""Takes a text and its line; returns what takes its place: the text itself, to leave it."""


def rewrite_prose(body: Body, rewriter: ProseRewriter, is_barred: Callable[[Node], bool]) -> Body:
    """Return ``body`` with ``rewriter`` applied to each text outside of nodes that are barred.

    The line is that of the nearest node around the text that has one.
    """
    frames: list[tuple[Node, list[Node], int, int]] = [(body, [], 0, 0)]
    while True:
        node, done, index, line = frames.pop()
        kids = children_of(node)
        while index < len(kids) and (not children_of(kids[index]) or is_barred(kids[index])):
            kid = kids[index]
            done.extend(rewriter(kid, line) if isinstance(kid, Text) else (kid,))
            index += 1
        if index < len(kids):
            frames.append((node, done, index + 1, line))
            frames.append((kids[index], [], 0, line_of(kids[index]) or line))
            continue
        rebuilt = with_children(node, done)
        if not frames:
            return cast("Body", rebuilt)
        frames[-1][1].append(rebuilt)
