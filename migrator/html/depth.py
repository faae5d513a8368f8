"""Bounding the depth of a tree for readers that cannot go deep."""

from __future__ import annotations

from typing import Final, cast, get_args

from migrator.html.serializer import PLAIN, to_html
from migrator.model import nodes
from migrator.model.nodes import Body, Node, RawBlock, RawInline
from migrator.model.walk import children_of, with_children

MAX_DEPTH: Final = 200
"""Levels of nodes kept; twice as many levels of JSON, which all common readers take."""


def depth_of(root: Node) -> int:
    """Return the number of levels of ``root``, itself included."""
    level: list[Node] = [root]
    depth = 0
    while level:
        depth += 1
        level = [child for node in level for child in children_of(node)]
    return depth


def bound_depth(body: Body, depth: int = MAX_DEPTH) -> Body:
    """Return ``body`` with the content of what is nested deeper than ``depth`` as raw HTML.

    The same object is returned where nothing is. Items, rows and cells cannot be raw: they go
    on until a block or an inline comes.
    """
    if depth_of(body) <= depth:
        return body
    frames: list[tuple[Node, list[Node], int]] = [(body, [], 0)]
    while True:
        node, done, index = frames.pop()
        children = children_of(node)
        if index == len(children):
            bounded = with_children(node, done)
            if not frames:
                return cast("Body", bounded)
            frames[-1][1].append(bounded)
            continue
        frames.append((node, done, index + 1))
        child = children[index]
        if len(frames) >= depth - 1 and children_of(child) and type(child) in _RAW_TYPES:
            done.append(_as_raw(child))
        else:
            frames.append((child, [], 0))


def _as_raw(node: Node) -> Node:
    line = getattr(node, "line", 0)
    text = to_html(node, PLAIN)
    is_inline = type(node) in _INLINE_TYPES
    if isinstance(node, nodes.HtmlElement):
        is_inline = node.display == "inline"
    if is_inline:
        return RawInline("html", text, line)
    return RawBlock("html", text, line)


_INLINE_TYPES: Final = frozenset(get_args(nodes.Inline))
_RAW_TYPES: Final = _INLINE_TYPES | frozenset(get_args(nodes.Block))
