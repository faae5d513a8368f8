"""Twins of Jekyll's own scenarios: small sites, and what Jekyll makes of them.

A file of ``fixtures/jekyll`` holds one rule: ``files`` of a site, and ``runs`` over it, each with
``options`` and what to ``expect``. All documents, static files, hidden documents and warnings
must be those named; of a document, the fields that are given. ``docs/jekyll-scenarios.md`` tells
which of Jekyll's scenarios each twin stands for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml

from migrator.diagnostics import Diagnostic, Severity
from migrator.model.document import Document
from migrator.pipeline.building import DocumentBuilder
from migrator.site.reader import ReadOptions, load_site
from migrator.site.records import Site, SourceDocument
from migrator.verify.comparison import compare_html
from tests.site.helpers import NOW, write_files

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "fixtures" / "jekyll"
TABLE = ROOT / "docs" / "jekyll-scenarios.md"
SCENARIOS = 289
TWINS = {
    path.relative_to(FIXTURES).with_suffix("").as_posix(): path for path in FIXTURES.rglob("*.yml")
}
READ_OPTIONS = ("drafts", "future", "unpublished", "settings")
ALWAYS_TOLD = "site.timezone"
_FEATURE = re.compile(r"^### (\w+)$", re.MULTILINE)
_ROW = re.compile(r"^\| (\d+) \| (.+) \|$", re.MULTILINE)
_TOTAL = re.compile(r"^\| (\w+|\*\*all\*\*) \| (\d+) \| (\d+) \| (\d+) \|$", re.MULTILINE)
_REASON = re.compile(r"^\| ([\w ]+) \| (?:what|files|Ruby) ", re.MULTILINE)

Run: TypeAlias = Mapping[str, Any]


def _runs() -> list[object]:
    found: list[object] = []
    for name, path in sorted(TWINS.items()):
        twin = yaml.safe_load(path.read_text(encoding="utf-8"))
        for number, run in enumerate(twin["runs"], start=1):
            found.append(pytest.param(twin["files"], run, id=f"{name}-{number}"))
    return found


@pytest.mark.parametrize(("files", "run"), _runs())
def test_twin(files: Mapping[str, str], run: Run, tmp_path: Path) -> None:
    expected = run["expect"]
    unwritten = expected.get("unwritten", ())
    found: list[Diagnostic] = []
    options = run.get("options", {})
    site = _read(write_files(tmp_path, files), options, found)
    builder = DocumentBuilder(site, layouts=options.get("layouts", ""))
    built = {source.path: builder.build(source, found.append) for source in site.documents}
    assert _kept(site) == {
        "documents": sorted(set(expected["documents"]) - set(unwritten)),
        "unwritten": sorted(unwritten),
        "hidden": expected.get("hidden", {}),
        "static": expected.get("static", {}),
    }
    for path, fields in expected["documents"].items():
        _check(site.index.documents_by_path[path], built[path], fields)
    assert _told(found) == expected.get("diagnostics", [])


def _read(root: Path, options: Mapping[str, Any], found: list[Diagnostic]) -> Site:
    chosen = {name: options[name] for name in READ_OPTIONS if name in options}
    return load_site(
        root / options.get("root", "."),
        ReadOptions(
            config_files=[root / name for name in options.get("config_files", ())],
            time=None if "own_time" in options else NOW,
            **chosen,
        ),
        found.append,
    )


def _kept(site: Site) -> dict[str, object]:
    return {
        "documents": sorted(one.path for one in site.documents if one.written),
        "unwritten": sorted(one.path for one in site.documents if not one.written),
        "hidden": {document.path: reason for document, reason in site.hidden},
        "static": {file.path: file.url for file in site.static_files if file.written},
    }


def _check(source: SourceDocument, document: Document, fields: Mapping[str, object]) -> None:
    plain = {
        "url": document.url,
        "output": source.output_path,
        "title": document.title,
        "slug": document.slug,
        "date": document.date.isoformat() if document.date else None,
        "categories": list(document.categories),
        "tags": list(document.tags),
        "collection": document.collection,
        "draft": document.draft,
        "layout": document.layout,
    }
    html = {"html": document.html, "excerpt": document.excerpt_html}
    assert {name: plain[name] for name in fields if name not in html} == {
        name: value for name, value in fields.items() if name not in html
    }
    for name in fields.keys() & html.keys():
        _check_text(source, html[name], str(fields[name]))


def _check_text(source: SourceDocument, text: str, expected: str) -> None:
    if source.output_path.endswith(".html"):
        difference = compare_html(text, expected)
        assert difference is None, f"{source.path}: {difference}"
    else:
        assert text.strip() == expected


def _told(found: list[Diagnostic]) -> list[str]:
    told = {
        f"{one.code} {one.path}:{one.line}"
        for one in found
        if one.severity is not Severity.INFO and one.code != ALWAYS_TOLD
    }
    return sorted(told)


def _table() -> Mapping[str, Mapping[int, str]]:
    """Return what the table says of each scenario, by feature and line."""
    text = TABLE.read_text(encoding="utf-8").partition("## Scenarios")[2]
    parts = _FEATURE.split(text)[1:]
    return {
        feature: {int(line): said for line, said in _ROW.findall(rows)}
        for feature, rows in zip(parts[::2], parts[1::2], strict=True)
    }


def _twins_in(said: str) -> list[str]:
    return re.findall(r"`([^`]+)`", said)


def test_every_scenario_has_a_twin_or_a_known_reason() -> None:
    reasons = set(_REASON.findall(TABLE.read_text(encoding="utf-8")))
    assert reasons
    for rows in _table().values():
        for said in rows.values():
            assert _twins_in(said) or said in reasons


def test_twins_of_the_table_are_those_there_are() -> None:
    named = {
        twin for rows in _table().values() for said in rows.values() for twin in _twins_in(said)
    }
    assert named == set(TWINS)


def test_counts_of_the_table_add_up() -> None:
    counted = {}
    for feature, rows in _table().items():
        covered = sum(1 for said in rows.values() if _twins_in(said))
        counted[feature] = (len(rows), covered, len(rows) - covered)
    sums = Counter[int]()
    for numbers in counted.values():
        sums.update(dict(enumerate(numbers)))
    counted["**all**"] = (sums[0], sums[1], sums[2])
    written = {
        feature: (int(scenarios), int(covered), int(rest))
        for feature, scenarios, covered, rest in _TOTAL.findall(TABLE.read_text(encoding="utf-8"))
    }
    assert written == counted
    assert sums[0] == SCENARIOS
