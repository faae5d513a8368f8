"""Ruby's ways with values, as far as Liquid shows them: text, truth, order, numbers.

The rules are those of Ruby 3 and Liquid 4 (``lib/liquid/utils.rb``). Values are what YAML and
JSON give in Python (None, bool, int, float, str, list, dict, date, datetime), ``RubyRange`` and
``Drop``.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Final, TypeAlias

from liquid.exceptions import FilterArgumentError, LiquidTypeError, ResourceLimitError

Number: TypeAlias = int | Decimal

ASCII_SPACE: Final = " \t\n\v\f\r"
STRIPPED: Final = ASCII_SPACE + "\0"

_INTEGER_PREFIX = re.compile(r"[ \t\n\v\f\r]*([+-]?\d+(?:_\d+)*)", re.ASCII)
_FLOAT_PREFIX = re.compile(
    r"[ \t\n\v\f\r]*([+-]?\d+(?:_\d+)*(?:\.\d+(?:_\d+)*)?(?:[eE][+-]?\d+)?)", re.ASCII
)
_STRICT_INTEGER = re.compile(
    r"\s*[+-]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|\d+(?:_\d+)*)\s*"
)
_DECIMAL = re.compile(r"-?\d+\.\d+", re.ASCII)
_INSPECT_ESCAPES: Final = {
    '"': '\\"',
    "\\": "\\\\",
    "\n": "\\n",
    "\t": "\\t",
    "\r": "\\r",
    "\x1b": "\\e",
    "\a": "\\a",
    "\b": "\\b",
    "\v": "\\v",
    "\f": "\\f",
}
_UNPRINTABLE: Final = frozenset(("Cc", "Cn", "Cs", "Co"))
_INTERPOLATION = re.compile(r"#(?=[{$@])")
FIXED_POINT_DIGITS: Final = 15
LARGEST_FIXED: Final = 10**FIXED_POINT_DIGITS
SMALLEST_FIXED: Final = 1e-4
MAX_INTEGER_BITS: Final = 100_000
MAX_RANGE: Final = 5_000_000


class Drop:
    """An object that computes its fields when a template asks for them."""

    def get(self, key: object) -> object:
        """Return the field ``key``, or None."""
        raise NotImplementedError

    def has(self, key: object) -> bool:
        """Tell whether there is a field ``key``."""
        return self.get(key) is not None

    def text(self) -> str:
        """Return what ``{{ drop }}`` shows."""
        return type(self).__name__

    def compare(self, other: object) -> int | None:
        """Return Ruby's ``<=>`` for this drop and ``other``."""
        return 0 if other is self else None

    def to_dict(self, depth: int = 0) -> dict[str, object]:
        """Return all fields, for ``jsonify`` and ``inspect``; ``depth`` counts the nesting."""
        del depth
        return {}


@dataclass(frozen=True, slots=True)
class RubyRange:
    """A Ruby range of integers, both ends included."""

    first: int
    last: int

    def __len__(self) -> int:
        return min(max(0, self.last - self.first + 1), sys.maxsize)

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.first, self.last + 1))

    def items(self) -> list[object]:
        """Return the integers as a list; raises ``ResourceLimitError`` for very many."""
        if self.last - self.first > MAX_RANGE:
            raise ResourceLimitError("a range of too many numbers", token=None)
        return list(self)

    def as_range(self) -> range:
        """Return Python's range of the same integers."""
        return range(self.first, self.last + 1)


@dataclass(frozen=True, slots=True)
class MethodLiteral:
    """``empty`` or ``blank``: a name that stands for a question to the other side."""

    name: str


def is_array(value: object) -> bool:
    """Tell whether Ruby would hold ``value`` in an Array."""
    return isinstance(value, (list, tuple))


def truthy(value: object) -> bool:
    """Return Ruby's truth: all but nil and false."""
    return value is not None and value is not False


def to_text(value: object) -> str:
    """Return Ruby's ``to_s``."""
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, MethodLiteral):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return _special_text(value)


