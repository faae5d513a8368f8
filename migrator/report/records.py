"""The report as data: what became of each document, and the totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from migrator.diagnostics import Diagnostic, Severity

REPORT_VERSION = 1


class Status(StrEnum):
    """What became of a source document."""

    CONVERTED = "converted"
    SKIPPED = "skipped"  # nothing a reader reads: a feed, a style sheet; or hidden on the site
    FAILED = "failed"


class Standing(StrEnum):
    """How a document stands, from what its owner has to do about it."""

    BROKEN = "broken"  # failed, reads back differently, or something was not carried over
    DOUBTFUL = "doubtful"  # carried over, with something worth a look
    GOOD = "good"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One source document's outcome: where it went, whether it read back right, what was told."""

    source: str
    url: str
    status: Status
    title: str = ""
    outputs: tuple[str, ...] = ()
    verified: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether nothing is left to mend: skipped on purpose, or verified and without error."""
        if self.status is Status.SKIPPED:
            return True
        return self.status is Status.CONVERTED and self.verified and not self.holds(Severity.ERROR)

    @property
    def standing(self) -> Standing:
        """How the document stands, in one word."""
        if self.status is Status.SKIPPED:
            return Standing.LEFT_OUT
        if not self.is_clean:
            return Standing.BROKEN
        return Standing.DOUBTFUL if self.holds(Severity.WARNING) else Standing.GOOD

    def holds(self, severity: Severity) -> bool:
        """Return whether something of ``severity`` was told of it."""
        return any(item.severity is severity for item in self.diagnostics)


@dataclass(slots=True)
class RunReport:
    """A whole run. ``diagnostics`` are those of the site itself, of no single document.

    ``site`` is the site's title, ``settings`` name and value of what was asked for.
    """

    target: str
    site: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    documents: list[DocumentRecord] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    assets: int = 0
    files: Sequence[str] = ()

    @property
    def is_clean(self) -> bool:
        """Whether every document was converted and verified and the site read without error."""
        return all(record.is_clean for record in self.documents) and not any(
            item.severity is Severity.ERROR for item in self.diagnostics
        )

    def count(self, status: Status) -> int:
        """Return how many documents have ``status``."""
        return sum(record.status is status for record in self.documents)

    def count_standing(self, standing: Standing) -> int:
        """Return how many documents stand so."""
        return sum(record.standing is standing for record in self.documents)

    @property
    def unverified(self) -> int:
        """How many documents were converted but did not read back right."""
        return sum(
            record.status is Status.CONVERTED and not record.verified for record in self.documents
        )

    def all_diagnostics(self) -> list[Diagnostic]:
        """Return the site's diagnostics, then each document's, in order."""
        return self.diagnostics + [item for record in self.documents for item in record.diagnostics]

    def to_data(self) -> dict[str, object]:
        """Return the report as JSON data; nothing in it depends on time or number of workers."""
        return {
            "report_version": REPORT_VERSION,
            "target": self.target,
            "site": self.site,
            "settings": dict(self.settings),
            "totals": self._totals(),
            "documents": [_record_data(record) for record in self.documents],
            "diagnostics": [_diagnostic_data(item) for item in self.diagnostics],
            "files": list(self.files),
        }

    def _totals(self) -> dict[str, object]:
        diagnostics = self.all_diagnostics()
        severities = Counter(item.severity for item in diagnostics)
        return {
            "documents": len(self.documents),
            **{str(status): self.count(status) for status in Status},
            "verified": sum(record.verified for record in self.documents),
            "unverified": self.unverified,
            "assets": self.assets,
            "diagnostics": {str(severity): severities[severity] for severity in Severity},
            "cleaned": _cleaned(diagnostics),
            "codes": dict(sorted(Counter(item.code for item in diagnostics).items())),
        }


def _cleaned(diagnostics: Sequence[Diagnostic]) -> dict[str, int]:
    """Return how many things of each kind the transforms dropped on purpose."""
    counts: Counter[str] = Counter()
    for item in diagnostics:
        area, _, kind = item.code.partition(".")
        if area == "clean":
            counts[kind] += item.count
    return dict(sorted(counts.items()))


def _record_data(record: DocumentRecord) -> dict[str, object]:
    return {
        "source": record.source,
        "url": record.url,
        "title": record.title,
        "status": str(record.status),
        "outputs": list(record.outputs),
        "verified": record.verified,
        "diagnostics": [_diagnostic_data(item) for item in record.diagnostics],
    }


def _diagnostic_data(item: Diagnostic) -> dict[str, object]:
    return {
        "code": item.code,
        "severity": str(item.severity),
        "path": item.path,
        "line": item.line,
        "message": item.message,
        "excerpt": item.excerpt,
        "count": item.count,
    }
