"""Inlines: what the nodes are, where they stand"""

from __future__ import annotations

import pytest

from migrator.diagnostics import Diagnostic
from migrator.kramdown.inlines import parse_inlines
from migrator.kramdown.options import options_from
from migrator.kramdown.state import State
from migrator.model.nodes import (
    Abbreviation,
    AbbreviationDefinition,
    CodeSpan,
    Emphasis,
    FootnoteReference,
    HtmlElement,
    Image,
    Inline,
    LineBreak,
    Link,
    LinkDefinition,
    MathInline,
    RawInline,
    SmartPunctuation,
    SoftBreak,
    Strikethrough,
    Strong,
    Text,
)
from migrator.model.walk import text_of, walk
from migrator.source import LineMap


def state_of(**options: object) -> State:
    return State(options_from({"input": "GFM", "hard_wrap": False, **options}))


def parse(text: str, **options: object) -> tuple[Inline, ...]:
    return parse_inlines(text, state_of(**options), 1)


NODES: dict[str, tuple[Inline, ...]] = {
    "": (),
    "plain": (Text("plain"),),
    "a\nb": (Text("a"), SoftBreak(), Text("b")),
    "a  \nb": (Text("a"), LineBreak(), Text("b")),
    "a\\\nb": (Text("a"), LineBreak(), Text("b")),
    "*a*": (Emphasis((Text("a"),)),),
    "**a**": (Strong((Text("a"),)),),
    "***a***": (Strong((Emphasis((Text("a"),)),)),),
    "*a_ *b": (Text("*a_ *b"),),
    "~~a~~": (Strikethrough((Text("a"),)),),
    "`` ` ``": (CodeSpan("`"),),
    "a &amp; b&nbsp;c &none;": (Text("a & b\u00a0c &none;"),),
    r"\*a\*": (Text("*a*"),),
    "$$ x $$": (MathInline("x"),),
    "--": (SmartPunctuation("–", "--"),),
    "<< a": (SmartPunctuation("«\u00a0", "<< "), Text("a")),
    "<!-- a -->": (RawInline("html", "<!-- a -->", 1),),
    "{::nomarkdown type='latex'}a{:/}": (RawInline("latex", "a", 1),),
    "<b>a": (HtmlElement("b", (Text("a"),), (), "inline", 1),),
    "<u>*a*\n&lt;</u>": (HtmlElement("u", (Text("*a*"), SoftBreak(), Text("<")), (), "inline", 1),),
    "<i CLASS='x &amp; y'/>": (HtmlElement("i", (), (("class", "x & y"),), "inline", 1),),
    "x<script>a\n<b></script>": (
        Text("x"),
        HtmlElement("script", (Text("a\n<b>&lt;/script&gt;</b>"),), (), "inline", 1),
    ),
    "*a*{:.b #c}": (Emphasis((Text("a"),), (("class", "b"), ("id", "c"))),),
    "[a](/b?c&amp;d 'e'){:.f}": (Link("/b?c&d", (Text("a"),), "e", (("class", "f"),), 1),),
    "![*a* \\[](b)": (Image("b", "*a* [", None, (), 1),),
    "[a](b){: href='c' title='d'}": (Link("c", (Text("a"),), "d", (), 1),),
    "<a@b.c>": (Link("mailto:a@b.c", (Text("a@b.c"),), None, (), 1),),
}


@pytest.mark.parametrize("text", NODES)
def test_nodes(text: str) -> None:
    assert parse(text) == NODES[text]


def test_quotes_keep_what_was_written() -> None:
    nodes = parse('"a" it\'s')
    quotes = [node for node in nodes if isinstance(node, SmartPunctuation)]
    assert quotes == [
        SmartPunctuation("“", '"'),
        SmartPunctuation("”", '"'),
        SmartPunctuation("’", "'"),
    ]


def test_text_of_prose_holds_no_line_feed() -> None:
    nodes = parse("a\n*b\nc* [d\ne](f) ~~g\nh~~ <b>i\nj</b> <code>k\nl</code> m  \nn")
    texts = [node.text for root in nodes for node in walk(root) if isinstance(node, Text)]
    assert len(texts) >= 13
    assert not any("\n" in text for text in texts)


