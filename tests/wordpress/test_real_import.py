"""The fixture sites imported into a real WordPress: what it holds and shows is what the model says.

Needs WordPress, MariaDB and PHP (Debian's packages do) and an importer: see ``make wordpress``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import ndiff
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from converters.wordpress.import_once import IMPORT_ONCE_NAME
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
KINDS = FIXTURES / "wordpress" / "kinds"
SHARED = FIXTURES / "wordpress" / "shared-images"
AGAIN = FIXTURES / "wordpress" / "again"
"""A site with what WordPress does not know again by itself."""
MARKET = FIXTURES / "wordpress" / "market-town"
EXPORTS: Mapping[str | Path, Path] = {MARKET: MARKET.with_name("market-town.disqus.xml")}
MARKET_OPTIONS = {
    "menus": "navigation,footer_links",
    "taxonomies": "series,topics=topic",
    "collections": "recipes=recipe",
}
AGAIN_OPTIONS = {
    **MARKET_OPTIONS,
    "meta": "all",
    "seo": "yoast",
}
SEO_META = {
    "yoast": {
        "_yoast_wpseo_title": r"장날 & 장터 \ 이야기",
        "_yoast_wpseo_metadesc": '닷새마다 "서는" 장',
        "_yoast_wpseo_canonical": "https://old.example.org/jang?a=1&b=2",
        "_yoast_wpseo_focuskw": "장날",
        "_yoast_wpseo_meta-robots-noindex": "1",
    },
    "rank-math": {
        "rank_math_title": r"장날 & 장터 \ 이야기",
        "rank_math_description": '닷새마다 "서는" 장',
        "rank_math_canonical_url": "https://old.example.org/jang?a=1&b=2",
        "rank_math_focus_keyword": "장날",
        "rank_math_robots": 'a:1:{i:0;s:7:"noindex";}',
    },
}
REASON = real_site.missing()
ZONE = "Asia/Seoul"

pytestmark = pytest.mark.skipif(bool(REASON), reason=f"no real WordPress: {REASON}")


@dataclass(frozen=True, slots=True)
class Converted:
    """A fixture site converted: its files, its documents, where its media come from.

    The menus' file is the last; ``plugins`` are for the site it goes to.
    """

    files: list[Path]
    plugins: list[Path]
    documents: dict[str, Document]
    media: dict[str, Path]


@pytest.fixture(scope="module")
def wordpress() -> Iterator[WordPress]:
    with real_wordpress() as running:
        yield running


@pytest.fixture(scope="module")
def newest() -> Iterator[WordPress]:
    if not (real_site.NEWEST / "wp-load.php").is_file():
        pytest.skip(f"no WordPress at {real_site.NEWEST}")
    with real_wordpress(real_site.NEWEST) as running:
        yield running


def converted(
    name: str | Path, output: Path, disqus: Path | None = None, **options: str
) -> Converted:
    read = ReadOptions(timezone=ZONE, disqus=disqus)
    named = {key.replace("_", "-"): value for key, value in options.items()}
    migrate(
        SITES / name, "wordpress", output, MigrationOptions(read, converter_options=named, jobs=1)
    )
    files = sorted(output.glob("*.xml"), key=lambda file: ("menus" in file.name, file.name))
    site = load_site(SITES / name, read, ignore, to_html)
    builder = DocumentBuilder(site, styles="shown")
    documents = {one.path: builder.build(one, ignore) for one in site.documents}
    home = etree.parse(files[0]).findtext("channel/wp:base_blog_url", "", NAMES)
    return Converted(files, sorted(output.glob("*.php")), documents, {home: SITES / name})


@pytest.mark.parametrize("markup", ["blocks", "classic"])
@pytest.mark.parametrize("name", [*NAMED, KINDS])
def test_what_wordpress_holds_is_what_the_model_says(
    name: str | Path, markup: str, wordpress: WordPress, tmp_path: Path
) -> None:
    site = converted(name, tmp_path / "out", markup=markup)
    hold_and_show(site, wordpress.site(ZONE).load(site.files, site.media))


@pytest.mark.parametrize(
    "options",
    [
        {"wordpress_version": "6.1"},
        {"wordpress_version": "6.9"},
        {"wordpress_version": "6.9", "math": "mathml"},
        {"markup": "classic", "math": "mathml"},
    ],
    ids=lambda options: "-".join(options.values()),
)
@pytest.mark.parametrize("name", [*NAMED, KINDS])
def test_the_newest_wordpress_holds_it_too(
    name: str | Path, options: dict[str, str], newest: WordPress, tmp_path: Path
) -> None:
    site = converted(name, tmp_path / "out", **options)
    found = newest.site(ZONE).load(site.files, site.media)
    assert tuple(map(int, found.wordpress.split(".")[:2])) >= (6, 9)
    hold_and_show(site, found)


def hold_and_show(site: Converted, found: Import) -> None:
    """Assert that a WordPress holds all that the files say, and shows what the model says."""
    expected = read_files(site.files)
    assert differences(expected, found) == []
    shown = shown_differences(site.documents, expected, found)
    assert len(shown) == sum(post["type"] != "attachment" for post in found.posts)
    assert {path: lines for path, lines in shown.items() if lines} == {}


@pytest.mark.parametrize(
    "options", [{"markup": "blocks"}, {"markup": "classic"}, {"wordpress_version": "6.9"}]
)
def test_wordpress_shows_mathml_as_it_was(
    options: dict[str, str], wordpress: WordPress, tmp_path: Path
) -> None:
    site = converted(KINDS, tmp_path / "out", math="mathml", **options)
    expected = read_files(site.files)
    found = wordpress.site(ZONE).load(site.files, site.media)
    assert differences(expected, found) == []
    (post,) = (post for post in found.posts if post["title"] == "Mathematics")
    source = (KINDS / "_posts" / "2024-01-06-math.md").read_text()
    assert post["content"].count('encoding="application/x-tex"') == source.count("$$") // 2
    shown = shown_differences(site.documents, expected, found)
    assert shown["_posts/2024-01-06-math.md"] == []


@pytest.mark.parametrize("split", ["0", "2"])
@pytest.mark.parametrize("name", [*NAMED, AGAIN, MARKET, SHARED])
def test_the_same_files_again_change_nothing(
    name: str | Path, split: str, wordpress: WordPress, tmp_path: Path
) -> None:
    options = {**AGAIN_OPTIONS, "split": split}
    site = converted(name, tmp_path / "out", EXPORTS.get(name), **options)
    running = wordpress.site(ZONE, site.plugins)
    first = running.load(site.files, site.media)
    before = running.rows()
    second = running.load(site.files, site.media)
    assert changes(before, running.rows()) == []
    assert (held(second), second.menus) == (held(first), first.menus)
    assert len(before["wp_postmeta"]) > len(first.posts)


def changes(before: Mapping[str, list[str]], after: Mapping[str, list[str]]) -> list[str]:
    """Return the lines of a site's tables that one of two dumps has."""
    lines = []
    for table in {**before, **after}:
        compared = ndiff(before.get(table, []), after.get(table, []))
        lines += [f"{table} {line}" for line in compared if line[0] in "+-"]
    return lines