def _special_text(value: object) -> str:
    if isinstance(value, float):
        return _float_text(value)
    if isinstance(value, Decimal):
        return _float_text(float(value))
    if isinstance(value, datetime):
        return time_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, RubyRange):
        return f"{value.first}..{value.last}"
    if isinstance(value, Drop):
        return value.text()
    return inspect(value)


def _float_text(value: float) -> str:
    if value != value:  # noqa: PLR0124 - only NaN differs from itself
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    if value == 0 or SMALLEST_FIXED <= abs(value) < LARGEST_FIXED:
        return repr(value)
    mantissa, _, exponent = f"{Decimal(repr(value)):e}".lower().partition("e")
    digits = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    digits += "" if "." in digits else ".0"
    return f"{digits}e{int(exponent):+03d}"


def time_text(value: datetime) -> str:
    """Return Ruby's ``Time#to_s``: ``2020-01-02 03:04:05 +0900``."""
    stamp = value.strftime("%H:%M:%S")
    return f"{value.year:04d}-{value.month:02d}-{value.day:02d} {stamp} {zone_text(value)}"


def zone_text(value: datetime) -> str:
    """Return the offset as ``Time#to_s`` writes it; a time in UTC itself says ``UTC``."""
    if value.tzinfo is UTC:
        return "UTC"
    minutes = int((value.utcoffset() or timedelta()).total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}{abs(minutes) % 60:02d}"


def inspect(value: object) -> str:
    """Return Ruby's ``inspect``; hashes as ``{"a"=>1}``."""
    if isinstance(value, str):
        return _inspect_text(value)
    if value is None:
        return "nil"
    if isinstance(value, Mapping):
        pairs = (f"{inspect(key)}=>{inspect(item)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(inspect(item) for item in value) + "]"
    if isinstance(value, Drop):
        return json.dumps(json_value(value), ensure_ascii=False, indent=2)
    if isinstance(value, date) and not isinstance(value, datetime):
        return f"#<Date: {value.isoformat()}>"
    return to_text(value)


def _inspect_text(text: str) -> str:
    escaped = "".join(map(_inspect_character, text))
    return '"' + _INTERPOLATION.sub(r"\\#", escaped) + '"'


def _inspect_character(character: str) -> str:
    if character in _INSPECT_ESCAPES:
        return _INSPECT_ESCAPES[character]
    if unicodedata.category(character) not in _UNPRINTABLE:
        return character
    code = ord(character)
    return f"\\u{code:04X}" if code < 0x10000 else f"\\u{{{code:X}}}"  # noqa: PLR2004 - the BMP


def join(values: Iterable[object], glue: str = "") -> str:
    """Return Ruby's ``Array#join``: nested arrays are joined with the same glue."""
    return glue.join(to_text(item) for item in flatten(values))


def flatten(values: Iterable[object]) -> list[object]:
    """Return the items of nested arrays in one list."""
    result: list[object] = []
    stack: list[Iterator[object]] = [iter(values)]
    while stack:
        for item in stack[-1]:
            if isinstance(item, (list, tuple)):
                stack.append(iter(item))
                break
            result.append(item)
        else:
            stack.pop()
    return result


def output_text(value: object) -> str:
    """Return what ``{{ value }}`` shows: arrays are joined, all else is ``to_s``."""
    return join(value) if isinstance(value, (list, tuple)) else to_text(value)


def equal(left: object, right: object) -> bool:
    """Return Ruby's ``==``: true is not 1, "1" is not 1, 1 is 1.0."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)):
        return len(left) == len(right) and all(map(equal, left, right))
    if isinstance(left, datetime) != isinstance(right, datetime):
        return False
    return bool(left == right)


def compare(left: object, right: object) -> int | None:
    """Return Ruby's ``<=>``: -1, 0, 1, or None where the two cannot be compared."""
    if isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)):
        return _compare_arrays(left, right)
    if equal(left, right):
        return 0
    if _family(left) is None or _family(left) != _family(right):
        return left.compare(right) if isinstance(left, Drop) else None
    return -1 if left < right else 1  # type: ignore[operator]


