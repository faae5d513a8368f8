"""jekyll-relative-links, checked against the plugin's own results."""

from __future__ import annotations

import pytest

from migrator.site.reader import read_body
from tests.site.helpers import LoadedSite, SiteMaker

ON = "plugins: [jekyll-relative-links]\nbaseurl: /base\n"
FILES = {
    "docs/other page.md": "---\npermalink: /o/\n---\n",
    "docs/image.png": "png",
    "top.md": "---\n---\n",
    "_posts/2020-01-01-a.md": "---\n---\n",
    "_notes/n.md": "---\n---\n",
}


def _body(loaded: LoadedSite, path: str = "docs/page.md") -> str:
    return read_body(loaded.site, loaded[path]).text


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[a](other%20page.md)", "[a](/base/o/)"),
        ("[a](other page.md#part)", "[a](/base/o/#part)"),
        ('[a](../top.md "title")', '[a](/base/top.html "title")'),
        ("[a](/top.md)", "[a](/base/top.html)"),
        ("![i](image.png)", "![i](/base/docs/image.png)"),
        ("[a](../_posts/2020-01-01-a.md)", "[a](/base/2020/01/01/a.html)"),
        ("x\n[r]: image.png\ny", "x\n\n[r]: /base/docs/image.png\ny"),
        ("[a](missing.md)", "[a](missing.md)"),
        ("[a](../../top.md)", "[a](../../top.md)"),
        ("[a](https://example.com/top.md)", "[a](https://example.com/top.md)"),
        ("[a](#top.md)", "[a](#top.md)"),
        ("`[a](../top.md)`", "`[a](/base/top.html)`"),
        ("[one](../top.md) [two](image.png)", "[one](/base/top.html) [two](/base/docs/image.png)"),
        ("{% raw %}[a](../top.md){% endraw %}", "{% raw %}[a](/base/top.html){% endraw %}"),
    ],
)
def test_links_to_files_become_links_to_urls(
    make_site: SiteMaker, written: str, expected: str
) -> None:
    files = {**FILES, "_config.yml": ON, "docs/page.md": f"---\n---\n{written}"}
    assert _body(make_site(files)) == expected


def test_only_where_the_plugin_is_on(make_site: SiteMaker) -> None:
    text = "---\n---\n[a](/top.md)"
    files = {**FILES, "docs/page.md": text, "_posts/2021-01-01-b.md": text}
    for config in ("", ON + "relative_links: {enabled: false}\n"):
        assert _body(make_site({**files, "_config.yml": config})) == "[a](/top.md)"
    off = make_site({**files, "_config.yml": ON + "relative_links: {exclude: [docs]}\n"})
    assert _body(off) == "[a](/top.md)"
    on = make_site({**files, "_config.yml": ON})
    assert _body(on, "_posts/2021-01-01-b.md") == "[a](/top.md)"
    everywhere = make_site({**files, "_config.yml": ON + "relative_links: {collections: true}\n"})
    assert _body(everywhere, "_posts/2021-01-01-b.md") == "[a](/base/top.html)"


def test_lines_stay_those_of_the_file(make_site: SiteMaker) -> None:
    body = "one\n[r]: image.png\nthree [a](/top.md)\n\n\n[s]: /top.md\nlast"
    loaded = make_site({**FILES, "_config.yml": ON, "docs/page.md": f"---\nt: 1\n---\n{body}"})
    found = read_body(loaded.site, loaded["docs/page.md"])
    lines = found.text.split("\n")
    places = {text: found.lines[number] for number, text in enumerate(lines, start=1) if text}
    assert places == {
        "one": 4,
        "[r]: /base/docs/image.png": 5,
        "three [a](/base/top.html)": 6,
        "[s]: /base/top.html": 9,
        "last": 10,
    }


def test_a_hostile_line_takes_little_time(make_site: SiteMaker) -> None:
    hostile = "[" * 20_000 + "](" + "#" * 20_000
    files = {**FILES, "_config.yml": ON, "docs/page.md": f"---\n---\n{hostile}"}
    assert _body(make_site(files)) == hostile
