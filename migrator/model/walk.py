"""Walking and rewriting trees with an explicit stack, so that depth is bounded by memory alone."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace
from operator import is_
from typing import Any, Final, TypeAlias, cast, get_args

from migrator.model import nodes
from migrator.model.nodes import Node

Rewriter: TypeAlias = Callable[[Node], Node | Sequence[Node]]


class _Everything:
    """Contains whatever it is asked for."""

    def __contains__(self, _: object) -> bool:
        return True


EVERY_KIND: Final[Container[type[Node]]] = _Everything()
WITHOUT_ATTRIBUTES: Final = frozenset(
    {
        nodes.Body,
        nodes.Plain,
        nodes.RawBlock,
        nodes.RawInline,
        nodes.SmartPunctuation,
        nodes.SoftBreak,
        nodes.Text,
    }
)
"""Types of nodes that can't carry attributes."""

WITH_ATTRIBUTES: Final[frozenset[type[Node]]] = frozenset(get_args(nodes.Node)) - WITHOUT_ATTRIBUTES
"""Types of nodes that may carry attributes."""


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


def rewrite(
    root: Node, rewriter: Rewriter, kinds: Container[type[Node]] = EVERY_KIND
) -> tuple[Node, ...]:
    """Return the tree with ``rewriter`` applied to each node of ``kinds``, children first.

    ``rewriter`` is given a node whose children are rewritten already and returns what takes its
    place: a node (itself, to leave it), or a sequence of nodes. Untouched subtrees are shared
    with the old tree. Returns what takes the place of ``root``.
    """
    results: list[Node] = []
    frames: list[tuple[Node, list[Node], int]] = [(root, [], 0)]
    while frames:
        node, done, index = frames.pop()
        kids = children_of(node)
        index = _pass_leaves(kids, index, done, rewriter, kinds)
        if index < len(kids):
            frames.append((node, done, index + 1))
            frames.append((kids[index], [], 0))
            continue
        rebuilt = with_children(node, done)
        target = frames[-1][1] if frames else results
        if type(rebuilt) in kinds:
            _put(target, rewriter(rebuilt))
        else:
            target.append(rebuilt)
    return tuple(results)


def _pass_leaves(
    kids: Sequence[Node],
    index: int,
    done: list[Node],
    rewriter: Rewriter,
    kinds: Container[type[Node]],
) -> int:
    """Rewrite the childless nodes from ``index`` on; return where one with children stands."""
    while index < len(kids):
        kid = kids[index]
        if getattr(kid, "children", ()):
            break
        if type(kid) in kinds:
            _put(done, rewriter(kid))
        else:
            done.append(kid)
        index += 1
    return index


def _put(done: list[Node], rewritten: Node | Sequence[Node]) -> None:
    if isinstance(rewritten, (list, tuple)):
        done.extend(rewritten)
    else:
        done.append(cast("Node", rewritten))


def kinds_in(root: Node) -> frozenset[type[Node]]:
    """Return the types of all nodes of the tree."""
    return frozenset(map(type, walk(root)))


def with_children(node: Node, children: Sequence[Node]) -> Node:
    """Return ``node`` holding ``children``; the same object where they are the same objects."""
    old = children_of(node)
    if len(old) == len(children) and all(map(is_, old, children)):
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


_WITH_TEXT = frozenset(
    {nodes.Text, nodes.SmartPunctuation, nodes.CodeSpan, nodes.CodeBlock, nodes.Abbreviation}
)
_BREAKS = frozenset({nodes.SoftBreak, nodes.LineBreak})
