"""Code in the rows of a table, where a pipe is no border of a cell.

Tables are cut into cells before inlines are parsed, so kramdown looks for code ahead of time:
``<code>`` and backticks. Nothing else counts here; see ``inlines.table_lines`` for the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_CODE_END: Final = "</code>"
_BACKTICKS: Final = re.compile(r"`+")
_SPACE: Final = " \t\n\r\f\v"
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
            cells[-1] += _with_fewest_marks(part)
        else:
            first, *others = (cell.replace("\\|", "|") for cell in _BORDER.split(part))
            cells[-1] += first
            cells.extend(others)


def _with_fewest_marks(span: str) -> str:
    """Return a code span as kramdown writes it anew: one without text is none any more."""
    marks = _BACKTICKS.match(span)
    length = marks.end() if marks else 0
    code = span[length : len(span) - length]
    if length > 1:
        code = code.removeprefix(" ").removesuffix(" ")
    around = max(_BACKTICKS.findall(code), default="") + "`"
    gap = " " if len(around) > 1 else ""
    return f"{around}{gap}{code}{gap}{around}"


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
