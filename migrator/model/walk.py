"""Walking and rewriting trees with an explicit stack, so that depth is bounded by memory alone.

Most of a document is leaves that no one asks for. So children are looked at by type, all of a
node at once, and what holds nothing of the wanted types is passed by untouched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import replace
from operator import is_
from typing import Any, Final, TypeAlias, cast, get_args

from migrator.model import nodes
from migrator.model.attributes import get_attribute
from migrator.model.nodes import Node

Rewriter: TypeAlias = Callable[[Node], Node | Sequence[Node]]
LinedRewriter: TypeAlias = Callable[[Node, int], Node | Sequence[Node]]
"""Takes a node with rewritten children, and its line; returns what takes its place."""

EVERY_KIND: Final[frozenset[type[Node]]] = frozenset({nodes.Body, *get_args(nodes.Node)})
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

HOLDERS: Final = frozenset(kind for kind in EVERY_KIND if hasattr(kind, "children"))
"""Types of nodes that may have children."""


def children_of(node: Node) -> tuple[Node, ...]:
    """Return the children of ``node``, () for a leaf."""
    children: tuple[Node, ...] = getattr(node, "children", ())
    return children


_LINED: Final = frozenset(kind for kind in EVERY_KIND if hasattr(kind, "line"))


def line_of(node: Any) -> int:
    """Return the line of ``node``, 0 where it has none."""
    line: int = node.line if type(node) in _LINED else 0
    return line


def walk(root: Node) -> Iterator[Node]:
    """Yield ``root`` and all its descendants in document order."""
    stack: list[Any] = [root]
    while stack:
        node = stack.pop()
        yield node
        if type(node) in HOLDERS:
            stack.extend(node.children[::-1])


def kinds_in(root: Node) -> frozenset[type[Node]]:
    """Return the types of all nodes of the tree."""
    found: set[type[Node]] = {type(root)}
    stack: list[Any] = [root] if type(root) in HOLDERS else []
    while stack:
        children = stack.pop().children
        kinds = set(map(type, children))
        found |= kinds
        if not kinds.isdisjoint(HOLDERS):
            stack.extend([child for child in children if type(child) in HOLDERS])
    return frozenset(found)


def nodes_in(root: Node, kinds: Set[type[Node]]) -> list[Node]:
    """Return the nodes of ``kinds`` below ``root``, those of one node together: in no order else.

    Quicker than ``walk`` where the order does not matter.
    """
    found: list[Node] = []
    stack: list[Any] = [root] if type(root) in HOLDERS else []
    while stack:
        for child in stack.pop().children:
            kind = type(child)
            if kind in kinds:
                found.append(child)
            if kind in HOLDERS:
                stack.append(child)
    return found


def ids_in(root: Node) -> set[str]:
    """Return the ids of all nodes below ``root``."""
    found = (
        get_attribute(getattr(node, "attributes", ()), "id")
        for node in nodes_in(root, WITH_ATTRIBUTES)
    )
    return {name for name in found if name}


def rewrite(
    root: Node, rewriter: Rewriter, kinds: Set[type[Node]] = EVERY_KIND
) -> tuple[Node, ...]:
    """Return the tree with ``rewriter`` applied to each node of ``kinds``, children first.

    ``rewriter`` is given a node whose children are rewritten already and returns what takes its
    place: a node (itself, to leave it), or a sequence of nodes. Untouched subtrees are shared
    with the old tree. Returns what takes the place of ``root``.
    """
    return rewrite_lined(root, lambda node, _: rewriter(node), kinds)


def rewrite_lined(
    root: Node, rewriter: LinedRewriter, kinds: Set[type[Node]] = EVERY_KIND
) -> tuple[Node, ...]:
    """Return the tree as ``rewrite`` does, with the source line of each node at hand.

    The line is the node's own, or else that of the nearest node around it that has one: inlines
    know no line, the block around them does.
    """
    concerned = kinds | HOLDERS
    results: list[Node] = []
    frames: list[tuple[Node, int, Iterator[Any], list[Node]]] = []
    node, line, kids = root, line_of(root), iter(cast("tuple[Any, ...]", children_of(root)))
    done: list[Node] = []
    while True:
        for kid in kids:
            kind = type(kid)
            if kind in HOLDERS and not concerned.isdisjoint(map(type, kid.children)):
                frames.append((node, line, kids, done))
                node, line, kids, done = kid, line_of(kid) or line, iter(kid.children), []
                break
            if kind in kinds:
                _put(done, rewriter(kid, line_of(kid) or line))
            else:
                done.append(kid)
        else:
            rebuilt = with_children(node, done)
            target = frames[-1][-1] if frames else results
            if type(rebuilt) in kinds:
                _put(target, rewriter(rebuilt, line))
            else:
                target.append(rebuilt)
            if not frames:
                return tuple(results)
            node, line, kids, done = frames.pop()


def _put(done: list[Node], rewritten: Node | Sequence[Node]) -> None:
    if isinstance(rewritten, (list, tuple)):
        done.extend(rewritten)
    else:
        done.append(cast("Node", rewritten))


def with_children(node: Node, children: Sequence[Node]) -> Node:
    """Return ``node`` holding ``children``; the same object where they are the same objects."""
    old = children_of(node)
    if len(old) == len(children) and all(map(is_, old, children)):
        return node
    holder: Any = node
    rebuilt: Node = replace(holder, children=tuple(children))
    return rebuilt


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