@pytest.mark.parametrize("name", [AGAIN, MARKET])
def test_a_first_import_is_the_same_with_the_plugin_and_without(
    name: Path, wordpress: WordPress, tmp_path: Path
) -> None:
    site = converted(name, tmp_path / "out", EXPORTS.get(name), **AGAIN_OPTIONS)
    with_it = wordpress.site(ZONE, site.plugins).load(site.files, site.media)
    types = [plugin for plugin in site.plugins if plugin.name != IMPORT_ONCE_NAME]
    without = wordpress.site(ZONE, types).load(site.files, site.media)
    assert held(with_it) == held(without)
    assert (with_it.terms, with_it.menus) == (without.terms, without.menus)


def test_what_a_second_import_does_without_the_plugin(wordpress: WordPress, tmp_path: Path) -> None:
    """It is what the checklist says."""
    site = converted(AGAIN, tmp_path / "out", **AGAIN_OPTIONS)
    running = wordpress.site(ZONE)
    first = running.load(site.files, site.media)
    second = running.load(site.files, site.media)
    titles = [post["title"] for post in first.posts]
    assert [post["title"] for post in second.posts] == [*titles, 'C:\\골목\\지도 & "따옴표"']
    assert (second.terms, second.authors) == (first.terms, first.authors)
    for one, other in zip(first.posts, second.posts, strict=False):
        kept = {key: value for key, value in other.items() if key not in ("meta", "comments")}
        assert kept.items() <= one.items()
        assert set(map(tuple, other["meta"])) == set(map(tuple, one["meta"]))
    (wall,) = (post for post in second.posts if post["title"] == "담장")
    assert [one["author"] for one in wall["comments"]] == ["재호 &amp; 미나"] * 2
    assert [len(menu["items"]) for menu in (*first.menus, *second.menus)] == [3, 6]


