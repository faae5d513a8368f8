"""Any value of front matter as one that JSON has."""

from __future__ import annotations

import math
from base64 import b64encode
from collections.abc import Mapping, Set
from datetime import date, datetime, time
from typing import Final

MAX_DEPTH: Final = 60
"""Deeper values are written as text."""


def to_json_value(value: object, depth: int = 0) -> object:
    """Return ``value`` made of dictionaries, lists, strings, numbers, booleans and None alone.

    Dates are ISO 8601, bytes base64, keys strings; what JSON has no word for (infinities, NaN)
    is text. Sets are sorted by their text, so that the output is always the same.
    """
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if depth < MAX_DEPTH:
        if isinstance(value, Mapping):
            return {_key(key): to_json_value(entry, depth + 1) for key, entry in value.items()}
        if isinstance(value, (list, tuple)):
            return [to_json_value(entry, depth + 1) for entry in value]
        if isinstance(value, Set):
            return [to_json_value(entry, depth + 1) for entry in sorted(value, key=str)]
    return _as_text(value)


def _as_text(value: object) -> str:
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, (bytes, bytearray)):
        return b64encode(value).decode("ascii")
    return str(value)


def _key(key: object) -> str:
    """Return a mapping's key as YAML writes it."""
    if isinstance(key, str):
        return key
    if isinstance(key, bool):
        return "true" if key else "false"
    return "null" if key is None else _as_text(key)
