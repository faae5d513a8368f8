"""The block comments in a post's content, in one pass over it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_START, _END = "<!--", "-->"
_DELIMITER: Final = re.compile(
    r"\s+(?P<end>/)?wp:(?P<name>[a-z][a-z0-9_/-]*)(?:\s+(?P<settings>\{.*))?\s*\Z", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Delimiter:
    """A block comment: where it stands, and what it says."""

    start: int
    end: int
    name: str
    settings: str
    is_end: bool
    is_void: bool


def delimiters(content: str) -> Iterator[Delimiter]:
    """Yield the block comments of ``content`` in order."""
    start = content.find(_START)
    while start >= 0:
        end = content.find(_END, start)
        if end < 0:
            return
        said = content[start + len(_START) : end]
        is_void = said.endswith("/")
        found = _DELIMITER.match(said.removesuffix("/"))
        if found:
            settings = (found["settings"] or "").rstrip()
            place = end + len(_END)
            yield Delimiter(start, place, found["name"], settings, bool(found["end"]), is_void)
        start = content.find(_START, end)


@dataclass(frozen=True, slots=True)
class Block:
    """A block: its settings as JSON text, and its HTML up to the first block in it."""

    name: str
    settings: str
    html: str


def blocks(content: str) -> Iterator[Block]:
    """Yield each block of ``content`` that is closed, or void, as far as blocks nest rightly."""
    opened: Delimiter | None = None
    for one in delimiters(content):
        if opened is not None:
            yield Block(opened.name, opened.settings, content[opened.end : one.start])
        if one.is_void:
            yield Block(one.name, one.settings, "")
        opened = None if one.is_end or one.is_void else one
