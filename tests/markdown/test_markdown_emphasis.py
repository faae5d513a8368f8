"""Emphasis in text without spaces: every case reads back as what it was."""

from __future__ import annotations

import pytest
from lxml import html as lxml_html

from migrator.verify.comparison import visible_text
from migrator.verify.markdown import render
from tests.markdown.markdown_helpers import FIXTURES, again, check, markdown_of, model_of

CORPUS = [
    line
    for line in (FIXTURES / "cjk_emphasis.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
OUTER = "“”‘’\"'«»‹›「」『』《》〈〉【】〔〕[]()（）［］.,!?:…。，、．！？：— \u00a0\u3000"


def marks_of(html: str) -> list[str]:
    """Return the texts of marks but for what may stand outside of them, merged where nested."""
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    return ["".join(mark.itertext()).strip(OUTER) for mark in root.iter("strong", "em", "del")]


@pytest.mark.parametrize("case", CORPUS)
def test_reads_back(case: str) -> None:
    body = model_of(f"<p>{case}</p>")
    markdown = markdown_of(body)
    assert check(body, markdown) == []
    assert visible_text(render(markdown)) == visible_text(f"<p>{case}</p>")


@pytest.mark.parametrize("case", CORPUS)
def test_exact_keeps_the_marks_where_they_were(case: str) -> None:
    body = model_of(f"<p>{case}</p>")
    markdown = markdown_of(body, emphasis="exact")
    found = [text for text in marks_of(render(markdown)) if text]
    nested = "<em>a<em>" in case or "<strong>a<strong>" in case
    joined = "</strong><strong>" in case or "</em><em>" in case
    if not (nested or joined):
        assert found == [text for text in marks_of(f"<p>{case}</p>") if text]


@pytest.mark.parametrize("case", CORPUS)
def test_the_choice_is_the_same_every_time(case: str) -> None:
    markdown = markdown_of(model_of(f"<p>{case}</p>"))
    assert again(markdown) == markdown


def test_most_cases_need_no_html() -> None:
    written = [markdown_of(model_of(f"<p>{case}</p>")) for case in CORPUS]
    with_tags = [text for text in written if "<strong>" in text or "<em>" in text]
    assert len(with_tags) / len(written) < 0.25


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<strong>강조</strong>를", "**강조**를"),
        ("<strong>“강조”</strong>를", "“**강조**”를"),
        ("<strong>[속보]</strong>대통령", "[**속보**]대통령"),
        ("<strong>그렇다.</strong>그리고", "**그렇다**.그리고"),
        ("<strong>강조(예시)</strong>을", "<strong>강조(예시)</strong>을"),
        ("<strong>강조 </strong>를", "**강조** 를"),
        ("<strong><em>가</em></strong> 나", "**_가_** 나"),
        ("<strong><a href='/a'>가</a></strong>를", "[**가**](/a)를"),
        ("<em>a</em><strong>b</strong>", "*a***b**"),
        ("<strong>a</strong><strong>b</strong>", "**ab**"),
        ("<strong>a<strong>b</strong></strong>", "**ab**"),
        ("a<strong></strong>b", "ab"),
    ],
)
def test_shapes(html: str, expected: str) -> None:
    assert markdown_of(model_of(f"<p>{html}</p>")) == expected + "\n"
