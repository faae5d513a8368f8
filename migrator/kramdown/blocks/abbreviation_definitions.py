"""Abbreviation definitions (kramdown syntax: Abbreviations)."""

from __future__ import annotations

import re
from typing import Final

from migrator.html.tags import decode_references
from migrator.kramdown.parser import BlockFrame, BlockParser, Definition
from migrator.kramdown.patterns import RUBY_WHITE_SPACE
from migrator.kramdown.tree import Boundary

_DEFINITION: Final = re.compile(r" {0,3}+\*\[([^\n]+?)\]:([^\n]*+)\n")


def parse_abbreviation_definition(parser: BlockParser, frame: BlockFrame) -> bool:
    """Take ``*[text]: title``; a later definition of the same text wins."""
    reader = frame.reader
    found = _DEFINITION.match(reader.text, reader.position)
    if found is None:
        return False
    line = reader.line
    reader.position = found.end()
    boundary = frame.add_boundary(Boundary.DEFINITION)
    title = decode_references(found[2].strip(RUBY_WHITE_SPACE))
    parser.abbreviations[found[1]] = Definition(found[1], "", title, boundary, line)
    return True