def _family(value: object) -> type | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float, Decimal)):
        return float
    return next((kind for kind in (str, datetime, date) if isinstance(value, kind)), None)


def _compare_arrays(left: Sequence[object], right: Sequence[object]) -> int | None:
    for mine, theirs in zip(left, right, strict=False):
        order = compare(mine, theirs)
        if order != 0:
            return order
    return (len(left) > len(right)) - (len(left) < len(right))


def type_name(value: object) -> str:
    """Return the name of the value's Ruby class, for messages."""
    if value is None or isinstance(value, bool):
        return inspect(value)
    names = {str: "String", int: "Integer", float: "Float", list: "Array", dict: "Hash"}
    return names.get(type(value), type(value).__name__)


def to_integer(value: object) -> int:
    """Return Ruby's lenient ``to_i``: leading digits or 0."""
    if isinstance(value, (bool, int, float, Decimal)):
        return int(value)
    if isinstance(value, datetime):
        return int(value.timestamp())
    match = _INTEGER_PREFIX.match(value) if isinstance(value, str) else None
    return _parse_integer(match.group(1)) if match else 0


def to_float(value: str) -> float:
    """Return Ruby's ``String#to_f``."""
    match = _FLOAT_PREFIX.match(value)
    return float(match.group(1)) if match else 0.0


def _parse_integer(digits: str) -> int:
    try:
        return int(digits)
    except ValueError as error:
        raise FilterArgumentError(f"number too long: {digits[:20]}…", token=None) from error


def strict_integer(value: object) -> int:
    """Return the integer that ``value`` spells (``Liquid::Utils.to_integer``).

    Raises ``FilterArgumentError`` for anything else.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = to_text(value)
    if not _STRICT_INTEGER.fullmatch(text):
        raise FilterArgumentError("invalid integer", token=None)
    try:
        return int(text, 10 if text.strip("+- ").isdigit() else 0)
    except ValueError as error:
        raise FilterArgumentError("invalid integer", token=None) from error


def to_number(value: object) -> Number:
    """Return the number that arithmetic filters use (``Liquid::Utils.to_number``)."""
    if isinstance(value, bool) or value is None:
        return 0
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, (int, Decimal)):
        return value
    if isinstance(value, str):
        text = value.strip(STRIPPED)
        return Decimal(text) if _DECIMAL.fullmatch(text) else to_integer(value)
    return 0


def from_number(value: Number) -> int | float:
    """Return an arithmetic result as Liquid hands it on: decimals become floats."""
    if isinstance(value, Decimal):
        return float(value)
    if value.bit_length() > MAX_INTEGER_BITS:
        raise FilterArgumentError("the number has grown too long", token=None)
    return value


def to_array(value: object) -> list[object]:
    """Return the items that Liquid's own array filters walk over (``InputIterator``)."""
    if isinstance(value, (list, tuple)):
        return flatten(value)
    if value is None:
        return []
    return value.items() if isinstance(value, RubyRange) else [value]


def json_value(value: object, depth: int = 0) -> object:
    """Return ``value`` as Jekyll's ``jsonify`` sees it, made of JSON's own types."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, (float, Decimal)):
        return _json_float(float(value))
    if isinstance(value, Mapping):
        return {to_text(key): json_value(item, depth + 1) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [json_value(item, depth + 1) for item in value]
    if isinstance(value, Drop):
        return json_value(value.to_dict(depth), depth)
    return to_text(value)


def _json_float(value: float) -> float:
    if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 - NaN
        raise LiquidTypeError(f"{to_text(value)} not allowed in JSON", token=None)
    return value


def strip(text: str) -> str:
    """Return Ruby's ``strip``: ASCII white space and NUL only."""
    return text.strip(STRIPPED)