def test_lines_are_those_of_the_source_file() -> None:
    state = State(options_from({"input": "GFM"}), LineMap(table=(10, 20, 30, 40, 50)))
    nodes = parse_inlines("a\n[b](c) ![d](e)\n<b>\n<i>f</i></b> <!-- g -->", state, 2)
    lines = {
        type(node): node.line
        for root in nodes
        for node in walk(root)
        if isinstance(node, Link | Image | RawInline)
    }
    elements = {
        node.name: node.line
        for root in nodes
        for node in walk(root)
        if isinstance(node, HtmlElement)
    }
    assert lines == {Link: 30, Image: 30, RawInline: 50}
    assert elements == {"b": 40, "i": 50}


def test_footnotes_are_numbered_in_document_order_once() -> None:
    state = state_of()
    state.footnotes.labels.update({"a", "b"})
    # The bracket and the asterisk come to nothing: their content is parsed twice.
    nodes = parse_inlines("[ *x [^b] [^a] [^b] [^c]", state, 1)
    references = [node for node in nodes if isinstance(node, FootnoteReference)]
    assert references == [
        FootnoteReference("b", 1, 0),
        FootnoteReference("a", 2, 0),
        FootnoteReference("b", 1, 1),
    ]
    assert state.footnotes.counts == {"b": 2, "a": 1}


def test_references_to_links_ignore_case_and_width_of_space() -> None:
    state = state_of()
    state.link_definitions["two words"] = LinkDefinition("Two Words", "/x&amp;y", "t")
    nodes = parse_inlines("[TWO\n words], [a], [two  words]", state, 1)
    links = [node for node in nodes if isinstance(node, Link)]
    assert [(link.destination, link.title) for link in links] == [("/x&y", "t")] * 2


def test_abbreviations_stand_between_ascii_word_boundaries() -> None:
    state = state_of()
    state.abbreviations["HTML"] = AbbreviationDefinition("HTML", "Hyper")
    nodes = parse_inlines("xHTML 한글HTML은 `HTML` <code>HTML</code>", state, 1)
    assert nodes[:3] == (Text("xHTML 한글"), Abbreviation("HTML", "Hyper"), Text("은 "))
    assert sum(isinstance(node, Abbreviation) for root in nodes for node in walk(root)) == 1


def test_standalone_images_are_told() -> None:
    state = state_of()
    nodes = parse_inlines("![a](b){:standalone .c}", state, 1)
    assert nodes == (Image("b", "a", None, (("class", "c"),), 1),)
    assert list(state.standalone_images.values()) == list(nodes)


def test_problems_are_told_once() -> None:
    problems: list[Diagnostic] = []
    state = State(options_from({"input": "GFM"}), sink=problems.append, path="a.md")
    parse_inlines("*x\n[y <제목> *z* [^a]", state, 3)
    found = {problem.code: (problem.path, problem.line) for problem in problems}
    assert found == {"kramdown.unclosed-html": ("a.md", 4)}
    problems.clear()
    parse_inlines("[^a] <div>\n{::no}{:/}{::comment}", state, 1)
    assert sorted(problem.code for problem in problems) == [
        "kramdown.block-html-in-text",
        "kramdown.unclosed-extension",
        "kramdown.unknown-extension",
        "kramdown.unknown-footnote",
    ]


def test_an_option_in_the_text_counts_from_there_on() -> None:
    state = state_of()
    nodes = parse_inlines("<b>*a*</b>{::options parse_span_html='false' /}<b>*a*</b>", state, 1)
    assert [type(node.children[0]) for node in nodes if isinstance(node, HtmlElement)] == [
        Emphasis,
        Text,
    ]
    assert not state.options.parse_span_html


DEEP = {
    "html": ("<b>", "</b>"),
    "images": ("![", "](u)"),
    "brackets": ("[", "]"),
    "html and emphasis": ("*<b>", "</b>*"),
    "html and strong": ("**<b>", "</b>**"),
    "raw html": ("<code>", "</code>"),
}


@pytest.mark.parametrize("name", DEEP)
def test_depth_is_bounded_by_memory_alone(name: str) -> None:
    opening, closing = DEEP[name]
    nodes = parse(opening * 3000 + "x" + closing * 3000)
    visible = "".join(text_of(node) for node in nodes)
    images = [node.alt for node in nodes if isinstance(node, Image)]
    assert "x" in (images[0] if images else visible)
