"""Reads dates and times out of free text as Ruby's ``Time.parse`` does.

``Date._parse`` tries a list of spellings in order; each one found is taken out of the text. The
table ``_SPELLINGS`` is that list. Source of the rules: Ruby's documentation of ``Date._parse``
and its observed results.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from migrator.site.strftime import MONTHS

_MONTH_NAMES: Final = tuple(name[:3].lower() for name in MONTHS)
_MONTH: Final = "(?P<month>" + "|".join(_MONTH_NAMES) + ")"
_ERA: Final = r"(?P<era>c(?:e|\.e\.)|b(?:ce|\.c\.e\.)|a(?:d|\.d\.)|b(?:c|\.c\.))"
_FLAGS: Final = re.IGNORECASE
_JIS_ERAS: Final = {"m": 1867, "t": 1911, "s": 1925, "h": 1988, "r": 2018}
_FIRST_YEAR_OF_1900S: Final = 69
_CENTURY: Final = 100
_NOON: Final = 12
_LAST_HOUR: Final = 24
_LONGEST_DAY: Final = 2
_LAST_DAY: Final = 31
_LAST_YEAR_DAY: Final = 366
_LONGEST_TEXT: Final = 128

_NOISE: Final = re.compile(r"[^-+',./:@\w\[\]]+|_+")
_DAY_NAME: Final = re.compile(r"\b(?:sun|mon|tue|wed|thu|fri|sat)[^-/\d\s]*", _FLAGS)
_TIME: Final = re.compile(
    r"(?P<clock>(?:\d+\s*:\s*\d+(?:\s*:\s*\d+(?:[,.]\d*)?)?"
    r"|\d+\s*h(?:\s*\d+m?(?:\s*\d+s?)?)?)(?:\s*[ap](?:m\b|\.m\.))?"
    r"|\d+\s*[ap](?:m\b|\.m\.))"
    r"(?:\s*(?P<zone>(?:gmt|utc?)?[-+]\d+(?:[,.:]\d+(?::\d+)?)?"
    r"|[^\W\d_][^\W\d_.\s]*(?:[.\s]+[^\W\d_.\s]+)*\s(?:standard|daylight)\stime\b"
    r"|[^\W\d_]+(?:\sdst)?\b))?",
    _FLAGS,
)
_CLOCK: Final = re.compile(
    r"(?P<hour>\d+)\s*h?(?:\s*:?\s*(?P<minute>\d+)m?"
    r"(?:\s*:?\s*(?P<second>\d+)(?:[,.](?P<fraction>\d*))?s?)?)?"
    r"(?:\s*(?P<half>[ap])(?:m\b|\.m\.))?",
    _FLAGS,
)
_BEFORE_CHRIST: Final = re.compile(r"\b(?:bc\b|bce\b|b\.c\.|b\.c\.e\.)", _FLAGS)
_ALONE: Final = re.compile(r"\s*(\d{1,2})\s*")
_SIGNED_DIGITS: Final = re.compile(r"[-+]?\d+")
_OFFSET: Final = re.compile(r"([+-])(\d\d)(:?)(\d\d)(?:\3(\d\d))?")
_HOUR_OFFSET: Final = re.compile(r"[+-]\d\d")

_ZONES: Final = {
    "UTC": 0, "Z": 0, "UT": 0, "GMT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5,
    "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    **{letter: hours for hours, letter in enumerate("ABCDEFGHIKLM", start=1)},
    **{letter: -hours for hours, letter in enumerate("NOPQRSTUVWXY", start=1)},
}  # fmt: skip


@dataclass(slots=True)
class DateFields:
    """What was found in a text; ``None`` where it says nothing. ``zone`` is as written."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    year_day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    microsecond: int | None = None
    zone: str | None = None
    short_year: bool = True
    before_christ: bool = False


