"""Whole files: what an importer reads, ids and links between items, parts, terms, authors."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

from converters.base import Piece
from converters.wordpress import WordPressConverter
from migrator.diagnostics import Diagnostic
from migrator.model.document import Asset, Author, Comment, Document
from migrator.model.nodes import Body, Image, Link, Paragraph, Text
from migrator.verify.wxr_lint import check_wxr
from tests.wordpress.wordpress_samples import SITE, convert_all, document

ROOT = Path(__file__).parents[2]
NAMES = {
    "wp": "http://wordpress.org/export/1.2/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
}
DATE = datetime(2024, 8, 1, tzinfo=UTC)
PAGE = {"collection": "pages", "date": None}


def items_of(text: str) -> list[etree._Element]:
    return etree.fromstring(text.encode()).findall("channel/item")


def value(item: etree._Element, name: str) -> str:
    return item.findtext(name, "", NAMES)


def column(text: str, name: str) -> list[str]:
    return [value(item, name) for item in items_of(text)]


REMARKS = {"wxr.no-category", "wxr.file-name"}
"""What nobody can mend in a file."""


def lint(files: dict[str, str], folder: Path) -> list[str]:
    found: list[Diagnostic] = []
    for name, text in files.items():
        (folder / name).write_text(text)
        found += check_wxr(folder / name, datetime(2025, 1, 1, tzinfo=UTC))
    return [str(one) for one in found if one.code not in REMARKS]


def only(files: dict[str, str]) -> str:
    assert list(files) == ["wordpress.xml"]
    return files["wordpress.xml"]


def test_the_head_names_the_site() -> None:
    channel = etree.fromstring(only(convert_all([document()])[0]).encode())[0]
    assert channel.findtext("title") == "우리 & 사이트"
    assert channel.findtext("description") == "]]> <b>"
    assert channel.findtext("wp:wxr_version", "", NAMES) == "1.2"
    assert channel.findtext("wp:base_site_url", "", NAMES) == "https://blog.example.com"
    assert channel.findtext("wp:base_blog_url", "", NAMES) == "https://blog.example.com/base"


def test_fields_of_a_post(tmp_path: Path) -> None:
    post = document(
        title="  a \\ ]]> & <b> 😀 ",
        excerpt_html="<p>짧게</p>",
        excerpt_is_explicit=True,
        aliases=("/old/", "/older/"),
        data={"sticky": True, "comments": False, "order": 4, "mood": "s:5", "n": [1, "가"]},
    )
    files, _ = convert_all([post], meta="mood n absent")
    (item,) = items_of(only(files))
    assert value(item, "title") == "a \\ ]]> & <b> 😀"
    assert value(item, "wp:post_date") == "2024-07-22 01:30:00"
    assert value(item, "wp:post_date_gmt") == "2024-07-21 16:30:00"
    assert value(item, "excerpt:encoded") == "<p>짧게</p>"
    assert value(item, "wp:is_sticky") == "1"
    assert value(item, "wp:comment_status") == "closed"
    assert value(item, "wp:menu_order") == "4"
    meta = [tuple(one.text for one in pair) for pair in item.findall("wp:postmeta", NAMES)]
    assert ("_jekyll_url", "/2024/07/22/alliance/") in meta
    assert ("_jekyll_redirect_from", "/older/") in meta
    assert ("mood", 's:3:"s:5";') in meta
    assert ("n", '[1, "가"]') in meta
    (told,) = lint(files, tmp_path)
    assert "wxr.title-backslash" in told


def test_an_excerpt_that_jekyll_made_is_left_to_wordpress() -> None:
    files, _ = convert_all([document(excerpt_html="<p>x</p>")])
    assert column(only(files), "excerpt:encoded") == [""]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, "publish"),
        ({"draft": True}, "draft"),
        ({"published": False}, "private"),
        ({"date": datetime(2031, 1, 1, tzinfo=UTC)}, "future"),
    ],
)
def test_status(fields: dict[str, object], status: str) -> None:
    assert column(only(convert_all([document(**fields)])[0]), "wp:status") == [status]


def test_equal_posts_are_kept_apart(tmp_path: Path) -> None:
    titles = ["Café", "CAFE ", "ｃａｆé", "Café\u200b", "は", "ハ"]
    posts = [document(title=title, path=f"_posts/{n}.md") for n, title in enumerate(titles)]
    files, converter = convert_all(posts)
    dates = column(only(files), "wp:post_date")
    assert len(set(dates[:4])) == 4
    assert len(set(dates[4:])) == 2
    assert all(date.startswith("2024-07-22 01:30:0") for date in dates)
    codes = [found.code for found in converter.assembly_diagnostics]
    assert codes.count("wordpress.date-changed") == 4
    assert lint(files, tmp_path) == []


def test_a_day_is_not_left_for_a_second() -> None:
    date = datetime(2024, 7, 22, 14, 59, 59, tzinfo=UTC)
    files, _ = convert_all([document(date=date), document(date=date)])
    assert column(only(files), "wp:post_date") == ["2024-07-22 23:59:59", "2024-07-22 23:59:58"]


def test_an_empty_title_and_an_empty_date_get_values(tmp_path: Path) -> None:
    files, _ = convert_all([document(title="", **PAGE, url="/about-us.html", slug="about-us")])
    (item,) = items_of(only(files))
    assert value(item, "title") == "About us"
    assert value(item, "wp:post_date") == "2000-01-01 09:00:00"
    assert lint(files, tmp_path) == []


@pytest.mark.parametrize(
    ("slug", "written"),
    [
        ("한글-글", "%ed%95%9c%ea%b8%80-%ea%b8%80"),
        ("C++ & a_b.c", "c-a_b-c"),
        ("Café", "cafe"),
        ("feed", "feed-2"),
        ("2024", "2024"),
    ],
)
def test_post_slugs(slug: str, written: str, tmp_path: Path) -> None:
    files, _ = convert_all([document(slug=slug)])
    assert column(only(files), "wp:post_name") == [written]
    assert lint(files, tmp_path) == []


def test_long_slugs_are_cut_at_a_character_and_stay_apart(tmp_path: Path) -> None:
    posts = [document(slug="가" * 60 + end, title=end, path=end) for end in "나다"]
    files, _ = convert_all(posts)
    first, second = column(only(files), "wp:post_name")
    assert first == "%ea%b0%80" * 22
    assert second == "%ea%b0%80" * 22 + "-2" or len(second) <= 200
    assert first != second
    assert lint(files, tmp_path) == []


def test_pages_find_their_parents(tmp_path: Path) -> None:
    urls = ["/", "/docs/setup/linux.html", "/docs/", "/docs/setup/", "/404.html", "/lone/x/"]
    pages = [document(**PAGE, url=url, title=url, path=url, slug="index") for url in urls]
    files, _ = convert_all(pages)
    text = only(files)
    numbers = dict(zip(column(text, "wp:post_id"), column(text, "title"), strict=True))
    parents = [numbers.get(number, "") for number in column(text, "wp:post_parent")]
    found = zip(column(text, "title"), column(text, "wp:post_name"), parents, strict=True)
    assert sorted(found) == [
        ("/", "home", ""),
        ("/404.html", "404-2", ""),
        ("/docs/", "docs", ""),
        ("/docs/setup/", "setup", "/docs/"),
        ("/docs/setup/linux.html", "linux", "/docs/setup/"),
        ("/lone/x/", "x", ""),
    ]
    order = column(text, "title")
    assert order.index("/docs/") < order.index("/docs/setup/") < order.index(urls[1])
    assert lint(files, tmp_path) == []


def test_collections_become_the_types_asked_for() -> None:
    documents = [document(collection=name, path=name) for name in ("posts", "recipes", "notes")]
    files, _ = convert_all(documents, collections="recipes=recipe")
    assert column(only(files), "wp:post_type") == ["post", "recipe", "page"]


def test_terms_that_wordpress_would_merge_stay_apart(tmp_path: Path) -> None:
    tags = ("C", "C++", "C#", ".net", "net", "R&D", "a<b>c", "a\\b", "😀", "서울", "Ruby", "ruby")
    files, _ = convert_all([document(tags=tags)])
    (item,) = items_of(only(files))
    names = {term.get("nicename"): term.text for term in item.findall("category")}
    assert len(names) == len(tags)
    assert names["c-plus-plus"] == "C++"
    assert names["c-sharp"] == "C#"
    assert names["dot-net"] == ".net"
    assert names["r-and-d"] == "R&D"
    assert names["ruby-2"] == "ruby"
    assert lint(files, tmp_path) == []


def test_nested_categories_name_parents_first(tmp_path: Path) -> None:
    posts = [document(categories=("Tech", "Web")), document(categories=("Life", "Web"), title="b")]
    files, _ = convert_all([posts[0], replace(posts[1], slug="b")], categories="nested")
    channel = etree.fromstring(only(files).encode())[0]
    declared = [
        (value(one, "wp:category_nicename"), value(one, "wp:category_parent"))
        for one in channel.findall("wp:category", NAMES)
    ]
    assert declared == [("tech", ""), ("web", "tech"), ("life", ""), ("web-2", "life")]
    assert lint(files, tmp_path) == []


def test_authors_get_logins(tmp_path: Path) -> None:
    authors = [
        Author("mina", "미나", "m@x.com"),
        Author("김준", "김준", "joon@x.com"),
        Author("o'Brien José", "O", "m@x.com"),
        Author("박", "박"),
        Author("mina", "미나"),
    ]
    posts = [
        document(authors=(author,), title=str(n), slug=str(n), path=str(n))
        for n, author in enumerate(authors)
    ]
    files, _ = convert_all(posts)
    logins = column(only(files), "dc:creator")
    assert logins == ["mina", "joon", "obrien jose", "author", "mina"]
    assert lint(files, tmp_path) == []


def _with_image(url: str, *links: str) -> Body:
    linked = (Link(link, (Text("x"),)) for link in links)
    return Body((Paragraph((Image(url, "a"),)), Paragraph((Text("y"), *linked))))


def test_assets_become_attachments(tmp_path: Path) -> None:
    asset = Asset("assets/사진 1.png", "/base/assets/%EC%82%AC%EC%A7%84%201.png", "바다", True)
    body = _with_image("/base/assets/%EC%82%AC%EC%A7%84%201.png")
    files, _ = convert_all([document(body=body, assets=(asset,), slug="사진-1")])
    attachment, post = items_of(only(files))
    url = "https://blog.example.com/base/assets/사진%201.png"
    assert value(attachment, "wp:attachment_url") == url
    assert url in value(post, "content:encoded")
    assert value(attachment, "wp:post_parent") == value(post, "wp:post_id") == "1"
    assert value(attachment, "wp:post_name") != value(post, "wp:post_name")
    meta = {pair[0].text: pair[1].text for pair in attachment.findall("wp:postmeta", NAMES)}
    assert meta["_wp_attachment_image_alt"] == "바다"
    assert meta["_wp_attached_file"] == "2024/07/사진%201.png"
    thumbnail = {pair[0].text: pair[1].text for pair in post.findall("wp:postmeta", NAMES)}
    assert thumbnail["_thumbnail_id"] == value(attachment, "wp:post_id")
    assert lint(files, tmp_path) == []


def test_no_attachment_spoils_another_address(tmp_path: Path) -> None:
    assets = (Asset("a.png", "/base/a.png"), Asset("ab.png", "/base/ab.png"))
    body = _with_image("/base/a.png", "/base/about/", "/base/ab.png", "/base/a.svg")
    files, _ = convert_all([document(body=body, assets=assets)])
    urls = column(only(files), "wp:attachment_url")
    assert urls[:2] == [
        "https://blog.example.com/base/././a.png",
        "https://blog.example.com/base/./ab.png",
    ]
    assert 'src="https://blog.example.com/base/././a.png"' in only(files)
    assert lint(files, tmp_path) == []


def test_files_that_wordpress_refuses_are_told() -> None:
    assets = (
        Asset("a.svg", "/base/a.svg"),
        Asset("LICENSE", "/base/LICENSE"),
        Asset("favicon.ico", "/base/favicon.ico"),
    )
    piece = WordPressConverter(SITE, {}).convert(document(assets=assets))
    assert [found.code for found in piece.diagnostics] == ["wordpress.refused-type"] * 3
    assert piece.assets == ()


def test_media_are_fetched_from_where_they_are_served() -> None:
    asset = Asset("a.png", "/base/a.png")
    files, _ = convert_all(
        [document(body=_with_image("/base/a.png"), assets=(asset,))],
        media_url="https://old.example.org/files",
    )
    assert 'src="https://old.example.org/files/a.png"' in only(files)
    assert column(only(files), "wp:attachment_url")[0] == "https://old.example.org/files/a.png"


def test_each_part_stands_by_itself(tmp_path: Path) -> None:
    asset = Asset("a.png", "/base/a.png", featured=True)
    parent = document(**PAGE, url="/docs/", title="docs", path="docs")
    child = document(
        **PAGE, url="/docs/x/", title="x", path="x", tags=("C#",), assets=(asset,),
        authors=(Author("mina", "미나"),),
    )  # fmt: skip
    files, _ = convert_all([parent, document(), child], split="2")
    assert sorted(files) == ["wordpress-1.xml", "wordpress-2.xml"]
    assert column(files["wordpress-1.xml"], "title") == ["docs", "동맹"]
    assert column(files["wordpress-2.xml"], "title") == ["a", "docs", "x"]
    assert lint(files, tmp_path) == []


def test_characters_that_xml_cannot_hold_are_told() -> None:
    post = document(title="a\x0bb\ud800", body=Body((Paragraph((Text("x\x01\ufffey"),)),)))
    files, _ = convert_all([post])
    assert column(only(files), "title") == ["a b"]
    piece = WordPressConverter(SITE, {}).convert(post)
    assert {found.code for found in piece.diagnostics} == {"wordpress.characters-dropped"}


def test_a_site_without_address_keeps_relative_links(tmp_path: Path) -> None:
    site = replace(SITE, url="", baseurl="")
    asset = Asset("a.png", "/a.png")
    files, _ = convert_all([document(body=_with_image("/a.png"), assets=(asset,))], site=site)
    assert 'src="/a.png"' in only(files)
    assert len(items_of(only(files))) == 1


@pytest.mark.parametrize(
    "options",
    [
        ("markup", "wiki"),
        ("split", "-1"),
        ("split-size", "2 MB"),
        ("colour", "red"),
        ("collections", "recipes"),
        ("collection-type", "Bad Type"),
        ("media-url", "ftp://x"),
        ("categories", "deep"),
        ("wordpress-version", "new"),
    ],
)
def test_wrong_options_are_refused(options: tuple[str, str]) -> None:
    name, value = options
    with pytest.raises(ValueError, match=rf"{value}|{name}"):
        WordPressConverter(SITE, {name: value})


def test_the_converter_goes_to_workers() -> None:
    here = WordPressConverter(SITE, {"markup": "classic"})
    there = pickle.loads(pickle.dumps(here))  # noqa: S301 - our own bytes
    assert there.convert(document()) == here.convert(document())


def test_memory_does_not_grow_with_the_content() -> None:
    converter = WordPressConverter(SITE, {})
    text = Body((Paragraph((Text("글 " * 10_000),)),))
    template = converter.convert(document(body=text, title="@", slug="@@"))

    def pieces() -> Iterator[Piece]:
        for number in range(300):
            yield replace(template, text=template.text.replace("@", str(number)))

    tracemalloc.start()
    written = sum(len(chunk) for file in converter.assemble(pieces()) for chunk in file.chunks)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert written > 300 * 20_000
    assert peak < 3_000_000


def test_comments_are_numbered_through_the_site(tmp_path: Path) -> None:
    first = (
        Comment("a", "<p>하나</p>\n\n<p>둘 ]]></p>", "", "나", "a@b.c", "https://x.example", DATE),
        Comment("b", "<p>답</p>", "a"),
    )
    posts = [
        document(comments=first),
        document(title="b", slug="b", path="b", comments=(Comment("a", "<p>x</p>"),)),
    ]
    files, _ = convert_all(posts)
    found = [
        (value(one, "wp:comment_id"), value(one, "wp:comment_parent"))
        for item in items_of(only(files))
        for one in item.findall("wp:comment", NAMES)
    ]
    assert found == [("1", "0"), ("2", "1"), ("3", "0")]
    comment, reply = items_of(only(files))[0].findall("wp:comment", NAMES)
    assert value(comment, "wp:comment_content") == "하나\n\n둘 ]]&gt;"
    assert value(comment, "wp:comment_date") == "2024-08-01 09:00:00"
    assert value(reply, "wp:comment_author") == "Anonymous"
    assert value(reply, "wp:comment_date") == value(items_of(only(files))[0], "wp:post_date")
    assert lint(files, tmp_path) == []


def test_what_has_no_author_is_by_the_site() -> None:
    site = replace(SITE, title="Jang • Teo")
    documents = [document(authors=(Author("jang teo", "Jang"),)), document(path="b", title="b")]
    files, _ = convert_all(documents, site)
    channel = etree.fromstring(files["wordpress.xml"].encode())[0]
    found = channel.findall("wp:author", NAMES)
    names = [(value(one, "wp:author_login"), value(one, "wp:author_display_name")) for one in found]
    assert names == [("jang teo", "Jang"), ("jang teo-2", "Jang • Teo")]
    creators = [value(one, "dc:creator") for one in channel.findall("item")]
    assert creators == ["jang teo", "jang teo-2"]


def test_comments_of_one_author_differ_in_date() -> None:
    said = [Comment(key, "<p>x</p>", "", "나", date=DATE) for key in "abc"]
    files, _ = convert_all([document(comments=(*said, Comment("d", "<p>x</p>", date=DATE)))])
    (item,) = items_of(only(files))
    dates = [value(one, "wp:comment_date") for one in item.findall("wp:comment", NAMES)]
    assert [date[-2:] for date in dates] == ["00", "01", "02", "00"]


def test_files_stay_below_the_size_asked_for(tmp_path: Path) -> None:
    body = Body((Paragraph((Text("글 " * 1000),)),))
    assets = (Asset("a.png", "/base/a.png"),)
    posts = [
        document(title=str(n), slug=str(n), path=str(n), body=body, tags=(f"t{n}",), assets=assets)
        for n in range(40)
    ]
    files, converter = convert_all(posts, split_size="60K")
    sizes = [len(text.encode()) for text in files.values()]
    assert len(sizes) > 2
    assert max(sizes) < 60 * 1024
    assert min(sizes[:-1]) > 30 * 1024
    titles = [title for text in files.values() for title in column(text, "title")]
    assert sorted(title for title in titles if title != "a") == sorted(map(str, range(40)))
    assert titles.count("a") == 1
    assert "a" in column(list(files.values())[-1], "title")
    assert [found.code for found in converter.assembly_diagnostics][-1] == "wordpress.split"
    assert lint(files, tmp_path) == []
    assert len(convert_all(posts, split_size="0")[0]) == 1


SHARED = Asset("a.png", "/base/a.png", "가")
FEATURED = replace(SHARED, featured=True)


def _meta(item: etree._Element) -> dict[str, str]:
    return {
        value(pair, "wp:meta_key"): value(pair, "wp:meta_value")
        for pair in item.findall("wp:postmeta", NAMES)
    }


def _parts(files: dict[str, str]) -> list[list[str]]:
    """Return the titles in each file; '=' after one whose featured image is set there."""
    return [
        [value(item, "title") + "=" * ("_thumbnail_id" in _meta(item)) for item in items_of(text)]
        for text in files.values()
    ]


def _named(title: str, asset: Asset | None, body: Body | None = None) -> Document:
    more = {} if body is None else {"body": body}
    assets = () if asset is None else (asset,)
    return document(title=title, slug=title, path=title, assets=assets, **more)


PICTURE = Body((Paragraph((Image("/base/a.png", "가"),)),))


@pytest.mark.parametrize(
    ("documents", "parts"),
    [
        pytest.param(
            [_named("1", SHARED, PICTURE), _named("2", None), _named("3", SHARED, PICTURE)],
            [["1"], ["2"], ["a", "3"]],
            id="shown twice: fetched with the last",
        ),
        pytest.param(
            [_named("1", FEATURED), _named("2", FEATURED)],
            [["a", "1="], ["a", "2="]],
            id="only featured: repeated",
        ),
        pytest.param(
            [_named("1", FEATURED), _named("2", FEATURED), _named("3", SHARED, PICTURE)],
            [["a", "3"], ["a", "1="], ["a", "2="]],
            id="featured by some and shown by one: that one first",
        ),
        pytest.param(
            [_named("1", FEATURED, PICTURE), _named("2", FEATURED, PICTURE)],
            [["1"], ["a", "2="], ["a", "1="]],
            id="featured and shown by two: the first is repeated",
        ),
    ],
)
def test_shared_files_are_fetched_once_all_that_show_them_are_there(
    documents: list[Document], parts: list[list[str]], tmp_path: Path
) -> None:
    files, _ = convert_all(documents, split="1")
    assert _parts(files) == parts
    alts = [
        _meta(item).get("_wp_attachment_image_alt")
        for text in files.values()
        for item in items_of(text)
        if value(item, "title") == "a"
    ]
    assert alts == ["가", *[None] * (len(alts) - 1)]
    assert lint(files, tmp_path) == []


def test_a_repeated_post_keeps_its_content_only() -> None:
    post = replace(
        _named("1", FEATURED, PICTURE), tags=("c",), comments=(Comment("a", "<p>x</p>"),)
    )
    files, _ = convert_all([post, _named("2", FEATURED, PICTURE)], split="1")
    full = items_of(files["wordpress-1.xml"])[0]
    repeated = items_of(files["wordpress-3.xml"])[1]
    assert value(repeated, "content:encoded") == value(full, "content:encoded") != ""
    assert value(repeated, "wp:post_id") == value(full, "wp:post_id")
    assert list(_meta(repeated)) == ["_thumbnail_id"]
    assert repeated.findall("category") + repeated.findall("wp:comment", NAMES) == []
    assert full.findall("category") != []
    assert full.findall("wp:comment", NAMES) != []


def test_an_image_does_not_spoil_the_uploads_folder() -> None:
    asset = Asset("w.png", "/base/w.png")
    files, _ = convert_all([document(body=_with_image("/base/w.png"), assets=(asset,))])
    assert column(only(files), "wp:attachment_url")[0].endswith("/base/./w.png")


def test_a_split_site_tells_each_documents_file() -> None:
    posts = [document(title=str(n), slug=str(n), path=str(n)) for n in range(5)]
    converter = WordPressConverter(SITE, {"split": "2"})
    files = list(converter.assemble(converter.convert(post) for post in posts))
    imported = [file for file in files if file.path.endswith(".xml")]
    assert [(file.path, file.sources) for file in imported] == [
        ("wordpress-1.xml", ("0", "1")),
        ("wordpress-2.xml", ("2", "3")),
        ("wordpress-3.xml", ("4",)),
    ]


def test_5000_posts_take_less_than_300_mb() -> None:
    command = [sys.executable, "-m", "benchmarks.wordpress_memory", "5000"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    figures = json.loads(done.stdout)
    assert figures["bytes"] > 5000 * 3000
    assert figures["peak_mb"] < 300


def test_each_part_declares_who_first_used_its_files(tmp_path: Path) -> None:
    asset = (Asset("a.png", "/base/a.png"),)
    posts = [
        document(title=name, slug=name, path=name, assets=asset, authors=(Author(name, name),))
        for name in ("mina", "joon")
    ]
    files, _ = convert_all(posts, split="1")
    assert "<![CDATA[mina]]></wp:author_login>" in files["wordpress-2.xml"]
    assert lint(files, tmp_path) == []


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        (_with_image("/base/a.png"), ["wordpress.image-twice"]),
        (_with_image("/base/b.png"), []),
        (Body((Paragraph((Text("글"),)), Paragraph((Image("/base/a.png", "a"),)))), []),
        (Body(()), []),
    ],
)
def test_an_image_that_themes_show_twice_is_told(body: Body, codes: list[str]) -> None:
    asset = Asset("a.png", "/base/a.png", featured=True)
    piece = WordPressConverter(SITE, {}).convert(document(body=body, assets=(asset,)))
    assert [found.code for found in piece.diagnostics] == codes
