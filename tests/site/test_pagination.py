"""The page that lists posts (jekyll-paginate)."""

from __future__ import annotations

import pytest

from migrator.site.pagination import find_pagination
from tests.site.helpers import SiteMaker, page

ON = "plugins: [jekyll-paginate]\npaginate: 2\n"
POSTS = {f"_posts/2020-01-0{day}-p{day}.md": page() for day in range(1, 6)}


def test_the_index_page_lists_the_newest_posts(make_site: SiteMaker) -> None:
    files = {
        **POSTS,
        "_config.yml": ON,
        "index.html": page(),
        "_posts/2021-01-01-h.md": page(hidden="true"),
    }
    found = find_pagination(make_site(files).site)
    assert found is not None
    assert found.template.path == "index.html"
    assert [post.slug for post in found.posts] == ["p5", "p4", "p3", "p2", "p1"]
    assert (found.page_count, found.second_path) == (3, "/page2")


@pytest.mark.parametrize(
    ("config", "files"),
    [
        ("paginate: 2\n", {"index.html": page(), **POSTS}),
        ("plugins: [jekyll-paginate]\n", {"index.html": page(), **POSTS}),
        ("plugins: [jekyll-paginate]\npaginate: 0\n", {"index.html": page(), **POSTS}),
        (ON, {"index.md": page(), **POSTS}),
        (ON, {"index.html": page()}),
        (ON, {"blog/index.html": page(), **POSTS}),
    ],
)
def test_no_pagination(make_site: SiteMaker, config: str, files: dict[str, str]) -> None:
    assert find_pagination(make_site({**files, "_config.yml": config}).site) is None


def test_the_template_lies_on_the_way_to_the_pages(make_site: SiteMaker) -> None:
    config = ON + "paginate_path: blog/seite:num/\n"
    files = {**POSTS, "_config.yml": config, "index.html": page(), "blog/index.html": page()}
    found = find_pagination(make_site(files).site)
    assert found is not None
    assert (found.template.path, found.second_path) == ("blog/index.html", "/blog/seite2/")
