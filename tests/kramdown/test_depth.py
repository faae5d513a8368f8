"""Depth is bounded by memory alone up to a limit, and past it the text stays as it is."""

from __future__ import annotations

import pytest

from migrator.diagnostics import Diagnostic
from migrator.html.serializer import to_html as to_markup
from migrator.kramdown import parse, to_html
from migrator.kramdown.parser import MAX_DEPTH
from migrator.model.document import Document
from migrator.model.walk import text_of
from migrator.transforms import apply_transforms
from tests.kramdown.writers import WRITERS, write_and_verify

DEEP = 3000
NOT_COMPARED = {"verify.content", "verify.html-differs", "verify.markdown-differs"}
NESTED = {
    "quotations": "> " * DEEP + "text",
    "bullet lists": "- " * DEEP + "text",
    "ordered lists": "1. " * DEEP + "text",
    "both": "> - " * (DEEP // 2) + "text",
    "elements": "<div>" * DEEP + "text" + "</div>" * DEEP,
    "elements with Markdown": '<div markdown="1">\n' * DEEP + "text\n" + "</div>\n" * DEEP,
}


@pytest.mark.parametrize("dialect", ["kramdown", "GFM"])
@pytest.mark.parametrize("name", NESTED)
def test_nested_three_thousand_deep(name: str, dialect: str) -> None:
    problems: list[Diagnostic] = []
    body = parse(NESTED[name], {"input": dialect}, sink=problems.append)
    assert problems == []
    assert text_of(body).strip() == "text"
    depth, node = 0, body.children[0]
    while children := getattr(node, "children", ()):
        depth, node = depth + 1, next(child for child in children if not _is_white(child))
    assert depth >= DEEP
    assert to_html(NESTED[name], {"input": dialect}).count("text") == 1


SPANS = {
    "emphasis": "*a **b " * (DEEP // 2) + "text" + "** *" * (DEEP // 2),
    "brackets": "[" * DEEP + "text" + "]" * DEEP,
    "images in links": "[![" * (DEEP // 2) + "text" + "](a)](b)" * (DEEP // 2),
    "elements in a line": "a " + "<b><i>" * (DEEP // 2) + "text" + "</i></b>" * (DEEP // 2),
}


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("name", [*NESTED, *SPANS])
def test_what_is_nested_goes_through_the_whole_pipeline(name: str, writer: str) -> None:
    source = {**NESTED, **SPANS}[name]
    parsed = parse(source, {"input": "GFM"})
    html = to_markup(parsed)
    assert "text" in html
    body = apply_transforms(parsed).body
    document = Document("a.md", "posts", "/a/", "가", None, "a", body, html)
    text, problems = write_and_verify(writer, document)
    assert "text" in text
    # Other readers go only so deep; that they did not compare it all is what may be told.
    assert {problem.code for problem in problems} <= NOT_COMPARED, problems


def _is_white(node: object) -> bool:
    return not getattr(node, "text", "x").strip()


@pytest.mark.parametrize("unit", ["> ", "- ", "> - ", "<div>", '<div markdown="1">'])
def test_what_is_nested_too_deep_stays_as_text(unit: str) -> None:
    problems: list[Diagnostic] = []
    body = parse(unit * (MAX_DEPTH + 10) + "end", sink=problems.append, path="a.md")
    told = [problem for problem in problems if problem.code == "kramdown.nested-too-deep"]
    assert told
    assert told[0].path == "a.md"
    assert told[0].line == 1
    text = text_of(body)
    assert text.rstrip().endswith("end")
    assert unit.strip() in text


def test_definitions_that_refer_twice_end_at_a_limit() -> None:
    text = "".join(f"{{:a{i}: a{i + 1} a{i + 1} .b}}\n" for i in range(200)) + "\nc\n{: a0}\n"
    problems: list[Diagnostic] = []
    body = parse(text, {}, sink=problems.append)
    assert [problem.code for problem in problems] == ["kramdown.many-definitions"]
    assert to_markup(body).startswith('<p class="b')
