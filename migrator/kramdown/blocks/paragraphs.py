"""Paragraphs (kramdown syntax: Paragraphs)."""

from __future__ import annotations

import re

from migrator.kramdown.parser import BlockFrame, BlockParser
from migrator.kramdown.patterns import (
    GFM_PARAGRAPH_LINES,
    PARAGRAPH_LINES,
    RUBY_WHITE_SPACE,
)
from migrator.kramdown.tree import HtmlDraft, ParagraphDraft, StrayTextDraft


def parse_paragraph(_parser: BlockParser, frame: BlockFrame) -> bool:
    """Take a line and all that go on it lazily, up to a boundary, HTML or a definition."""
    return _parse(frame, PARAGRAPH_LINES)


def parse_gfm_quirk_paragraph(_parser: BlockParser, frame: BlockFrame) -> bool:
    """Take a line and all that go on it, up to a boundary or the start of another block."""
    return _parse(frame, GFM_PARAGRAPH_LINES)


def _parse(frame: BlockFrame, lines: re.Pattern[str]) -> bool:
    reader = frame.reader
    start = reader.position
    end = reader.run_end(lines, reader.line_end(start))
    text = reader.text[start:end].rstrip(RUBY_WHITE_SPACE)
    last = frame.last
    if type(last) is ParagraphDraft:
        # Two blanks at the end of the line before stay: they are a hard line break.
        last.pieces.append("  \n" if reader.text[max(start - 3, 0) : start] == "  \n" else "\n")
        last.pieces.append(text)
    elif isinstance(last, HtmlDraft) and last.is_native and last.name == "p":
        last.children.append(StrayTextDraft(text, reader.line))
    else:
        frame.add(ParagraphDraft(text.lstrip(RUBY_WHITE_SPACE), reader.line))
    reader.position = end
    return True
