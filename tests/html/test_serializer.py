"""Model to HTML: pairs of files in fixtures/html/serializer, and what no pair can show."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from migrator.html.options import HtmlOptions
from migrator.html.serializer import HANDLERS, JEKYLL, PLAIN, to_html
from migrator.model import nodes
from migrator.model.codec import decode
from migrator.model.fields import NODE_TYPES

CASES = sorted((Path(__file__).parents[2] / "fixtures/html/serializer").glob("*.json"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case(case: Path) -> None:
    node = decode(json.loads(case.read_text(encoding="utf-8")))
    assert to_html(node, JEKYLL) == case.with_suffix(".html").read_text(encoding="utf-8")


def test_cases_are_found() -> None:
    assert len(CASES) > 10


def test_every_node_type_has_a_handler() -> None:
    assert set(HANDLERS) == set(NODE_TYPES)


def test_depth_is_not_bounded() -> None:
    block: nodes.Block = nodes.Paragraph((nodes.Text("속"),))
    for _ in range(5000):
        block = nodes.BlockQuote((block,))
    html = to_html(block)
    assert html.count("<blockquote>") == html.count("</blockquote>") == 5000


def test_a_sequence_is_written_in_order() -> None:
    assert to_html([nodes.Text("가"), nodes.Strong((nodes.Text("나"),))]) == "가<strong>나</strong>"


CODE = nodes.CodeBlock("x\n", "ruby")
WRAPPED = '<div class="language-ruby highlighter-rouge">'


@pytest.mark.parametrize(
    ("options", "node", "expected"),
    [
        ({}, CODE, WRAPPED),
        ({"syntax_highlighter": None}, CODE, '<pre><code class="language-ruby">'),
        ({"syntax_highlighter_opts": {"disable": True}}, CODE, "<pre><code"),
        ({"syntax_highlighter_opts": {":block": {"disable": True}}}, CODE, "<pre><code"),
        ({"syntax_highlighter_opts": {"span": {"disable": True}}}, CODE, WRAPPED),
        ({}, nodes.CodeBlock("x\n"), "<pre><code>x\n</code></pre>"),
        (
            {"syntax_highlighter_opts": {"default_lang": "ruby"}},
            nodes.CodeSpan("x"),
            '<code class="language-ruby highlighter-rouge">x</code>',
        ),
        ({}, nodes.CodeBlock("x\n", "text"), '<pre><code class="language-text">'),
        (
            {":syntax_highlighter_opts": {"guess_lang": True}},
            nodes.CodeBlock("x\n"),
            '<div class="highlighter-rouge">',
        ),
        ({"math_engine": None}, nodes.MathInline("x"), '<span class="kdmath">$x$</span>'),
        ({":math_engine": ":mathjax"}, nodes.MathInline("x"), "\\(x\\)"),
        ({"math_engine": None}, nodes.MathBlock("x"), '<div class="kdmath">$$\nx\n$$</div>\n'),
        (
            {"header_links": True},
            nodes.Heading(2, (nodes.Text("h"),), (("id", "a"),)),
            '<h2 id="a"><a href="#a"></a>h</h2>',
        ),
        (
            {"footnote_link_text": "[주 %s]", "footnote_prefix": "p-"},
            nodes.FootnoteReference("x", 3),
            '<sup id="fnref:p-x"><a href="#fn:p-x" class="footnote" rel="footnote"'
            ' role="doc-noteref">[주 3]</a></sup>',
        ),
    ],
)
def test_kramdown_option(options: dict[str, object], node: nodes.Node, expected: str) -> None:
    assert to_html(node, HtmlOptions.from_kramdown(options)).startswith(expected)


NOTE = nodes.FootnoteDefinition(
    "x",
    1,
    (nodes.BlockQuote((nodes.Heading(2, (nodes.Text("끝"),)),)),),
)


def test_backlink_stands_in_a_paragraph_of_its_own() -> None:
    assert "</blockquote>\n<p><a" in to_html(NOTE)


def test_inline_backlink_goes_into_the_last_text() -> None:
    options = HtmlOptions.from_kramdown({"footnote_backlink_inline": True})
    assert "<h2>끝\u00a0<a" in to_html(NOTE, options)


def test_backlink_can_be_left_out_and_is_escaped() -> None:
    assert "<a" not in to_html(NOTE, HtmlOptions.from_kramdown({"footnote_backlink": ""}))
    marked = HtmlOptions.from_kramdown({"footnote_backlink": "&#8617; <img />"})
    assert ">\u21a9 &lt;img /&gt;</a>" in to_html(NOTE, marked)


def test_empty_cells_are_filled_only_as_kramdown_does() -> None:
    cell = nodes.TableCell()
    assert to_html(cell) == "<td>\u00a0</td>\n"
    assert to_html(cell, PLAIN) == "<td></td>\n"
