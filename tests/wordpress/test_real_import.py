"""The fixture sites imported into a real WordPress: what it holds and shows is what the model says.

Needs WordPress, MariaDB and PHP (Debian's packages do) and an importer: see ``make wordpress``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from migrator.diagnostics import ignore
from migrator.kramdown import to_html
from migrator.model.document import Document
from migrator.pipeline import MigrationOptions, migrate
from migrator.pipeline.building import DocumentBuilder
from migrator.site.reader import ReadOptions, load_site
from tests.peers.wordpress import real_site
from tests.peers.wordpress.comparison import (
    NAMES,
    differences,
    held,
    read_files,
    shown_differences,
)
from tests.peers.wordpress.real_site import Import, WordPress, real_wordpress

FIXTURES = Path(__file__).parents[2] / "fixtures"
SITES = FIXTURES / "sites"
NAMED = sorted(folder.name for folder in SITES.iterdir() if folder.is_dir())
SHARED = FIXTURES / "wordpress" / "shared-images"
REASON = real_site.missing()
ZONE = "Asia/Seoul"

pytestmark = [
    pytest.mark.skipif(bool(REASON), reason=f"no real WordPress: {REASON}"),
    pytest.mark.xdist_group("wordpress"),
]


@dataclass(frozen=True, slots=True)
class Converted:
    """A fixture site converted: its files, its documents, where its media come from."""

    files: list[Path]
    documents: dict[str, Document]
    media: dict[str, Path]


@pytest.fixture(scope="module")
def wordpress() -> Iterator[WordPress]:
    with real_wordpress() as running:
        yield running


def converted(name: str | Path, output: Path, **options: str) -> Converted:
    read = ReadOptions(timezone=ZONE)
    named = {key.replace("_", "-"): value for key, value in options.items()}
    migrate(
        SITES / name, "wordpress", output, MigrationOptions(read, converter_options=named, jobs=1)
    )
    files = sorted(output.glob("*.xml"))
    site = load_site(SITES / name, read, ignore, to_html)
    builder = DocumentBuilder(site, styles="shown")
    documents = {one.path: builder.build(one, ignore) for one in site.documents}
    home = etree.parse(files[0]).findtext("channel/wp:base_blog_url", "", NAMES)
    return Converted(files, documents, {home: SITES / name})


def without_ids(found: Import) -> list[dict[str, object]]:
    """Return the posts of ``found`` without what only counts: ids, and repeats of meta."""
    bare: list[dict[str, object]] = []
    for post in sorted(found.posts, key=lambda one: (one["type"], one["date"], one["title"])):
        kept = {key: value for key, value in post.items() if key not in ("id", "parent", "link")}
        keys = {pair[0] for pair in post["meta"] if not pair[0].startswith("_oembed")}
        bare.append({**kept, "meta": sorted(keys)})
    return bare


@pytest.mark.parametrize("markup", ["blocks", "classic"])
@pytest.mark.parametrize("name", NAMED)
def test_what_wordpress_holds_is_what_the_model_says(
    name: str, markup: str, wordpress: WordPress, tmp_path: Path
) -> None:
    site = converted(name, tmp_path / "out", markup=markup)
    expected = read_files(site.files)
    found = wordpress.site(ZONE).load(site.files, site.media)
    assert differences(expected, found) == []
    shown = shown_differences(site.documents, expected, found)
    assert len(shown) == sum(post["type"] != "attachment" for post in found.posts)
    assert {path: lines for path, lines in shown.items() if lines} == {}


@pytest.mark.parametrize("name", NAMED)
def test_the_same_file_twice_changes_nothing(
    name: str, wordpress: WordPress, tmp_path: Path
) -> None:
    site = converted(name, tmp_path / "out")
    running = wordpress.site(ZONE)
    first = running.load(site.files, site.media)
    second = running.load(site.files, site.media)
    assert without_ids(second) == without_ids(first)
    assert (second.terms, second.authors) == (first.terms, first.authors)
    assert differences(read_files(site.files), second) == []


@pytest.mark.parametrize("size", ["1", "2", "3"])
@pytest.mark.parametrize("name", [*NAMED, SHARED])
def test_parts_give_what_one_file_gives(
    name: str | Path, size: str, wordpress: WordPress, tmp_path: Path
) -> None:
    whole = converted(name, tmp_path / "whole")
    parts = converted(name, tmp_path / "parts", split=size)
    assert len(parts.files) > 2
    one = wordpress.site(ZONE).load(whole.files, whole.media)
    many = wordpress.site(ZONE).load(parts.files, parts.media)
    assert held(many) == held(one)
    assert {(key["taxonomy"], key["slug"]) for key in many.terms} == {
        (key["taxonomy"], key["slug"]) for key in one.terms
    }
    expected = read_files(parts.files)
    assert differences(expected, many) == []
    shown = shown_differences(parts.documents, expected, many)
    assert {path: lines for path, lines in shown.items() if lines} == {}
