"""Source text with its place in the file, and the way back from expanded lines to source lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class LineMap:
    """Maps the one-based lines of a derived text to one-based lines of the source file.

    ``table[i]`` is the source line of derived line ``i + 1``; past its end (or without a table)
    lines run on one by one from the last known one. ``LineMap()`` is the identity.
    """

    first_line: int = 1
    table: Sequence[int] = field(default=())

    def __getitem__(self, line: int) -> int:
        """Return the source line of derived line ``line``."""
        known = len(self.table)
        if line <= known:
            return self.table[max(line, 1) - 1]
        return self.table[-1] + line - known if known else self.first_line + line - 1


IDENTITY = LineMap()


@dataclass(frozen=True, slots=True)
class SourceText:
    """A piece of text of one file: ``path`` in the site, and the source line of each line."""

    path: str
    text: str
    lines: LineMap = IDENTITY

    def line_at(self, offset: int) -> int:
        """Return the source line of the character at ``offset``."""
        return self.lines[self.text.count("\n", 0, offset) + 1]
