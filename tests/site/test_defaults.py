"""Front-matter defaults: scopes, precedence, globs, and merging. Expected: Jekyll."""

from __future__ import annotations

import pytest

from tests.site.helpers import LoadedSite, SiteMaker, page

FILES = {
    "_posts/2020-01-01-x.md": page(),
    "about.md": page(),
    "about-us.md": page(),
    "sub/page.md": page(),
    "_docs/one.md": page(),
    "_docs/deep/two.md": page(),
}
CONFIG = "collections: {docs: {output: true}}\ndefaults:\n"


def site_with(make_site: SiteMaker, *sets: str) -> LoadedSite:
    return make_site({**FILES, "_config.yml": CONFIG + "".join(f"- {one}\n" for one in sets)})


SCOPES = [
    ("{path: ''}", ["_posts/2020-01-01-x.md", "_docs/deep/two.md", "_docs/one.md", "about-us.md",
                    "about.md", "sub/page.md"]),
    ("{path: about}", ["about-us.md", "about.md"]),
    ("{path: '', type: posts}", ["_posts/2020-01-01-x.md"]),
    ("{path: '', type: post}", ["_posts/2020-01-01-x.md"]),
    ("{type: pages}", ["about-us.md", "about.md", "sub/page.md"]),
    ("{path: '', type: docs}", ["_docs/deep/two.md", "_docs/one.md"]),
    ("{path: '_docs/*.md'}", ["_docs/one.md"]),
    ("{path: '_docs/**/*.md'}", ["_docs/deep/two.md", "_docs/one.md"]),
    ("{path: '*/page.md'}", ["sub/page.md"]),
    ("{path: '/about'}", []),
    ("{path: '', type: drafts}", []),
]  # fmt: skip


@pytest.mark.parametrize(("scope", "paths"), SCOPES)
def test_scope(make_site: SiteMaker, scope: str, paths: list[str]) -> None:
    loaded = site_with(make_site, f"{{scope: {scope}, values: {{x: 1}}}}")
    assert [one.path for one in loaded.site.documents if "x" in one.data] == paths


@pytest.mark.parametrize(
    ("sets", "expected"),
    [
        (("{scope: {path: ''}, values: {x: 1}}", "{scope: {path: ''}, values: {x: 2}}"), 2),
        (("{scope: {path: about}, values: {x: 1}}", "{scope: {path: ''}, values: {x: 2}}"), 1),
        (
            (
                "{scope: {path: '', type: pages}, values: {x: 1}}",
                "{scope: {path: ''}, values: {x: 2}}",
            ),
            1,
        ),
        (
            (
                "{scope: {path: ''}, values: {x: 1}}",
                "{scope: {path: '', type: pages}, values: {x: 2}}",
            ),
            2,
        ),
    ],
)
def test_precedence(make_site: SiteMaker, sets: tuple[str, ...], expected: int) -> None:
    assert site_with(make_site, *sets)["about.md"].data["x"] == expected


def test_hashes_merge_and_front_matter_wins(make_site: SiteMaker) -> None:
    config = CONFIG + "- {scope: {path: ''}, values: {h: {a: 1, b: 2}, t: d, n: 5}}\n"
    own = page(h="{b: 3}", t="own", n="")
    post = "_posts/2020-01-01-x.md"
    loaded = make_site({"_config.yml": config, post: own})
    data = loaded[post].data
    assert (data["h"], data["t"], data["n"]) == ({"a": 1, "b": 3}, "own", 5)
    assert loaded[post].front_matter == {"h": {"b": 3}, "t": "own", "n": None}


def test_a_null_layout_of_a_page_hides_the_default(make_site: SiteMaker) -> None:
    config = CONFIG + "- {scope: {path: ''}, values: {layout: base}}\n"
    post = "_posts/2020-01-01-x.md"
    loaded = make_site(
        {"_config.yml": config, "a.md": page(layout=""), "b.md": page(), post: page(layout="")}
    )
    layouts = [loaded[path].layout for path in ("a.md", "b.md", post)]
    assert layouts == [None, "base", "base"]


def test_permalink_of_defaults_counts_for_posts_and_pages(make_site: SiteMaker) -> None:
    config = CONFIG + "- {scope: {path: ''}, values: {permalink: '/p/:basename/'}}\n"
    assert make_site({"_config.yml": config, "a.md": page()})["a.md"].url == "/p/a/"
    config = CONFIG + "- {scope: {type: posts}, values: {permalink: '/:year/:title/'}}\n"
    post = "_posts/2020-01-01-x.md"
    assert make_site({"_config.yml": config, post: page()})[post].url == "/2020/x/"


def test_an_entry_without_values_is_told(make_site: SiteMaker) -> None:
    assert site_with(make_site, "{scope: {path: ''}}").codes == ["site.defaults"]
