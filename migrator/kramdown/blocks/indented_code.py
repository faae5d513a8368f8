"""Indented code (kramdown syntax: Standard Code Blocks)."""

from __future__ import annotations

import re
from typing import Final

from migrator.kramdown.parser import BlockFrame, BlockParser
from migrator.kramdown.patterns import INDENTED_LINES, INDENTED_LINES_GO_ON
from migrator.kramdown.reader import Reader
from migrator.kramdown.tree import CodeDraft

_INDENT: Final = re.compile(r"\n(?:\t| {4})")
_START: Final = re.compile(r"\t| {4}")
_LAZY_LINE: Final = re.compile(r"\n( {0,3}[^ \t\n\r\f\v])")


def dedent(text: str) -> str:
    """Return ``text`` with each line's first tab or four blanks taken off."""
    # The line feed before makes every line start with one, which the search finds fast.
    return _INDENT.sub("\n", "\n" + text)[1:]


def indented_end(reader: Reader, position: int) -> int:
    """Return where indented lines from ``position`` on end, lazy lines after them included."""
    first = INDENTED_LINES.match(reader.text, position)
    if first is None or first.end() == position:
        return position
    return reader.run_end(INDENTED_LINES_GO_ON, first.end())


def parse_indented_code(_parser: BlockParser, frame: BlockFrame) -> bool:
    """Take lines indented by four; a line that is not joins the one before with a blank."""
    reader = frame.reader
    if _START.match(reader.text, reader.position) is None:
        return False
    line = reader.line
    end = indented_end(reader, reader.position)
    code = reader.text[reader.position : end]
    if end == reader.position:
        return False
    reader.position = end
    frame.add(CodeDraft(dedent(_LAZY_LINE.sub(r" \1", code)), line))
    return True
