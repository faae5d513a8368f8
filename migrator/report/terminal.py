"""The run on the terminal: progress while it goes, a summary one looks at when it is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from migrator.diagnostics import Severity
from migrator.report.files import PAGE_NAME
from migrator.report.groups import WEIGHTS, Group, group_diagnostics, is_cleaning, of_severity
from migrator.report.listener import Listener
from migrator.report.records import DocumentRecord, RunReport, Standing, Status
from migrator.report.verdict import number_of, verdict_on

WORST_DOCUMENTS = 5
GROUPS_SHOWN = 8
TEXT_LENGTH = 160
PLAIN_STEPS = 10
"""How many lines a run tells of its progress where there is no terminal."""

_COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_BAR = (
    (Standing.GOOD, "green"),
    (Standing.DOUBTFUL, "yellow"),
    (Standing.BROKEN, "red"),
    (Standing.LEFT_OUT, "bright_black"),
)
_BAR_WIDTH = 60
_HEADINGS = (
    (Severity.ERROR, "Not carried over"),
    (Severity.WARNING, "Carried over, worth a look"),
)


class _Bar:
    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("Reading the site", total=None)

    def start(self, total: int) -> None:
        self._progress.reset(self._task, total=total, description="Converting")

    def advance(self) -> None:
        self._progress.advance(self._task)


class _Rate(ProgressColumn):
    """How many documents a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:,.0f}/s" if task.speed else "", style="progress.data.speed")


class _Lines:
    """Progress for a log file or a pipe: a line a tenth, no control characters."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._total = self._done = 0

    def start(self, total: int) -> None:
        self._total = total
        self._console.print(f"converting {number_of(total, 'document')}", highlight=False)

    def advance(self) -> None:
        self._done += 1
        step = max(1, -(-self._total // PLAIN_STEPS))
        if self._done % step == 0 or self._done == self._total:
            self._console.print(f"converted {self._done} of {self._total}", highlight=False)


@contextmanager
def progress_on(console: Console) -> Iterator[Listener]:
    """Show progress on ``console`` for as long as the context lasts; a bar on a terminal only."""
    if not console.is_terminal or console.is_dumb_terminal:
        yield _Lines(console)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(compact=True),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield _Bar(progress)


def print_summary(report: RunReport, output: Path, seconds: float, console: Console) -> None:
    """Print the verdict, what was told by kind, the worst documents, and where to look."""
    groups = group_diagnostics(report.all_diagnostics())
    told = [group for group in groups if not is_cleaning(group)]
    _print_verdict(report, console)
    for severity, heading in _HEADINGS:
        _print_groups(of_severity(told, severity), heading, console)
    _print_worst(worst_documents(report), console)
    _print_cleaned([group for group in groups if is_cleaning(group)], console)
    _print_end(report, output, seconds, console)


def print_verdict(report: RunReport, output: Path, console: Console) -> None:
    """Print one line that says how the run ended: all there is with ``--quiet``."""
    line = Text(f"{verdict_on(report).headline}: look at ")
    _say(line.append(str(output / PAGE_NAME)), console)


def worst_documents(report: RunReport) -> list[DocumentRecord]:
    """Return the documents that need a look, the worst first, at most WORST_DOCUMENTS."""
    ranked = [(-_badness(record), record.source, record) for record in report.documents]
    return [record for badness, _, record in sorted(ranked, key=lambda row: row[:2]) if badness][
        :WORST_DOCUMENTS
    ]


def printable(text: str) -> str:
    """Return ``text`` on one line, short, and without what would steer the terminal."""
    line = " ".join(text.split())
    cut = line if len(line) <= TEXT_LENGTH else line[:TEXT_LENGTH] + "…"
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in cut)


def _badness(record: DocumentRecord) -> int:
    told = sum(
        WEIGHTS[item.severity] for item in record.diagnostics if item.severity is not Severity.INFO
    )
    return told + (0 if record.is_clean else 1000)


def _say(text: Text, console: Console, indent: int = 0) -> None:
    """Print ``text``, wrapped and indented on a terminal, on one line into a file or a pipe."""
    if console.is_terminal:
        console.print(Padding(text, (0, 0, 0, indent)), highlight=False)
    else:
        console.print(Text(" " * indent).append_text(text), highlight=False, soft_wrap=True)


def _print_verdict(report: RunReport, console: Console) -> None:
    verdict = verdict_on(report)
    style = "bold green" if report.is_clean else "bold red"
    console.print()
    _say(Text(f"{verdict.headline}.", style), console)
    if console.is_terminal and not console.no_color:
        console.print(_bar(report, min(_BAR_WIDTH, console.width)))
    left_out = report.count(Status.SKIPPED)
    more = f"; {left_out:,} left out on purpose" if left_out else ""
    _say(Text(f"{verdict.figures}{more}."), console)


def _bar(report: RunReport, width: int) -> Text:
    """Return a stacked bar of how the documents stand; what there is has a cell at least."""
    total = len(report.documents) or 1
    bar = Text()
    for standing, color in _BAR:
        number = report.count_standing(standing)
        bar.append("━" * (max(1, number * width // total) if number else 0), color)
    return bar


def _print_groups(groups: Sequence[Group], heading: str, console: Console) -> None:
    if not groups:
        return
    console.print()
    _say(Text(heading, "bold"), console)
    for group in groups[:GROUPS_SHOWN]:
        count = Text(f"{group.times:>6,}  ", _COLORS[group.severity])
        _say(count.append(group.explanation.title, "default"), console)
        finding = group.most_frequent(1)[0]
        excerpt, places = next(iter(finding.cases.items()))
        _say(_example(finding.message, excerpt, places), console, indent=8)
    if len(groups) > GROUPS_SHOWN:
        _say(Text(f"and {len(groups) - GROUPS_SHOWN} more kinds", "dim"), console, indent=8)


def _example(message: str, excerpt: str, places: Sequence[tuple[str, int]]) -> Text:
    path, line = places[0]
    place = f"{printable(path)}:{line}: " if line else f"{printable(path)}: " if path else ""
    told = f"{message}: {excerpt}" if excerpt else message
    return Text(place, "dim").append(printable(told))


def _print_worst(worst: Sequence[DocumentRecord], console: Console) -> None:
    if not worst:
        return
    console.print()
    _say(Text("Look at these first", "bold"), console)
    for record in worst:
        _say(Text(printable(record.source)).append(f"  {_told_of(record)}", "dim"), console, 2)


def _told_of(record: DocumentRecord) -> str:
    parts = ["failed"] if record.status is Status.FAILED else []
    if record.status is Status.CONVERTED and not record.verified:
        parts.append("reads back differently")
    for severity in (Severity.ERROR, Severity.WARNING):
        number = sum(item.severity is severity for item in record.diagnostics)
        if number:
            parts.append(number_of(number, str(severity)))
    return ", ".join(parts)


def _print_cleaned(groups: Sequence[Group], console: Console) -> None:
    if not groups:
        return
    parts = [
        f"{group.things:,} {group.explanation.title[:1].lower()}{group.explanation.title[1:]}"
        for group in groups
    ]
    console.print()
    _say(Text("Cleaned on purpose: ", "bold").append(", ".join(parts), "default"), console)


def _print_end(report: RunReport, output: Path, seconds: float, console: Console) -> None:
    page = output / PAGE_NAME
    style = "bold" if not page.exists() else f"bold link {page.resolve().as_uri()}"
    files = number_of(len(report.files), "file")
    line = Text(f"{files} in {output}, {seconds:.1f} s. Look at ").append(str(page), style)
    console.print()
    _say(line, console)
