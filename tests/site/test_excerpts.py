"""The excerpt of a body, before Liquid. Expected: Jekyll."""

from __future__ import annotations

import pytest

from migrator.site.excerpts import excerpt_source, has_own_excerpt
from migrator.site.reader import read_body
from tests.site.helpers import SiteMaker, page

PATH = "_posts/2020-01-01-x.md"
ROWS = [
    ("one\n\ntwo", "one"),
    ("one", "one"),
    ("one\n\n", "one"),
    ("one\r\n\r\ntwo", "one\r\n\r\ntwo"),
    ("[a][1]\n\ntwo\n\n[1]: /u\n[2]: /v", "[a][1]\n\n[1]: /u"),
    ("[a][1] [2]\n\n [1]: /u\n[2]: /v \"t\"", "[a][1] [2]\n\n[1]: /u\n[2]: /v \"t\""),
    ("{% if x %}a\n\nb{% endif %}", "{% if x %}a\n{% endif %}"),
    (
        "{% for x in y %}{% highlight c %}a\n\nb{% endhighlight %}{% endfor %}",
        "{% for x in y %}{% highlight c %}a\n{% endhighlight %}\n{% endfor %}",
    ),
    ("{% if x %}a{% endif %}\n\nb", "{% if x %}a{% endif %}"),
    ("{%- raw -%}a\n\nb{% endraw %}", "{%- raw -%}a\n{% endraw %}"),
    ("{% include a.html %}\n\nb", "{% include a.html %}"),
    ("{% if unclosed\n\nb", "{% if unclosed"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), ROWS)
def test_excerpt(make_site: SiteMaker, body: str, expected: str) -> None:
    loaded = make_site({PATH: f"---\n---\n{body}"})
    post = loaded[PATH]
    excerpt = excerpt_source(post, read_body(loaded.site, post), loaded.site.config)
    assert excerpt is not None
    assert excerpt.text == expected


@pytest.mark.parametrize(
    ("config", "own", "expected"),
    [
        ("excerpt_separator: '<!--more-->'", None, "one\n\n"),
        ("excerpt_separator: ''", None, None),
        ("excerpt_separator: ''", "'<!--more-->'", "one\n\n"),
        ("excerpt_separator: '<!--more-->'", "'zzz'", "one\n\n<!--more-->two\n"),
    ],
)
def test_separator(
    make_site: SiteMaker, config: str, own: str | None, expected: str | None
) -> None:
    values = {} if own is None else {"excerpt_separator": own}
    text = page(**values).replace("Text", "one\n\n<!--more-->two")
    loaded = make_site({"_config.yml": config, PATH: text})
    post = loaded[PATH]
    excerpt = excerpt_source(post, read_body(loaded.site, post), loaded.site.config)
    assert (excerpt and excerpt.text) == expected


def test_lines_of_an_excerpt(make_site: SiteMaker) -> None:
    loaded = make_site({PATH: "---\n---\n\n[a][1]\nb\n\ntwo\n\n[1]: /u"})
    post = loaded[PATH]
    excerpt = excerpt_source(post, read_body(loaded.site, post), loaded.site.config)
    assert excerpt is not None
    assert [excerpt.lines[line] for line in range(1, 5)] == [4, 5, 5, 5]


def test_pages_have_excerpts_only_if_the_config_says_so(make_site: SiteMaker) -> None:
    for config, expected in (("", None), ("page_excerpts: true", "Text\n")):
        loaded = make_site({"_config.yml": config, "a.md": page()})
        about = loaded["a.md"]
        excerpt = excerpt_source(about, read_body(loaded.site, about), loaded.site.config)
        assert (excerpt and excerpt.text) == expected


def test_own_excerpt(make_site: SiteMaker) -> None:
    loaded = make_site({PATH: page(excerpt="Mine"), "a.md": page()})
    assert has_own_excerpt(loaded[PATH])
    assert not has_own_excerpt(loaded["a.md"])
