"""The verdict on a run in two sentences; the page and the terminal begin with it."""

from __future__ import annotations

from typing import NamedTuple

from migrator.report.records import RunReport, Standing, Status


class Verdict(NamedTuple):
    """What is said first, and the figures that bear it out."""

    headline: str
    figures: str


def verdict_on(report: RunReport) -> Verdict:
    """Return the verdict on ``report``."""
    return Verdict(_headline(report), _figures(report))


def number_of(number: int, word: str) -> str:
    """Return ``number`` with ``word``, which takes an s where there are several."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _headline(report: RunReport) -> str:
    broken = report.count_standing(Standing.BROKEN)
    if broken:
        return f"{number_of(broken, 'document')} {'needs' if broken == 1 else 'need'} mending"
    return "Everything came through" if report.is_clean else "The site could not be read whole"


def _figures(report: RunReport) -> str:
    converted = report.count(Status.CONVERTED)
    verified = sum(record.verified for record in report.documents)
    failed = report.count(Status.FAILED)
    doubtful = report.count_standing(Standing.DOUBTFUL)
    parts = [f"{number_of(converted, 'document')} carried over", f"{verified:,} verified"]
    if failed:
        parts.append(f"{failed:,} failed")
    if doubtful:
        parts.append(f"{doubtful:,} worth a look")
    return ", ".join(parts)
