"""Link definitions (kramdown syntax: Link Definitions)."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from migrator.kramdown.parser import BlockFrame, BlockParser, Definition
from migrator.kramdown.state import normalise_label
from migrator.kramdown.tree import Boundary

_LABEL: Final = re.compile(r" {0,3}+\[([^\n\]]++)\]:[ \t]*+(?=[^ \t\n])")
_AFTER_ANGLE: Final = re.compile(r">(?=[ \t]*+\n|[ \t]++[\"'])")
_TITLE_START: Final = re.compile(r"[ \t]++([\"'])")
_NEXT_LINE_TITLE: Final = re.compile(r"[ \t]*+([\"'])")


class _Target(NamedTuple):
    destination: str
    title: str
    end: int


def parse_link_definition(parser: BlockParser, frame: BlockFrame) -> bool:
    """Take ``[label]: destination "title"``; the title may stand on the next line."""
    reader = frame.reader
    label = _LABEL.match(reader.text, reader.position)
    if label is None:
        return False
    target = _parse_target(reader.text, label.end(), reader.line_end(label.end()))
    if target is None:
        return False
    line = reader.line
    reader.position = target.end
    boundary = frame.add_boundary(Boundary.DEFINITION)
    parser.links[normalise_label(label[1])] = Definition(
        label[1], target.destination, target.title, boundary, line
    )
    return True


def _parse_target(text: str, start: int, line_end: int) -> _Target | None:
    if text[start] == "<":
        for angle in _AFTER_ANGLE.finditer(text, start + 1, line_end):
            end = _parse_title(text, angle.end(), line_end)
            if end:
                return _Target(text[start + 1 : angle.start()], *end)
    return _parse_bare_target(text, start, line_end)


def _parse_bare_target(text: str, start: int, line_end: int) -> _Target | None:
    stripped_end = start + len(text[start:line_end].rstrip(" \t\n"))
    destination, title = text[start:stripped_end], _parse_title(text, stripped_end, line_end)
    for mark in _TITLE_START.finditer(text, start, stripped_end):
        if _closes(text, mark, stripped_end):
            destination = text[start : mark.start()]
            title = text[mark.end() : stripped_end - 1], line_end
            break
    if title is None or _TITLE_START.search(destination):
        return None
    return _Target(destination, *title)


def _parse_title(text: str, position: int, line_end: int) -> tuple[str, int] | None:
    """Return the title from ``position`` on and where it ends; "" where the line just ends."""
    mark = _TITLE_START.match(text, position, line_end)
    if mark:
        return _closed_title(text, mark, line_end)
    following = _NEXT_LINE_TITLE.match(text, line_end)
    title = following and _closed_title(text, following, _line_end(text, line_end))
    return title or ("", line_end)


def _line_end(text: str, position: int) -> int:
    return text.find("\n", position) + 1 or len(text)


def _closed_title(text: str, mark: re.Match[str], end: int) -> tuple[str, int] | None:
    """Return the title after the quote that ends ``mark`` if another ends the line."""
    stripped_end = mark.end() + len(text[mark.end() : end].rstrip(" \t\n"))
    if not _closes(text, mark, stripped_end):
        return None
    return text[mark.end() : stripped_end - 1], end


def _closes(text: str, mark: re.Match[str], stripped_end: int) -> bool:
    return stripped_end - 1 > mark.end() and text[stripped_end - 1] == mark[1]
