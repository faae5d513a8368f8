"""Categories and tags in all the forms that sites write them in. Expected: Jekyll."""

from __future__ import annotations

import pytest

from tests.site.helpers import SiteMaker, page

CATEGORIES = [
    ("_posts/2020-01-01-x.md", {}, []),
    ("news/_posts/2020-01-01-x.md", {}, ["news"]),
    ("a b/c/_posts/2020-01-01-x.md", {"categories": "d"}, ["a b", "c", "d"]),
    ("_posts/news/2020-01-01-x.md", {}, []),
    ("_posts/2020-01-01-x.md", {"categories": "a b"}, ["a", "b"]),
    ("_posts/2020-01-01-x.md", {"categories": "a, b"}, ["a,", "b"]),
    ("_posts/2020-01-01-x.md", {"categories": "[a b, c]"}, ["a b", "c"]),
    ("_posts/2020-01-01-x.md", {"category": "a b"}, ["a b"]),
    ("_posts/2020-01-01-x.md", {"category": "[a, b]"}, ["a", "b"]),
    ("_posts/2020-01-01-x.md", {"categories": "a", "category": "b"}, ["a", "b"]),
    ("_posts/2020-01-01-x.md", {"categories": "[2020, true]"}, [2020, True, "2020", "true"]),
    ("_posts/2020-01-01-x.md", {"categories": "[a, [b]]"}, ["a", ["b"], '["b"]', "b"]),
    ("a/_posts/2020-01-01-x.md", {"categories": "[a, A]"}, ["a", "A"]),
    ("_posts/2020-01-01-x.md", {"categories": ""}, []),
]


@pytest.mark.parametrize(("path", "values", "expected"), CATEGORIES)
def test_categories(
    make_site: SiteMaker, path: str, values: dict[str, str], expected: list[object]
) -> None:
    loaded = make_site({path: page(**values)})
    assert loaded[path].data["categories"] == expected
    assert not loaded.codes


TAGS = [
    ({}, []),
    ({"tags": "a b"}, ["a", "b"]),
    ({"tags": "[a b, c]"}, ["a b", "c"]),
    ({"tag": "a b"}, ["a b"]),
    ({"tag": "a", "tags": "b c"}, ["a"]),
    ({"tags": "[1, [2, x], null, true, 1.5]"}, [1, 2, "x", True, 1.5]),
    ({"tags": "{a: b}"}, []),
    ({"tags": "5"}, []),
    ({"tags": ""}, []),
    ({"tag": "[r, [s]]"}, ["r", "s"]),
]


@pytest.mark.parametrize(("values", "expected"), TAGS)
def test_tags(make_site: SiteMaker, values: dict[str, str], expected: list[object]) -> None:
    path = "_posts/2020-01-01-x.md"
    assert make_site({path: page(**values)})[path].data["tags"] == expected


def test_names_are_text_each_once(make_site: SiteMaker) -> None:
    path = "_posts/2020-01-01-x.md"
    post = make_site({path: page(categories="[2020, true, null]", tags="[1, 1, 2.0]")})[path]
    assert (post.categories, post.tags) == (("2020", "true"), ("1", "2.0"))


def test_categories_that_are_a_number_are_told(make_site: SiteMaker) -> None:
    path = "news/_posts/2020-01-01-x.md"
    loaded = make_site({path: page(categories="2020")})
    assert loaded.codes == ["site.categories"]
    assert loaded[path].categories == ("news",)
    assert loaded[path].title == "X"


def test_categories_of_defaults_come_before_the_front_matters(make_site: SiteMaker) -> None:
    config = "defaults: [{scope: {path: ''}, values: {categories: d e, tags: [t]}}]\n"
    path = "a/_posts/2020-01-01-x.md"
    post = make_site({"_config.yml": config, path: page(categories="b")})[path]
    assert (post.categories, post.tags) == (("a", "d", "e", "b"), ("t",))
