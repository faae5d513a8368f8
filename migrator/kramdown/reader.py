"""A cursor over a text, with what is worth remembering about it so that parsing stays linear."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from migrator.kramdown import patterns

_BRACE: Final = re.compile(r"\\?\}")


class Braces:
    """Where the braces of a text close.

    An attribute list ends at the first ``}`` that no backslash protects. If the line goes on
    there, the last protected one at the end of a line is taken instead (as kramdown's pattern
    does by backtracking).
    """

    __slots__ = ("_closing", "_protected", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._closing: list[int] = []
        self._protected: list[int] = []
        for match in _BRACE.finditer(text):
            if len(match[0]) == 1:
                self._closing.append(match.start())
            elif patterns.REST_OF_LINE.match(text, match.end()):
                self._protected.append(match.end() - 1)

    def block_end(self, start: int, shortest: int = 1) -> tuple[int, int] | None:
        """Return where the list with content from ``start`` closes, and where its line ends.

        ``shortest`` is the least length of the content. None where it is no block.
        """
        index = bisect_left(self._closing, start)
        limit = self._closing[index] if index < len(self._closing) else len(self._text)
        if limit < start + shortest:
            return None
        end = patterns.REST_OF_LINE.match(self._text, limit + 1)
        if end:
            return limit, end.end()
        index = bisect_left(self._protected, limit) - 1
        if index < 0 or self._protected[index] < start + max(shortest, 1):
            return None
        close = self._protected[index]
        end = patterns.REST_OF_LINE.match(self._text, close + 1)
        return (close, end.end()) if end else None


class Fences:
    """The lines of a text that can close a fenced code block."""

    __slots__ = ("_ends", "_longest", "_runs", "_starts")

    def __init__(self, text: str, closing: re.Pattern[str]) -> None:
        self._starts: list[int] = []
        self._runs: list[str] = []
        self._ends: list[int] = []
        for match in closing.finditer(text):
            self._starts.append(match.start())
            self._runs.append(match[1])
            self._ends.append(match.end())
        # For each closing line, the longest run of either character from there on.
        self._longest: dict[str, list[int]] = {"~": [], "`": []}
        for character, longest in self._longest.items():
            best = 0
            for run in reversed(self._runs):
                if not run.strip(character):
                    best = max(best, len(run))
                longest.append(best)
            longest.reverse()

    def find(self, run: str, position: int) -> tuple[int, int, int] | None:
        """Return how much of the opening ``run`` is closed after ``position``, and by what.

        The result is (length of the fence, start and end of the closing line). As in kramdown,
        a closing line has at least the opening's length, and the opening is cut shorter (the
        rest of it being the language) where only shorter ones follow.
        """
        first = bisect_left(self._starts, position)
        if first == len(self._starts):
            return None
        character = run[0]
        if run.strip(character):
            length = len(run)
        else:
            length = min(len(run), self._longest[character][first])
        if length < patterns.SHORTEST_FENCE:
            return None
        fence, filler = run[:length], run[length - 1]
        for index in range(first, len(self._starts)):
            run = self._runs[index]
            if run.startswith(fence) and not run[length:].strip(filler):
                return length, self._starts[index], self._ends[index]
        return None


class Reader:
    """A text that is read from its start to its end; ``position`` is where the next block is."""

    __slots__ = (
        "_absent",
        "_braces",
        "_counted",
        "_fences",
        "_line",
        "first_line",
        "position",
        "size",
        "text",
    )

    def __init__(self, text: str, first_line: int = 1) -> None:
        self.text = text
        self.size = len(text)
        self.position = 0
        self.first_line = first_line
        self._line = first_line
        self._counted = 0
        self._braces: Braces | None = None
        self._fences: Fences | None = None
        self._absent: set[str] = set()

    @property
    def line(self) -> int:
        """The line of ``position``."""
        if self.position < self._counted:
            self._line = self.first_line
            self._counted = 0
        self._line += self.text.count("\n", self._counted, self.position)
        self._counted = self.position
        return self._line

    @property
    def braces(self) -> Braces:
        """Where the braces close."""
        if self._braces is None:
            self._braces = Braces(self.text)
        return self._braces

    def fences(self, closing: re.Pattern[str]) -> Fences:
        """Return where fenced code blocks can close; ``closing`` is the dialect's pattern."""
        if self._fences is None:
            self._fences = Fences(self.text, closing)
        return self._fences

    def find(self, text: str, position: int) -> int:
        """Return the place of ``text`` from ``position`` on, or -1; what is absent stays so."""
        if text in self._absent:
            return -1
        found = self.text.find(text, position)
        if found < 0:
            self._absent.add(text)
        return found

    def search(self, pattern: re.Pattern[str], position: int) -> re.Match[str] | None:
        """Return the first match from ``position`` on; what is absent stays so."""
        if pattern.pattern in self._absent:
            return None
        found = pattern.search(self.text, position)
        if found is None:
            self._absent.add(pattern.pattern)
        return found

    def line_end(self, position: int) -> int:
        """Return the place after the line feed of the line at ``position``."""
        return self.text.find("\n", position) + 1 or self.size

    def skip(self, pattern: re.Pattern[str]) -> None:
        """Move over ``pattern`` if it stands here."""
        found = pattern.match(self.text, self.position)
        if found:
            self.position = found.end()

    def attribute_list_at(self, position: int) -> tuple[int, int, int] | None:
        """Return start and end of a block attribute list's content, and its line's end."""
        start = patterns.ATTRIBUTE_LIST_START.match(self.text, position)
        if start is None:
            return None
        end = self.braces.block_end(start.end())
        return (start.end(), *end) if end else None

    def run_end(self, run: re.Pattern[str], position: int) -> int:
        """Return where the lines that ``run`` takes from ``position`` on end.

        ``run`` stops at what may be an attribute list; where it is none, the line belongs on.
        """
        text = self.text
        end = _end(run, text, position)
        while (
            end < self.size
            and patterns.ATTRIBUTE_LIST_START.match(text, end)
            and not self.attribute_list_at(end)
        ):
            end = _end(run, text, self.line_end(end))
        return end

    def is_before_boundary(self) -> bool:
        """Whether a blank line, an end-of-block marker, an attribute list or the end follows."""
        return (
            self.position >= self.size
            or patterns.BLANK_OR_MARKER.match(self.text, self.position) is not None
            or self.attribute_list_at(self.position) is not None
        )


def _end(run: re.Pattern[str], text: str, position: int) -> int:
    found = run.match(text, position)
    return found.end() if found else position
