"""Code spans and HTML in the lines of a table, where a pipe is no border of a cell.

Tables are cut into cells before inlines are parsed, so kramdown looks for code ahead of time:
``<code>`` and backticks when it cuts a row, every element and comment when it checks that each
line of the table has a pipe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from migrator.html.tables import BLOCK, VOID
from migrator.html.tags import TAG

_CODE_END: Final = "</code>"
_BACKTICKS: Final = re.compile(r"`+")
_SPACE: Final = " \t\n\r\f\v"
_MARK: Final = re.compile(r"`|<")
_BORDER: Final = re.compile(r"(?<!\\)\|")


def split_row(row: str) -> list[str]:
    """Return the cells of ``row`` (a line without its line feed), borders of the ends included.

    A row of *n* borders gives *n* + 1 cells; an escaped pipe has lost its backslash.
    """
    cells = [""]
    position = 0
    for start, end in _code_elements(row):
        _split_text(row[position:start], cells)
        cells[-1] += row[start:end]
        position = end
    _split_text(row[position:], cells)
    return cells


def _code_elements(row: str) -> Iterator[tuple[int, int]]:
    """Yield where ``<code …> … </code>`` stands; one missing piece ends the search."""
    end = 0
    while (start := row.find("<code", end)) >= 0:
        tag_end = row.find(">", start)
        closing = row.find(_CODE_END, tag_end) if tag_end >= 0 else -1
        if closing < 0:
            return
        end = closing + len(_CODE_END)
        yield start, end


def _split_text(text: str, cells: list[str]) -> None:
    for part, is_code in _code_spans(text):
        if is_code:
            cells[-1] += part
        else:
            first, *others = (cell.replace("\\|", "|") for cell in _BORDER.split(part))
            cells[-1] += first
            cells.extend(others)


def _code_spans(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of ``text``, and whether each is a code span with its backticks."""
    start = position = 0
    missing: set[str] = set()
    while opening := _BACKTICKS.search(text, position):
        end = _code_span_end(text, opening, missing)
        if not end:
            position = opening.end()
            continue
        if opening.start() > start:
            yield text[start : opening.start()], False
        yield text[opening.start() : end], True
        start = position = end
    if start < len(text):
        yield text[start:], False


def _code_span_end(text: str, opening: re.Match[str], missing: set[str]) -> int:
    """Return where the code span of ``opening`` ends, 0 where it is none."""
    marks = opening[0]
    if len(marks) == 1:
        before = text[opening.start() - 1 : opening.start()]
        after = text[opening.end() : opening.end() + 1]
        if (before in _SPACE or not before) and after and after in _SPACE:
            return 0
    closing = -1 if marks in missing else text.find(marks, opening.end())
    if closing < 0:
        missing.add(marks)
        return 0
    return closing + len(marks)


class Segment(NamedTuple):
    """A stretch of a table's text between HTML elements: a code span's content, or text."""

    text: str
    is_code: bool


def segments(text: str) -> Iterator[Segment]:
    """Yield code spans and the text between them; elements are left out, as no cell ends in one."""
    start = position = 0
    missing: set[str] = set()
    while mark := _MARK.search(text, position):
        position = mark.start()
        end = _inline_end(text, position, missing)
        if not end or text.startswith("<!--", position):
            position = end or _after(text, mark)
            continue
        if position > start:
            yield Segment(text[start:position], is_code=False)
        if mark[0] == "`":
            yield Segment(text[position:end].strip("`"), is_code=True)
        start = position = end
    if start < len(text):
        yield Segment(text[start:], is_code=False)


def _after(text: str, mark: re.Match[str]) -> int:
    opening = _BACKTICKS.match(text, mark.start())
    return opening.end() if opening else mark.end()


def _inline_end(text: str, start: int, missing: set[str]) -> int:
    """Return where a code span, a comment or a span element that starts here ends, else 0."""
    opening = _BACKTICKS.match(text, start)
    if opening:
        return _code_span_end(text, opening, missing)
    if text.startswith("<!--", start):
        return _comment_end(text, start, missing)
    tag = TAG.match(text, start)
    if tag is None or tag["name"].lower() in BLOCK:
        return 0
    if tag["closed"] or tag["name"].lower() in VOID:
        return tag.end()
    end = re.compile(rf"</{re.escape(tag['name'])}\s*>", re.IGNORECASE).search(text, tag.end())
    return end.end() if end else len(text)


def _comment_end(text: str, start: int, missing: set[str]) -> int:
    closing = -1 if "-->" in missing else text.find("-->", start + 4)
    if closing < 0:
        missing.add("-->")
        return 0
    return closing + 3
