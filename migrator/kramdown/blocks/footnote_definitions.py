"""Footnote definitions (kramdown syntax: Footnotes)."""

from __future__ import annotations

import re
from typing import Final

from migrator.kramdown.attribute_lists import REFERENCE_NAME
from migrator.kramdown.blocks.indented_code import dedent, indented_end
from migrator.kramdown.parser import BlockFrame, BlockParser
from migrator.kramdown.reader import Reader
from migrator.kramdown.tree import Boundary, FootnoteDraft

_START: Final = re.compile(rf" {{0,3}}+\[\^({REFERENCE_NAME})\]:", re.ASCII)


def parse_footnote_definition(parser: BlockParser, frame: BlockFrame) -> bool:
    """Take ``[^label]: text`` with the indented blocks after it."""
    reader = frame.reader
    found = _START.match(reader.text, reader.position)
    if found is None:
        return False
    line = reader.line
    end = indented_end(reader, reader.line_end(found.end()))
    content = dedent(reader.text[found.end() : end])
    reader.position = end
    footnote = FootnoteDraft(found[1], line)

    def finish() -> None:
        frame.add_boundary(Boundary.DEFINITION)
        parser.footnotes[footnote.label] = footnote

    parser.push(BlockFrame(Reader(content, line), footnote, frame.depth + 1, finish))
    return True
