"""Depth is bounded by memory alone up to a limit, and past it the text stays as it is."""

from __future__ import annotations

import pytest

from migrator.diagnostics import Diagnostic
from migrator.kramdown import parse, to_html
from migrator.kramdown.parser import MAX_DEPTH
from migrator.model.walk import text_of

DEEP = 3000
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
