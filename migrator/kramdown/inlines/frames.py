"""Open constructs of the inline parser: what a rule opens and what closes or gives up later."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntFlag
from typing import TYPE_CHECKING

from migrator.kramdown.inlines.text import append_text
from migrator.model.nodes import Inline, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from migrator.kramdown.inlines.scanner import Scanner


class Inside(IntFlag):
    """The constructs around a place that decide what may begin there."""

    NOTHING = 0
    EMPHASIS = 1
    STRONG = 2
    LINK = 4


@dataclass(frozen=True, slots=True)
class Mode:
    """What is looked for in a construct's text.

    ``pattern`` finds the next character that may begin something, ``rules`` are those to try
    for it, in order; ``is_raw`` is raw HTML, in which only tags count.
    """

    pattern: re.Pattern[str]
    rules: Mapping[str, tuple[Callable[[Scanner], bool], ...]]
    is_raw: bool = False


class Frame:
    """An open construct.

    ``buffer`` holds the text since the last child, so it is empty exactly where the last child
    is no text. ``dead`` and ``visited`` are for constructs that may come to nothing: the states
    from which no end can be reached, and the states that this frame went through.
    """

    __slots__ = ("buffer", "children", "dead", "in_html", "inside", "mode", "visited")

    def __init__(self, mode: Mode, inside: Inside, *, in_html: bool) -> None:
        self.mode = mode
        self.inside = inside
        self.in_html = in_html
        self.children: list[Inline] = []
        self.buffer: list[str] = []
        self.dead: set[int] | None = None
        self.visited: list[int] = []

    @property
    def keeps_lines(self) -> bool:
        """Whether line feeds stay in the text, as in ``textarea``."""
        return False

    @property
    def keeps_references(self) -> bool:
        """Whether character references stay as they are, as in ``script``."""
        return False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was added yet."""
        return not self.children and not self.buffer

    @property
    def ends_with_text(self) -> bool:
        """Whether an attribute list here would stand after text."""
        return bool(self.buffer) or not self.children

    def stops(self, scanner: Scanner, character: str) -> bool:
        """Close the construct if it ends at the scanner's position; say whether it did."""
        return False

    def at_end(self, scanner: Scanner) -> None:
        """Close the construct, or give it up, at the end of the text."""
        raise NotImplementedError

    def has_raw_content(self, scanner: Scanner) -> bool:
        """Whether kramdown looks for no abbreviations in the text."""
        return self.mode.is_raw

    def count_image(self) -> None:
        """Note an image among the children that no bracket began; links count brackets by it."""

    def flush(self, scanner: Scanner, *, is_last: bool = False) -> None:
        """Make nodes of the buffered text."""
        if self.buffer:
            text = "".join(self.buffer)
            self.buffer.clear()
            append_text(text, self, scanner, is_last=is_last)

    def finish(self, scanner: Scanner, *, is_last: bool = False) -> tuple[Inline, ...]:
        """Return the children, neighbouring texts joined."""
        self.flush(scanner, is_last=is_last)
        return join_texts(self.children)


class RootFrame(Frame):
    """The whole text."""

    __slots__ = ()


def join_texts(children: list[Inline]) -> tuple[Inline, ...]:
    """Return ``children`` with neighbouring Text nodes made one."""
    if len(children) <= 1:
        return tuple(children)
    joined: list[Inline] = []
    texts: list[str] = []
    for child in children:
        if type(child) is Text:
            texts.append(child.text)
            continue
        if texts:
            joined.append(Text("".join(texts)))
            texts = []
        joined.append(child)
    if texts:
        joined.append(Text("".join(texts)))
    return tuple(joined)
