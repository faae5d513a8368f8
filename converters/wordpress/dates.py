"""Dates as WordPress keeps them: local to the site, and in GMT."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from converters.wordpress.items import DATE_FORMAT
from migrator.model.document import Document, SiteInfo

NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
"""The date of a page without one. A fixed day: an importer knows a page again by title and date."""


@dataclass(frozen=True, slots=True)
class PostDate:
    """The two forms of one moment."""

    local: str
    gmt: str


def zone_of(site: SiteInfo) -> tzinfo:
    """Return the site's time zone, UTC where its name is not known."""
    try:
        return ZoneInfo(site.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def post_date(moment: datetime, zone: tzinfo) -> PostDate:
    """Return ``moment`` in ``zone`` and in GMT; a moment without offset is local already."""
    local = moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)
    return PostDate(local.strftime(DATE_FORMAT), local.astimezone(UTC).strftime(DATE_FORMAT))


def shifted(date: PostDate, seconds: int) -> PostDate:
    """Return ``date`` later by ``seconds``, or as much earlier where the day would change."""
    later = _plus(date.local, seconds)
    step = seconds if later[:10] == date.local[:10] else -seconds
    return PostDate(_plus(date.local, step), _plus(date.gmt, step))


def status_of(document: Document, site: SiteInfo) -> str:
    """Return the post status: draft, private (unpublished), future or publish."""
    if document.draft:
        return "draft"
    if not document.published:
        return "private"
    now, date = site.built_at, document.date
    if now is None or date is None:
        return "publish"
    zone = zone_of(site)
    return "future" if post_date(date, zone).gmt > post_date(now, zone).gmt else "publish"


def _plus(date: str, seconds: int) -> str:
    moment = datetime.strptime(date, DATE_FORMAT).replace(tzinfo=UTC)
    return (moment + timedelta(seconds=seconds)).strftime(DATE_FORMAT)
