"""Paragraphs (kramdown syntax: Paragraphs)."""

from __future__ import annotations

import re

from migrator.kramdown.parser import BlockFrame, BlockParser
from migrator.kramdown.patterns import (
    GFM_PARAGRAPH_LINES,
    PARAGRAPH_LINES,
    RUBY_WHITE_SPACE,
)
from migrator.kramdown.reader import Reader
from migrator.kramdown.tree import ContentDraft, Draft, HtmlDraft, ParagraphDraft


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
    if isinstance(last, HtmlDraft) and last.is_paragraph:
        _go_on(reader, last.children, text)
    elif type(last) is ParagraphDraft:
        last.pieces += (_joiner(reader), text)
    else:
        frame.add(ParagraphDraft(text.lstrip(RUBY_WHITE_SPACE), reader.line))
    reader.position = end
    return True


def _go_on(reader: Reader, children: list[Draft], text: str) -> None:
    """Add ``text`` to what a paragraph holds that was HTML."""
    last = children[-1] if children else None
    if isinstance(last, ContentDraft):
        last.pieces += (_joiner(reader), text)
    else:
        children.append(ContentDraft(text, reader.line))


def _joiner(reader: Reader) -> str:
    """Return what stands between the line before and this one; two blanks are a hard break."""
    position = reader.position
    return "  \n" if reader.text[max(position - 3, 0) : position] == "  \n" else "\n"
