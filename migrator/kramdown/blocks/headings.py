"""Headings (kramdown syntax: Headers; GFM: the blank after the marks, no boundary needed)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, TypeAlias

from migrator.kramdown.parser import BlockFrame, BlockParser
from migrator.kramdown.patterns import RUBY_WHITE_SPACE
from migrator.kramdown.tree import HeadingDraft

_SETEXT: Final = re.compile(r" {0,3}+([^ \t\n][^\n]*+)\n([-=])[-=]*+[ \t\r\f\v]*+\n")
# The text may stand on the line after the marks: kramdown's pattern takes the line feed for text.
_ATX: Final = re.compile(r"(#{1,6})[\t ]*([^ \t][^\n]*+)\n")
_GFM_ATX: Final = re.compile(r"(#{1,6}+)[\t ]+([^\n]*+)\n")
_NAME_START: Final = (
    r":A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D"
    r"\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_OWN_ID: Final = re.compile(
    rf"\{{#([{_NAME_START}][-.0-9\u00B7\u0300-\u036F\u203F-\u2040{_NAME_START}]*+)\}}\Z"
)

Strip: TypeAlias = Callable[[str], str]


def parse_setext_heading(_parser: BlockParser, frame: BlockFrame) -> bool:
    """Take a line of text that is underlined with ``=`` or ``-``."""
    if not frame.is_after_boundary:
        return False
    reader = frame.reader
    found = _SETEXT.match(reader.text, reader.position)
    return found is not None and _add(frame, found, 1 if found[2] == "=" else 2, found[1])


def parse_atx_heading(_parser: BlockParser, frame: BlockFrame) -> bool:
    """Take a line that starts with ``#`` marks, with or without a blank after them."""
    if not frame.is_after_boundary:
        return False
    reader = frame.reader
    found = _ATX.match(reader.text, reader.position)
    return found is not None and _add(frame, found, len(found[1]), found[2], _strip_marks)


def parse_gfm_atx_heading(_parser: BlockParser, frame: BlockFrame) -> bool:
    """Take a line that starts with ``#`` marks and a blank, at a block boundary."""
    if not frame.is_after_boundary:
        return False
    reader = frame.reader
    found = _GFM_ATX.match(reader.text, reader.position)
    return found is not None and _add(frame, found, len(found[1]), found[2], _strip_marks)


def parse_gfm_quirk_atx_heading(_parser: BlockParser, frame: BlockFrame) -> bool:
    """Take a line that starts with ``#`` marks and a blank, anywhere."""
    reader = frame.reader
    found = _GFM_ATX.match(reader.text, reader.position)
    return found is not None and _add(frame, found, len(found[1]), found[2], _strip_spaced_marks)


def _strip_marks(text: str) -> str:
    """Drop the closing marks; the first of them may be escaped and then stays."""
    stripped = text.rstrip("#")
    if len(stripped) == len(text):
        return text
    if stripped.endswith("\\"):
        stripped += "#"
    return stripped.rstrip(RUBY_WHITE_SPACE) if len(stripped) < len(text) else text


def _strip_spaced_marks(text: str) -> str:
    """Drop the closing marks where a blank or a tab stands before them."""
    stripped = text.rstrip("#")
    if len(stripped) == len(text) or stripped[-1:] not in {" ", "\t"}:
        return text
    return stripped.rstrip(RUBY_WHITE_SPACE)


def _add(
    frame: BlockFrame, found: re.Match[str], level: int, text: str, strip: Strip = str
) -> bool:
    """Add a heading with ``text`` less its own id (``{#id}``) and closing marks, if any is left."""
    text, own_id = _split_id(text.rstrip(RUBY_WHITE_SPACE))
    text = strip(text)
    if not text:
        return False
    frame.add(HeadingDraft(level, text, own_id, frame.reader.line))
    frame.reader.position = found.end()
    return True


def _split_id(text: str) -> tuple[str, str | None]:
    start = text.rfind("{#")
    found = _OWN_ID.match(text, start) if start > 0 and text[start - 1] in "\t " else None
    if found is None:
        return text, None
    return text[: start - 1].rstrip(RUBY_WHITE_SPACE), found[1]
