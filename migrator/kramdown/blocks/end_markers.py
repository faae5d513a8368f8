"""The end-of-block marker (kramdown syntax: EOB Marker)."""

from __future__ import annotations

from migrator.kramdown.parser import BlockFrame, BlockParser
from migrator.kramdown.patterns import END_MARKER
from migrator.kramdown.tree import Boundary


def parse_end_marker(_parser: BlockParser, frame: BlockFrame) -> bool:
    """Take a line that holds only ``^``."""
    reader = frame.reader
    found = END_MARKER.match(reader.text, reader.position)
    if found is None:
        return False
    reader.position = found.end()
    frame.add_boundary(Boundary.MARKER)
    return True