def parse_time(text: str, zone: tzinfo, now: datetime) -> datetime:
    """Return the moment that ``text`` names, in ``zone``.

    A time without a zone (or with one that Ruby does not know) is local; parts above the largest
    one given are taken from ``now``, parts below are the smallest.

    Raises:
        ValueError: the text holds no date and no time, or one that does not exist.

    """
    fields = parse_fields(text)
    if not _says_anything(fields):
        raise ValueError(f"no time information in {text!r}")
    local_now = now.astimezone(zone)
    offset = zone_offset(fields.zone, zone, fields.year or local_now.year)
    frame = local_now if offset is None else now.astimezone(UTC) + offset
    moment = _fill(fields, frame)
    if offset is None:
        return localize(moment, zone)
    return (moment.replace(tzinfo=UTC) - offset).astimezone(zone)


def localize(moment: datetime, zone: tzinfo) -> datetime:
    """Return a naive local time in its zone.

    Of two moments with one clock time Ruby takes the later; a clock time that is skipped runs on
    with the old offset.
    """
    later = moment.replace(tzinfo=zone, fold=1).astimezone(UTC).astimezone(zone)
    if later.replace(tzinfo=None, fold=0) == moment:
        return later
    return moment.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)


def zone_offset(name: str | None, zone: tzinfo, year: int) -> timedelta | None:
    """Return the offset of a zone as ``Time.zone_offset`` knows it, or None."""
    if not name:
        return None
    name = name.upper()
    if match := _OFFSET.fullmatch(name):
        sign, hours, _, minutes, seconds = match.groups()
        size = timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds or 0))
        return -size if sign == "-" else size
    if _HOUR_OFFSET.fullmatch(name):
        return timedelta(hours=int(name))
    if name in _ZONES:
        return timedelta(hours=_ZONES[name])
    for month in (1, 7):
        moment = datetime(year, month, 1, tzinfo=zone)
        if (moment.tzname() or "").upper() == name:
            return moment.utcoffset()
    return None


def parse_fields(text: str) -> DateFields:
    """Return what ``Date._parse`` finds in ``text``, two-digit years completed.

    Raises:
        ValueError: the text is longer than Ruby takes for a date.

    """
    if len(text) > _LONGEST_TEXT:
        raise ValueError("text too long for a date")
    fields = DateFields()
    rest = _DAY_NAME.sub(" ", _NOISE.sub(" ", text), count=1)
    rest = _take(_TIME, _read_time, rest, fields) or rest
    for pattern, read in _SPELLINGS:
        found = _take(pattern, read, rest, fields)
        if found is not None:
            rest = found
            break
    if _BEFORE_CHRIST.search(rest):
        fields.before_christ = True
    _read_alone(rest, fields)
    _complete_year(fields)
    return fields


_Reader = Callable[["re.Match[str]", DateFields], None]


def _take(pattern: re.Pattern[str], read: _Reader, text: str, fields: DateFields) -> str | None:
    match = pattern.search(text)
    if match is None:
        return None
    read(match, fields)
    return f"{text[: match.start()]} {text[match.end() :]}"


def _says_anything(fields: DateFields) -> bool:
    return any(
        value is not None
        for value in (
            fields.year, fields.month, fields.day, fields.year_day, fields.hour, fields.minute,
            fields.second, fields.microsecond,
        )
    )  # fmt: skip


def _complete_year(fields: DateFields) -> None:
    if fields.year is None:
        return
    if fields.before_christ:
        fields.year = 1 - fields.year
    if fields.short_year and 0 <= fields.year < _CENTURY:
        fields.year += 1900 if fields.year >= _FIRST_YEAR_OF_1900S else 2000


