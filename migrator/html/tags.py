"""Tags, attributes, comments and character references of HTML, as kramdown reads them.

Source of the rules: kramdown's HTML parser (lib/kramdown/parser/html.rb). Names are Unicode, so
``<제목>`` is a tag. The patterns are possessive: none of them goes back over what it has read.
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import Final

from migrator.html.characters import ALPHABETIC_MARKS, SPACE, WORD_MARKS
from migrator.model.attributes import Attributes

_SPACES: Final = f"[{SPACE}]*+"
_SIMPLE_NAME: Final = rf"[^\W\d][-.\w{ALPHABETIC_MARKS}]*+"

NAME: Final = f"{_SIMPLE_NAME}(?>(?::{_SIMPLE_NAME})?)"
"""The name of an element or an attribute, with or without a prefix."""

_VALUE: Final = rf"""(?:[\w{WORD_MARKS}]++|"[^"]*+"|'[^']*+')"""
_ATTRIBUTE: Final = f"[{SPACE}]++{NAME}(?>(?:{_SPACES}={_SPACES}{_VALUE})?)"

TAG: Final = re.compile(
    f"<(?P<name>{NAME})(?P<attributes>(?>(?:{_ATTRIBUTE})*)){_SPACES}(?P<closed>/)?>"
)
"""A start tag; ``closed`` is set for ``<x/>``."""

TAG_START: Final = re.compile(f"<{NAME}")
"""What looks like a start tag, whether it ends or not."""

TAG_CLOSE: Final = re.compile(f"</(?P<name>{NAME}){_SPACES}>")
"""An end tag."""

DOCTYPE: Final = re.compile(r"<!DOCTYPE[^>]*+>", re.IGNORECASE)
COMMENT: Final = re.compile(r"<!--(?P<text>.*?)-->", re.DOTALL)
INSTRUCTION: Final = re.compile(r"<\?(?P<text>.*?)\?>", re.DOTALL)
CDATA: Final = re.compile(r"<!\[CDATA\[(?P<text>.*?)\]\]>", re.DOTALL)

RAW_START: Final = re.compile(rf"<(?={NAME}|/|!--|\?|!\[CDATA\[)")
"""Where raw HTML may hold something else than text."""

ENTITY: Final = re.compile(
    r"&(?:(?P<name>[A-Za-z0-9_:][A-Za-z0-9_.:-]*+)"
    r"|\#(?P<decimal>[0-9]++)|\#x(?P<hex>[0-9a-fA-F]++));"
)
"""A character reference; without its semicolon it is text."""

_ATTRIBUTE_PARTS: Final = re.compile(
    rf"""(?P<name>{NAME})(?:{_SPACES}={_SPACES}"""
    rf"""(?:(?P<bare>[\w{WORD_MARKS}]++)|(?P<quote>["'])(?P<quoted>.*?)(?P=quote)))?""",
    re.DOTALL,
)
_LINE_FEEDS: Final = re.compile(r"\n+")

_MAX_CODE_POINT: Final = 0x10FFFF
_SURROGATES: Final = range(0xD800, 0xE000)
_WINDOWS_1252: Final = {
    0x80 + index: bytes([0x80 + index]).decode("cp1252")
    for index in range(0x20)
    if index not in {0x01, 0x0D, 0x0F, 0x10, 0x1D}
}
"""What browsers and kramdown show for the references 128 to 159."""


def parse_attributes(
    source: str, *, lower: bool, fold_lines: bool = False, decode: bool = True
) -> Attributes:
    """Return the attributes of a tag in source order.

    ``source`` is the group ``attributes`` of TAG. ``lower`` lower-cases the names: kramdown does
    so for the elements of HTML that it knows, and leaves the names of all others (SVG's
    ``viewBox`` on ``svg``) alone. ``fold_lines`` makes line feeds in values spaces, as in span
    HTML. A name that comes twice keeps its first place and its last value; an attribute without
    a value has ``""``. Character references are decoded, unless ``decode`` is False.
    """
    attributes: dict[str, str] = {}
    for match in _ATTRIBUTE_PARTS.finditer(source):
        name = match["name"].lower() if lower else match["name"]
        value = match["bare"] or match["quoted"] or ""
        if fold_lines and "\n" in value:
            value = _LINE_FEEDS.sub(" ", value)
        attributes[name] = decode_references(value) if decode else value
    return tuple(attributes.items())


def decode_references(text: str) -> str:
    """Return ``text`` with its character references decoded; unknown names stay as written."""
    return ENTITY.sub(_decode_match, text) if "&" in text else text


def decode_entity(match: re.Match[str]) -> str | None:
    """Return the characters that a match of ENTITY stands for, None for an unknown name."""
    if match["name"]:
        return html5.get(match["name"] + ";")
    digits = match["decimal"]
    return character_of(_code_point(digits, 10) if digits else _code_point(match["hex"], 16))


def character_of(code_point: int) -> str:
    """Return what readers see for a numeric reference, U+FFFD where there is no character."""
    if code_point in _WINDOWS_1252:
        return _WINDOWS_1252[code_point]
    if not 0 < code_point <= _MAX_CODE_POINT or code_point in _SURROGATES:
        return "\ufffd"
    return chr(code_point)


def _code_point(digits: str, base: int) -> int:
    """Return the number, -1 for one too long to be a code point (int() is quadratic)."""
    significant = digits.lstrip("0")
    return int(significant or "0", base) if len(significant) <= len(str(_MAX_CODE_POINT)) else -1


def _decode_match(match: re.Match[str]) -> str:
    decoded = decode_entity(match)
    return match[0] if decoded is None else decoded
