"""Blank lines (kramdown syntax: Block Boundaries)."""

from __future__ import annotations

from migrator.kramdown.parser import BlockFrame, BlockParser
from migrator.kramdown.patterns import BLANK_LINES
from migrator.kramdown.tree import BlankDraft


def parse_blank_lines(_parser: BlockParser, frame: BlockFrame) -> bool:
    """Take all blank lines from here on."""
    reader = frame.reader
    blank = BLANK_LINES.match(reader.text, reader.position)
    if blank is None:
        return False
    reader.position = blank.end()
    last = frame.last
    if type(last) is BlankDraft:
        last.text += blank[0]
    else:
        frame.add(BlankDraft(blank[0]))
    return True
