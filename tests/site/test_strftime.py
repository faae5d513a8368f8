"""Ruby's strftime. Expected: Ruby 3.1."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from migrator.site.strftime import strftime

MOMENT = datetime(2021, 1, 3, 5, 7, 9, 123456, tzinfo=timezone(timedelta(hours=9)))

ROWS = [
    ("%Y-%m-%d %H:%M:%S %z", "2021-01-03 05:07:09 +0900"),
    ("%-d. %-m. %y", "3. 1. 21"),
    ("%e|%k|%l|%_m", " 3| 5| 5| 1"),
    ("%b %B %^b %^B %h", "Jan January JAN JANUARY Jan"),
    ("%a %A %^a %u %w", "Sun Sunday SUN 7 0"),
    ("%j %-j %U %W %V %G %g", "003 3 01 00 53 2020 20"),
    ("%I:%M %p %P %#p", "05:07 AM am am"),
    ("%L %N %3N %6N %9N %12N", "123 123456000 123 123456 123456000 123456000000"),
    ("%:z %::z %:::z", "+09:00 +09:00:00 +09"),
    ("%10Y|%05d|%-5H|%3S", "0000002021|00003|5|009"),
    ("%F %T %R %D %x %X %r %v", "2021-01-03 05:07:09 05:07 01/03/21 01/03/21 05:07:09 "
     "05:07:09 AM  3-JAN-2021"),
    ("%c", "Sun Jan  3 05:07:09 2021"),
    ("%s %C %%", "1609618029 20 %"),
    ("%n%t|", "\n\t|"),
    ("%10b|%^10b|%010b", "       Jan|       JAN|0000000Jan"),
    ("%Q %f 100%", "%Q %f 100%"),
    ("%Ey %Od", "21 03"),
    ("%Z", ""),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "expected"), ROWS)
def test_pattern(pattern: str, expected: str) -> None:
    assert strftime(MOMENT, pattern) == expected


def test_years_have_four_digits() -> None:
    assert strftime(MOMENT.replace(year=987), "%Y %-Y %_Y") == "0987 987  987"
