"""What the verifier expects is, letter by letter, what cmark makes of perfect Markdown."""

from __future__ import annotations

import pytest

from migrator.kramdown import parse
from migrator.verify.cmark import render
from migrator.verify.expected import expected_html

ALIKE = (
    'Say "yes" & <b>no</b>.',
    '[길](/글/하나?a=1&b=2 "제목") and ![그림](/사진 1.png)'.replace(" 1", "1"),
    "## A heading\n\ntext",
    "* one\n* two\n  * three\n\n1. a\n2. b",
    "* one\n\n* two",
    "| a | b |\n|:-:|--:|\n| 1 | 2 |",
    '```ruby\nputs "hello" if a < b\n```',
    '`a "b"`\n\n> quoted *em* **strong**',
    "one  \ntwo\n\n* * *\n\nthree",
)
OPTIONS = {"input": "GFM", "smart_quotes": "apos,apos,quot,quot", "hard_wrap": False}


@pytest.mark.parametrize("markdown", ALIKE)
def test_perfect_markdown_needs_no_reading(markdown: str) -> None:
    assert expected_html(parse(markdown, OPTIONS), "dollars").strip() == render(markdown).strip()


def test_what_readers_see_nothing_of_is_left_out() -> None:
    body = parse("text [link](/a){: .button #here target=\"_blank\"}\n{: .lead title='so'}\n")
    assert expected_html(body, "tex") == '<p title="so">text <a href="/a">link</a></p>\n'


def test_footnotes_begin_with_one() -> None:
    body = parse("a[^x]\n\n[^x]: note\n")
    html = expected_html(body, "tex")
    assert "<sup>1</sup>" in html
    assert html.endswith("<section>\n<ol>\n<li>\n<p>note</p>\n</li>\n</ol>\n</section>\n")
