"""The inline parser's engine: one pass over a text with a stack of open constructs.

kramdown's span parser descends and goes back: a construct that finds no end becomes text, and
what stood inside is parsed again. Here the descent is a stack of frames, and what came to
nothing is remembered: a construct of the same kind in the same surroundings that gets to a
place where another one went through to the end of the text in vain will not end either. So each
place is visited a bounded number of times, whatever the nesting.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from migrator.diagnostics import excerpt_of
from migrator.kramdown.inlines.destinations import Destinations
from migrator.kramdown.inlines.frames import Frame, Inside, Mode, RootFrame
from migrator.kramdown.inlines.lookups import Finder
from migrator.kramdown.inlines.text_edges import TextEdges
from migrator.kramdown.state import State
from migrator.model.nodes import FootnoteReference, Inline

_QUOTES: Final = frozenset("\"'")
_LINE_FEED: Final = re.compile("\n")
_BACKTICKS: Final = re.compile("`+")


@dataclass(frozen=True, slots=True)
class Dialect:
    """The rules of a dialect: for prose, for the text of a link, for raw HTML.

    ``hard_line_end`` is what makes a line feed in a text a hard break: a backslash, nothing at
    all (``hard_wrap``), or None where it never is one.
    """

    prose: Mode
    link_text: Mode
    raw_html: Mode
    hard_line_end: str | None


class Scanner:
    """Parses one text; rules read and move ``position`` and add to ``frame``."""

    __slots__ = (
        "_backticks",
        "_dead",
        "_line_feeds",
        "_stack",
        "closers",
        "destinations",
        "dialect",
        "find",
        "find_last",
        "frame",
        "hard_line_end",
        "has_footnotes",
        "is_ahead",
        "line",
        "parsed_html",
        "position",
        "reported",
        "state",
        "text",
        "text_edges",
        "underscores",
    )

    def __init__(
        self, text: str, state: State, line: int, dialect: Dialect, *, in_html: bool = False
    ) -> None:
        self.text = text
        self.state = state
        self.line = line
        self.dialect = dialect
        self.position = 0
        self.hard_line_end = dialect.hard_line_end if state.hard_breaks else None
        self.has_footnotes = False
        # Whether the text is only looked at, to see what its lines are, and parsed later.
        self.is_ahead = False
        # What the rules of links, HTML and emphasis remember about places; see there.
        self.closers: dict[Inside, dict[int, int]] = {}
        finder = Finder(text)
        self.find = finder.find
        self.find_last = finder.find_last
        self.destinations = Destinations(finder)
        self.parsed_html: dict[tuple[int, Inside, bool], tuple[Inline, int]] = {}
        self.text_edges = TextEdges()
        self.underscores: dict[int, int] = {}
        self.reported: set[tuple[str, int]] = set()
        self._dead: dict[tuple[str, Inside], set[int]] = {}
        self._backticks: tuple[list[int], list[int]] | None = None
        self._line_feeds: list[int] | None = None
        self._stack: list[Frame] = []
        self.frame: Frame = RootFrame(dialect.prose, Inside.NOTHING, in_html=in_html)

    def run(self) -> tuple[Inline, ...]:
        """Parse the text to its end and return its nodes."""
        text = self.text
        while True:
            frame = self.frame
            if frame.dead is not None and self._is_dead(frame, frame.dead):
                frame.at_end(self)
                continue
            match = frame.mode.pattern.search(text, self.position)
            if match is None:
                self._take_rest()
                if not self._stack:
                    return frame.finish(self, is_last=self.state.ends_container)
                frame.at_end(self)
                continue
            start = match.start()
            character = text[start]
            # A quote is judged together with the character before it.
            if character in _QUOTES and start > self.position:
                start -= 1
            if start > self.position:
                frame.buffer.append(text[self.position : start])
                self.position = start
            if not frame.stops(self, character):
                self._apply_rules(frame, character)

    def _apply_rules(self, frame: Frame, character: str) -> None:
        for rule in frame.mode.rules[character]:
            if rule(self):
                return
        self.take_text(1)

    def _take_rest(self) -> None:
        if self.position < len(self.text):
            self.frame.buffer.append(self.text[self.position :])
            self.position = len(self.text)

    # ------------------------------------------------------------------ what rules add

    def take_text(self, length: int) -> None:
        """Take the next ``length`` characters as text."""
        end = self.position + length
        self.frame.buffer.append(self.text[self.position : end])
        self.position = end

    def add_text(self, text: str, end: int) -> None:
        """Add ``text`` for what stands in the source up to ``end``."""
        if text:
            self.frame.buffer.append(text)
        self.position = end

    def add(self, node: Inline, end: int) -> None:
        """Add a node for what stands in the source up to ``end``."""
        frame = self.frame
        if frame.buffer:
            frame.flush(self)
        frame.children.append(node)
        if type(node) is FootnoteReference:
            self.has_footnotes = True
        self.position = end

    # -------------------------------------------------------------- open constructs

    def open(self, frame: Frame, position: int) -> None:
        """Open ``frame``, whose content begins at ``position``."""
        self._stack.append(self.frame)
        self.frame = frame
        self.position = position

    def close(self) -> Frame:
        """Close the innermost construct, for good or ill; return the one around it."""
        self.frame = self._stack.pop()
        return self.frame

    @property
    def parent(self) -> Frame:
        """The construct around the innermost one."""
        return self._stack[-1]

    def parse_part(self, text: str, line: int) -> tuple[Inline, ...]:
        """Parse a text that is a world of its own, within HTML."""
        part = Scanner(text, self.state, line, self.dialect, in_html=True)
        nodes = part.run()
        self.has_footnotes |= part.has_footnotes
        return nodes

    # ---------------------------------------------------------------------- memory

    def dead_states(self, kind: str, inside: Inside) -> set[int]:
        """Return the states from which a construct of ``kind`` will find no end."""
        return self._dead.setdefault((kind, inside), set())

    def _is_dead(self, frame: Frame, dead: set[int]) -> bool:
        """Whether ``frame`` cannot end any more; if it may, note that it was here."""
        state = self.position * 2 + frame.ends_with_text
        if state in dead:
            return True
        frame.visited.append(state)
        return False

    def longest_backticks_from(self, position: int) -> int:
        """Return the length of the longest run of backticks after ``position``."""
        if self._backticks is None:
            self._backticks = _longest_runs(self.text)
        positions, lengths = self._backticks
        index = bisect_left(positions, position)
        return lengths[index] if index < len(lengths) else 0

    # ------------------------------------------------------------ lines and problems

    def report(self, code: str, message: str, position: int) -> None:
        """Report a problem at ``position`` once, however often the place is parsed."""
        if (code, position) not in self.reported:
            self.reported.add((code, position))
            excerpt = excerpt_of(self.text, position)
            self.state.report(code, message, self.line_at(position), excerpt)

    def line_at(self, position: int) -> int:
        """Return the line of ``position`` in the text given to the parser."""
        if self._line_feeds is None:
            self._line_feeds = [match.start() for match in _LINE_FEED.finditer(self.text)]
        return self.line + bisect_left(self._line_feeds, position)

    def source_line_at(self, position: int) -> int:
        """Return the line of ``position`` in the source file."""
        return self.state.lines[self.line_at(position)]


def _longest_runs(text: str) -> tuple[list[int], list[int]]:
    """Return where runs of backticks begin, and for each the longest length from there on."""
    runs = [(match.start(), len(match[0])) for match in _BACKTICKS.finditer(text)]
    lengths: list[int] = []
    for _start, length in reversed(runs):
        lengths.append(max(length, lengths[-1]) if lengths else length)
    return [start for start, _length in runs], lengths[::-1]
