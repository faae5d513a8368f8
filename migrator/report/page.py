"""The report as a page: what report.html shows, cut so that it stays small, and its HTML.

The page stands for itself: nothing is loaded, and it is read without its script, which only
filters the list of documents.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from migrator.diagnostics import Diagnostic, Severity
from migrator.report.explanations import explain
from migrator.report.groups import Group, group_diagnostics, is_cleaning, of_severity
from migrator.report.records import DocumentRecord, RunReport, Standing, Status
from migrator.report.verdict import number_of, verdict_on

CASES_SHOWN = 60
OPEN_UP_TO = 8
PLACES_SHOWN = 6
DOCUMENTS_SHOWN = 400
DIAGNOSTICS_SHOWN = 12
LEFT_OUT_SHOWN = 100
FILES_SHOWN = 40
"""How many of each the page lists, and up to how many the first group is open."""
MESSAGE_SHOWN = 400
"""Characters of a message or excerpt."""

_READERS = {
    "markdown": "cmark-gfm",
    "json": "its JSON Schema",
    "wordpress": "lxml",
    "html": "lxml",
}
_NAMES = {"markdown": "Markdown", "json": "JSON", "wordpress": "WordPress", "html": "HTML"}
_STANDINGS = (
    (Standing.GOOD, "verified, nothing to do"),
    (Standing.DOUBTFUL, "verified, worth a look"),
    (Standing.BROKEN, "to mend"),
    (Standing.LEFT_OUT, "left out on purpose"),
)
_RANKS = {Standing.BROKEN: 0, Standing.DOUBTFUL: 1}


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the stacked bar: how many documents stand so."""

    standing: Standing
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Folder:
    """Files written to one folder of the output: how many, and some of them."""

    name: str
    number: int
    files: Sequence[str]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Documents that were left out on purpose, for one reason."""

    title: str
    reason: str
    sources: list[str]


def page_chunks(report: RunReport) -> Iterator[str]:
    """Yield the page in chunks; its size is bounded, however many documents there are."""
    diagnostics = report.all_diagnostics()
    groups = group_diagnostics(diagnostics)
    told = [group for group in groups if not is_cleaning(group)]
    skipped = [one for one in report.documents if one.status is Status.SKIPPED]
    looks = _needing_a_look(report)
    yield from (
        _environment()
        .get_template("report.html")
        .generate(
            report=report,
            target=_NAMES.get(report.target, report.target),
            reader=_READERS.get(report.target, "another program"),
            verdict=verdict_on(report),
            shares=_shares(report),
            needing=len(looks),
            errors=of_severity(told, Severity.ERROR),
            warnings=of_severity(told, Severity.WARNING),
            infos=[group for group in of_severity(told, Severity.INFO) if _is_news(group)],
            cleaned=[group for group in groups if is_cleaning(group)],
            skipped=_left_out(skipped),
            looks=looks[:DOCUMENTS_SHOWN],
            folders=_folders(report.files),
            script=_script()[0],
            script_hash=_script()[1],
            grave=grave_diagnostics,
            link=output_link,
            many=number_of,
            short=_short,
            sentence=_sentence,
            CASES_SHOWN=CASES_SHOWN,
            OPEN_UP_TO=OPEN_UP_TO,
            PLACES_SHOWN=PLACES_SHOWN,
            DIAGNOSTICS_SHOWN=DIAGNOSTICS_SHOWN,
            LEFT_OUT_SHOWN=LEFT_OUT_SHOWN,
        )
    )


def grave_diagnostics(record: DocumentRecord) -> list[Diagnostic]:
    """Return the errors of ``record``, then its warnings."""
    errors = [item for item in record.diagnostics if item.severity is Severity.ERROR]
    return errors + [item for item in record.diagnostics if item.severity is Severity.WARNING]


def output_link(path: str) -> str:
    """Return the address of an output file, seen from the page."""
    return quote(path)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("migrator.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _script() -> tuple[str, str]:
    """Return the page's script, and its hash, by which browsers run this one and no other."""
    source = _environment().get_template("report.js").render()
    digest = hashlib.sha256(source.encode()).digest()
    return source, base64.b64encode(digest).decode()


def _shares(report: RunReport) -> list[Share]:
    counts = Counter(record.standing for record in report.documents)
    return [Share(standing, label, counts[standing]) for standing, label in _STANDINGS]


def _needing_a_look(report: RunReport) -> list[DocumentRecord]:
    """Return the documents with something to look at, the worst first."""
    chosen = [record for record in report.documents if record.standing in _RANKS]
    return sorted(
        chosen, key=lambda record: (_RANKS[record.standing], -len(grave_diagnostics(record)))
    )


def _is_news(group: Group) -> bool:
    """Return whether ``group`` says more than that a document was left out."""
    return group.code not in ("site.hidden", "pipeline.not-html")


def _left_out(skipped: Sequence[DocumentRecord]) -> list[LeftOut]:
    """Return the documents that were left out, by the reason told, the most frequent first."""
    reasons: dict[tuple[str, str], LeftOut] = {}
    for record in skipped:
        told = record.diagnostics[:1]
        key = (told[0].code, told[0].message) if told else ("", "")
        found = reasons.setdefault(key, LeftOut(explain(key[0]).title, key[1], []))
        found.sources.append(record.source)
    return sorted(reasons.values(), key=lambda one: -len(one.sources))


def _folders(files: Sequence[str]) -> list[Folder]:
    held: dict[str, list[str]] = {}
    for file in files:
        parts = PurePosixPath(file).parts
        held.setdefault(parts[0] + "/" if len(parts) > 1 else "", []).append(file)
    return [Folder(name, len(names), names[:FILES_SHOWN]) for name, names in sorted(held.items())]


def _short(text: str) -> str:
    return text if len(text) <= MESSAGE_SHOWN else text[:MESSAGE_SHOWN] + "…"


def _sentence(message: str) -> str:
    """Return a message as a sentence: messages begin small, to stand after a place."""
    first = message[:1].upper() + message[1:] if message[:1].islower() else message
    return _short(first)