def _fill(fields: DateFields, now: datetime) -> datetime:
    if fields.year_day is not None:
        return _fill_year_day(fields, now)
    given = (fields.year, fields.month, fields.day, fields.hour, fields.minute, fields.second)
    current = (now.year, now.month, now.day, now.hour, now.minute, now.second)
    lowest = (1970, 1, 1, 0, 0, 0)
    first = next((i for i, value in enumerate(given) if value is not None), len(given))
    parts = [current[i] if i < first else value for i, value in enumerate(given)]
    year, month, day, hour, minute, second = (
        lowest[i] if value is None else value for i, value in enumerate(parts)
    )
    return _moment(year, month, day) + _clock(hour, minute, second, fields.microsecond or 0)


def _moment(year: int, month: int, day: int) -> datetime:
    """Return midnight of a day; the 31st of a shorter month runs on into the next."""
    if not 1 <= day <= _LAST_DAY:
        raise ValueError("argument out of range")
    return datetime(year, month, 1) + timedelta(days=day - 1)  # noqa: DTZ001 - made aware later


def _clock(hour: int, minute: int, second: int, microsecond: int) -> timedelta:
    if hour > _LAST_HOUR or minute >= 60 or second > 60:  # noqa: PLR2004 - clock
        raise ValueError("argument out of range")
    if hour == _LAST_HOUR and (minute or second):
        raise ValueError("argument out of range")
    return timedelta(hours=hour, minutes=minute, seconds=second, microseconds=microsecond)


def _fill_year_day(fields: DateFields, now: datetime) -> datetime:
    if not 1 <= (fields.year_day or 0) <= _LAST_YEAR_DAY:
        raise ValueError("yday out of range")
    start = _moment(fields.year or now.year, 1, 1)
    clock = _clock(
        fields.hour or 0, fields.minute or 0, fields.second or 0, fields.microsecond or 0
    )
    return start + timedelta(days=(fields.year_day or 1) - 1) + clock


def _read_time(match: re.Match[str], fields: DateFields) -> None:
    clock = _CLOCK.match(match["clock"])
    if clock is None:
        return
    fields.zone = match["zone"]
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % _NOON + (_NOON if clock["half"] in "pP" else 0)
    fields.hour = hour
    fields.minute = int(clock["minute"]) if clock["minute"] else None
    fields.second = int(clock["second"]) if clock["second"] else None
    fields.microsecond = _microseconds(clock["fraction"])


def _microseconds(digits: str | None) -> int | None:
    return int(digits.ljust(6, "0")[:6]) if digits else None


def _digits(text: str) -> int:
    match = _SIGNED_DIGITS.search(text)
    return abs(int(match.group())) if match else 0


def _is_year(part: str | None) -> bool:
    return part is not None and (part.startswith("'") or len(part) > _LONGEST_DAY)


def _set_date(fields: DateFields, year: str | None, month: str | None, day: str | None) -> None:
    """Sort three written parts into year, month and day by their looks, as ``Date._parse`` does."""
    if year is not None and month is not None and day is None:
        year, month, day = day, year, month
    if year is None and _is_year(day):
        year, day = day, None
    if year is not None:
        number = _SIGNED_DIGITS.search(year)
        if number is not None and number.end() < len(year):
            year, day = day, number.group()
    if _is_year(month):
        year, month, day = month, day, year
    if _is_year(day):
        year, day = day, year
    if year is not None:
        _set_year(fields, year)
    if month is not None:
        fields.month = _digits(month)
    if day is not None:
        fields.day = _digits(day)


def _set_year(fields: DateFields, text: str) -> None:
    number = _SIGNED_DIGITS.search(text)
    if number is None:
        return
    fields.year = int(number.group())
    signed = number.group()[0] in "+-"
    if signed or len(number.group()) > _LONGEST_DAY:
        fields.short_year = False


def _month_number(match: re.Match[str]) -> str:
    return str(_MONTH_NAMES.index(match["month"][:3].lower()) + 1)


def _read_named_month(match: re.Match[str], fields: DateFields) -> None:
    era = match["era"]
    fields.before_christ = bool(era) and era[0] in "bB"
    _set_date(fields, match["year"], _month_number(match), match["day"])


