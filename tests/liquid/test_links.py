"""Links, posts by name, and URL filters on a site with a baseurl."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from migrator.diagnostics import Diagnostic
from migrator.liquid import Expander
from migrator.site.reader import ReadOptions, load_site
from migrator.site.records import Site
from migrator.source import SourceText
from tests.liquid.conftest import FIXTURES
from tests.site.helpers import write_files


@pytest.fixture(scope="module")
def site() -> Site:
    return load_site(FIXTURES / "site", ReadOptions(time=datetime(2026, 11, 22, tzinfo=UTC)))


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{% link _posts/2024-02-10-second-post.md %}", "/blog/2024/02/second-post/"),
        ("{% link /_docs/guide.md %}", "/blog/docs/guide/"),
        ("{% link assets/site.css %}", "/blog/assets/site.css"),
        ("{% post_url 2024-02-10-second-post %}", "/blog/2024/02/second-post/"),
        ("{% post_url /2024-02-10-second-post %}", "/blog/2024/02/second-post/"),
        ("{% post_url 2024-2-10-second-post %}", "/blog/2024/02/second-post/"),
        ("{{ site.docs[0] | absolute_url }}", "https://example.com/blog/docs/guide/"),
    ],
)
def test_links(site: Site, template: str, expected: str) -> None:
    expander = Expander(site, str)
    assert expander.expand_text(site.documents[0], template) == expected


def test_link_to_what_jekyll_does_not_write(tmp_path: Path) -> None:
    files = {
        "_config.yml": (
            "collections: [notes]\n"
            "defaults:\n- scope: {path: hidden}\n  values: {published: false}\n"
        ),
        "_notes/one.md": "---\n---\n",
        "_notes/two.txt": "",
        "hidden/a.txt": "",
        "shown/a.txt": "",
        "a.md": "---\n---\n",
    }
    made = load_site(write_files(tmp_path, files))
    told: list[Diagnostic] = []
    template = (
        "{% link _notes/one.md %}\n{% link _notes/two.txt %}\n{% link hidden/a.txt %}\n"
        "{% link shown/a.txt %}"
    )
    expanded = Expander(made, str).expand(
        made.documents[0], SourceText("a.md", template), told.append
    )
    assert expanded.text.split() == [
        "/notes/one.html",
        "/notes/two.txt",
        "/hidden/a.txt",
        "/shown/a.txt",
    ]
    assert [(one.code, one.line) for one in told] == [
        ("liquid.unwritten-link", line) for line in (1, 2, 3)
    ]


@pytest.mark.parametrize("tag", ["link _docs/guide.md", "post_url 2024-02-10-second-post"])
def test_doubled_baseurl_is_told(site: Site, tag: str) -> None:
    told: list[Diagnostic] = []
    source = SourceText("x.md", f"a\n({{{{ site.baseurl }}}}{{% {tag} %}})")
    Expander(site, str).expand(site.documents[0], source, told.append)
    assert [(one.code, one.line) for one in told] == [("liquid.doubled-baseurl", 2)]
    told.clear()
    bare = replace(site, config={**site.config, "baseurl": ""})
    Expander(bare, str).expand(site.documents[0], source, told.append)
    assert told == []


def test_thousands_of_posts_stay_linear(site: Site) -> None:
    """Every post walks to its neighbours and links by name: one look-up each, not a search."""
    post = site.documents[0]
    day = datetime(2024, 1, 1, tzinfo=UTC)
    posts = tuple(
        replace(post, path=f"_posts/2024-01-01-p{number}.md", date=day, slug=f"p{number}")
        for number in range(3000)
    )
    expander = Expander(replace(site, documents=posts), str)
    text = "{{ page.next.title }}{{ page.previous.title }}{% post_url 2024-01-01-p2999 %}"
    for one in posts:
        assert expander.expand_text(one, text).endswith(post.url)
