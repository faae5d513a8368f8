"""Every permalink style and placeholder, on posts, pages and collections. Expected: Jekyll."""

from __future__ import annotations

import pytest

from migrator.site.permalinks import document_id, escape_path, output_path, sanitize_url
from tests.site.helpers import SiteMaker, page

POST = "news/_posts/2021-01-01-Hello World's C++ #1.md"
STYLES = [
    ("date", "/news/2021/01/01/Hello-World's-C++-1.html", "/about.html", "/docs/sub/one.html"),
    ("pretty", "/news/2021/01/01/Hello-World's-C++-1/", "/about/", "/docs/sub/one/"),
    ("ordinal", "/news/2021/001/Hello-World's-C++-1.html", "/about.html", "/docs/sub/one.html"),
    ("weekdate", "/news/2021/W53/Fri/Hello-World's-C++-1.html", "/about", "/docs/sub/one"),
    ("none", "/news/Hello-World's-C++-1.html", "/about.html", "/docs/sub/one.html"),
    ("/:year/:title/", "/2021/Hello-World's-C++-1/", "/about/", "/docs/sub/one/"),
    ("/b/:title:output_ext", "/b/Hello-World's-C++-1.html", "/about.html", "/docs/sub/one.html"),
    ("/blog/:title", "/blog/Hello-World's-C++-1", "/about", "/docs/sub/one"),
    (":slug", "/hello-world-s-c-1", "/about", "/docs/sub/one"),
]


@pytest.mark.parametrize(("style", "post", "about", "item"), STYLES)
def test_style(make_site: SiteMaker, style: str, post: str, about: str, item: str) -> None:
    site = make_site(
        {
            "_config.yml": f"permalink: {style}\ncollections: {{docs: {{output: true}}}}\n",
            POST: page(),
            "about.md": page(),
            "index.html": page(),
            "sub/index.md": page(),
            "feed.xml": page(),
            "_docs/sub/one.md": page(),
        }
    )
    assert site[POST].url == post
    assert site["about.md"].url == about
    assert site["_docs/sub/one.md"].url == item
    fixed = [site[path].url for path in ("index.html", "sub/index.md", "feed.xml")]
    assert fixed == ["/", "/sub/", "/feed.xml"]


PLACEHOLDERS = [
    ("/:year/:short_year/:month/:i_month/:short_month/:long_month/", "/2020/20/04/4/Apr/April/"),
    ("/:day/:i_day/:y_day/:w_year/:week/:w_day/:short_day/:long_day/",
     "/07/7/098/2020/15/2/Tue/Tuesday/"),
    ("/:hour-:minute-:second", "/13-14-15"),
    ("/:month_:day", "/04_07"),
    ("/:collection/:path/", "/posts/2020-04-07-My-Post/"),
    ("/:title/:slug/:name", "/My-Post/my-post/2020-04-07-my-post"),
    ("/:categories/x", "/a%20b/%C3%BC%23%3F/x"),
    ("/:slugified_categories/x", "/a-b/%C3%BC/x"),
    ("/:title:output_ext", "/My-Post.html"),
    ("pretty", "/pretty"),
    ("/foo.bar", "/foo.bar"),
    ("/a//b/../c.html", "/a/b/c.html"),
    ("no-slash", "/no-slash"),
]  # fmt: skip


@pytest.mark.parametrize(("permalink", "url"), PLACEHOLDERS)
def test_front_matter_permalink(make_site: SiteMaker, permalink: str, url: str) -> None:
    path = "_posts/2020-04-07-My-Post.md"
    values = {
        "permalink": f'"{permalink}"',
        "categories": "[A B, 'ü#?']",
        "date": "2020-04-07 13:14:15 +0000",
    }
    assert make_site({path: page(**values)})[path].url == url


def test_unknown_placeholder_stays_and_is_told(make_site: SiteMaker) -> None:
    path = "_posts/2020-04-07-x.md"
    site = make_site({path: page(permalink="/:nonsense/:title/")})
    assert site[path].url == "/:nonsense/x/"
    assert site.codes == ["site.permalink"]


def test_collection_permalink_beats_the_sites_style(make_site: SiteMaker) -> None:
    config = "permalink: pretty\ncollections: {docs: {permalink: '/d/:name:output_ext'}}\n"
    site = make_site(
        {"_config.yml": config, "_docs/A b.md": page(), "_docs/p.md": page(permalink="/q")}
    )
    assert [site[path].url for path in ("_docs/A b.md", "_docs/p.md")] == ["/d/a-b.html", "/q"]


def test_page_permalinks(make_site: SiteMaker) -> None:
    site = make_site(
        {
            "sub/a.md": page(permalink="/:path/x/:basename:output_ext"),
            "b.txt": page(permalink="/q.json"),
            "c.md": page(permalink="/dir/"),
            "sub/d e.html": page(),
        }
    )
    urls = {document.path: (document.url, document.output_path) for document in site.site.documents}
    assert urls == {
        "sub/a.md": ("/sub/x/a.html", "sub/x/a.html"),
        "b.txt": ("/q.json", "q.json"),
        "c.md": ("/dir/", "dir/index.html"),
        "sub/d e.html": ("/sub/d%20e.html", "sub/d e.html"),
    }


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("2020-01-01-a..b-v1.0.md", "/2020/01/01/a/b-v1.0.html"),
        ("2020-01-01-trail..md", "/2020/01/01/trail.html"),
        ("20-1-5-x.md", "/2020/01/05/x.html"),
        ("99-1-5-x.md", "/1999/01/05/x.html"),
        ("2020-01-01-text.txt", "/2020/01/01/text.txt"),
        ("2020-01-01-한글.md", "/2020/01/01/%ED%95%9C%EA%B8%80.html"),
    ],
)
def test_post_names(make_site: SiteMaker, name: str, url: str) -> None:
    assert make_site({f"_posts/{name}": page()})[f"_posts/{name}"].url == url


def test_escape_and_sanitize() -> None:
    assert escape_path("a b/#?[]%ü") == "a%20b/%23%3F%5B%5D%25%C3%BC"
    assert escape_path("a~b!$&'()*+,;=:@c") == "a~b!$&'()*+,;=:@c"
    assert sanitize_url("a/../b//c/./d") == "/a/b/c/d"


@pytest.mark.parametrize(
    ("url", "extension", "path"),
    [
        ("/a/", ".html", "a/index.html"),
        ("/a", ".html", "a.html"),
        ("/a.html", ".html", "a.html"),
        ("/%ED%95%9C", ".html", "한.html"),
        ("/%2e%2e/%2E%2E/etc", ".html", "etc.html"),
    ],
)
def test_output_path(url: str, extension: str, path: str) -> None:
    assert output_path(url, extension) == path


def test_document_id() -> None:
    assert document_id("/2020/01/01/x.html", "x") == "/2020/01/01/x"
