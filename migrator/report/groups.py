"""What a run told, grouped as one looks at it: by kind of problem, the same problem once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from migrator.diagnostics import Diagnostic, Severity
from migrator.report.explanations import Explanation, explain

WEIGHTS = {Severity.ERROR: 100, Severity.WARNING: 10, Severity.INFO: 1}


Place: TypeAlias = tuple[str, int]
"""A source path and its line, 0 where none applies."""


@dataclass(slots=True)
class Finding:
    """One message, and each excerpt that it was told about with the places where it stands."""

    message: str
    cases: dict[str, list[Place]] = field(default_factory=dict)


@dataclass(slots=True)
class Group:
    """All diagnostics of one code and severity.

    ``things`` adds up their counts; ``findings`` stand in order of first appearance.
    """

    code: str
    severity: Severity
    times: int = 0
    things: int = 0
    paths: set[str] = field(default_factory=set)
    findings: dict[str, Finding] = field(default_factory=dict)

    @property
    def explanation(self) -> Explanation:
        """What the code means."""
        return explain(self.code)

    @property
    def size(self) -> int:
        """How many different cases there are."""
        return sum(len(finding.cases) for finding in self.findings.values())

    def add(self, item: Diagnostic) -> None:
        """Take one more diagnostic in."""
        self.times += 1
        self.things += item.count
        self.paths.add(item.path)
        found = self.findings.get(item.message)
        if found is None:
            found = self.findings[item.message] = Finding(item.message)
        found.cases.setdefault(item.excerpt, []).append((item.path, item.line))

    def most_frequent(self, most: int) -> list[Finding]:
        """Return the findings with their cases, those of most places first, ``most`` cases."""
        cases = [
            (finding.message, excerpt, places)
            for finding in self.findings.values()
            for excerpt, places in finding.cases.items()
        ]
        kept: dict[str, Finding] = {}
        for message, excerpt, places in sorted(cases, key=lambda case: -len(case[2]))[:most]:
            kept.setdefault(message, Finding(message)).cases[excerpt] = places
        return list(kept.values())


def group_diagnostics(diagnostics: Iterable[Diagnostic]) -> list[Group]:
    """Return the diagnostics grouped: errors first, then warnings, each by how often."""
    groups: dict[tuple[Severity, str], Group] = {}
    for item in diagnostics:
        key = (item.severity, item.code)
        if key not in groups:
            groups[key] = Group(item.code, item.severity)
        groups[key].add(item)
    return sorted(
        groups.values(), key=lambda group: (-WEIGHTS[group.severity], -group.times, group.code)
    )


def of_severity(groups: Sequence[Group], severity: Severity) -> list[Group]:
    """Return the groups of ``severity``, in their order."""
    return [group for group in groups if group.severity is severity]


def is_cleaning(group: Group) -> bool:
    """Return whether ``group`` counts what was cleaned away on purpose."""
    return group.code.startswith("clean.")
