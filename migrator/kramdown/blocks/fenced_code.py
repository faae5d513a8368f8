"""Fenced code (kramdown syntax: Fenced Code Blocks; GFM: also with backticks, indented)."""

from __future__ import annotations

import re
from typing import Final

from migrator.html.tags import decode_references
from migrator.kramdown.parser import BlockFrame, BlockParser
from migrator.kramdown.patterns import CLOSING_FENCE, GFM_CLOSING_FENCE
from migrator.kramdown.tree import CodeDraft

_OPENING: Final = re.compile(r"(~{3,}+)")
_GFM_OPENING: Final = re.compile(r" {0,3}+([~`]{3,}+)")
_LANGUAGE: Final = re.compile(r"[ \t\r\f\v]*+([^ \t\n\r\f\v]*+)[ \t\r\f\v]*+\n")


def parse_fenced_code(_parser: BlockParser, frame: BlockFrame) -> bool:
    """Take code between fences of tildes; a fence that is never closed is none."""
    return _parse(frame, _OPENING, CLOSING_FENCE)


def parse_gfm_fenced_code(_parser: BlockParser, frame: BlockFrame) -> bool:
    """Take code between fences of tildes or backticks, indented up to three blanks."""
    return _parse(frame, _GFM_OPENING, GFM_CLOSING_FENCE)


def _parse(frame: BlockFrame, start: re.Pattern[str], end: re.Pattern[str]) -> bool:
    reader = frame.reader
    text = reader.text
    opening = start.match(text, reader.position)
    info = opening and _LANGUAGE.match(text, opening.end())
    if opening is None or info is None:
        return False
    closing = reader.fences(end).find(opening[1], info.end())
    if closing is None:
        return False
    length, code_end, position = closing
    label = _LANGUAGE.match(text, opening.start(1) + length)
    language, _, options = (label[1] if label else "").partition("?")
    if not language and options:
        language, options = f"?{options}", ""
    language = decode_references(language)
    frame.add(CodeDraft(text[info.end() : code_end], reader.line, language, options))
    reader.position = position
    return True
