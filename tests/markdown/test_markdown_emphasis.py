"""Emphasis in text without spaces: every case reads back as what it was, mark by mark."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

import pytest
from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from migrator.model.nodes import Body
from migrator.verify.cmark import render
from tests.markdown.markdown_helpers import FIXTURES, again, check, markdown_of, model_of

CORPUS = [
    line
    for line in (FIXTURES / "cjk_emphasis.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("# ")
]
MARKS = {"strong", "em", "del"}
TAG = re.compile(r"</?(?:strong|em|del)>")
WITHOUT_TAGS = 0.9
LATER_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
"""It follows CommonMark 0.31, where symbols count as punctuation."""


def model_of_case(case: str) -> Body:
    is_block = case.startswith(("<h", "<ul", "<ol", "<bl", "<ta", "<dl"))
    return model_of(case if is_block else f"<p>{case}</p>")


def marked_text(html: str) -> list[tuple[str, frozenset[str]]]:
    """Return each character that shows, with the marks it stands in; white space aside."""
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    return [(char, marks) for text, marks in _texts(root) for char in text if not char.isspace()]


def _texts(root: etree._Element) -> Iterator[tuple[str, frozenset[str]]]:
    marks: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        if event == "start":
            marks.append(str(element.tag))
            yield element.text or "", frozenset(MARKS.intersection(marks))
            continue
        if event == "end":
            marks.pop()
        if element is not root:
            yield element.tail or "", frozenset(MARKS.intersection(marks))


@pytest.mark.parametrize("case", CORPUS)
def test_reads_back(case: str) -> None:
    body = model_of_case(case)
    markdown = markdown_of(body)
    assert check(body, markdown) == []
    assert marked_text(render(markdown)) == marked_text(case)


@pytest.mark.parametrize("case", CORPUS)
def test_reads_back_by_the_rules_of_2024(case: str) -> None:
    rendered = LATER_READER.render(markdown_of(model_of_case(case)))
    assert marked_text(rendered.replace("<s>", "<del>").replace("</s>", "</del>")) == marked_text(
        case
    )


@pytest.mark.parametrize("case", CORPUS)
def test_reads_back_tidied(case: str) -> None:
    body = model_of_case(case)
    rendered = marked_text(render(markdown_of(body, emphasis="tidy")))
    assert [char for char, _ in rendered] == [char for char, _ in marked_text(case)]


@pytest.mark.parametrize("case", CORPUS)
def test_the_choice_is_the_same_every_time(case: str) -> None:
    markdown = markdown_of(model_of_case(case))
    assert again(markdown) == markdown


def test_the_corpus_needs_hardly_any_html(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(CORPUS) >= 300
    assert len(set(CORPUS)) == len(CORPUS)
    tagged = [case for case in CORPUS if TAG.search(markdown_of(model_of_case(case)))]
    referenced = [case for case in CORPUS if "&#" in markdown_of(model_of_case(case))]
    with capsys.disabled():
        sys.stdout.write(
            f"\nCJK emphasis: {len(CORPUS)} cases, {len(referenced)} with a reference, "
            f"{len(tagged)} with an HTML tag\n"
        )
    assert 1 - len(tagged) / len(CORPUS) >= WITHOUT_TAGS


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<strong>강조</strong>를", "**강조**를"),
        ("<strong>“강조”</strong>를", "**“강조”**&#47484;"),
        ("<strong>[속보]</strong> 대통령", "**[속보]** 대통령"),
        ("<strong>강조(예시)</strong>을", "**강조(예시)**&#51012;"),
        ("그<em>(가)</em>나", "&#44536;*(가)*&#45208;"),
        ("<strong>강조 </strong>를", "**강조** 를"),
        ("<strong><em>가</em></strong> 나", "**_가_** 나"),
        ("<strong><em>가.</em></strong>나", "**_가._**&#45208;"),
        ("<em>가.</em><strong>나</strong>", "_가._**나**"),
        ("<strong><a href='/a'>가</a></strong>를", "[**가**](/a)를"),
        ("<em>a</em><strong>b</strong>", "*a***b**"),
        ("<strong>a</strong><strong>b</strong>", "**ab**"),
        ("<strong>a<strong>b</strong></strong>", "**ab**"),
        ("a<strong></strong>b", "ab"),
    ],
)
def test_shapes(html: str, expected: str) -> None:
    assert markdown_of(model_of(f"<p>{html}</p>")) == expected + "\n"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<strong>“강조”</strong>를", "“**강조**”를"),
        ("<strong>[속보]</strong>대통령", "[**속보**]대통령"),
        ("<strong>그렇다.</strong>그리고", "**그렇다**.그리고"),
        ("<strong>강조(예시)</strong>을", "**강조(예시)**&#51012;"),
    ],
)
def test_tidy_shapes(html: str, expected: str) -> None:
    assert markdown_of(model_of(f"<p>{html}</p>"), emphasis="tidy") == expected + "\n"
