"""Ruby's view of values read from YAML: truth, text and order of keys.

Jekyll turns values to text with Ruby's ``to_s`` (categories, dates, placeholders), so the text of
a number, a date or a nested list must be Ruby's, not Python's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\x1b": "\\e"}
)
_SMALLEST_FIXED = 1e-4
_LARGEST_FIXED = 1e16


def is_true(value: object) -> bool:
    """Return whether Ruby takes ``value`` for true: everything but nil and false."""
    return value is not None and value is not False


def to_text(value: object) -> str:
    """Return ``value`` as Ruby's ``to_s`` writes it."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return _time_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return inspect(value)


def inspect(value: object) -> str:
    """Return ``value`` as Ruby's ``inspect`` writes it (a string in quotes, nil as ``nil``)."""
    if value is None:
        return "nil"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _float_text(value)
    if isinstance(value, str):
        return f'"{value.translate(_ESCAPES)}"'
    if isinstance(value, Mapping):
        pairs = (f"{inspect(key)}=>{inspect(item)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(inspect(item) for item in value) + "]"
    return to_text(value) if isinstance(value, date) else str(value)


def _time_text(value: datetime) -> str:
    text = value.strftime("%H:%M:%S %z")
    return f"{value.year:04d}-{value.month:02d}-{value.day:02d} {text}".rstrip()


def _float_text(value: float) -> str:
    if value != value:  # noqa: PLR0124 - only NaN differs from itself
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    if value == 0 or _SMALLEST_FIXED <= abs(value) < _LARGEST_FIXED:
        return repr(value) if "e" not in repr(value) else f"{value:.1f}"
    mantissa, _, exponent = repr(value).partition("e")
    if not exponent:
        mantissa, _, exponent = f"{value:e}".partition("e")
    mantissa = mantissa if "." in mantissa else mantissa + ".0"
    return f"{mantissa}e{exponent[0]}{exponent[1:].zfill(2)}"


def flatten(values: Iterable[object]) -> list[object]:
    """Return the values with nested lists opened, as Ruby's ``flatten`` does."""
    result: list[object] = []
    stack = [iter(values)]
    while stack:
        for value in stack[-1]:
            if isinstance(value, (list, tuple)):
                stack.append(iter(value))
                break
            result.append(value)
        else:
            stack.pop()
    return result


def union(first: Iterable[object], second: Iterable[object]) -> list[object]:
    """Return Ruby's ``first | second``: each value once, in order; ``1`` and ``true`` differ."""
    found: dict[str, object] = {}
    for values in (first, second):
        for value in values:
            found.setdefault(inspect(value), value)
    return list(found.values())