def _read_numbers(match: re.Match[str], fields: DateFields) -> None:
    _set_date(fields, match["year"], match["number"], match["day"])


def _read_dashed_month(match: re.Match[str], fields: DateFields) -> None:
    _set_date(fields, match["year"], _month_number(match), match["day"])


def _read_jis(match: re.Match[str], fields: DateFields) -> None:
    fields.year = int(match["year"]) + _JIS_ERAS[match["era"].lower()]
    fields.month = int(match["number"])
    fields.day = int(match["day"])


def _read_nothing(match: re.Match[str], fields: DateFields) -> None:
    """Take the text out; Time.parse does not use it."""


def _read_month_day(match: re.Match[str], fields: DateFields) -> None:
    if match["number"]:
        fields.month = int(match["number"])
    if match["day"]:
        fields.day = int(match["day"])


def _read_year(match: re.Match[str], fields: DateFields) -> None:
    fields.year = int(match["year"])


def _read_ordinal(match: re.Match[str], fields: DateFields) -> None:
    fields.year, fields.year_day = int(match["year"]), int(match["year_day"])
    fields.short_year = False


def _read_month(match: re.Match[str], fields: DateFields) -> None:
    fields.month = int(_month_number(match))


def _read_day(match: re.Match[str], fields: DateFields) -> None:
    fields.day = int(match["day"])


# How a run of digits divides, by its length: (field, length) from the left …
_FROM_LEFT: Final[dict[int, tuple[tuple[str, int], ...]]] = {
    2: (("day", 2),),
    3: (("year_day", 3),),
    4: (("month", 2), ("day", 2)),
    5: (("year", 2), ("year_day", 3)),
    6: (("year", 2), ("month", 2), ("day", 2)),
    7: (("year", 4), ("year_day", 3)),
    8: (("year", 4), ("month", 2), ("day", 2)),
    10: (("year", 4), ("month", 2), ("day", 2), ("hour", 2)),
    12: (("year", 4), ("month", 2), ("day", 2), ("hour", 2), ("minute", 2)),
    14: (("year", 4), ("month", 2), ("day", 2), ("hour", 2), ("minute", 2), ("second", 2)),
}
# … and from the right, when a fraction of a second follows.
_FROM_RIGHT: Final = ("second", "minute", "hour", "day", "month")


def _read_digits(match: re.Match[str], fields: DateFields) -> None:
    digits, clock, fraction = match["digits"], match["clock"], match["fraction"]
    if clock is None and fraction is not None:
        _read_from_right(digits, fields)
    else:
        _read_from_left(digits, match["sign"], fields)
    if clock:
        _read_clock_digits(clock, fraction, fields)
    if fraction:
        fields.microsecond = _microseconds(fraction)
    if match["zone"]:
        _read_digits_zone(match["zone"], fields)


def _read_from_left(digits: str, sign: str, fields: DateFields) -> None:
    start = 0
    for name, length in _FROM_LEFT.get(len(digits), ()):
        part = digits[start : start + length]
        start += length
        if name == "year":
            fields.year = int(sign + part)
            fields.short_year = length == _LONGEST_DAY
        else:
            setattr(fields, name, int(part))


def _read_from_right(digits: str, fields: DateFields) -> None:
    end = len(digits)
    for name in _FROM_RIGHT:
        if end <= 0:
            return
        setattr(fields, name, int(digits[max(end - 2, 0) : end]))
        end -= 2
    if end > 0:
        fields.year = int(digits[:end])
        fields.short_year = end == _LONGEST_DAY


def _read_clock_digits(clock: str, fraction: str | None, fields: DateFields) -> None:
    pairs = [clock[i : i + 2] for i in range(0, len(clock), 2)]
    names: tuple[str, ...] = ("hour", "minute", "second")
    if fraction is not None:
        names = names[-len(pairs) :]
    for name, pair in zip(names, pairs, strict=False):
        setattr(fields, name, int(pair))


