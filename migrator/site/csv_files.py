"""Comma-separated data files as Ruby's CSV reads them: a row is a hash by the header line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final


class CsvError(ValueError):
    """The text is not CSV; ``line`` is the one-based line."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line = line


def read_csv(text: str, separator: str, settings: Mapping[str, object]) -> list[object]:
    """Return the rows of a CSV text: hashes by the first row's names, or lists without headers.

    ``settings`` is Jekyll's ``csv_reader`` or ``tsv_reader`` (``headers``, ``csv_converters``).
    Empty fields are None, empty quoted fields are text.

    Raises:
        CsvError: a quote is in the wrong place or never closed.

    """
    rows = _rows(text, separator)
    if settings.get("headers", True) in (False, None):
        return [_converted(row, settings) for row in rows]
    if not rows:
        return []
    header, *lines = rows
    return [_hash(header, _converted(row, settings)) for row in lines]


def _hash(header: list[object], row: list[object]) -> dict[object, object]:
    result: dict[object, object] = {}
    for place in range(max(len(header), len(row))):
        name = header[place] if place < len(header) else None
        result.setdefault(name, row[place] if place < len(row) else None)
    return result


def _rows(text: str, separator: str) -> list[list[object]]:
    field = _field_pattern(separator)
    rows: list[list[object]] = []
    row: list[object] = []
    position, length = 0, len(text)
    while position < length:
        match = field.match(text, position)
        if match is None:
            raise CsvError(text.count("\n", 0, position) + 1, "a quote is in the wrong place")
        blank = not row and match.end() and not match["quoted"] and not match["plain"]
        row.append(_value(match))
        position = match.end()
        if match["end"] != separator:
            rows.append([] if blank else row)
            row = []
    if row:
        rows.append([*row, None])
    return rows


def _value(match: re.Match[str]) -> object:
    quoted = match["quoted"]
    return quoted.replace('""', '"') if quoted is not None else match["plain"] or None


def _field_pattern(separator: str) -> re.Pattern[str]:
    between = re.escape(separator)
    return re.compile(
        rf'(?:"(?P<quoted>[^"]*+(?>(?:""[^"]*+)*))"|(?P<plain>[^"\r\n{between}]*+))'
        rf"(?P<end>{between}|\r\n|\r|\n|\Z)"
    )


_CONVERTERS: Final = {
    "integer": (int,),
    "float": (float,),
    "numeric": (int, float),
    "all": (int, float),
}


def _converted(row: list[object], settings: Mapping[str, object]) -> list[object]:
    names = settings.get("csv_converters")
    if not isinstance(names, list):
        return row
    readers = [one for name in names for one in _CONVERTERS.get(str(name), ())]
    return [_number(value, readers) for value in row]


def _number(value: object, readers: list[type[int] | type[float]]) -> object:
    if not isinstance(value, str):
        return value
    for reader in readers:
        try:
            return reader(value.strip())
        except ValueError:
            continue
    return value
