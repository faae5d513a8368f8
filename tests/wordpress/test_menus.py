"""Menus as themes write them in data files: every form read, linked, numbered, in a file."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml
from lxml import etree

from converters.wordpress.menus import Menu, read_menus
from migrator.diagnostics import Diagnostic
from tests.wordpress.test_files import NAMES, PAGE, value
from tests.wordpress.wordpress_samples import FIXTURES, SITE, convert_all, document

MINIMAL_MISTAKES = """
main:
  - title: 소개
    url: /about/
docs:
  - title: 시작
    children:
      - {title: 설치, url: /docs/install/}
      - {title: 사용, url: /docs/use/}
"""
FORMS = yaml.safe_load((FIXTURES / "menus.yml").read_text())


def read(text: str, name: str = "navigation") -> tuple[list[Menu], list[Diagnostic]]:
    told: list[Diagnostic] = []
    site = replace(SITE, data={"navigation": yaml.safe_load(text)})
    return read_menus(site, [name], told.append), told


def lines(menu: Menu) -> str:
    return "; ".join(
        f"{item.number}<{item.parent} {item.title} {item.url}{' +' * item.opens_window}"
        for item in menu.items
    )


@pytest.mark.parametrize("form", FORMS)
def test_forms(form: str) -> None:
    case = FORMS[form]
    (menu,), told = read(yaml.safe_dump(case["navigation"], sort_keys=False))
    assert (lines(menu), told) == ("; ".join(case["items"]), [])
    assert (menu.name, menu.slug) == ("Navigation", "navigation")


def test_a_file_of_several_lists_is_several_menus() -> None:
    menus, _ = read(MINIMAL_MISTAKES)
    assert [(menu.name, lines(menu)) for menu in menus] == [
        ("Main", "1<0 소개 /about/"),
        ("Docs", "1<0 시작 ; 2<1 설치 /docs/install/; 3<1 사용 /docs/use/"),
    ]


def test_a_part_of_a_file_and_the_config_can_be_named() -> None:
    (menu,), _ = read(MINIMAL_MISTAKES, "navigation.docs")
    assert (menu.slug, len(menu.items)) == ("docs", 3)
    site = replace(SITE, config={"navbar-links": {"A": "/a/"}})
    (menu,) = read_menus(site, ["navbar-links"], print)
    assert (menu.name, lines(menu)) == ("Navbar links", "1<0 A /a/")


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("[]", "navigation", ""),
        ("just text", "navigation", "wordpress.no-menu"),
        ("[]", "elsewhere", "wordpress.no-menu"),
        ("[{icon: x, n: 1}, [], 5]", "navigation", "wordpress.menu-entry"),
    ],
)
def test_what_is_no_menu_is_told(text: str, name: str, code: str) -> None:
    _, told = read(text, name)
    assert {one.code for one in told} == ({code} if code else set())


def test_entries_without_end_do_end() -> None:
    text = "&a [{title: a, children: *a}, {title: b, children: *a}]"
    (menu,), _ = read(text)
    assert len(menu.items) <= 2000


def menu_items(navigation: object, **options: str) -> list[dict[str, str]]:
    pages = [
        document(**PAGE, url="/", title="첫 화면", path="index.md", slug="index"),
        document(**PAGE, url="/docs/", title="문서", path="docs/index.md", slug="index"),
        document(**PAGE, url="/docs/a.html", title="가", path="docs/a.md", slug="a"),
        document(url="/2024/b/", title="나", aliases=("/old-b/",)),
    ]
    site = replace(SITE, data={"navigation": navigation})
    files, _ = convert_all(pages, site=site, menus="navigation", **options)
    channel = etree.fromstring(files["wordpress-menus.xml"].encode())[0]
    found = []
    for item in channel.findall("item"):
        if value(item, "wp:post_type") == "nav_menu_item":
            meta = {
                value(pair, "wp:meta_key"): value(pair, "wp:meta_value")
                for pair in item.findall("wp:postmeta", NAMES)
            }
            found.append({"id": value(item, "wp:post_id"), "title": value(item, "title"), **meta})
    return found


@pytest.mark.parametrize(
    ("url", "title", "leads_to"),
    [
        ("/", "첫 화면", "page 1"),
        ("", "", "custom #"),
        ("/base/docs", "문서", "page 2"),
        ("https://blog.example.com/base/docs/index.html", "문서", "page 2"),
        ("docs/a", "가", "page 3"),
        ("/docs/a.html#part", "A", "custom https://blog.example.com/base/docs/a.html#part"),
        ("/old-b", "나", "post 4"),
        ("/feed.xml", "Feed.xml", "custom https://blog.example.com/base/feed.xml"),
        ("https://b.example/docs/", "Docs", "custom https://b.example/docs/"),
        ("mailto:a@b.c", "A@b.c", "custom mailto:a@b.c"),
        ("#top", "#top", "custom #top"),
        ("http://[broken", "Http://[broken", "custom http://[broken"),
    ],
)
def test_items_lead_where_entries_led(url: str, title: str, leads_to: str) -> None:
    (item,) = menu_items([{"title": "x" if not url else "", "url": url}])
    kind = item["_menu_item_object"]
    target = item["_menu_item_url"] if kind == "custom" else item["_menu_item_object_id"]
    assert (item["title"], f"{kind} {target}") == (title or "x", leads_to)


def test_items_are_numbered_after_all_else() -> None:
    entries = [{"title": "a", "children": ["/docs/", {"title": "b", "url": "/c/"}]}]
    items = menu_items({"main": entries, "other": entries})
    assert [item["id"] for item in items] == ["5", "6", "7", "8", "9", "10"]
    parents = [item["_menu_item_menu_item_parent"] for item in items]
    assert parents == ["0", "5", "5", "0", "8", "8"]


@pytest.mark.parametrize("split", ["0", "1"])
def test_pages_that_menus_lead_to_stand_there_without_what_would_double(split: str) -> None:
    site = replace(SITE, data={"navigation": ["/docs/a/"]})
    pages = [
        document(**PAGE, url="/docs/", title="문서", path="docs/index.md", slug="index"),
        document(**PAGE, url="/docs/a/", title="가", path="docs/a.md", slug="a", tags=("t",)),
        document(),
    ]
    files, converter = convert_all(pages, site=site, menus="navigation", split=split)
    items = etree.fromstring(files["wordpress-menus.xml"].encode())[0].findall("item")
    assert [value(item, "title") for item in items] == ["문서", "가", "가"]
    assert [len(item.findall("wp:postmeta", NAMES)) for item in items] == [0, 0, 8]
    assert [one.code for one in converter.assembly_diagnostics][-1] == "wordpress.menus"
