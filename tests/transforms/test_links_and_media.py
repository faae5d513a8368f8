from __future__ import annotations

import pytest

from migrator.diagnostics import Diagnostic
from migrator.html.fragment import parse_fragment
from migrator.html.serializer import to_html
from migrator.model.document import Asset
from migrator.site.records import SiteIndex, SourceDocument, StaticFile
from migrator.transforms import TransformContext, Transformed, TransformOptions, apply_transforms


def document(path: str, url: str) -> SourceDocument:
    return SourceDocument(
        path=path,
        collection="pages",
        kind="page",
        extname=".md",
        url=url,
        output_path=url,
        output_ext=".html",
        title=path,
        slug=path,
        date=None,
        front_matter={},
        data={},
    )


DOCUMENTS = {
    "/2024/07/22/동맹.html": document(
        "_posts/2024-07-22-동맹.md", "/2024/07/22/%EB%8F%99%EB%A7%B9.html"
    ),
    "/about/": document("about.md", "/about/"),
    "/docs/guide.html": document("docs/guide.md", "/docs/guide.html"),
    "/": document("index.md", "/"),
}
FILES = [
    StaticFile("assets/그림.png", "/assets/그림.png"),
    StaticFile("assets/a.png", "/assets/a.png"),
    StaticFile("assets/b.png", "/assets/b.png"),
    StaticFile("assets/my paper.pdf", "/assets/my%20paper.pdf"),
    StaticFile("assets/clip.mp4", "/assets/clip.mp4"),
    StaticFile("docs/plan.png", "/docs/plan.png"),
]
INDEX = SiteIndex(
    documents_by_path={entry.path: entry for entry in DOCUMENTS.values()},
    documents_by_url={
        **DOCUMENTS,
        "/about": DOCUMENTS["/about/"],
        "/about/index.html": DOCUMENTS["/about/"],
        "/docs/guide": DOCUMENTS["/docs/guide.html"],
    },
    static_by_path={file.path: file for file in FILES},
    static_by_url={
        **{file.url: file for file in FILES},
        "/assets/my paper.pdf": FILES[3],
    },
)


def transform(html: str, baseurl: str = "") -> tuple[Transformed, list[Diagnostic]]:
    told: list[Diagnostic] = []
    context = TransformContext(
        path="docs/start.md",
        url="/docs/start.html",
        index=INDEX,
        baseurl=baseurl,
        site_url="https://news.example.kr",
        sink=told.append,
    )
    return apply_transforms(parse_fragment(html), context), told


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("/about/", "/about/"),
        ("/about", "/about/"),
        ("/about/index.html?x=1#y", "/about/?x=1#y"),
        ("guide.html", "/docs/guide.html"),
        ("./guide#step", "/docs/guide.html#step"),
        ("../about/", "/about/"),
        ("../../../about/", "/about/"),
        ("guide.md#step", "/docs/guide.html#step"),
        ("../about.md", "/about/"),
        ("/docs/guide.md", "/docs/guide.html"),
        ("https://news.example.kr/about/", "/about/"),
        ("http://NEWS.example.kr/about/", "/about/"),
        ("//news.example.kr/about/", "/about/"),
        ("https://news.example.kr", "/"),
        ("/2024/07/22/동맹.html", "/2024/07/22/동맹.html"),
        ("/2024/07/22/%EB%8F%99%EB%A7%B9.html", "/2024/07/22/%EB%8F%99%EB%A7%B9.html"),
        ("/assets/my paper.pdf", "/assets/my%20paper.pdf"),
        ("https://other.example/about/", "https://other.example/about/"),
        ("mailto:a@example.kr", "mailto:a@example.kr"),
        ("tel:123", "tel:123"),
        ("https://[broken/", "https://[broken/"),
        ("{{ site.url }}/x", "{{ site.url }}/x"),
        ("?page=2", "?page=2"),
        ("", ""),
    ],
)
def test_links_become_canonical(written: str, expected: str) -> None:
    result, told = transform(f'<p><a href="{written}">글</a></p>')
    assert f'href="{expected}"' in to_html(result.body)
    assert told == []


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("/blog/about/", "/blog/about/"),
        ("/blog/blog/about/", "/blog/about/"),
        ("/about/", "/blog/about/"),
        ("guide.html", "/blog/docs/guide.html"),
        ("https://news.example.kr/blog/about/", "/blog/about/"),
    ],
)
def test_links_with_a_baseurl(written: str, expected: str) -> None:
    result, told = transform(f'<p><a href="{written}">글</a></p>', baseurl="/blog")
    assert f'href="{expected}"' in to_html(result.body)
    assert told == []


def test_what_the_site_does_not_hold_is_told_with_its_line() -> None:
    html = (
        '<p>가</p>\n<p><a href="/gone/">글</a></p>\n'
        '<p><img src="gone.png"><a href="#gone">x</a></p>'
    )
    result, told = transform(html)
    assert [(d.code, d.line, d.path, d.excerpt) for d in told] == [
        ("links.broken", 2, "docs/start.md", "/gone/"),
        ("links.broken-fragment", 3, "docs/start.md", "#gone"),
        ("media.missing", 3, "docs/start.md", "gone.png"),
    ]
    assert 'src="gone.png"' in to_html(result.body)


def test_fragments_that_lead_somewhere_are_not_told() -> None:
    html = (
        '<h2 id="가">가</h2><a name="b"></a>'
        '<p><a href="#%EA%B0%80">1</a><a href="#b">2</a><a href="#">3</a></p>'
    )
    assert transform(html)[1] == []


def test_assets_are_noted_once_in_order_with_the_first_text() -> None:
    html = (
        '<p><img src="plan.png"><img src="/assets/그림.png" alt="그림"></p>'
        '<p><img src="/docs/plan.png" alt="계획"><a href="/assets/my%20paper.pdf">글</a></p>'
    )
    result, told = transform(html, baseurl="/blog")
    assert told == []
    assert result.assets == (
        Asset("assets/my paper.pdf", "/blog/assets/my%20paper.pdf"),
        Asset("docs/plan.png", "/blog/docs/plan.png", "계획"),
        Asset("assets/그림.png", "/blog/assets/그림.png", "그림"),
    )


def test_all_kinds_of_media_are_noted() -> None:
    html = (
        '<picture><source srcset="a.png 1x, ../assets/b.png 2x">'
        '<img src="/assets/그림.png"></picture>'
        '<video poster="/assets/a.png"><source src="/assets/clip.mp4"></video>'
        '<img src="https://cdn.example/x.png" srcset="/assets/a.png 1x,/assets/b.png 2x">'
    )
    result, told = transform(html)
    after = to_html(result.body)
    assert {asset.path for asset in result.assets} == {
        "assets/b.png",
        "assets/그림.png",
        "assets/a.png",
        "assets/clip.mp4",
    }
    assert 'srcset="a.png 1x, /assets/b.png 2x"' in after
    assert 'srcset="/assets/a.png 1x, /assets/b.png 2x"' in after
    assert [d.excerpt for d in told] == ["a.png"]


def test_data_addresses_are_left_alone() -> None:
    html = '<p><img src="data:image/png;base64,AA=="></p>'
    result, told = transform(html)
    assert "data:image/png;base64,AA==" in to_html(result.body)
    assert (told, result.assets) == ([], ())


def test_resolving_can_be_switched_off() -> None:
    context = TransformContext(options=TransformOptions(resolve_links=False))
    html = '<p><a href="/about">글</a></p>'
    assert 'href="/about"' in to_html(apply_transforms(parse_fragment(html), context).body)
