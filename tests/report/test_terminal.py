from __future__ import annotations

import io
import re
import time
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from migrator.diagnostics import Diagnostic, Severity
from migrator.report.records import DocumentRecord, RunReport, Status
from migrator.report.terminal import (
    print_summary,
    print_verdict,
    progress_on,
    worst_documents,
)


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


def _printed(report: RunReport, *, width: int = 120, force_terminal: bool = False) -> str:
    stream = io.StringIO()
    console = Console(file=stream, width=width, force_terminal=force_terminal)
    print_summary(report, Path("out"), 1.0, console)
    return stream.getvalue()


def test_the_worst_documents_come_first_and_clean_ones_not_at_all() -> None:
    assert [record.source for record in worst_documents(_report())] == [
        "broken.md",
        "differs.md",
        "warned.md",
    ]


def test_the_summary_tells_counts_places_and_where_to_look() -> None:
    text = " ".join(_printed(_report()).split())
    assert text.startswith("2 documents need mending.")
    assert "3 documents carried over, 2 verified, 1 failed, 1 worth a look" in text
    assert "broken.md:3: [b]what[/b] it was" in text
    assert "differs.md reads back differently" in text
    assert text.endswith("Look at out/report.html")


def test_a_clean_run_says_so() -> None:
    report = RunReport("json", documents=_report().documents[:1])
    assert "Everything came through" in _printed(report)


def test_long_lines_are_cut_by_nobody_in_a_pipe_and_wrapped_on_a_terminal() -> None:
    told = Diagnostic("links.broken", Severity.ERROR, "긴/" * 40 + "글.md", 7, "leads nowhere")
    report = RunReport("json", documents=[DocumentRecord("글.md", "/", Status.FAILED)])
    report.diagnostics.append(told)
    assert "긴/" * 40 + "글.md:7: leads nowhere" in _printed(report, width=40)
    shown = _printed(report, width=40, force_terminal=True)
    assert max(map(cell_len, Text.from_ansi(shown).plain.splitlines())) <= 40


def test_nothing_in_a_site_steers_the_terminal() -> None:
    evil = Diagnostic("links.broken", Severity.ERROR, "a\x1b]0;x.md", 1, "\x1b[2Jx", "\x9b31m")
    report = RunReport("json", diagnostics=[evil])
    assert not set("\x1b\x9b") & set(_printed(report))


def test_no_color_says_the_same_without_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    shown = _printed(_report(), force_terminal=True)
    assert "2 documents need mending." in shown
    assert "\x1b[3" not in shown
    assert "━" not in shown


def test_a_terminal_sees_a_stacked_bar_with_a_cell_for_each_kind() -> None:
    shown = Text.from_ansi(_printed(_report(), width=44, force_terminal=True)).plain
    bar = next(line for line in shown.splitlines() if "━" in line)
    assert 30 < bar.count("━") <= 44


def test_the_bar_moves_with_rate_and_time_left_and_goes_away() -> None:
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=True, width=100)
    with progress_on(console) as listener:
        listener.start(300)
        for _ in range(30):
            listener.advance()
            time.sleep(0.01)
        time.sleep(0.15)
        shown = stream.getvalue()
    assert "Reading the site" in shown
    assert "Converting" in shown
    assert re.search(r"\d+/300", shown)
    assert re.search(r"\d+/s", shown)
    assert re.search(r"\d\d:\d\d", shown)
    assert stream.getvalue().endswith("\x1b[2K")  # the line is taken away again


def test_quiet_says_one_line() -> None:
    stream = io.StringIO()
    print_verdict(_report(), Path("out"), Console(file=stream))
    assert stream.getvalue() == "2 documents need mending: look at out/report.html\n"


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
