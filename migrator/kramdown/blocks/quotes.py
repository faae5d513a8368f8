"""Quotations (kramdown syntax: Blockquotes)."""

from __future__ import annotations

import re
from typing import Final

from migrator.kramdown.parser import MAX_DEPTH, BlockFrame, BlockParser
from migrator.kramdown.patterns import LAZY_LINES
from migrator.kramdown.reader import Reader
from migrator.kramdown.tree import QuoteDraft

_START: Final = re.compile(r" {0,3}+>")
_MARK: Final = re.compile(r" {0,3}+> ?")
_MARKS_OF_ONE: Final = re.compile(r"\n {0,3}+> ?")
_MARKS: Final = re.compile(r"\n((?>(?: {0,3}+> ?)+))")


def parse_quote(parser: BlockParser, frame: BlockFrame) -> bool:
    """Take lines up to a block boundary; those without ``>`` go on the quotation lazily."""
    reader = frame.reader
    if _START.match(reader.text, reader.position) is None:
        return False
    start, line = reader.position, reader.line
    end = reader.run_end(LAZY_LINES, reader.line_end(start))
    content, depth = _strip_marks(reader.text[start:end], MAX_DEPTH + 1 - frame.depth)
    reader.position = end
    quote = QuoteDraft(line)
    frame.add(quote)
    for _level in range(depth - 1):
        inner = QuoteDraft(line)
        quote.children.append(inner)
        quote = inner
    parser.push(BlockFrame(Reader(content, line), quote, frame.depth + depth))
    return True


def _strip_marks(text: str, deepest: int) -> tuple[str, int]:
    """Return ``text`` less the marks of its quotations, and how many were taken at once.

    All lines that have marks have that many at least, so the inner quotations end where the
    outer one does. Taking them one by one would read the lazy lines again for each.
    """
    # The line feed before makes every line start with one, which the search finds fast.
    text = "\n" + text
    depth = min(deepest, *(marks[1].count(">") for marks in _MARKS.finditer(text)))
    if depth <= 1:
        return _MARKS_OF_ONE.sub("\n", text)[1:], 1
    return _MARKS.sub(lambda marks: "\n" + _less(marks[1], depth), text)[1:], depth


def _less(marks: str, depth: int) -> str:
    position = 0
    for _level in range(depth):
        mark = _MARK.match(marks, position)
        position = mark.end() if mark else position
    return marks[position:]
