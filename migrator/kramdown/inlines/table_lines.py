"""The lines of a table, as kramdown reads them to see whether each has a pipe.

Pipes in code and HTML do not count (kramdown: parser/kramdown/table.rb).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from migrator.kramdown.inlines.frames import Frame, Inside
from migrator.kramdown.inlines.rules import TABLE_LINES, dialect_of
from migrator.kramdown.inlines.scanner import Scanner
from migrator.kramdown.state import State
from migrator.model.nodes import CodeSpan, MathInline, RawInline, Text

_MARKS: Final = ("<", "`")


class Segment(NamedTuple):
    """A stretch of a table's text between HTML elements: a code span's content, or text."""

    text: str
    is_code: bool


def segments(text: str, state: State) -> Iterator[Segment]:
    """Yield the code spans of ``text`` and the texts between; what elements hold is left out."""
    if not any(mark in text for mark in _MARKS):
        yield Segment(text, is_code=False)
        return
    # A state of its own: the cells are parsed later, and report what is wrong then.
    scanner = Scanner(text, state.for_ids(), 1, dialect_of(state.initial_options))
    scanner.is_ahead = True
    scanner.frame = _LinesFrame(TABLE_LINES, Inside.NOTHING, in_html=False)
    for node in scanner.run():
        if isinstance(node, CodeSpan):
            yield Segment(node.text, is_code=True)
        elif isinstance(node, MathInline):
            yield Segment(node.latex, is_code=False)
        elif isinstance(node, Text | RawInline):
            yield Segment(node.text, is_code=False)


class _LinesFrame(Frame):
    """The whole text, whose line feeds stay in it."""

    __slots__ = ()

    def flush(self, scanner: Scanner, *, is_last: bool = False) -> None:
        """Keep the buffered text as it is."""
        if self.buffer:
            self.children.append(Text("".join(self.buffer)))
            self.buffer.clear()
