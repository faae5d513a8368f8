"""The report's files: report.json for machines and everything, report.html to look at."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from migrator.report.records import RunReport

DATA_NAME = "report.json"
PAGE_NAME = "report.html"


def report_files(report: RunReport) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield name and chunks of each file of the report."""
    from migrator.report.page import page_chunks  # jinja2 is needed only here

    yield DATA_NAME, [json.dumps(report.to_data(), ensure_ascii=False, indent=1) + "\n"]
    yield PAGE_NAME, page_chunks(report)
