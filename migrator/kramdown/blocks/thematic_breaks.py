"""Thematic breaks (kramdown syntax: Horizontal Rules)."""

from __future__ import annotations

from migrator.kramdown.parser import BlockFrame, BlockParser
from migrator.kramdown.patterns import THEMATIC_BREAK
from migrator.kramdown.tree import ThematicBreakDraft


def parse_thematic_break(_parser: BlockParser, frame: BlockFrame) -> bool:
    """Take a line of three or more of one of ``*``, ``-``, ``_``."""
    reader = frame.reader
    found = THEMATIC_BREAK.match(reader.text, reader.position)
    if found is None:
        return False
    frame.add(ThematicBreakDraft(reader.line))
    reader.position = found.end()
    return True
