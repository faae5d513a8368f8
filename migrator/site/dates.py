"""The date of a document: front matter, file name, and what Ruby makes of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from migrator.diagnostics import Diagnostic, DiagnosticSink, Severity
from migrator.site.ruby_time import localize, parse_time
from migrator.site.ruby_values import to_text

DATED_NAME: Final = re.compile(
    r"^(?>.+/)*?(\d{2,4}-\d{1,2}-\d{1,2})-([^/]*)(\.[^.]+)$", re.MULTILINE | re.ASCII
)
DATELESS_NAME: Final = re.compile(r"^(?:.+/)?(.*)(\.[^.]+)$", re.MULTILINE)
DEFAULT_ZONE: Final = "UTC"


@dataclass(frozen=True, slots=True)
class Clock:
    """The site's time zone and the moment it is built at."""

    zone: ZoneInfo
    now: datetime

    def parse(self, value: object) -> datetime:
        """Return a date value of front matter as a moment in the site's zone.

        Fractions of a second are dropped: Jekyll writes the value as text and reads it again.

        Raises:
            ValueError: it is no date.

        """
        if isinstance(value, datetime) and value.tzinfo is not None:
            return value.replace(microsecond=0).astimezone(self.zone)
        if type(value) is date:
            return localize(datetime(value.year, value.month, value.day), self.zone)  # noqa: DTZ001 - localize gives the zone
        return parse_time(to_text(value), self.zone, self.now).replace(microsecond=0)


def choose_zone(
    configured: object, option: str | None, path: str, sink: DiagnosticSink
) -> ZoneInfo:
    """Return the site's zone: the configuration's, else the option's, else UTC.

    Jekyll without ``timezone`` takes the zone of the machine that builds the site, which a
    migrator cannot know; the choice of UTC is therefore reported. ``path`` is the configuration.
    """
    for name in (configured, option):
        if not name:
            continue
        try:
            return ZoneInfo(str(name))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            message = f"Unknown time zone {name}"
            sink(Diagnostic("site.timezone", Severity.WARNING, path, 0, message))
    message = f"No `timezone` is set; dates without a zone are read as {DEFAULT_ZONE}"
    sink(Diagnostic("site.timezone", Severity.INFO, path, 0, message))
    return ZoneInfo(DEFAULT_ZONE)
