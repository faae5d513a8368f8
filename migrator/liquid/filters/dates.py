"""Filters on dates (Liquid 4: standardfilters.rb, utils.rb; Jekyll: filters/date_filters.rb)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timezone, tzinfo
from typing import TYPE_CHECKING

from liquid.exceptions import FilterArgumentError

from migrator.liquid.ruby import inspect, to_text
from migrator.site.ruby_time import parse_fields, parse_time, zone_offset
from migrator.site.strftime import strftime

if TYPE_CHECKING:
    from migrator.liquid.context import Context

_DIGITS = re.compile(r"\d+", re.ASCII)
_UTC_NAMES = frozenset(("Z", "UTC", "UT", "-0000", "-00:00"))
_TEENS = range(11, 14)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def to_moment(context: Context, value: object) -> datetime | None:
    """Return the moment that ``value`` is or names, or None (``Liquid::Utils.to_date``).

    A number is seconds since 1970; ``now`` and ``today`` are the time of the build.
    """
    if isinstance(value, datetime):
        return value
    site = context.site_state.site
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=site.zone)
    if isinstance(value, int) and not isinstance(value, bool):
        return datetime.fromtimestamp(value, site.zone)
    return _moment_of_text(context, value.lower()) if isinstance(value, str) and value else None


def _moment_of_text(context: Context, text: str) -> datetime | None:
    site = context.site_state.site
    if text in ("now", "today"):
        return site.built_at.astimezone(site.zone)
    if _DIGITS.fullmatch(text):
        return datetime.fromtimestamp(int(text), site.zone)
    try:
        moment = parse_time(text, site.zone, site.built_at)
    except ValueError:
        return None
    return _in_written_zone(moment, parse_fields(text).zone, site.zone)


def _in_written_zone(moment: datetime, name: str | None, zone: tzinfo) -> datetime:
    """Return the moment with the offset that the text gave, as ``Time.parse`` does."""
    offset = zone_offset(name, zone, moment.year)
    if name is None or offset is None or offset == moment.utcoffset():
        return moment
    return moment.astimezone(UTC if name.upper() in _UTC_NAMES else timezone(offset))


def date_(context: Context, value: object, pattern: object) -> object:
    """``date``: by Ruby's strftime; what is no date stays as it is."""
    if not to_text(pattern):
        return value
    moment = to_moment(context, value)
    return value if moment is None else strftime(_as_written(value, moment), to_text(pattern))


def _as_written(value: object, moment: datetime) -> datetime:
    """Return the moment of a plain date as in UTC: Ruby's ``Date`` has no zone."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return moment.replace(tzinfo=UTC)
    return moment


def _local(context: Context, value: object) -> datetime:
    moment = to_moment(context, value)
    if moment is None:
        message = f"Invalid Date: '{inspect(value)}' is not a valid datetime."
        raise FilterArgumentError(message, token=None)
    return moment.astimezone(context.site_state.site.zone)


def date_to_xmlschema(context: Context, value: object) -> object:
    """``date_to_xmlschema``: ``2020-01-02T03:04:05+09:00``."""
    if not to_text(value):
        return value
    return strftime(_local(context, value), "%Y-%m-%dT%H:%M:%S%:z")


def date_to_rfc822(context: Context, value: object) -> object:
    """``date_to_rfc822``: ``Thu, 02 Jan 2020 03:04:05 +0900``."""
    if not to_text(value):
        return value
    return strftime(_local(context, value), "%a, %d %b %Y %H:%M:%S %z")


def date_to_string(
    context: Context, value: object, kind: object = None, style: object = None
) -> object:
    """``date_to_string``: ``02 Jan 2020``, or with an ordinal."""
    return _written(context, value, "%b", (kind, style))


def date_to_long_string(
    context: Context, value: object, kind: object = None, style: object = None
) -> object:
    """``date_to_long_string``: ``02 January 2020``, or with an ordinal."""
    return _written(context, value, "%B", (kind, style))


def _written(context: Context, value: object, month: str, form: tuple[object, object]) -> object:
    if not to_text(value):
        return value
    moment = _local(context, value)
    kind, style = form
    if kind != "ordinal":
        return strftime(moment, f"%d {month} %Y")
    day = f"{moment.day}{_ordinal(moment.day)}"
    return strftime(moment, f"{month} {day}, %Y" if style == "US" else f"{day} {month} %Y")


def _ordinal(number: int) -> str:
    return "th" if number in _TEENS else _ENDINGS.get(number % 10, "th")
