"""Quotations (kramdown syntax: Blockquotes)."""

from __future__ import annotations

import re
from typing import Final

from migrator.kramdown.parser import BlockFrame, BlockParser
from migrator.kramdown.patterns import LAZY_LINES
from migrator.kramdown.reader import Reader
from migrator.kramdown.tree import QuoteDraft

_START: Final = re.compile(r" {0,3}+>")
_MARKS: Final = re.compile(r"\n {0,3}> ?")


def parse_quote(parser: BlockParser, frame: BlockFrame) -> bool:
    """Take lines up to a block boundary; those without ``>`` go on the quotation lazily."""
    reader = frame.reader
    if _START.match(reader.text, reader.position) is None:
        return False
    start, line = reader.position, reader.line
    end = reader.run_end(LAZY_LINES, reader.line_end(start))
    # The line feed before makes every line start with one, which the search finds fast.
    content = _MARKS.sub("\n", "\n" + reader.text[start:end])[1:]
    reader.position = end
    quote = QuoteDraft(line)
    frame.add(quote)
    parser.push(BlockFrame(Reader(content, line), quote, frame.depth + 1))
    return True
