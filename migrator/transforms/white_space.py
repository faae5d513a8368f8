"""White space as browsers fold it: runs are one space, none at the edge of a block.

Spaces at the inner edge of a mark move outside it, a mark within the same mark or right after
an equal one is joined with it, and a line feed becomes a SoftBreak. Rules: CSS Text, "White Space
Processing"; a no-break space is no white space.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final, cast

from migrator.model.attributes import Attributes
from migrator.model.nodes import (
    Abbreviation,
    Body,
    Caption,
    CodeSpan,
    Emphasis,
    FootnoteReference,
    Heading,
    HtmlElement,
    Image,
    Inline,
    LineBreak,
    Link,
    MathInline,
    Node,
    Paragraph,
    Plain,
    SmartPunctuation,
    SoftBreak,
    Span,
    Strikethrough,
    Strong,
    TableCell,
    Term,
    Text,
)
from migrator.model.walk import children_of, rewrite, with_children
from migrator.transforms.flow import OPAQUE, WHITE_SPACE, inlines, is_comment, is_inline

_LEAVES: Final = (Paragraph, Plain, Heading, Term, TableCell, Caption)
_WITH_TEXT: Final = (Text, SmartPunctuation, CodeSpan)
_MARKS: Final = (Strong, Emphasis, Strikethrough)
_ANCHORS: Final = frozenset({"id", "name"})
_SPACES: Final = re.compile(r"[ \t\n\f\r]+")

# Signs for what is not text: control characters, which texts hardly ever hold.
_ATOM: Final = "\x01"
_SIGNS: Final[Mapping[type, str]] = {
    SoftBreak: "\n",
    LineBreak: "\x02",
    **dict.fromkeys((Image, MathInline, FootnoteReference, Abbreviation), _ATOM),
}
_BRACKETS: Final[Mapping[type, tuple[str, str]]] = {
    **dict.fromkeys((Link, Span), ("\x03", "\x04")),
    **dict.fromkeys(_MARKS, ("\x05", "\x06")),
}
_EDGES: Final = ("\x03", "\x04")
_OTHER_SPACES: Final = ("  ", "\t", "\f", "\r")
_SPACE_AT_EDGE: Final = re.compile(
    r"[\n\x02\x04\x06](?<=[ \n\x02\x03\x05].)|[\n\x02\x03\x05] ", re.DOTALL
)
"""White space, or a line break, beside white space, a line break or the edge of an inline; but
for spaces alone, so that not each space has to be looked at."""
_MARKS_THAT_MEET: Final = re.compile(r"\x06\x05|\x05[^\x06]*\x05")
"""Marks that touch, or within each other."""


def fold_white_space(body: Body) -> Body:
    """Return ``body`` with white space as readers see it, and marks joined."""
    return cast("Body", rewrite(body, _fold_leaf, frozenset(_LEAVES))[0])


def _fold_leaf(node: Node) -> Node | Sequence[Node]:
    if not isinstance(node, _LEAVES) or _is_folded(node.children):
        return node
    if not all(map(is_inline, node.children)):
        return node
    children = fold_inlines(inlines(node.children))
    if isinstance(node, Plain) and not children:
        return ()
    return with_children(node, children)


def _is_folded(children: Sequence[Node]) -> bool:
    """Tell at once of simple inlines, which most blocks hold, whether nothing is to be folded.

    They are written down as one text with signs for what is not text, and that is searched for
    what may need folding.
    """
    pieces: list[str] = [_EDGES[0]]
    stack: list[Node | str] = list(children[::-1])
    previous: object = None
    while stack:
        node = stack.pop()
        kind = type(node)
        if isinstance(node, str):
            pieces.append(node)
        elif kind in _SIGNS:
            pieces.append(_SIGNS[kind])
        elif isinstance(node, _WITH_TEXT):
            if not node.text or "\n" in node.text or kind is previous is Text:
                return False
            pieces.append(_ATOM if kind is CodeSpan else node.text)
        elif kind in _BRACKETS and children_of(node):
            start, end = _BRACKETS[kind]
            pieces.append(start)
            stack.append(end)
            stack.extend(children_of(node)[::-1])
        else:
            return False
        previous = kind
    pieces.append(_EDGES[1])
    return bool(children) and not _is_foldable("".join(pieces))


def _is_foldable(text: str) -> bool:
    """Tell whether there may be something to fold in ``text``, written with signs."""
    return (
        any(space in text for space in _OTHER_SPACES)
        or _SPACE_AT_EDGE.search(text) is not None
        or _MARKS_THAT_MEET.search(text) is not None
    )


def fold_inlines(run: Sequence[Inline]) -> tuple[Inline, ...]:
    """Return the inlines of one block with their white space folded and marks joined."""
    folder = _Folder()
    stack: list[Node | None] = list(reversed(_joined_marks(run)))
    while stack:
        node = stack.pop()
        if node is None:
            folder.close()
        elif not children_of(node) or _keeps_white_space(node):
            folder.add(node)
        else:
            folder.open(node)
            stack.append(None)
            stack.extend(reversed(_joined_marks(children_of(node))))
    return inlines(_joined_texts(folder.frames[0].children))


def _keeps_white_space(node: Node) -> bool:
    return isinstance(node, HtmlElement) and node.name in OPAQUE


@dataclass(slots=True)
class _Frame:
    """An open inline; ``node`` is None for the block itself and for a mark that adds nothing."""

    node: Node | None
    children: list[Node] = field(default_factory=list)
    transparent: bool = False


class _Folder:
    """Rebuilds inlines; ``pending`` is white space seen but not yet placed."""

    def __init__(self) -> None:
        self.frames: list[_Frame] = [_Frame(None)]
        self._pending: Node | None = None
        self._at_edge = True
        self._open_marks: dict[type[Node], int] = {}

    def add(self, node: Node) -> None:
        """Add a leaf."""
        if isinstance(node, Text):
            self._add_text(node)
        elif isinstance(node, SoftBreak):
            self._space(node)
        elif isinstance(node, LineBreak):
            self._pending = None
            self._top.append(node)
            self._at_edge = True
        elif _is_invisible(node):
            self._add_invisible(node)
        else:
            self._place()
            self._top.append(_fold_code(node) if isinstance(node, CodeSpan) else node)

    def open(self, node: Node) -> None:
        """Start an inline with children; a mark within the same mark adds nothing."""
        kind = type(node)
        if isinstance(node, _MARKS) and not node.attributes:
            self._open_marks[kind] = self._open_marks.get(kind, 0) + 1
            if self._open_marks[kind] > 1:
                self.frames.append(_Frame(node, self._top, transparent=True))
                return
        self.frames.append(_Frame(node))

    def close(self) -> None:
        """End the inline opened last."""
        frame = self.frames.pop()
        node = cast("Node", frame.node)
        if isinstance(node, _MARKS) and not node.attributes:
            self._open_marks[type(node)] -= 1
        if frame.transparent:
            return
        if frame.children or not isinstance(node, _MARKS):
            self._top.append(with_children(node, _joined_texts(frame.children)))

    @property
    def _top(self) -> list[Node]:
        return self.frames[-1].children

    def _add_text(self, node: Text) -> None:
        text = node.text
        core = text.strip(WHITE_SPACE)
        if not core:
            self._space_of(text)
            return
        start = text.index(core[0])
        self._space_of(text[:start])
        self._place()
        self._top.extend(_lines(core) if core != text or "\n" in core else _single(node))
        self._space_of(text[start + len(core) :])

    def _add_invisible(self, node: Node) -> None:
        if not isinstance(node, _MARKS) or node.attributes:
            self._top.append(node)

    def _space_of(self, white: str) -> None:
        if white:
            self._space(SoftBreak() if "\n" in white else Text(" "))

    def _space(self, node: Node) -> None:
        if self._at_edge:
            return
        if self._pending is None or isinstance(node, SoftBreak):
            self._pending = node

    def _place(self) -> None:
        """Write the pending space, before the inlines that have just been opened."""
        self._at_edge = False
        if self._pending is None:
            return
        place = len(self.frames) - 1
        while place and not self.frames[place].children:
            place -= 1
        self.frames[place].children.append(self._pending)
        self._pending = None


def _is_invisible(node: Node) -> bool:
    """Tell whether ``node`` shows nothing: a comment, an anchor, an empty mark."""
    if is_comment(node):
        return True
    if isinstance(node, (Span, Link, *_MARKS)):
        return all(name in _ANCHORS for name, _ in node.attributes)
    return False


def _joined_marks(nodes: Sequence[Node]) -> list[Node]:
    """Return ``nodes`` with equal marks that touch as one."""
    found: list[Node] = []
    for key, run in groupby(nodes, _mark_key):
        marks = list(run)
        if key is None or len(marks) == 1:
            found.extend(marks)
        else:
            children = [child for mark in marks for child in children_of(mark)]
            found.append(with_children(marks[0], children))
    return found


def _mark_key(node: Node) -> tuple[type[Node], Attributes] | None:
    return (type(node), node.attributes) if isinstance(node, _MARKS) else None


def _fold_code(node: CodeSpan) -> CodeSpan:
    return replace(node, text=_SPACES.sub(" ", node.text)) if "\n" in node.text else node


def _single(node: Text) -> list[Node]:
    folded = _SPACES.sub(" ", node.text)
    return [node if folded == node.text else Text(folded)]


def _lines(text: str) -> list[Node]:
    """Return text without outer white space as Text and SoftBreak nodes."""
    found: list[Node] = []
    words: list[str] = []
    place = 0
    for white in _SPACES.finditer(text):
        words.append(text[place : white.start()])
        place = white.end()
        if "\n" in white[0]:
            found.extend((Text("".join(words)), SoftBreak()))
            words.clear()
        else:
            words.append(" ")
    words.append(text[place:])
    found.append(Text("".join(words)))
    return found


def _joined_texts(nodes: Sequence[Node]) -> list[Node]:
    """Return ``nodes`` with neighbouring texts as one."""
    found: list[Node] = []
    for is_text, run in groupby(nodes, lambda node: isinstance(node, Text)):
        texts = list(run)
        if is_text and len(texts) > 1:
            found.append(Text("".join(cast("Text", text).text for text in texts)))
        else:
            found.extend(texts)
    return found
