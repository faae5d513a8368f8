"""Walking and rewriting trees with an explicit stack, so that depth is bounded by memory alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeAlias, cast

from migrator.model import nodes
from migrator.model.nodes import Node

Rewriter: TypeAlias = Callable[[Node], Node | Sequence[Node]]


def children_of(node: Node) -> tuple[Node, ...]:
    """Return the children of ``node``, () for a leaf."""
    return cast("tuple[Node, ...]", getattr(node, "children", ()))


def walk(root: Node) -> Iterator[Node]:
    """Yield ``root`` and all its descendants in document order."""
    stack: list[Node] = [root]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(children_of(node)))


def rewrite(root: Node, rewriter: Rewriter) -> tuple[Node, ...]:
    """Return the tree with ``rewriter`` applied to each node, children first.

    ``rewriter`` is given a node whose children are rewritten already and returns what takes its
    place: a node (itself, to leave it), or a sequence of nodes. Untouched subtrees are shared
    with the old tree. Returns what takes the place of ``root``.
    """
    results: list[Node] = []
    frames: list[tuple[Node, list[Node], int]] = [(root, [], 0)]
    while frames:
        node, done, index = frames.pop()
        kids = children_of(node)
        if index < len(kids):
            frames.append((node, done, index + 1))
            frames.append((kids[index], [], 0))
            continue
        rewritten = rewriter(with_children(node, done))
        target = frames[-1][1] if frames else results
        if isinstance(rewritten, Sequence):
            target.extend(rewritten)
        else:
            target.append(rewritten)
    return tuple(results)


def with_children(node: Node, children: Sequence[Node]) -> Node:
    """Return ``node`` holding ``children``; the same object where they are the same objects."""
    old = children_of(node)
    if len(old) == len(children) and all(map(_is_same, old, children)):
        return node
    return cast("Node", replace(cast("Any", node), children=tuple(children)))


def text_of(root: Node) -> str:
    """Return the text that readers see, breaks as line feeds, without marks of any kind."""
    pieces: list[str] = []
    for node in walk(root):
        kind = type(node)
        if kind in _WITH_TEXT:
            pieces.append(cast("nodes.Text", node).text)
        elif kind in _BREAKS:
            pieces.append("\n")
    return "".join(pieces)


def _is_same(left: object, right: object) -> bool:
    return left is right


_WITH_TEXT = frozenset(
    {nodes.Text, nodes.SmartPunctuation, nodes.CodeSpan, nodes.CodeBlock, nodes.Abbreviation}
)
_BREAKS = frozenset({nodes.SoftBreak, nodes.LineBreak})
