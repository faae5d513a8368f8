"""Front matter in TOML and JSON, for readers that want those (Hugo reads all three)."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any


def write_toml(values: Mapping[str, object]) -> str:
    """Return ``values`` between ``+++`` lines; TOML has no null, so such keys are left out."""
    return f"+++\n{toml_text(values)}+++\n"


def write_json(values: Mapping[str, object]) -> str:
    """Return ``values`` as one JSON object; dates are ISO 8601 with their offset."""
    return json.dumps(_plain(values, moments=False), ensure_ascii=False, indent=2) + "\n"


def toml_text(values: Mapping[str, object]) -> str:
    """Return ``values`` in TOML, with a final line feed."""
    import tomli_w  # seldom needed

    return tomli_w.dumps(_without_nulls(_plain(values, moments=True)), multiline_strings=True)


def _plain(value: object, *, moments: bool) -> Any:
    """Return ``value`` of dicts with text keys, lists and scalars; ``moments``: dates stay."""
    if isinstance(value, Mapping):
        return {_key(key): _plain(entry, moments=moments) for key, entry in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(entry, moments=moments) for entry in value]
    if isinstance(value, datetime | date):
        return value if moments else value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if value is None or isinstance(value, str | bool | int | float):
        return value
    return str(value)


def _key(key: object) -> str:
    if isinstance(key, bool):
        return "true" if key else "false"
    return key.isoformat() if isinstance(key, datetime | date) else str(key)


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nulls(entry) for key, entry in value.items() if entry is not None}
    if isinstance(value, list):
        return ["" if entry is None else _without_nulls(entry) for entry in value]
    return value
