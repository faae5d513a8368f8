"""Rewriting with the source line at hand: inlines know no line, the block around them does."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from typing import TypeAlias, cast

from migrator.model.nodes import Body, Node
from migrator.model.walk import EVERY_KIND, children_of, with_children
from migrator.transforms.flow import line_of

LinedRewriter: TypeAlias = Callable[[Node, int], "Node | Sequence[Node]"]
"""Takes a node with rewritten children, and its line; returns what takes its place."""


def rewrite_lined(
    body: Body, rewriter: LinedRewriter, kinds: Container[type[Node]] = EVERY_KIND
) -> Body:
    """Return ``body`` with ``rewriter`` applied to each node of ``kinds``, children first.

    The line is the node's own, or else that of the nearest node around it that has one.
    """
    frames: list[tuple[Node, list[Node], int, int]] = [(body, [], 0, 0)]
    while True:
        node, done, index, line = frames.pop()
        kids = children_of(node)
        while index < len(kids) and not children_of(kids[index]):
            leaf = kids[index]
            _put(done, rewriter(leaf, line_of(leaf) or line) if type(leaf) in kinds else leaf)
            index += 1
        if index < len(kids):
            frames.append((node, done, index + 1, line))
            frames.append((kids[index], [], 0, line_of(kids[index]) or line))
            continue
        rebuilt = with_children(node, done)
        if not frames:
            return cast("Body", rebuilt)
        _put(frames[-1][1], rewriter(rebuilt, line) if type(rebuilt) in kinds else rebuilt)


def _put(done: list[Node], rewritten: Node | Sequence[Node]) -> None:
    if isinstance(rewritten, list | tuple):
        done.extend(rewritten)
    else:
        done.append(cast("Node", rewritten))
