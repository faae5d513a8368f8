"""What a plain YAML scalar means to Jekyll: the types that Ruby's SafeYAML guesses."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

_WORDS: Final[dict[str, bool | None]] = {
    "": None, "~": None, "null": None,
    "yes": True, "on": True, "true": True, "no": False, "off": False, "false": False,
}  # fmt: skip
_LONGEST_WORD: Final = 5
_FLOAT_WORDS: Final = {
    sign + "." + word: float(sign + value)
    for sign in ("", "-")
    for value in ("inf", "nan")
    for word in (value, value.capitalize(), value.upper())
    if not (sign and value == "nan")
} | {".NaN": float("nan")}

# Python's own number syntax is never asked: SafeYAML's is narrower, and wider.
_MAY_BE_NUMBER: Final = re.compile(r"[-+.,_]*[0-9]", re.ASCII)
_DECIMAL: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_OCTAL: Final = re.compile(r"0[0-7]+")
_HEXADECIMAL: Final = re.compile(r"[-+]?0x[0-9a-fA-F]+|0X[0-9a-fA-F]+")
_BINARY: Final = re.compile(r"0b[01]+")
_FLOAT: Final = re.compile(r"[-+]?(?:[0-9](?:_?[0-9])*)?\.[0-9](?:_?[0-9])*(?:[eE][-+][0-9]+)?")
_BASE_60: Final = re.compile(r"[-+]?[0-9]+(?::[0-5]?[0-9])+")
_BASE_60_FLOAT: Final = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*")
_DATE: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME: Final = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt]|[ \t]+)([0-9]{1,2}):([0-9]{2}):([0-9]{2})"
    r"(?:\.([0-9]*))?[ \t]*(?:Z|([-+])([0-9]{1,2})(?::?([0-9]{2}))?)?"
)
_IGNORED_IN_NUMBERS: Final = str.maketrans("", "", "_,")
_LAST_HOUR: Final = 24
_LONGEST_INTEGER: Final = 4000  # Python refuses to read more digits
_LEAP_SECOND: Final = 60


def typed_value(text: str) -> object:
    """Return the value of a plain scalar: number, nil, boolean, date, time, or the text itself.

    Times without a zone are UTC. Dates that do not exist stay text
    (SafeYAML: lib/safe_yaml/transform).
    """
    if _MAY_BE_NUMBER.match(text):
        return _number_or_date(text)
    if len(text) <= _LONGEST_WORD:
        word = text.lower()
        if word in _WORDS:
            return _WORDS[word]
        return _FLOAT_WORDS.get(text, text)
    return text


def _number_or_date(text: str) -> object:
    number = _integer(text.translate(_IGNORED_IN_NUMBERS))
    if number is not None:
        return number
    if _FLOAT.fullmatch(text):
        return float(text.replace("_", ""))
    if _BASE_60_FLOAT.fullmatch(text):
        return _base_60(text.replace("_", ""))
    if match := _DATE.fullmatch(text):
        return _date(match) or text
    if match := _TIME.fullmatch(text):
        return _time(match) or text
    return text


def _integer(text: str) -> int | float | None:
    if len(text) > _LONGEST_INTEGER:
        return None
    if _DECIMAL.fullmatch(text):
        return int(text)
    if _OCTAL.fullmatch(text):
        return int(text, 8)
    if _HEXADECIMAL.fullmatch(text):
        return int(text, 16)
    if _BINARY.fullmatch(text):
        return int(text, 2)
    return _base_60(text) if _BASE_60.fullmatch(text) else None


def _base_60(text: str) -> float:
    whole, _, fraction = text.partition(".")
    total = 0.0
    for part in whole.split(":"):
        total = total * 60 + int(part)
    total += float("0." + fraction) if fraction else 0
    # SafeYAML counts the sign twice: in the first part and in the sum (-1:30 is 30).
    return -total if text.startswith("-") else total


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def _time(match: re.Match[str]) -> datetime | None:
    year, month, day, hour, minute, second = map(int, match.groups()[:6])
    if hour > _LAST_HOUR or (hour == _LAST_HOUR and (minute or second)) or second > _LEAP_SECOND:
        return None
    microsecond = int((match[7] or "").ljust(6, "0")[:6])
    try:
        start = datetime(year, month, day, hour % _LAST_HOUR, minute, tzinfo=_zone(match))
        moment = start.replace(second=min(second, 59), microsecond=microsecond)
        return moment + timedelta(days=hour // _LAST_HOUR)
    except (ValueError, OverflowError):
        return None


def _zone(match: re.Match[str]) -> timezone:
    sign, hours, minutes = match.groups()[7:]
    if sign is None:
        return UTC
    size = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(-size if sign == "-" else size)