def _read_digits_zone(zone: str, fields: DateFields) -> None:
    if not zone.startswith("["):
        fields.zone = zone
        return
    name, _, rest = zone[1:-1].partition(":")
    name = rest or name
    fields.zone = f"+{name}" if name[:1].isdigit() else name


def _read_alone(text: str, fields: DateFields) -> None:
    """Take a lone number beside a time for a day, beside a day for an hour."""
    match = _ALONE.fullmatch(text)
    if match is None:
        return
    number = int(match.group(1))
    if fields.hour is not None and fields.day is None and 1 <= number <= _LAST_DAY:
        fields.day = number
    elif fields.day is not None and fields.hour is None and number <= _LAST_HOUR:
        fields.hour = number


def _spelling(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, _FLAGS)


_SPELLINGS: Final[tuple[tuple[re.Pattern[str], _Reader], ...]] = (
    (
        _spelling(
            rf"(?P<day>'?\d+)[^-\d\s]*\s*{_MONTH}[^-\d\s']*"
            rf"(?:\s*{_ERA}?\s*(?P<year>'?-?\d+(?:(?:st|nd|rd|th)\b)?))?"
        ),
        _read_named_month,
    ),
    (
        _spelling(
            rf"\b{_MONTH}[^-\d\s']*\s*(?P<day>'?\d+)[^-\d\s']*"
            rf"(?:\s*,?\s*{_ERA}?\s*(?P<year>'?-?\d+))?"
        ),
        _read_named_month,
    ),
    (_spelling(r"(?P<year>'?[-+]?\d+)-(?P<number>\d+)-(?P<day>'?-?\d+)"), _read_numbers),
    (
        _spelling(r"\b(?P<era>[mtshr])(?P<year>\d+)\.(?P<number>\d+)\.(?P<day>\d+)"),
        _read_jis,
    ),
    (_spelling(rf"(?P<day>'?-?\d+)-{_MONTH}[^-/.]*-(?P<year>'?-?\d+)"), _read_dashed_month),
    (
        _spelling(rf"\b{_MONTH}[^-/.]*-(?P<day>'?-?\d+)(?:-(?P<year>'?-?\d+))?"),
        _read_dashed_month,
    ),
    (
        _spelling(r"(?P<year>'?-?\d+)/\s*(?P<number>'?\d+)(?:\D\s*(?P<day>'?-?\d+))?"),
        _read_numbers,
    ),
    (
        _spelling(r"(?P<year>'?-?\d+)\.\s*(?P<number>'?\d+)\.\s*(?P<day>'?-?\d+)"),
        _read_numbers,
    ),
    (_spelling(r"\b(?P<year>\d{2}|\d{4})?-?w\d{2}(?:-?\d)?\b"), _read_nothing),
    (_spelling(r"-w-\d\b"), _read_nothing),
    (_spelling(r"--(?P<number>\d{2})?-(?P<day>\d{2})\b"), _read_month_day),
    (_spelling(r"--(?P<number>\d{2})(?P<day>\d{2})?\b"), _read_month_day),
    (_spelling(r"(?<![,.])\b(?P<year>\d{4})-(?P<year_day>\d{3})\b"), _read_ordinal),
    (_spelling(r"'(?P<year>\d+)\b"), _read_year),
    (_spelling(rf"\b{_MONTH}\S*"), _read_month),
    (_spelling(r"(?P<day>\d+)(?:st|nd|rd|th)\b"), _read_day),
    (
        _spelling(
            r"(?P<sign>[-+]?)(?P<digits>\d{2,14})"
            r"(?:\s*t?\s*(?P<clock>\d{2,6})?(?:[,.](?P<fraction>\d*))?)?"
            r"(?P<zone>z\b|[-+]\d{1,4}\b|\[[-+]?\d[^\]]*\])?"
        ),
        _read_digits,
    ),
)
