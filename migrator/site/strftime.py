"""Ruby's ``strftime``: flags, widths and directives that Python's does not have.

Used by the date placeholders of permalinks and by Liquid's ``date`` filter.
Source of the rules: Ruby's documentation of ``Time#strftime``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
DAYS: Final = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")

_DIRECTIVE: Final = re.compile(
    r"%(?P<flags>[-0^#_]*)(?P<width>[0-9]*)(?P<colons>:{0,3})(?:[EO](?=[A-Za-z]))?"
    r"(?P<name>[A-Za-z%])"
)
_ZONE_NAME: Final = re.compile(r"[A-Za-z]+")
_WIDEST: Final = 1024
_NANOSECONDS: Final = 9
_NOON: Final = 12


def strftime(moment: datetime, pattern: str) -> str:
    """Return ``moment`` written by ``pattern`` as Ruby does; unknown directives stay."""
    return _DIRECTIVE.sub(lambda match: _write(moment, match), pattern)


def _write(moment: datetime, match: re.Match[str]) -> str:
    flags, name = match["flags"], match["name"]
    width = min(int(match["width"] or 0), _WIDEST)
    if name == "z":
        return _offset(moment, len(match["colons"]), flags, width)
    if match["colons"]:
        return match.group()
    if name in _NUMBERS:
        number, digits, padding = _NUMBERS[name]
        return _pad_number(number(moment), flags, width or digits, padding)
    if name in "NL":
        return _fraction(moment, width or (_NANOSECONDS if name == "N" else 3))
    if name in _COMPOUNDS:
        return _pad_text(strftime(moment, _COMPOUNDS[name]), flags, width)
    if name in _TEXTS:
        text = _TEXTS[name](moment)
        if "#" in flags:
            text = text.lower() if name in "pZ" else text.upper()
        return _pad_text(text, flags, width)
    return match.group()


def _pad_number(number: int, flags: str, width: int, padding: str) -> str:
    if "-" in flags:
        return str(number)
    if "_" in flags:
        padding = " "
    elif "0" in flags:
        padding = "0"
    if padding == "0":
        return f"{number:0{width}d}"
    return str(number).rjust(width)


def _pad_text(text: str, flags: str, width: int) -> str:
    if "^" in flags:
        text = text.upper()
    if "-" in flags or not text:
        return text
    return text.rjust(width, "0" if "0" in flags else " ")


def _fraction(moment: datetime, digits: int) -> str:
    return f"{moment.microsecond:06d}".ljust(digits, "0")[:digits]


def _offset(moment: datetime, colons: int, flags: str, width: int) -> str:
    seconds = int((moment.utcoffset() or timedelta()).total_seconds())
    sign = "-" if seconds < 0 else "+"
    minutes, second = divmod(abs(seconds), 60)
    hour, minute = divmod(minutes, 60)
    parts = {
        0: f"{minute:02d}",
        1: f":{minute:02d}",
        2: f":{minute:02d}:{second:02d}",
        3: f":{minute:02d}" if minute else "",
    }
    tail = parts[colons]
    room = max(width - len(tail) - 1, 2)
    if "_" in flags:
        return f"{sign}{hour}".rjust(room + 1) + tail
    return sign + str(hour).rjust(room, "0") + tail


def _weekday(moment: datetime) -> int:
    return moment.isoweekday() % 7


def _hour12(moment: datetime) -> int:
    return moment.hour % _NOON or _NOON


def _week(moment: datetime, first_day: int) -> int:
    """Return the week of the year; week 1 starts on the first ``first_day`` (0: Sunday)."""
    day = moment.timetuple().tm_yday - 1
    return (day + 7 - (_weekday(moment) - first_day) % 7) // 7


def _seconds_since_epoch(moment: datetime) -> int:
    return int(moment.timestamp() // 1)


def _zone(moment: datetime) -> str:
    name = moment.tzname() or ""
    return name if _ZONE_NAME.fullmatch(name) else ""


_NUMBERS: Final[dict[str, tuple[Callable[[datetime], int], int, str]]] = {
    "Y": (lambda t: t.year, 4, "0"),
    "C": (lambda t: t.year // 100, 2, "0"),
    "y": (lambda t: t.year % 100, 2, "0"),
    "m": (lambda t: t.month, 2, "0"),
    "d": (lambda t: t.day, 2, "0"),
    "e": (lambda t: t.day, 2, " "),
    "j": (lambda t: t.timetuple().tm_yday, 3, "0"),
    "H": (lambda t: t.hour, 2, "0"),
    "k": (lambda t: t.hour, 2, " "),
    "I": (_hour12, 2, "0"),
    "l": (_hour12, 2, " "),
    "M": (lambda t: t.minute, 2, "0"),
    "S": (lambda t: t.second, 2, "0"),
    "u": (lambda t: t.isoweekday(), 1, "0"),
    "w": (_weekday, 1, "0"),
    "G": (lambda t: t.isocalendar().year, 4, "0"),
    "g": (lambda t: t.isocalendar().year % 100, 2, "0"),
    "V": (lambda t: t.isocalendar().week, 2, "0"),
    "U": (lambda t: _week(t, 0), 2, "0"),
    "W": (lambda t: _week(t, 1), 2, "0"),
    "s": (_seconds_since_epoch, 1, "0"),
}
_TEXTS: Final[dict[str, Callable[[datetime], str]]] = {
    "B": lambda t: MONTHS[t.month - 1],
    "b": lambda t: MONTHS[t.month - 1][:3],
    "h": lambda t: MONTHS[t.month - 1][:3],
    "A": lambda t: DAYS[_weekday(t)],
    "a": lambda t: DAYS[_weekday(t)][:3],
    "p": lambda t: "AM" if t.hour < _NOON else "PM",
    "P": lambda t: "am" if t.hour < _NOON else "pm",
    "Z": _zone,
    "n": lambda _: "\n",
    "t": lambda _: "\t",
    "%": lambda _: "%",
}
_COMPOUNDS: Final = {
    "c": "%a %b %e %H:%M:%S %Y",
    "D": "%m/%d/%y",
    "x": "%m/%d/%y",
    "F": "%Y-%m-%d",
    "T": "%H:%M:%S",
    "X": "%H:%M:%S",
    "R": "%H:%M",
    "r": "%I:%M:%S %p",
    "v": "%e-%^b-%Y",
}
