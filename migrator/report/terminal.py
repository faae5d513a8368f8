"""The run on the terminal: progress while it goes, a summary one looks at when it is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from migrator.diagnostics import Diagnostic, Severity
from migrator.report.listener import Listener
from migrator.report.records import DocumentRecord, RunReport, Status

WORST_DOCUMENTS = 10
CODES_SHOWN = 12
MESSAGE_LENGTH = 200
PLAIN_STEPS = 10
"""How many lines a run tells of its progress where there is no terminal."""

_COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_WEIGHTS = {Severity.ERROR: 100, Severity.WARNING: 10, Severity.INFO: 1}


class _Bar:
    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("Reading the site", total=None)

    def start(self, total: int) -> None:
        self._progress.update(self._task, total=total, description="Converting")

    def advance(self) -> None:
        self._progress.advance(self._task)


class _Lines:
    """Progress for a log file or a pipe: a line a tenth, no control characters."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._total = self._done = 0

    def start(self, total: int) -> None:
        self._total = total
        self._console.print(f"converting {total} documents", highlight=False)

    def advance(self) -> None:
        self._done += 1
        step = max(1, -(-self._total // PLAIN_STEPS))
        if self._done % step == 0 or self._done == self._total:
            self._console.print(f"converted {self._done} of {self._total}", highlight=False)


@contextmanager
def progress_on(console: Console) -> Iterator[Listener]:
    """Show progress on ``console`` for as long as the context lasts; a bar on a terminal only."""
    if not console.is_terminal:
        yield _Lines(console)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield _Bar(progress)


def print_summary(report: RunReport, output: Path, seconds: float, console: Console) -> None:
    """Print counts, then what was told by code, then the worst documents first."""
    console.print(_counts(report, seconds))
    diagnostics = report.all_diagnostics()
    if diagnostics:
        console.print(_codes(diagnostics))
    worst = worst_documents(report)
    if worst:
        console.print("\n[bold]Look at these first[/bold]")
        for record in worst:
            _print_document(record, console)
    for item in report.diagnostics:
        if item.severity is not Severity.INFO:
            console.print(_line(item))
    console.print(_verdict(report, output))


def worst_documents(report: RunReport) -> list[DocumentRecord]:
    """Return the documents that need a look, the worst first, at most WORST_DOCUMENTS."""
    ranked = [(-_badness(record), record.source, record) for record in report.documents]
    return [record for badness, _, record in sorted(ranked, key=lambda row: row[:2]) if badness][
        :WORST_DOCUMENTS
    ]


def _badness(record: DocumentRecord) -> int:
    told = sum(
        _WEIGHTS[item.severity] for item in record.diagnostics if item.severity is not Severity.INFO
    )
    return told + (0 if record.is_clean else 1000)


def _counts(report: RunReport, seconds: float) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(justify="right", style="bold")
    table.add_column()
    rows = (
        (report.count(Status.CONVERTED), "converted", "green"),
        (report.unverified, "of these did not read back right", "red"),
        (report.count(Status.FAILED), "failed", "red"),
        (report.count(Status.SKIPPED), "skipped: nothing a reader reads, or hidden", "dim"),
        (report.assets, "images and other files copied or attached", "green"),
    )
    for number, label, color in rows:
        if number:
            table.add_row(f"[{color}]{number}[/{color}]", label)
    table.add_row(f"{seconds:.1f}", "seconds")
    return table


def _codes(diagnostics: list[Diagnostic]) -> Table:
    table = Table(title="What was told", title_justify="left", title_style="bold", box=None)
    for name, justify in (
        ("times", "right"),
        ("severity", "left"),
        ("what", "left"),
        ("such as", "left"),
    ):
        table.add_column(name, justify=justify, overflow="fold")  # type: ignore[arg-type]
    first = {(item.severity, item.code): item for item in reversed(diagnostics)}
    counts = Counter((item.severity, item.code) for item in diagnostics)
    ranked = sorted(counts, key=lambda key: (-_WEIGHTS[key[0]], -counts[key], key[1]))
    for key in ranked[:CODES_SHOWN]:
        severity, code = key
        color = _COLORS[severity]
        example = first[key]
        table.add_row(
            str(counts[key]),
            f"[{color}]{severity}[/{color}]",
            code,
            escape(_short(example.message)),
        )
    return table


def _print_document(record: DocumentRecord, console: Console) -> None:
    state = (
        ""
        if record.is_clean
        else f" [red]{'failed' if record.status is Status.FAILED else 'not verified'}[/red]"
    )
    console.print(f"  [bold]{escape(record.source)}[/bold]{state}", highlight=False)
    grave = [item for item in record.diagnostics if item.severity is not Severity.INFO]
    for item in sorted(grave, key=lambda item: -_WEIGHTS[item.severity])[:3]:
        console.print("    " + _line(item), highlight=False)


def _line(item: Diagnostic) -> str:
    color = _COLORS[item.severity]
    place = f"{item.path}:{item.line}" if item.line else item.path
    told = f"{item.message}: {item.excerpt}" if item.excerpt else item.message
    return f"[{color}]{item.severity}[/{color}] {escape(place)}: {escape(_short(told))}"


def _short(message: str) -> str:
    """Return a message on one line, cut to what one reads at a glance."""
    line = " ".join(message.split())
    return line if len(line) <= MESSAGE_LENGTH else line[:MESSAGE_LENGTH] + "…"


def _verdict(report: RunReport, output: Path) -> str:
    where = f"{escape(str(output))}, every detail in {escape(str(output / 'report.json'))}"
    if report.is_clean:
        return f"[green]Everything was converted and reads back right.[/green] It is in {where}"
    return f"[yellow]Not everything came through clean.[/yellow] What did is in {where}"
