"""Posts, pages, items and static files, row by row as Jekyll takes them."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from migrator.site.front_matter import line_of_key
from migrator.site.reader import load_site, read_body
from tests.site.helpers import LoadedSite, SiteMaker, page

ZONE = "timezone: America/New_York\n"
NAMES = {
    "_posts/2020-01-01-plain.md": "no front matter",
    "_posts/20-1-5-short.md": page(),
    "_posts/deep/er/2020-01-02-below.md": page(),
    "_posts/2020-01-03-any.xyz": "any extension",
    "_posts/dateless.md": page(date="2020-01-01"),
    "_posts/2020-01-04-noext": page(),
    "_posts/_hidden/2020-01-05-h.md": page(),
    "_posts/a/_b/2020-01-06-shown.md": page(),
    "_posts/.dot/2020-01-07-h.md": page(),
    "_posts/2020-01-08-bom.md": b"\xef\xbb\xbf---\ntitle: BOM\n---\nText\n",
    "_posts/2020-01-09-x.md~": page(),
}


def test_what_is_a_post(make_site: SiteMaker) -> None:
    loaded = make_site(NAMES)
    assert loaded.paths == [
        "_posts/2020-01-01-plain.md",
        "_posts/deep/er/2020-01-02-below.md",
        "_posts/2020-01-03-any.xyz",
        "_posts/20-1-5-short.md",
        "_posts/a/_b/2020-01-06-shown.md",
        "_posts/2020-01-08-bom.md",
    ]
    assert loaded["_posts/2020-01-08-bom.md"].title == "BOM"
    assert loaded["_posts/20-1-5-short.md"].slug == "short"


def test_what_is_a_page_and_what_is_static(make_site: SiteMaker) -> None:
    loaded = make_site(
        {
            "a.md": page(),
            "feed.xml": page(),
            "style.scss": page(),
            "bom.md": b"\xef\xbb\xbf---\n---\n",
            "late.md": "\n---\n---\n",
            "b.txt": "text",
            ".hidden": "x",
            ".htaccess": "x",
            "_under.md": page(),
            "_docs/one.md": page(),
            "_docs/two.md": "no front matter",
            "_docs/pic one.png": "x",
            "_config.yml": "collections: [docs]\n",
        }
    )
    assert loaded.paths == ["_docs/one.md", "a.md", "feed.xml", "style.scss"]
    static = {file.path: file.url for file in loaded.site.static_files}
    assert static == {
        ".htaccess": "/.htaccess",
        "b.txt": "/b.txt",
        "bom.md": "/bom.md",
        "late.md": "/late.md",
        "_docs/two.md": "/docs/two.md",
        "_docs/pic one.png": "/docs/pic%20one.png",
    }
    kinds = [(loaded[path].output_ext, loaded[path].is_markdown) for path in loaded.paths]
    assert kinds == [(".html", True), (".html", True), (".xml", False), (".css", False)]


DATES = [
    (None, "2019-07-08T00:00:00-04:00"),
    ("2020-02-03", "2020-02-03T00:00:00-05:00"),
    ("2020-02-03 23:30", "2020-02-03T23:30:00-05:00"),
    ("2020-02-03 23:30:00", "2020-02-03T18:30:00-05:00"),
    ("'2020-02-03 23:30:00'", "2020-02-03T23:30:00-05:00"),
    ("2020-02-03 23:30:00 -0800", "2020-02-04T02:30:00-05:00"),
    ("2020-02-03 23:30:00 +0900", "2020-02-03T09:30:00-05:00"),
    ("2020-02-03T23:30:00.5+09:00", "2020-02-03T09:30:00-05:00"),
    ("Fri Sep 3 10:00:00 CEST 2021", "2021-09-03T10:00:00-04:00"),
    ("2020-02-03 (Mon)", "2020-02-03T00:00:00-05:00"),
]


@pytest.mark.parametrize(("date", "expected"), DATES)
def test_date(make_site: SiteMaker, date: str | None, expected: str) -> None:
    path = "_posts/2019-07-08-x.md"
    values = {} if date is None else {"date": date}
    post = make_site({"_config.yml": ZONE, path: page(**values)})[path]
    assert post.date is not None
    assert post.date.isoformat() == expected
    assert post.url.startswith("/" + expected[:10].replace("-", "/"))


@pytest.mark.parametrize("date", ["not a date", "", "2020-13-45"])
def test_a_date_that_is_none(make_site: SiteMaker, date: str) -> None:
    path = "_posts/2019-07-08-x.md"
    loaded = make_site({"_config.yml": ZONE, path: page(title="x", date=date)})
    (told,) = loaded.diagnostics
    assert (told.code, told.path, told.line) == ("site.date", path, 3)
    date_found = loaded[path].date
    assert date_found is not None
    assert date_found.isoformat() == "2019-07-08T00:00:00-04:00"


def test_a_date_of_the_defaults_that_is_none_has_no_line(make_site: SiteMaker) -> None:
    config = f"{ZONE}\ndefaults:\n- scope: {{path: ''}}\n  values: {{date: never}}\n"
    loaded = make_site({"_config.yml": config, "_posts/2019-07-08-x.md": page(title="date")})
    assert [(one.code, one.line) for one in loaded.diagnostics] == [("site.date", 0)]


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ("---\na: 1\ndate: x\n", 3),
        ('---\n"date" : x\n', 2),
        ("---\n{date: x}\n", 2),
        ("---\ndate: 1\ndate: 2\n", 3),
        ("---\nb:\n  date: x\nupdate: x\n# date\n", 0),
        ("", 0),
    ],
)
def test_the_line_of_a_key(raw: str, line: int) -> None:
    assert line_of_key(raw, "date") == line


def test_defaults_decide_whether_static_files_are_written(make_site: SiteMaker) -> None:
    config = (
        "collections: {docs: {output: true}}\ndefaults:\n"
        "- {scope: {path: hidden}, values: {published: false}}\n"
        "- {scope: {path: hidden/but}, values: {published: true}}\n"
        "- {scope: {path: docs/x, type: docs}, values: {published: false}}\n"
        "- {scope: {path: shown, type: pages}, values: {published: false}}\n"
    )
    names = ("hidden/a.txt", "hidden/but/b.txt", "shown/c.txt", "_docs/x.txt", "_docs/y.txt")
    loaded = make_site({"_config.yml": config, **dict.fromkeys(names, "")})
    assert {file.path: file.written for file in loaded.site.static_files} == {
        "hidden/a.txt": False,
        "hidden/but/b.txt": True,
        "shown/c.txt": True,
        "_docs/x.txt": False,
        "_docs/y.txt": True,
    }
    assert "/hidden/a.txt" not in loaded.site.index.static_by_url


def test_the_zone_is_the_sites_then_the_options_then_utc(make_site: SiteMaker) -> None:
    path = "_posts/2020-02-03-x.md"

    def offset(loaded: LoadedSite) -> str:
        date = loaded[path].date
        assert date is not None
        return date.isoformat()[-6:]

    assert offset(make_site({path: page()}, timezone="Asia/Seoul")) == "+09:00"
    loaded = make_site({path: page()})
    assert offset(loaded) == "+00:00"
    assert [one.code for one in loaded.diagnostics] == ["site.timezone"]
    loaded = make_site({path: page(), "_config.yml": ZONE}, timezone="Asia/Seoul")
    assert offset(loaded) == "-05:00"
    loaded = make_site({path: page(), "_config.yml": "timezone: Mars/Olympus"})
    assert [one.code for one in loaded.diagnostics] == ["site.timezone"] * 2


PUBLISHED = {
    "_posts/2020-01-01-false.md": page(published="false"),
    "_posts/2020-01-02-text.md": page(published='"false"'),
    "_posts/2020-01-03-draft.md": page(draft="true"),
    "_posts/2090-01-01-future.md": page(),
    "_drafts/plain.md": page(),
    "_drafts/2020-01-04-dated.md": page(),
    "about.md": page(published="false"),
    "_docs/future.md": page(date="2090-01-01"),
    "_docs/off.md": page(published="false"),
    "_config.yml": "collections: {docs: {output: true}}\n",
}


def test_hidden_documents_and_why(make_site: SiteMaker) -> None:
    loaded = make_site(PUBLISHED)
    assert loaded.paths == [
        "_posts/2020-01-02-text.md",
        "_posts/2020-01-03-draft.md",
        "_docs/future.md",
    ]
    assert not loaded["_docs/future.md"].written
    assert {document.path: reason for document, reason in loaded.site.hidden} == {
        "_posts/2020-01-01-false.md": "unpublished",
        "_posts/2090-01-01-future.md": "future",
        "_drafts/plain.md": "draft",
        "_drafts/2020-01-04-dated.md": "draft",
        "about.md": "unpublished",
        "_docs/off.md": "unpublished",
    }


def test_options_show_what_is_hidden(make_site: SiteMaker) -> None:
    loaded = make_site(PUBLISHED, drafts=True, future=True, unpublished=True)
    assert not [path for path in PUBLISHED if path not in (*loaded.paths, "_config.yml")]
    dated = loaded["_drafts/2020-01-04-dated.md"].date
    assert dated is not None
    assert dated.date().isoformat() == "2020-01-04"
    assert loaded["_drafts/plain.md"].draft
    assert loaded["_drafts/plain.md"].date is not None


def test_a_draft_without_a_date_has_its_files(make_site: SiteMaker, tmp_path: Path) -> None:
    files = {"_drafts/x.md": page(), "_config.yml": "show_drafts: true\ntimezone: Asia/Seoul\n"}
    make_site(files)
    os.utime(tmp_path / "_drafts/x.md", (1_500_000_000, 1_500_000_000))
    draft = load_site(tmp_path).documents[0]
    assert draft.date == datetime.fromtimestamp(1_500_000_000, UTC)
    assert (draft.url, draft.data["date"]) == ("/2017/07/14/x.html", draft.date)


def test_limit_posts_keeps_the_newest_and_says_so(make_site: SiteMaker) -> None:
    posts = {f"_posts/2020-01-0{day}-x.md": page() for day in range(1, 6)}
    loaded = make_site({"_config.yml": "limit_posts: 2\n", **posts})
    assert loaded.paths == ["_posts/2020-01-04-x.md", "_posts/2020-01-05-x.md"]
    assert loaded.codes == ["site.limit-posts"]


def test_title_slug_and_layout(make_site: SiteMaker) -> None:
    loaded = make_site(
        {
            "_posts/2020-01-01-my-first-POST.md": page(),
            "_posts/2020-01-02-x.md": page(title="5", slug="Own_Slug", layout="none"),
            "_posts/2020-01-03-y.md": page(title="false", slug=""),
            "_docs/2020-02-02-dated.md": page(),
            "_docs/one-two.md": page(),
            "_config.yml": "collections: [docs]\n",
        }
    )
    found = {one.path: (one.title, one.slug, one.layout) for one in loaded.site.documents}
    assert found == {
        "_posts/2020-01-01-my-first-POST.md": ("My First Post", "my-first-POST", None),
        "_posts/2020-01-02-x.md": ("5", "Own_Slug", "none"),
        "_posts/2020-01-03-y.md": ("Y", "y", None),
        "_docs/2020-02-02-dated.md": ("Dated", "dated", None),
        "_docs/one-two.md": ("One Two", "one-two", None),
    }
    assert loaded["_docs/one-two.md"].date is None
    assert loaded["_docs/2020-02-02-dated.md"].date is not None


def test_data_is_what_jekyll_holds(make_site: SiteMaker) -> None:
    path = "news/_posts/2020-01-01-x.md"
    post = make_site({path: page(tags="a b", extra="{x: 1}")})[path]
    assert dict(post.data) == {
        "draft": False,
        "categories": ["news"],
        "tags": ["a", "b"],
        "date": post.date,
        "title": "X",
        "slug": "x",
        "ext": ".md",
        "extra": {"x": 1},
    }
    assert dict(post.front_matter) == {"tags": "a b", "extra": {"x": 1}}


def test_body_lines(make_site: SiteMaker) -> None:
    path = "_posts/2020-01-01-x.md"
    loaded = make_site({path: "---\r\ntitle: x\r\n---\r\n\r\none\r\ntwo\r\n"})
    body = read_body(loaded.site, loaded[path])
    assert body.text == "one\r\ntwo\r\n"
    assert [body.lines[line] for line in (1, 2)] == [5, 6]


def test_order_of_documents(make_site: SiteMaker) -> None:
    loaded = make_site(
        {
            "_config.yml": "collections:\n"
            "  zoo: {order: [b.md, sub/c.md]}\n"
            "  people: {sort_by: rank}\n",
            "_posts/2020-01-02-b.md": page(),
            "_posts/2020-01-01-c.md": page(),
            "_posts/2020-01-03-a.md": page(date="2019-01-01"),
            "_zoo/a.md": page(),
            "_zoo/b.md": page(),
            "_zoo/sub/c.md": page(),
            "_people/a.md": page(rank=3),
            "_people/b.md": page(),
            "_people/c.md": page(rank=1),
            "z/index.md": page(),
            "about.md": page(),
        }
    )
    assert loaded.paths == [
        "_posts/2020-01-03-a.md",
        "_posts/2020-01-01-c.md",
        "_posts/2020-01-02-b.md",
        "_zoo/b.md",
        "_zoo/sub/c.md",
        "_zoo/a.md",
        "_people/c.md",
        "_people/a.md",
        "_people/b.md",
        "about.md",
        "z/index.md",
    ]


def test_collections_dir(make_site: SiteMaker) -> None:
    loaded = make_site(
        {
            "_config.yml": "collections_dir: all\ncollections: {docs: {output: true}}\n",
            "all/_posts/2020-01-01-a.md": page(),
            "all/news/_posts/2020-01-02-b.md": page(),
            "_posts/2020-01-03-outside.md": page(),
            "all/_docs/s/one.md": page(),
            "all/_docs/pic.png": "x",
            "_docs/outside.md": page(),
        }
    )
    assert {one.path: one.url for one in loaded.site.documents} == {
        "all/_posts/2020-01-01-a.md": "/2020/01/01/a.html",
        "all/news/_posts/2020-01-02-b.md": "/news/2020/01/02/b.html",
        "all/_docs/s/one.md": "/docs/s/one.html",
    }
    assert [(one.path, one.url) for one in loaded.site.static_files] == [
        ("all/_docs/pic.png", "/docs/pic.png")
    ]
