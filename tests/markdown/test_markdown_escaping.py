"""What is escaped, and above all what is not."""

from __future__ import annotations

import pytest

from migrator.model import nodes
from migrator.model.nodes import Body, Heading, Link, Paragraph, SoftBreak, Table, Text
from tests.markdown.markdown_helpers import check, markdown_of

BARE = [
    "snake_case", "__dunder", "3 * 4", "a * b * c", "C++", "C#", "foo_bar.py", "1~2", "a < b",
    "AT&T", "100%", "[1]", "[x]", "(a)", "x^2", "#tag", "~/.config", "C:\\dir", "a|b", "$5",
    "$5 and $6",
    "1.5", "2024-07-22", "-5", "+82", "a *", "a*", "`", "don't", "a = b", "=> a", "http: //x",
    "www",
    "a@b", "{{ x }}", "&nosuch;", "a & b", "1)a", "!", "![", "a > b", "<3", "한국<제목>", "...",
]  # fmt: skip
ESCAPED = {
    "# a": "\\# a",
    "###### a": "\\###### a",
    "- a": "\\- a",
    "+ a": "\\+ a",
    "* a": "\\* a",
    "-": "\\-",
    "1. a": "1\\. a",
    "12) a": "12\\) a",
    "> a": "\\> a",
    "---": "\\---",
    "***": "\\***",
    "```": "\\```",
    "~~~": "\\~~~",
    "*a*": "\\*a\\*",
    "_a_": "\\_a\\_",
    "~a~": "\\~a\\~",
    "1~2, 3~4": "1\\~2, 3\\~4",
    "`a`": "\\`a\\`",
    "[a](b)": "[a\\](b)",
    "[^1]": "\\[^1]",
    "[a]: b": "\\[a]: b",
    "<b>": "\\<b>",
    "a <!-- b -->": "a \\<!-- b -->",
    "<div": "\\<div",
    "&amp;": "\\&amp;",
    "&#35;": "\\&#35;",
    "\\*": "\\\\*",
    "$x$": "\\$x$",
    "https://a.b/c": "https\\://a.b/c",
    "www.a.b": "www\\.a.b",
    "a@b.com": "a@<!-- -->b.com",
}


def written(text: str, **options: str) -> str:
    """Return a paragraph of ``text`` in Markdown, checked."""
    body = Body((Paragraph((Text(text),)),))
    markdown = markdown_of(body, **options)
    assert check(body, markdown) == []
    return markdown.removesuffix("\n")


@pytest.mark.parametrize("text", BARE)
def test_is_written_bare(text: str) -> None:
    assert written(text) == text


@pytest.mark.parametrize(("text", "expected"), ESCAPED.items())
def test_is_escaped(text: str, expected: str) -> None:
    assert written(text) == expected


def test_addresses_are_bare_where_nothing_links_them() -> None:
    body = Body((Paragraph((Text("https://a.b www.a.b a@b.com ~~a~~"),)),))
    assert markdown_of(body, dialect="commonmark") == "https://a.b www.a.b a@b.com ~~a~~\n"


@pytest.mark.parametrize(
    ("second", "expected"),
    [("===", "\\==="), ("---", "\\---"), ("|-|-|", "\\|-|-|"), ("1. b", "1\\. b"), ("b", "b")],
)
def test_second_line_starts_no_block(second: str, expected: str) -> None:
    body = Body((Paragraph((Text("a"), SoftBreak(), Text(second))),))
    markdown = markdown_of(body)
    assert markdown == f"a\n{expected}\n"
    assert check(body, markdown) == []


def test_places_have_rules_of_their_own() -> None:
    heading = Body((Heading(2, (Text("- a #"),)),))
    assert markdown_of(heading) == "## - a \\#\n"
    cell = nodes.TableCell((Text("- a|b"),), header=True)
    table = Body((Table((nodes.TableSection("head", (nodes.TableRow((cell,)),)),)),))
    assert markdown_of(table) == "| - a\\|b |\n| --- |\n"
    link = Body((Paragraph((Link("/a", (Text("[1] a"),)),)),))
    assert markdown_of(link) == "[\\[1\\] a](/a)\n"
