"""What the sources of a site refer to: ids in other documents, files that one document shows."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from migrator.pipeline import MigrationOptions, migrate, run
from migrator.pipeline.references import References, read_references
from migrator.site.reader import load_site
from migrator.site.records import Site

CROSSINGS = Path(__file__).parents[2] / "fixtures" / "hugo" / "crossings"
FORDS = "_posts/2024-03-01-fords.md"
HAN = "_posts/2024-03-02-한강.md"


def site_of(folder: Path, **files: str) -> Path:
    """Write a site whose ``_config.yml`` is empty; double underscores in names are slashes."""
    for name, text in {"_config.yml": "{}", **files}.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def test_ids_are_found_however_the_link_is_made() -> None:
    references = read_references(load_site(CROSSINGS))
    assert references.anchors_of(FORDS) == {"1-see-the-map-first", "tools", "tools-1", "depth"}
    assert references.anchors_of("about.md") == {"us"}
    assert "건너기-배" in references.anchors_of(HAN)
    assert references.anchors_of("_guides/rivers.md") == {"fords--ferries"}


def test_files_of_one_document_are_its_own() -> None:
    own = read_references(load_site(CROSSINGS)).own
    assert own[FORDS] == {"img/ford.png", "img/stone 1.png", "files/list.pdf"}
    assert own[HAN] == {"img/ferry/ford.png"}
    assert set(own) == {FORDS, HAN}


def test_a_link_whose_document_liquid_alone_knows_may_lead_anywhere(tmp_path: Path) -> None:
    files = {"a.md": "---\n---\n[b]({{ page.next.url }}#deep)\n", "b.md": "---\n---\nb\n"}
    references = read_references(load_site(site_of(tmp_path, **files)))
    assert references.anchors_of("a.md") == references.anchors_of("b.md") == {"deep"}


def test_files_that_would_be_served_at_one_address_stay(tmp_path: Path) -> None:
    shown = "---\n---\n![a](/{}/x.png)\n"
    files = {"a.md": shown.format("one"), "b.md": shown.format("two"), "one__x.png": "1"}
    site = load_site(site_of(tmp_path, **files, **{"two__x.png": "2"}))
    assert read_references(site).own == {}


@pytest.mark.parametrize("unit", ["a#b", "{{ a }}#b ", "/x.png", "{%", "a#", "(#a)"])
def test_time_grows_with_the_text_alone(unit: str, tmp_path: Path) -> None:
    site = load_site(site_of(tmp_path, **{"a.md": "---\n---\n" + unit * (200_000 // len(unit))}))
    start = time.perf_counter()
    read_references(site)
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize(
    ("target", "is_searched"),
    [("markdown", True), ("json", False), ("wordpress", False), ("html", False)],
)
def test_sources_are_searched_only_where_the_format_needs_it(
    target: str, is_searched: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[Site] = []
    monkeypatch.setattr(run, "read_references", lambda site: searched.append(site) or References())
    migrate(CROSSINGS, target, tmp_path / "out", MigrationOptions(jobs=1))
    assert bool(searched) is is_searched


def test_output_does_not_depend_on_the_workers(tmp_path: Path) -> None:
    options = MigrationOptions(converter_options={"dialect": "hugo", "bundles": "true"}, jobs=1)
    with ThreadPoolExecutor(3) as pool:
        migrate(CROSSINGS, "markdown", tmp_path / "a", options)
        migrate(CROSSINGS, "markdown", tmp_path / "b", options, executor=pool)
    first, second = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in files}
        for name in "ab"
        for files in [[path for path in (tmp_path / name).rglob("*") if path.is_file()]]
    )
    assert first == second
    assert len(first) > 10
