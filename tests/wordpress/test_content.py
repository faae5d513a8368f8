"""HTML in, WordPress content out: as blocks and as classic HTML, and what reads back."""

from __future__ import annotations

import os

import pytest

from converters.wordpress.items import read_item
from migrator.verify.wordpress import verify
from tests.wordpress.wordpress_samples import FIXTURES, content_of, read_cases

CONTENT = FIXTURES / "content"
TOPICS = sorted(path.stem for path in CONTENT.glob("*.html") if "." not in path.stem)
CASES = [(topic, name) for topic in TOPICS for name in read_cases(CONTENT / f"{topic}.html")]
MARKUPS = {
    "blocks": {"wordpress_version": "6.9"},
    "oldest": {},
    "classic": {"markup": "classic"},
}
"""How a name stands for options; the oldest WordPress that is written for is the default."""
UPDATE = os.environ.get("UPDATE_FIXTURES") == "1"


def test_there_are_cases() -> None:
    assert len(CASES) > 50


@pytest.mark.parametrize("markup", ["blocks", "classic"])
@pytest.mark.parametrize("topic", TOPICS)
def test_content_is_written_as_expected(topic: str, markup: str) -> None:
    cases = read_cases(CONTENT / f"{topic}.html")
    written = {
        name: read_item(content_of(html, **MARKUPS[markup])[1].text).content
        for name, html in cases.items()
    }
    path = CONTENT / f"{topic}.{markup}.txt"
    if UPDATE:
        path.write_text("".join(f"=== {name}\n{text}\n" for name, text in written.items()))
    assert written == read_cases(path)


@pytest.mark.parametrize("markup", list(MARKUPS))
@pytest.mark.parametrize(("topic", "name"), CASES)
def test_content_reads_back_the_same(topic: str, name: str, markup: str) -> None:
    post, piece = content_of(read_cases(CONTENT / f"{topic}.html")[name], **MARKUPS[markup])
    assert verify(post, piece.text) == []


@pytest.mark.parametrize(
    ("html", "newer"),
    [
        ("<details><summary>더</summary><p>글</p></details>", "details"),
        ('<table><tbody><tr><td colspan="2">가</td></tr></tbody></table>', "table"),
    ],
)
def test_an_old_wordpress_gets_html_where_it_has_no_block(html: str, newer: str) -> None:
    for version, name in (("6.1", "html"), ("6.2", "html"), ("6.3", newer), ("6.9", newer)):
        item = read_item(content_of(html, wordpress_version=version)[1].text)
        assert item.content.startswith(f"<!-- wp:{name} ")


@pytest.mark.parametrize(("markup", "told"), [("blocks", ["1 attributes"]), ("classic", [])])
def test_attributes_that_blocks_cannot_hold_are_told(markup: str, told: list[str]) -> None:
    html = '<p itemprop="headline">글</p><dl itemprop="b"><dt>가</dt><dd>나</dd></dl>'
    _, piece = content_of(html, markup=markup)
    found = [one for one in piece.diagnostics if one.code == "wordpress.microdata-dropped"]
    assert [one.message[: len("1 attributes")] for one in found] == told
