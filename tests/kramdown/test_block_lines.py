"""Each node knows its line: in these texts a node that should say line N has the word lineN."""

from __future__ import annotations

import re

import pytest

from migrator.kramdown import parse
from migrator.model import nodes
from migrator.model.nodes import Node
from migrator.model.walk import text_of, walk
from migrator.source import LineMap

TEXTS = {
    "paragraphs": "line1\n\n\nline4\nmore\n\nline7\n",
    "headings": "# line1\n\nline3\n===\n\nline6\n",
    "quotations": "> line1\n>\n> line3\n>\n> > line5\n\n> line7\n",
    "lists": "* line1\n* line2\n\n  line4\n\n  * line6\n  * line7\n\n    line9\n* line10\n",
    "ordered lists": "1. line1\n   1. line2\n\n\n   line5\n2. line6\n",
    "definition lists": "line1\nline2\n: line3\n: line4\n\n  line6\n\nline8\n: line9\n",
    "tables": "| line1 | line1 |\n|---|---|\n| line3 | x |\n",
    "code": "line1\n\n    line3\n\n~~~\nline5\n~~~\n\nline9\n",
    "HTML": (
        "<div>line1</div>\n\n<div markdown='1'>line3\n\nline5\n\n* line7\n</div>\n\n<p>line10</p>\n"
    ),
    "definitions between": "line1\n\n[a]: b\n*[c]: d\n{:e: .f}\n{::comment}\nx\n{:/}\nline9\n",
    "attribute lists": "{:.a}\nline2\n{:.b}\n\nline5\n",
    "footnotes": "line1[^a]\n\n[^a]: line3\n\n    line5\n\nline7\n",
    "mathematics": "$$\nx\n$$\n\nline5\n",
    "inlines": "[line1](x) a\nb ![line2](y) <b>line2</b>\n",
}
WORD = re.compile(r"line(\d+)")
WITH_LINES = (
    nodes.Paragraph,
    nodes.Plain,
    nodes.Heading,
    nodes.CodeBlock,
    nodes.Term,
    nodes.Link,
    nodes.Image,
    nodes.HtmlElement,
    nodes.BlockQuote,
    nodes.BulletList,
    nodes.OrderedList,
    nodes.ListItem,
    nodes.Definition,
    nodes.TableRow,
    nodes.TableCell,
)


def marked(root: Node) -> list[tuple[str, int, int]]:
    """Return (kind, line it has, first line its text names) of all nodes with lines."""
    found = []
    for node in walk(root):
        if isinstance(node, WITH_LINES):
            text = node.alt if isinstance(node, nodes.Image) else text_of(node)
            word = WORD.search(text)
            if word:
                found.append((type(node).__name__, node.line, int(word[1])))
    return found


@pytest.mark.parametrize("dialect", ["kramdown", "GFM"])
@pytest.mark.parametrize("name", TEXTS)
def test_lines(name: str, dialect: str) -> None:
    found = marked(parse(TEXTS[name], {"input": dialect}))
    names = {int(word) for word in WORD.findall(TEXTS[name])}
    assert {line for _kind, line, _named in found} >= names
    assert [entry for entry in found if entry[1] != entry[2]] == []


def test_lines_of_the_source_file() -> None:
    lines = LineMap(1, [10, 10, 12, 30])
    body = parse("a\n\nb\n\nc\n", lines=lines)
    assert [child.line for child in body.children] == [10, 12, 31]
