"""Where the CPU goes: milliseconds a document for each stage of a migration.

usage: python -m benchmarks.stages TARGET SITE [SITE ...]

The last column is what converting and verifying cost, beside parsing. A stage's time is its own,
without that of the stages it calls.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

from migrator.kramdown import to_html
from migrator.pipeline import building, worker
from migrator.pipeline.building import DocumentBuilder
from migrator.pipeline.garbage import collected_rarely
from migrator.pipeline.worker import MigrationWork
from migrator.site.reader import ReadOptions, load_site

Result = TypeVar("Result")

STAGES: tuple[tuple[str, Any, str], ...] = (
    ("read", building, "read_body"),
    ("liquid", building.Expander, "expand"),
    ("liquid", building.Expander, "expand_excerpt"),
    ("parse", building, "parse"),
    ("parse", building, "parse_fragment"),
    ("HTML", building, "to_html"),
    ("transform", building, "apply_transforms"),
    ("text lost", DocumentBuilder, "lost_text"),
)
"""The stages that have a function of their own: name, where it stands, what it is called."""

COLUMNS = ("site", "read", "liquid", "parse", "HTML", "transform", "convert", "text lost", "verify")


class StageClock:
    """Adds up CPU seconds a stage."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._running: list[str] = ["rest"]
        self._since = time.process_time()

    def timed(self, stage: str, work: Callable[..., Result]) -> Callable[..., Result]:
        """Return ``work`` with its time counted as that of ``stage``."""

        def run(*arguments: Any, **options: Any) -> Result:
            self._switch()
            self._running.append(stage)
            try:
                return work(*arguments, **options)
            finally:
                self._switch()
                self._running.pop()

        return run

    def _switch(self) -> None:
        now = time.process_time()
        self.seconds[self._running[-1]] += now - self._since
        self._since = now


def measure(root: Path, target: str) -> tuple[Counter[str], int]:
    """Return the seconds of the stages of one site, and how many documents it has."""
    clock = StageClock()
    site = clock.timed("site", load_site)(root, ReadOptions(), markdownify=to_html)
    with ExitStack() as stack:
        for stage, owner, name in STAGES:
            stack.enter_context(patch.object(owner, name, clock.timed(stage, getattr(owner, name))))
        stack.enter_context(collected_rarely())
        prepared = clock.timed("site", _timed_migration)
        outcome_of = prepared(clock, MigrationWork(site, target))
        clock.timed("rest", lambda: [outcome_of(document) for document in site.documents])()
    return clock.seconds, len(site.documents)


def _timed_migration(clock: StageClock, work: MigrationWork) -> Callable[..., object]:
    def load_converter(name: str) -> Callable[..., object]:
        def make(*arguments: Any) -> object:
            converter: Any = make_converter(*arguments)
            converter.convert = clock.timed("convert", converter.convert)
            return converter

        make_converter: Any = real_load_converter(name)
        return make

    def load_verifier(name: str) -> Callable[..., object] | None:
        verifier = real_load_verifier(name)
        return verifier and clock.timed("verify", verifier)

    real_load_converter, real_load_verifier = worker.load_converter, worker.load_verifier
    with (
        patch.object(worker, "load_converter", load_converter),
        patch.object(worker, "load_verifier", load_verifier),
    ):
        return work.prepare()


def _line(name: str, seconds: Counter[str], documents: int) -> str:
    cells = [f"{1000 * seconds[stage] / documents:9.2f}" for stage in (*COLUMNS, "rest")]
    total = 1000 * seconds.total() / documents
    share = (seconds["convert"] + seconds["verify"]) / seconds["parse"]
    return f"{name[:22]:22} {documents:5} {' '.join(cells)} {total:9.2f} {share:9.2f}"


def stage_table(roots: Sequence[Path], target: str) -> str:
    """Return the table for the sites at ``roots``."""
    names = " ".join(f"{name:>9}" for name in (*COLUMNS, "rest", "all", "of parse"))
    head = f"{'ms CPU a document':22} {'docs':>5} {names}"
    lines = [head]
    total: Counter[str] = Counter()
    count = 0
    for root in roots:
        seconds, documents = measure(root, target)
        lines.append(_line(root.name, seconds, documents))
        total.update(seconds)
        count += documents
    return "\n".join([*lines, _line("all", total, count), ""])


if __name__ == "__main__":
    sys.stdout.write(stage_table([Path(given) for given in sys.argv[2:]], sys.argv[1]))
