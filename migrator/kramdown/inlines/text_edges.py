"""The first and the last character of the text in nodes, each looked at once."""

from __future__ import annotations

from typing import Final

from migrator.model.nodes import Abbreviation, Node, SoftBreak, Text
from migrator.model.walk import children_of, text_of

_COUNTED: Final = frozenset({Text, SoftBreak, Abbreviation})


class TextEdges:
    """Remembers the edges of nodes: elements nest, and each is asked for when it ends.

    Code and symbols are not counted (kramdown: HTML elements to native ones).
    """

    __slots__ = ("_known",)

    def __init__(self) -> None:
        # The nodes are kept too: as long as one is there no other one has its id.
        self._known: dict[int, tuple[Node, str]] = {}

    def of(self, root: Node) -> str:
        """Return both characters in one string, "" where ``root`` holds no text."""
        known, stack = self._known, [root]
        while stack:
            node = stack[-1]
            missing = [child for child in children_of(node) if id(child) not in known]
            if missing:
                stack += missing
                continue
            stack.pop()
            known[id(node)] = node, self._edges_of(node)
        return known[id(root)][1]

    def _edges_of(self, node: Node) -> str:
        if type(node) in _COUNTED:
            text = text_of(node)
        else:
            text = "".join([self._known[id(child)][1] for child in children_of(node)])
        return text[:1] + text[-1:]
