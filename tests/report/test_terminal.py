from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console

from migrator.diagnostics import Diagnostic, Severity
from migrator.report.records import DocumentRecord, RunReport, Status
from migrator.report.terminal import print_summary, progress_on, worst_documents


def _told(path: str, severity: Severity, line: int = 3) -> Diagnostic:
    return Diagnostic("area.code", severity, path, line, "[b]what[/b] it was")


def _report() -> RunReport:
    rows = [
        DocumentRecord("fine.md", "/fine/", Status.CONVERTED, verified=True),
        DocumentRecord(
            "warned.md",
            "/w/",
            Status.CONVERTED,
            verified=True,
            diagnostics=(_told("warned.md", Severity.WARNING),),
        ),
        DocumentRecord("differs.md", "/d/", Status.CONVERTED),
        DocumentRecord(
            "broken.md", "/b/", Status.FAILED, diagnostics=(_told("broken.md", Severity.ERROR),)
        ),
        DocumentRecord("feed.xml", "/feed.xml", Status.SKIPPED),
    ]
    return RunReport("markdown", documents=rows)


def _printed(report: RunReport) -> str:
    stream = io.StringIO()
    print_summary(report, Path("out"), 1.0, Console(file=stream, width=120))
    return stream.getvalue()


def test_the_worst_documents_come_first_and_clean_ones_not_at_all() -> None:
    assert [record.source for record in worst_documents(_report())] == [
        "broken.md",
        "differs.md",
        "warned.md",
    ]


def test_the_summary_tells_counts_places_and_where_to_look() -> None:
    text = " ".join(_printed(_report()).split())
    assert "3 converted" in text
    assert "1 failed" in text
    assert "broken.md:3: [b]what[/b] it was" in text
    assert "out/report.json" in text
    assert "Not everything came through clean" in text


def test_a_clean_run_says_so() -> None:
    report = RunReport("json", documents=_report().documents[:1])
    assert "Everything was converted" in _printed(report)


def test_totals_add_up() -> None:
    totals = _report().to_data()["totals"]
    assert isinstance(totals, dict)
    assert (totals["documents"], totals["converted"], totals["failed"], totals["skipped"]) == (
        5,
        3,
        1,
        1,
    )
    assert (totals["verified"], totals["unverified"]) == (2, 1)
    assert totals["diagnostics"] == {"info": 0, "warning": 1, "error": 1}


def test_without_a_terminal_progress_is_plain_lines() -> None:
    stream = io.StringIO()
    with progress_on(Console(file=stream)) as listener:
        listener.start(25)
        for _ in range(25):
            listener.advance()
    lines = stream.getvalue().splitlines()
    assert lines[0] == "converting 25 documents"
    assert lines[-1] == "converted 25 of 25"
    assert len(lines) <= 12
    assert "\x1b" not in stream.getvalue()
