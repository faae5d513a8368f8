"""The fixture sites, whole, against what real Jekyll made of them (``fixtures/sites/*.jsonl``).

What each post of the Korean news site is there for:
winter-river-festival: spacers, coloured bold before particles, a headless centred table, a bare
last line, folded scalars. bus-fare: an HTML post, a table with a head, alignment by style.
설-기차표-예매: Markdown with bold before particles and after quotes. library-night: figures, Korean
alt and file names, image as a hash. market-prices: mixed HTML and pipe tables, spans.
봄꽃-축제: highlights, font, nested bold, zero-width spacer. school-lunch: quotes, lists, dl.
youth-job-interview: bold after punctuation, a pseudo tag. weather-report: Liquid data, include.
subway-line: contents, footnote, abbreviation, math. typhoon-guide: tasks, nested lists, details.
고침과-사과: CRLF, breaks, entities. photo-walk: gallery, link preview.
night-market: plain editor HTML.
"""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from migrator import migrate
from migrator.report.records import RunReport
from migrator.verify.comparison import compare_html

SITES = Path(__file__).parents[2] / "fixtures/sites"
NAMES = ("saenal-news", "every-feature")
TARGETS = ("markdown", "json", "wordpress", "html")


def _jekyll(name: str) -> list[dict[str, object]]:
    lines = (SITES / f"{name}.jekyll.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


CASES = [(name, record) for name in NAMES for record in _jekyll(name) if "html" in record]
IDS = [f"{name}/{record['path']}" for name, record in CASES]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sites")


@cache
def _migrated(name: str, target: str, folder: Path) -> tuple[RunReport, Path]:
    output = folder / name / target
    return migrate(SITES / name, target, output), output


def _ours(name: str, path: object, folder: Path) -> dict[str, object]:
    _, output = _migrated(name, "json", folder)
    lines = (output / "documents.jsonl").read_text("utf-8").splitlines()
    found: dict[str, dict[str, object]] = {one["path"]: one for one in map(json.loads, lines)}
    return found[str(path)]


@pytest.mark.parametrize(("name", "record"), CASES, ids=IDS)
def test_the_body_is_what_jekyll_makes_of_it(
    name: str, record: dict[str, object], folder: Path
) -> None:
    ours = _ours(name, record["path"], folder)
    assert compare_html(str(record["html"]), str(ours["html"])) is None


@pytest.mark.parametrize(("name", "record"), CASES, ids=IDS)
def test_the_metadata_is_what_jekyll_makes_of_it(
    name: str, record: dict[str, object], folder: Path
) -> None:
    ours = _ours(name, record["path"], folder)
    assert ours["url"] == record["url"]
    assert ours["collection"] == record["collection"]
    for field in ("title", "layout"):
        assert (ours[field] or None) == record.get(field)
    for field in ("slug", "categories", "tags"):
        if field in record:
            assert _as_text(ours[field]) == _as_text(record[field])
    if record.get("date"):
        expected = datetime.fromisoformat(str(record["date"]))
        assert datetime.fromisoformat(str(ours["date"])) == expected
    expected_excerpt = str(record.get("excerpt_html") or "")
    assert compare_html(expected_excerpt, str(ours["excerpt_html"])) is None


def _as_text(value: object) -> object:
    """Return names as text: Jekyll keeps the numbers that YAML reads in a list of tags."""
    return list(map(str, value)) if isinstance(value, list) else value or None


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("name", NAMES)
def test_every_document_is_converted_and_reads_back(name: str, target: str, folder: Path) -> None:
    report, output = _migrated(name, target, folder)
    bad = [record for record in report.documents if not record.is_clean]
    assert not [(record.source, [str(item) for item in record.diagnostics]) for record in bad]
    written = json.loads((output / "report.json").read_text("utf-8"))
    on_disk = sorted(p.relative_to(output).as_posix() for p in output.rglob("*") if p.is_file())
    assert sorted([*written["files"], "report.html", "report.json"]) == on_disk


@pytest.mark.parametrize("target", TARGETS)
def test_the_output_does_not_depend_on_the_number_of_workers(target: str, tmp_path: Path) -> None:
    from datetime import UTC

    from migrator import MigrationOptions, ReadOptions

    read = ReadOptions(time=datetime(2024, 8, 1, tzinfo=UTC))
    outputs = []
    for jobs in (1, 2):
        output = tmp_path / str(jobs)
        options = MigrationOptions(read=read, jobs=jobs)
        migrate(_big_site(tmp_path), target, output, options)
        files = {p.relative_to(output): p.read_bytes() for p in output.rglob("*") if p.is_file()}
        outputs.append(files)
    assert outputs[0] == outputs[1]


def _big_site(folder: Path) -> Path:
    """Return a site with enough posts for a pool of workers to be used."""
    root = folder / "big"
    posts = root / "_posts"
    if not posts.exists():
        posts.mkdir(parents=True)
        for number in range(80):
            head = f"---\ntitle: 글 {number}\ntags: [t{number % 7}]\n---\n"
            text = f"{head}**굵게({number})**를 씁니다.\n"
            (posts / f"2024-01-{number % 28 + 1:02}-post-{number}.md").write_text(text, "utf-8")
    return root


def test_the_source_is_only_read(folder: Path) -> None:
    before = _state()
    _migrated("saenal-news", "markdown", folder)
    assert _state() == before


def _state() -> dict[str, tuple[int, int]]:
    return {
        str(path): (path.stat().st_mtime_ns, path.stat().st_size)
        for path in (SITES / "saenal-news").rglob("*")
    }
