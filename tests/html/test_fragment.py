"""HTML to the model: pairs of files in fixtures/html/fragments, and what no pair can show."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from migrator.diagnostics import Diagnostic
from migrator.html.fragment import parse_fragment
from migrator.html.serializer import PLAIN, to_html
from migrator.model import nodes
from migrator.model.walk import text_of, walk
from migrator.source import LineMap

CASES = sorted((Path(__file__).parents[2] / "fixtures/html/fragments").glob("*.html"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case(case: Path) -> None:
    """What is expected: the HTML of the model, then each diagnostic after a per cent sign."""
    told: list[Diagnostic] = []
    body = parse_fragment(case.read_text(encoding="utf-8"), sink=told.append, path=case.name)
    found = to_html(body, PLAIN) + "".join(f"% {diagnostic}\n" for diagnostic in told)
    assert found == case.with_suffix(".expected").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_what_is_written_reads_the_same(case: Path) -> None:
    once = to_html(parse_fragment(case.read_text(encoding="utf-8")), PLAIN)
    assert to_html(parse_fragment(once), PLAIN) == once


def test_cases_are_found() -> None:
    assert len(CASES) > 15


def test_lines_are_those_of_the_file() -> None:
    text = "\n\n<p>셋\n</p>\n\n글\n<b>일곱</b>\n<!-- 여덟 -->\n<div>\n<i>열</i></div>"
    body = parse_fragment(text, LineMap(first_line=11))
    lines = {
        (type(node).__name__, getattr(node, "name", "")): node.line  # type: ignore[union-attr]
        for node in walk(body)
        if hasattr(node, "line")
    }
    assert lines == {
        ("HtmlElement", "p"): 13,
        ("Plain", ""): 16,
        ("HtmlElement", "b"): 17,
        ("RawBlock", ""): 18,
        ("HtmlElement", "div"): 19,
        ("HtmlElement", "i"): 20,
    }


def test_line_feeds_of_bare_text_are_soft_breaks() -> None:
    body = parse_fragment(" 하나  \n\n 둘 <b>셋\n넷</b>\n")
    bold = nodes.HtmlElement("b", (nodes.Text("셋\n넷"),), (), "inline", 3)
    expected = (nodes.Text("하나"), nodes.SoftBreak(), nodes.Text("둘 "), bold)
    assert body.children == (nodes.Plain(expected, 1),)


def test_control_characters_are_told() -> None:
    told: list[Diagnostic] = []
    body = parse_fragment("\ufeffa\r\n\x00b\x01c\x0cd&#0;&#128;\r둘", sink=told.append)
    assert text_of(body) == "a\nbc d\ufffd€\n둘"
    assert [(item.code, item.line) for item in told] == [("html.control-characters", 2)]


def test_a_page_without_content_is_empty() -> None:
    assert parse_fragment("").children == ()
    assert parse_fragment(" \n\t\n").children == ()


DEEP = {
    "div": ("<div>" * 5000 + "글" + "</div>" * 5000, 5000),
    "unclosed": ("<div>" * 5000 + "글", 5000),
    "inline": ("<span>" * 5000 + "글" + "</span>" * 5000, 5000),
    "lists": ("<ul><li>" * 3000 + "글", 6000),
    "tables": ("<table><tr><td>" * 3000 + "글", 9000),
}


@pytest.mark.parametrize("name", DEEP)
def test_depth_is_not_bounded(name: str) -> None:
    text, count = DEEP[name]
    body = parse_fragment(text)
    assert sum(isinstance(node, nodes.HtmlElement) for node in walk(body)) == count
    assert text_of(body) == "글"
    assert to_html(body, PLAIN).count("</") == count


PLAIN_TAGS = ["p", "div", "b", "i", "ul", "li", "span"]
MOVED_TAGS = ["h2", "a", "table", "tr", "td", "font", "svg", "select"]


def _pieces(names: list[str]) -> st.SearchStrategy[list[str]]:
    tags = st.sampled_from(names)
    texts = st.sampled_from(["글", " ", "\n", "&amp;", "<br>", "<!-- c -->", "a < b"])
    starts, ends = tags.map(lambda name: f"<{name}>"), tags.map(lambda name: f"</{name}>")
    return st.lists(st.one_of(starts, ends, texts), max_size=20)


@settings(max_examples=300, deadline=None)
@given(_pieces(PLAIN_TAGS + MOVED_TAGS))
def test_no_text_is_lost(pieces: list[str]) -> None:
    """Text before a table may move, so characters are counted, not their order."""
    shown = sorted("".join(text_of(parse_fragment("".join(pieces))).split()))
    written = "".join(piece for piece in pieces if not piece.startswith("<"))
    assert shown == sorted("".join(written.replace("&amp;", "&").split()))


@settings(max_examples=300, deadline=None)
@given(_pieces(PLAIN_TAGS))
def test_what_is_written_of_broken_html_reads_the_same(pieces: list[str]) -> None:
    once = to_html(parse_fragment("".join(pieces)), PLAIN)
    assert to_html(parse_fragment(once), PLAIN).split() == once.split()


WELL_FORMED = st.recursive(
    st.sampled_from(["글", "a &lt; b ", "<br>", '<img src="x" alt="그림">', "&nbsp;"]),
    lambda inner: st.tuples(
        st.sampled_from(["div", "span", "strong", "em", "blockquote", "section", "code"]),
        st.lists(inner, max_size=4),
    ).map(lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"),
    max_leaves=15,
)


@settings(max_examples=200, deadline=None)
@given(WELL_FORMED)
def test_lxml_reads_the_same_from_what_is_written(text: str) -> None:
    source = lxml_html.fragment_fromstring(text, create_parent="div")
    written = to_html(parse_fragment(text), PLAIN)
    found = lxml_html.fragment_fromstring(written, create_parent="div")
    assert [node.tag for node in found.iter()] == [node.tag for node in source.iter()]
    assert found.text_content().split() == source.text_content().split()
