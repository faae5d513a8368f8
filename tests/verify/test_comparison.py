from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from migrator.verify.comparison import (
    ComparisonOptions,
    compare_html,
    compare_text,
    visible_text,
)

FIXTURES = Path(__file__).parents[2] / "fixtures" / "verify" / "comparison.json"
CASES: list[dict[str, Any]] = json.loads(FIXTURES.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_first_difference(case: dict[str, Any]) -> None:
    options = ComparisonOptions(**case.get("options", {}))
    found = compare_html(case["left"], case["right"], options)
    assert (str(found) if found else None) == case["difference"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_both_directions_agree(case: dict[str, Any]) -> None:
    options = ComparisonOptions(**case.get("options", {}))
    there = compare_html(case["left"], case["right"], options)
    back = compare_html(case["right"], case["left"], options)
    assert (there is None) == (back is None)
    assert compare_html(case["left"], case["left"], options) is None


def test_visible_text_parts_blocks_and_breaks_but_not_marks() -> None:
    html = "<p>가<b>나</b>&nbsp; 다<br>라</p><ul><li>마<li>바</ul><pre>a  b</pre><script>x</script>"
    assert visible_text(html) == "가나 다 라 마 바 a b"


def test_visible_text_leaves_out_the_title_of_a_page_but_no_drawings() -> None:
    head = "<!doctype html><html><head><title>제목</title></head>"
    drawing = "<svg><title>그림</title></svg>"
    assert visible_text(f"{head}<body><h1>제목</h1>{drawing} 글</body></html>") == "제목 그림 글"


def test_text_is_compared_with_white_space_folded() -> None:
    assert compare_text("a \u00a0b\n", " a b") is None
    assert str(compare_text("a b", "a c")) == "'a b' against 'a c'"


def test_what_is_nested_too_deeply_is_never_called_equal() -> None:
    deep = "<div>" * 5000 + "x"
    assert "too deeply" in str(compare_html(deep, deep))
    assert compare_html("<div>" * 1000 + "x", "<div>" * 1000 + "x") is None


@pytest.mark.parametrize("unit", ["<b> ", "x<b></b>", "<pre>", "<p>a <b>b</b> ", "<b>x</b>"])
def test_repetition_is_read(unit: str) -> None:
    assert compare_html(unit * 600, unit * 600) is None
    assert compare_html(unit * 600 + "<p>가", unit * 600 + "<p>나") is not None
