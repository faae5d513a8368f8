"""The block parser's loop: frames on a stack, each reading one container.

A rule is a function of the parser and the frame; it looks at the reader's position, and either
takes what stands there and returns True, or leaves the position and returns False. A rule that
opens a container pushes a frame and returns; nothing calls itself, so depth costs memory only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from migrator.diagnostics import excerpt_of
from migrator.kramdown.attribute_lists import AttributeList
from migrator.kramdown.reader import Reader
from migrator.kramdown.state import State
from migrator.kramdown.tree import (
    BlankDraft,
    Boundary,
    BoundaryDraft,
    ContainerDraft,
    Draft,
    FootnoteDraft,
    LiteralDraft,
    RootDraft,
    StrayTextDraft,
)

if TYPE_CHECKING:
    from migrator.kramdown.rules import RuleTable

MAX_DEPTH: Final = 4000
"""Containers deeper than this keep their text as it is: quotes of lists of quotes …"""

MOST_READINGS: Final = 100
READ_ANYWAY: Final = 40_000_000
"""Nested texts are read so often as their depth. A text may be read ``MOST_READINGS`` times, and
``READ_ANYWAY`` characters besides, so that the time is bounded: real texts nest up to ten deep."""

_LEAD: Final = re.compile(r" {0,3}([^ \t\n\r\f\v])")

Finish: TypeAlias = Callable[[], None]


class Frame:
    """Something on the parser's stack; ``depth`` counts the containers around it."""

    __slots__ = ("depth",)

    def __init__(self, depth: int) -> None:
        self.depth = depth

    def step(self, parser: BlockParser) -> None:
        """Go on until a frame is pushed, or until done, and then leave the stack."""
        raise NotImplementedError


class QueueFrame(Frame):
    """Runs frames one after another, then ``finish``."""

    __slots__ = ("_finish", "_frames")

    def __init__(self, frames: Iterator[BlockFrame], finish: Finish, depth: int) -> None:
        super().__init__(depth)
        self._frames = frames
        self._finish = finish

    def step(self, parser: BlockParser) -> None:
        """Push the next frame."""
        following = next(self._frames, None)
        if following is not None:
            parser.push(following)
            return
        parser.stack.pop()
        self._finish()


class BlockFrame(Frame):
    """Reads blocks into ``container`` up to the reader's end, or until ``is_done``.

    ``attribute_list`` is a block attribute list that waits for the next block. ``finish`` is
    called when the frame has left the stack.
    """

    __slots__ = ("attribute_list", "container", "finish", "is_done", "reader")

    def __init__(
        self,
        reader: Reader,
        container: ContainerDraft,
        depth: int,
        finish: Finish | None = None,
    ) -> None:
        super().__init__(depth)
        self.reader = reader
        self.container = container
        self.attribute_list: AttributeList | None = None
        self.is_done = False
        self.finish = finish

    def step(self, parser: BlockParser) -> None:
        """Parse blocks until a rule pushes a frame."""
        reader, stack, rules = self.reader, parser.stack, parser.rules
        text, size = reader.text, reader.size
        while reader.position < size and not self.is_done:
            lead = _LEAD.match(text, reader.position)
            for rule in rules.at(lead[1] if lead else ""):
                if rule(parser, self):
                    break
            else:
                self._take_stray_line()
            if stack[-1] is not self:
                return
        stack.pop()
        if self.finish:
            self.finish()

    def add(self, draft: Draft) -> None:
        """Add a block; an attribute list that waits becomes its own."""
        if self.attribute_list is not None:
            draft.attribute_list = self.attribute_list
            self.attribute_list = None
        self.container.children.append(draft)

    def add_boundary(self, kind: Boundary) -> BoundaryDraft:
        """Add a line that shows nothing itself."""
        draft = BoundaryDraft(kind)
        self.add(draft)
        return draft

    @property
    def last(self) -> Draft | None:
        """The block before this place."""
        children = self.container.children
        return children[-1] if children else None

    @property
    def is_after_boundary(self) -> bool:
        """Whether a new block may start here: at the start, after a blank line and the like."""
        last = self.last
        return (
            last is None
            or self.attribute_list is not None
            or type(last) is BlankDraft
            or (type(last) is BoundaryDraft and last.kind is Boundary.MARKER)
        )

    def _take_stray_line(self) -> None:
        """Take a line that no rule wants (a blank and a tab, then text), as kramdown does."""
        reader, last = self.reader, self.last
        end = reader.line_end(reader.position)
        line = reader.text[reader.position : end]
        if type(last) is StrayTextDraft:
            # A string that nothing else holds grows in place.
            text, last.text = last.text, ""
            text += line
            last.text = text
        else:
            self.container.children.append(StrayTextDraft(line, reader.line))
        reader.position = end


class Definition(NamedTuple):
    """A link or abbreviation definition; the boundary holds its attribute list, if one follows."""

    label: str
    destination: str
    title: str
    boundary: BoundaryDraft
    line: int


class BlockParser:
    """One run of the block phase over one text; definitions are collected as they are met."""

    __slots__ = ("_left_to_read", "abbreviations", "footnotes", "links", "rules", "stack", "state")

    def __init__(self, state: State, rules: RuleTable) -> None:
        self.state = state
        self.rules = rules
        self._left_to_read = READ_ANYWAY
        self.stack: list[Frame] = []
        self.footnotes: dict[str, FootnoteDraft] = {}
        self.links: dict[str, Definition] = {}
        self.abbreviations: dict[str, Definition] = {}

    def parse(self, text: str) -> RootDraft:
        """Return the drafts of ``text``, which ends with a line feed and has no others but it."""
        root = RootDraft(1)
        self._left_to_read = MOST_READINGS * len(text) + READ_ANYWAY
        self.push(BlockFrame(Reader(text), root, 0))
        while self.stack:
            self.stack[-1].step(self)
        return root

    def push(self, frame: Frame) -> None:
        """Put ``frame`` on the stack; if it is nested too deep, its text stays as it is."""
        if not isinstance(frame, BlockFrame):
            self.stack.append(frame)
            return
        reader = frame.reader
        if not reader.position:
            self._left_to_read -= reader.size
        if frame.depth <= MAX_DEPTH and self._left_to_read >= 0:
            self.stack.append(frame)
        else:
            self._keep_text(frame)

    def _keep_text(self, frame: BlockFrame) -> None:
        reader = frame.reader
        text = reader.text[reader.position :]
        self.state.report(
            "kramdown.nested-too-deep",
            f"blocks are nested more than {frame.depth - 1} deep; the text is kept as it is",
            reader.line,
            excerpt_of(text),
        )
        frame.container.children.append(LiteralDraft(text, reader.line))
        reader.position = reader.size
        if frame.finish:
            frame.finish()
