"""Redirects from old to new addresses, and what search engines are told, by option."""

from __future__ import annotations

import pytest

from converters.wordpress import WordPressConverter
from migrator.model.document import Document
from tests.wordpress.wordpress_samples import SITE, convert_all, document

POSTS: list[Document] = [
    document(url="/2024/07/22/alliance/", path="same"),
    document(
        title="b",
        slug="한글",
        path="b",
        url="/news/한글.html",
        aliases=("/old 1/", "https://x.y/z"),
    ),
    document(title="c", slug="c", path="c", url="/c/", draft=True),
    document(title="d", path="d", collection="pages", url="/docs/", date=None),
    document(title="e", path="e", collection="pages", url="/docs/e+f.html", date=None),
]
CSV = """source,target,regex,code
/base/2024/07/22/alliance/,/2024/07/22/alliance/,0,301
/base/news/%ED%95%9C%EA%B8%80.html,/2024/07/22/%ED%95%9C%EA%B8%80/,0,301
/base/old%201/,/2024/07/22/%ED%95%9C%EA%B8%80/,0,301
/base/docs/,/docs/,0,301
/base/docs/e+f.html,/docs/e-f/,0,301
"""


def test_csv_for_the_plugin() -> None:
    files, _ = convert_all(POSTS, redirects="csv")
    assert files["redirects.csv"] == CSV


@pytest.mark.parametrize(
    ("target", "line"),
    [
        ("/news/한글", "/base/gone/,/2024/07/22/%ED%95%9C%EA%B8%80/,0,301"),
        ("/base/docs/", "/base/gone/,/docs/,0,301"),
        ("https://x.example/a?b=1", "/base/gone/,https://x.example/a?b=1,0,301"),
        ("/nowhere/", "/base/gone/,/nowhere/,0,301"),
    ],
)
def test_documents_that_only_redirect_still_do(target: str, line: str) -> None:
    page = document(
        title="f", path="f", collection="pages", url="/gone/", date=None, redirect_to=target
    )
    files, converter = convert_all([*POSTS, page], redirects="csv")
    assert files["redirects.csv"] == f"{CSV}{line}\n"
    assert "/gone/" not in files["wordpress.xml"]
    told = [one.message for one in converter.assembly_diagnostics if one.code == "wordpress.moved"]
    assert told == [f"it only led to {target}: no page is written, redirects name it"]


def test_servers() -> None:
    files, _ = convert_all(POSTS, redirects="nginx,htaccess", permalink="/blog/%postname%/")
    assert (
        'location = "/base/old 1/" { return 301 "/blog/%ED%95%9C%EA%B8%80/"; }\n'
        in (files["redirects.nginx.conf"])
    )
    assert (
        'RedirectMatch 301 "^/base/docs/e\\+f\\.html$" "/docs/e-f/"\n'
        in (files["redirects.htaccess"])
    )


@pytest.mark.parametrize(
    ("structure", "path"),
    [
        ("/%category%/%author%/%postname%", "/uncategorized/author/alliance"),
        ("/%hour%%minute%%second%/", "/013000/"),
    ],
)
def test_permalinks(structure: str, path: str) -> None:
    files, _ = convert_all(POSTS[:1], redirects="csv", permalink=structure)
    assert f",{path},0,301" in files["redirects.csv"]


def test_unchanged_addresses_need_none() -> None:
    converter = WordPressConverter(
        type(SITE)(url="https://x.example", timezone="Asia/Seoul"), {"redirects": "csv"}
    )
    files = {
        file.path: "".join(file.chunks)
        for file in converter.assemble(iter([converter.convert(POSTS[0])]))
    }
    assert files["redirects.csv"] == "source,target,regex,code\n"


DATA: dict[str, object] = {
    "description": " 짧은\n글 ",
    "seo": {"title": "찾을 제목"},
    "canonical_url": "https://x.example/a",
    "keywords": ["동맹", "외교"],
    "robots": "noindex, nofollow",
}


@pytest.mark.parametrize(
    ("plugin", "wanted"),
    [
        (
            "yoast",
            {
                "_yoast_wpseo_title": "찾을 제목",
                "_yoast_wpseo_metadesc": "짧은 글",
                "_yoast_wpseo_canonical": "https://x.example/a",
                "_yoast_wpseo_focuskw": "동맹",
                "_yoast_wpseo_meta-robots-noindex": "1",
            },
        ),
        (
            "rank-math",
            {
                "rank_math_title": "찾을 제목",
                "rank_math_description": "짧은 글",
                "rank_math_canonical_url": "https://x.example/a",
                "rank_math_focus_keyword": "동맹",
                "rank_math_robots": 'a:1:{i:0;s:7:"noindex";}',
            },
        ),
    ],
)
def test_seo_plugins(plugin: str, wanted: dict[str, str]) -> None:
    converter = WordPressConverter(SITE, {"seo": plugin})
    meta = dict(converter.writer.item(document(data=DATA), lambda _: None).meta)
    assert {key: value for key, value in meta.items() if not key.startswith("_jekyll")} == wanted


def test_no_plugin_no_meta() -> None:
    item = WordPressConverter(SITE, {}).writer.item(document(data=DATA), lambda _: None)
    assert all(key.startswith("_jekyll") for key, _ in item.meta)


@pytest.mark.parametrize(
    ("name", "value"), [("redirects", "apache"), ("permalink", "/?p=%post_id%"), ("seo", "aioseo")]
)
def test_wrong_options_are_refused(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=name):
        WordPressConverter(SITE, {name: value})
