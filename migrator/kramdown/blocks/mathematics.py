"""Display mathematics (kramdown syntax: Math Blocks)."""

from __future__ import annotations

import re
from typing import Final

from migrator.kramdown.parser import BlockFrame, BlockParser
from migrator.kramdown.patterns import REST_OF_LINE, RUBY_WHITE_SPACE
from migrator.kramdown.tree import MathDraft

_START: Final = re.compile(r" {0,3}+(\\)?\$\$")


def parse_math(_parser: BlockParser, frame: BlockFrame) -> bool:
    """Take ``$$ … $$`` that stands between block boundaries.

    Escaped by a backslash it is none, and the backslash goes.
    """
    reader = frame.reader
    opening = _START.match(reader.text, reader.position)
    if opening is None or not frame.is_after_boundary:
        return False
    closing = reader.find("$$", opening.end())
    if closing < 0:
        return False
    rest = REST_OF_LINE.match(reader.text, closing + 2)
    if opening[1]:
        if rest:
            reader.position = opening.end(1)
        return False
    start = reader.position
    line = reader.line
    reader.position = rest.end() if rest else closing + 2
    if not reader.is_before_boundary():
        reader.position = start
        return False
    latex = reader.text[opening.end() : closing].strip(RUBY_WHITE_SPACE)
    frame.add(MathDraft(latex, line))
    return True
