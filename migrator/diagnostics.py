"""Problems as data: every stage tells what it could not carry over, where and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

EXCERPT_LENGTH = 120


class Severity(StrEnum):
    """How much a diagnostic matters to the owner of the site."""

    INFO = "info"  # cleaned on purpose, nothing visible is gone
    WARNING = "warning"  # carried over, but not quite as readers saw it
    ERROR = "error"  # not carried over


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem with its place in the source site.

    ``code`` is a stable dotted name (``liquid.unknown-tag``), ``path`` the source path in the
    site, ``line`` the one-based line in that file (0 where none applies), ``excerpt`` the start
    of the source text concerned. ``count`` says how many things it tells of at once.
    """

    code: str
    severity: Severity
    path: str
    line: int
    message: str
    excerpt: str = ""
    count: int = 1

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.severity}: {self.message} [{self.code}]"


DiagnosticSink: TypeAlias = Callable[[Diagnostic], None]
"""What stages report to; ``list.append`` is one."""


def excerpt_of(text: str, start: int = 0) -> str:
    """Return the first line of ``text`` from ``start``, cut to EXCERPT_LENGTH characters."""
    line = text[start : start + EXCERPT_LENGTH + 1].split("\n", 1)[0]
    return line if len(line) <= EXCERPT_LENGTH else line[:EXCERPT_LENGTH] + "…"


def ignore(_: Diagnostic) -> None:
    """Take no notice of a diagnostic: the sink of callers who do not want any."""