def market(output: Path, **options: str) -> Converted:
    return converted(MARKET, output, EXPORTS[MARKET], **{**MARKET_OPTIONS, **options})


@pytest.mark.parametrize(("split", "seo"), [("0", "yoast"), ("2", "rank-math")])
def test_menus_taxonomies_types_and_comments(
    split: str, seo: str, wordpress: WordPress, tmp_path: Path
) -> None:
    site = market(tmp_path / "out", split=split, seo=seo)
    running = wordpress.site(ZONE, site.plugins)
    found = running.load(site.files)
    expected = read_files(site.files)
    assert [line for line in found.told if "Failed" in line or "skipped" in line] == []
    assert differences(expected, found) == []
    shown = shown_differences(site.documents, expected, found)
    assert {path: lines for path, lines in shown.items() if lines} == {}
    (post,) = (post for post in found.posts if post["title"] == "장날")
    assert dict(post["meta"]).items() >= SEO_META[seo].items()
    assert [one["author"] for one in post["comments"]] == ["미나", "미나", "O'Brien"]
    assert {(one["taxonomy"], one["name"]) for one in post["terms"]} == {
        ("category", "소식"),
        ("series", "장터 이야기"),
        *(("topic", name) for name in ("C++", "C#", "서울")),
    }
    assert [menu["name"] for menu in found.menus] == ["Docs", "Footer links", "Main"]
    assert menu_lines(found.menus[2]) == [
        "1 <0 첫 화면 -> page 첫 화면",
        "2 <0 안내 & 도움 -> page 안내",
        "3 <2 시작 -> page 시작",
        "4 <3 설치 -> https://jangteo.example.org/blog/guide/start.html#install",
        "5 <2 저장소 -> https://git.example.com/jangteo _blank",
        "6 <0 두부찌개 -> recipe 두부찌개",
    ]
    assert menu_lines(found.menus[0]) == [
        "1 <0 읽을거리 -> #",
        "2 <1 장날 -> post 장날",
        "3 <1 Tags -> https://jangteo.example.org/blog/tags/#장",
    ]
    assert menu_lines(found.menus[1]) == [
        "1 <0 만든 이 -> https://maker.example.com/?a=1&b=2",
        "2 <0 소개 -> page 소개",
    ]


def menu_lines(menu: Mapping[str, Any]) -> list[str]:
    lines = []
    for number, item in enumerate(menu["items"], 1):
        leads = f"{item['type']} {item['object']}" if item["object"] else item["url"]
        lines.append(f"{number} <{item['parent']} {item['title']} -> {leads} {item['target']}")
    return [line.strip() for line in lines]


def test_menus_first_make_no_difference(wordpress: WordPress, tmp_path: Path) -> None:
    site = market(tmp_path / "out")
    last = wordpress.site(ZONE, site.plugins).load(site.files)
    first = wordpress.site(ZONE, site.plugins).load(site.files[::-1])
    assert held(first) == held(last)
    assert first.menus == last.menus


@pytest.mark.parametrize(("size", "with_plugin"), [("1", True), ("3", False)])
@pytest.mark.parametrize("name", [*NAMED, SHARED])
def test_parts_give_what_one_file_gives(
    name: str | Path, size: str, with_plugin: bool, wordpress: WordPress, tmp_path: Path
) -> None:
    whole = converted(name, tmp_path / "whole")
    parts = converted(name, tmp_path / "parts", split=size)
    assert len(parts.files) > 2
    one = wordpress.site(ZONE).load(whole.files, whole.media)
    plugins = parts.plugins if with_plugin else []
    many = wordpress.site(ZONE, plugins).load(parts.files, parts.media)
    assert [line for line in many.told if "Failed" in line] == []
    assert held(many) == held(one)
    assert {(key["taxonomy"], key["slug"]) for key in many.terms} == {
        (key["taxonomy"], key["slug"]) for key in one.terms
    }
    expected = read_files(parts.files)
    assert differences(expected, many) == []
    shown = shown_differences(parts.documents, expected, many)
    assert {path: lines for path, lines in shown.items() if lines} == {}
