"""Authors: by name, by key, by hash, from the data files and the configuration."""

from __future__ import annotations

import pytest

from migrator.model.document import Author
from migrator.site.authors import authors_of, known_people, site_authors
from tests.site.helpers import SiteMaker, page

PATH = "_posts/2020-01-01-x.md"
ROWS = [
    ({}, {}, ()),
    ({"author": "Kim"}, {}, (Author("Kim", "Kim"),)),
    ({"author": "5"}, {}, (Author("5", "5"),)),
    (
        {"author": "<a href='https://kim.example'>Kim</a> & <b>Lee</b>"},
        {},
        (Author("Kim & Lee", "Kim & Lee"),),
    ),
    ({"author": "{name: <i>Kim</i>}"}, {}, (Author("<i>Kim</i>", "Kim"),)),
    ({"authors": "[kim, lee]"}, {}, (Author("kim", "kim"), Author("lee", "lee"))),
    (
        {"author": "{name: Kim, email: k@example.com, url: /kim}"},
        {},
        (Author("Kim", "Kim", "k@example.com", "/kim"),),
    ),
    (
        {"author": "kim"},
        {"_data/authors.yml": "kim: {name: 김, web: https://kim.example}\n"},
        (Author("kim", "김", "", "https://kim.example"),),
    ),
    (
        {"author": "kim"},
        {"_data/authors.yml": "- {username: kim, name: 김}\n"},
        (Author("kim", "김"),),
    ),
    ({"author": "kim"}, {"_data/authors.yml": "kim: 김\n"}, (Author("kim", "김"),)),
    ({}, {"_config.yml": "author: {name: Site, email: s@e}\n"}, (Author("Site", "Site", "s@e"),)),
    ({"author": "kim", "authors": "[kim, lee]"}, {}, (Author("kim", "kim"), Author("lee", "lee"))),
    ({"authors": "kim"}, {}, (Author("kim", "kim"),)),
    ({"authors": "[null, '', kim]"}, {}, (Author("kim", "kim"),)),
    ({"authors": "{name: Kim, mail: k@e}"}, {}, (Author("Kim", "Kim", "k@e"),)),
    (
        {"authors": "{kim: {name: 김}, lee: {url: /lee}}"},
        {},
        (Author("kim", "김"), Author("lee", "lee", "", "/lee")),
    ),
    (
        {"authors": "[{name: 김, email: k@e}, lee]"},
        {"_data/authors.yml": "lee: {name: 이}\n"},
        (Author("김", "김", "k@e"), Author("lee", "이")),
    ),
    (
        {"author": "jill"},
        {
            "_config.yml": "collections: [authors]\n",
            "_authors/j.md": "---\nshort_name: jill\nname: Jill Smith\n---\n",
        },
        (Author("jill", "Jill Smith"),),
    ),
    (
        {"author": "ted-d"},
        {"_config.yml": "collections: [authors]\n", "_authors/ted-d.md": page()},
        (Author("ted-d", "Ted D"),),
    ),
    (
        {},
        {"_config.yml": "defaults:\n- {scope: {path: ''}, values: {author: Kim}}\n"},
        (Author("Kim", "Kim"),),
    ),
    ({"author": "[kim, kim]"}, {}, (Author("kim", "kim"),)),
]


@pytest.mark.parametrize(("values", "files", "expected"), ROWS)
def test_authors(
    make_site: SiteMaker,
    values: dict[str, str],
    files: dict[str, str],
    expected: tuple[Author, ...],
) -> None:
    loaded = make_site({PATH: page(**values), **files})
    assert authors_of(loaded.site, loaded[PATH], known_people(loaded.site)) == expected


def test_authors_of_a_site(make_site: SiteMaker) -> None:
    loaded = make_site(
        {PATH: page(author="lee"), "_posts/2020-01-02-y.md": page(author="kim"), "a.md": page()}
    )
    assert [author.key for author in site_authors(loaded.site)] == ["kim", "lee"]
