"""Faults planted in the converter, one at a time: the verifier must catch every one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import import_module
from typing import Any

import pytest

from converters import markdown
from converters.markdown import MarkdownConverter, lines
from converters.markdown.attributes import anchor_html
from converters.markdown.handlers import blocks
from converters.markdown.handlers.blocks import base, containers, paragraphs, tables
from converters.markdown.handlers.inlines.base import Wrap
from migrator.diagnostics import Severity
from migrator.model import nodes
from migrator.model.document import Document, SiteInfo
from migrator.model.nodes import Body, Node, Paragraph, Plain, Text
from migrator.verify.markdown import verify
from tests.markdown.markdown_helpers import FIXTURES, model_of

Fault = Callable[[pytest.MonkeyPatch], None]
Change = Callable[[Any], Node | None]
CODE_BLOCK = import_module("converters.markdown.handlers.blocks.code_block")
DOCUMENT = (FIXTURES / "everything.html").read_text(encoding="utf-8")


def _post() -> Document:
    front_matter = {
        "layout": "post",
        "version": "1.0",
        "count": 3,
        "nested": {"가": [1, True, None]},
        "summary": "두 줄\n요약",
        "redirect_from": "/old/",
    }
    return Document(
        path="_posts/2024-07-22-a.md",
        collection="posts",
        url="/news/2024/07/22/a.html",
        title="제목: “인용”",
        date=datetime(2024, 7, 22, 9, 30, tzinfo=UTC),
        slug="a",
        body=_body(),
        categories=("News", "Asia"),
        tags=("한국", "2024"),
        front_matter=front_matter,
        aliases=("/old/",),
    )


@cache
def _body() -> Body:
    mark = nodes.FootnoteReference("a", 1)
    second = nodes.FootnoteReference("b", 2)
    task = nodes.ListItem((Plain((Text("끝난 일"),)),), True)
    todo = nodes.ListItem((Plain((Text("남은 일"),)),), False)
    return Body(
        (
            *model_of(DOCUMENT).children,
            Paragraph((Text("주석"), mark, Text("과 주석"), second)),
            Paragraph((nodes.MathInline("x^2"), Text(" 식 "), nodes.SmartPunctuation("…", "..."))),
            nodes.MathBlock("a + b"),
            nodes.BulletList((task, todo)),
            Paragraph((Text("첫 줄"), nodes.SoftBreak(), Text("둘째 * 줄"))),
            nodes.Figure((Paragraph((nodes.Image("/f.png", "그림"),)), _caption())),
            nodes.FootnoteDefinition("a", 1, (Paragraph((Text("첫 주석"),)),)),
            nodes.FootnoteDefinition("b", 2, (Paragraph((Text("둘째 주석"),)),)),
        )
    )


def _caption() -> nodes.Caption:
    return nodes.Caption((Text("설명"),))


def _found() -> list[str]:
    post = _post()
    text = MarkdownConverter(SiteInfo(), {}).convert(post).text
    return [item.code for item in verify(post, text) if item.severity is Severity.ERROR]


# --------------------------------------------------------------------------- how faults are made


def inline(kind: type[Node], change: Change) -> Fault:
    """Have nodes of ``kind`` written as what ``change`` makes of them; None drops them."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        table = dict(lines.INLINE_HANDLERS)

        def faulty(state: Any, node: Any) -> Wrap:
            changed = change(node)
            return Wrap() if changed is None else table[type(changed)](state, changed)

        patch.setattr(lines, "INLINE_HANDLERS", {**table, kind: faulty})

    return plant


def block(kind: type[Node], change: Change) -> Fault:
    """The same for blocks."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        table = dict(blocks.BLOCK_HANDLERS)

        def faulty(context: Any, node: Any) -> Any:
            changed = change(node)
            return () if changed is None else table[type(changed)](context, changed)

        patch.setattr(blocks, "BLOCK_HANDLERS", {**table, kind: faulty})

    return plant


def unescaped(written: str) -> Fault:
    """Have the escaping forget the backslash in ``written``."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        right = lines.escape
        bare = written.replace("\\", "", 1)
        patch.setattr(lines, "escape", lambda *where: right(*where).replace(written, bare))

    return plant


def front_matter(change: Callable[[dict[str, Any]], object]) -> Fault:
    """Have the front matter changed before it is written."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        right = markdown.values_of

        def faulty(*arguments: Any) -> dict[str, object]:
            values = dict(right(*arguments))
            change(values)
            return values

        patch.setattr(markdown, "values_of", faulty)

    return plant


def patched(module: Any, name: str, wrong: object) -> Fault:
    return lambda patch: patch.setattr(module, name, wrong)


def cells(change: Callable[[nodes.TableCell], nodes.TableCell | None]) -> Change:
    """Return the change of a table whose cells are changed."""

    def row(old: nodes.TableRow) -> nodes.TableRow:
        return replace(old, children=tuple(filter(None, map(change, old.children))))

    def table(old: nodes.Table) -> nodes.Table:
        sections = [
            replace(part, children=tuple(map(row, part.children)))
            for part in old.children
            if isinstance(part, nodes.TableSection)
        ]
        return replace(old, children=tuple(sections))

    return table


@dataclass(frozen=True)
class First:
    """Changes the first node it is given, and no other."""

    change: Change

    def __call__(self, node: Any) -> Node | None:
        seen = self.__dict__.setdefault("seen", [])
        seen.append(node)
        return self.change(node) if len(seen) == 1 else node


def reverse(node: Any) -> Any:
    return replace(node, children=node.children[::-1])


def without_last(node: Any) -> Any:
    return replace(node, children=node.children[:-1])


def upside_down(item: nodes.ListItem) -> nodes.ListItem:
    return replace(item, checked=None if item.checked is None else not item.checked)


def no_task(item: nodes.ListItem) -> nodes.ListItem:
    return replace(item, checked=None)


def items(change: Callable[[nodes.ListItem], nodes.ListItem]) -> Change:
    return lambda node: replace(node, children=tuple(map(change, node.children)))


FAULTS: Mapping[str, Fault] = {
    # inlines
    "text lost": inline(Text, lambda node: None),
    "text changed": inline(Text, lambda node: Text(node.text.upper())),
    "typography lost": inline(nodes.SmartPunctuation, lambda node: None),
    "typography in ASCII": inline(nodes.SmartPunctuation, lambda node: Text("...")),
    "line feed lost": inline(nodes.SoftBreak, lambda node: None),
    "hard break lost": inline(nodes.LineBreak, lambda node: nodes.SoftBreak()),
    "soft break hard": inline(nodes.SoftBreak, lambda node: nodes.LineBreak()),
    "emphasis lost": inline(nodes.Emphasis, lambda node: nodes.Span(node.children)),
    "emphasis strong": inline(nodes.Emphasis, lambda node: nodes.Strong(node.children)),
    "strong lost": inline(nodes.Strong, lambda node: nodes.Span(node.children)),
    "strong too short": inline(
        nodes.Strong,
        First(lambda node: nodes.Span((nodes.Strong(node.children[:1]), *node.children[1:]))),
    ),
    "strong without its text": inline(nodes.Strong, lambda node: None),
    "strikethrough lost": inline(nodes.Strikethrough, lambda node: nodes.Span(node.children)),
    "code as text": inline(nodes.CodeSpan, lambda node: Text(node.text)),
    "code lost": inline(nodes.CodeSpan, lambda node: None),
    "code changed": inline(nodes.CodeSpan, lambda node: nodes.CodeSpan(node.text + "x")),
    "link lost": inline(nodes.Link, lambda node: nodes.Span(node.children)),
    "link elsewhere": inline(nodes.Link, lambda node: replace(node, destination="/wrong")),
    "link's slash decoded": inline(
        nodes.Link, lambda node: replace(node, destination=node.destination.replace("%2F", "/"))
    ),
    "link's title lost": inline(nodes.Link, lambda node: replace(node, title=None)),
    "link's title changed": inline(nodes.Link, lambda node: replace(node, title="x")),
    "link's text lost": inline(nodes.Link, lambda node: replace(node, children=())),
    "image lost": inline(nodes.Image, lambda node: None),
    "image elsewhere": inline(nodes.Image, lambda node: replace(node, destination="/wrong.png")),
    "image's alt lost": inline(nodes.Image, lambda node: replace(node, alt="")),
    "image's title lost": inline(nodes.Image, lambda node: replace(node, title=None)),
    "formula lost": inline(nodes.MathInline, lambda node: None),
    "formula changed": inline(nodes.MathInline, lambda node: nodes.MathInline("x^3")),
    "note's mark lost": inline(nodes.FootnoteReference, lambda node: None),
    "notes' marks exchanged": inline(
        nodes.FootnoteReference,
        lambda node: replace(node, label={"a": "b", "b": "a"}[node.label]),
    ),
    "abbreviation's long form lost": inline(nodes.Abbreviation, lambda node: Text(node.text)),
    "element lost": inline(nodes.HtmlElement, lambda node: nodes.Span(node.children)),
    "element changed": inline(nodes.HtmlElement, lambda node: replace(node, name="var")),
    # blocks
    "paragraph lost": block(Paragraph, First(lambda node: None)),
    "paragraph twice": block(
        Paragraph, First(lambda node: nodes.Div((Paragraph(node.children), node)))
    ),
    "paragraph turned": block(Paragraph, First(reverse)),
    "heading level": block(nodes.Heading, lambda node: replace(node, level=node.level + 1)),
    "heading a paragraph": block(nodes.Heading, lambda node: Paragraph(node.children)),
    "heading's end lost": block(nodes.Heading, without_last),
    "heading lost": block(nodes.Heading, lambda node: None),
    "quotation lost": block(nodes.BlockQuote, lambda node: nodes.Div(node.children)),
    "quotation's order": block(nodes.BlockQuote, reverse),
    "rule lost": block(nodes.ThematicBreak, lambda node: None),
    "code's last line lost": block(
        nodes.CodeBlock, lambda node: replace(node, text=node.text.rsplit("\n", 2)[0])
    ),
    "code's indent lost": block(
        nodes.CodeBlock, lambda node: replace(node, text=node.text.replace("  ", ""))
    ),
    "code's language lost": block(nodes.CodeBlock, lambda node: replace(node, language="")),
    "code's fence too short": patched(CODE_BLOCK, "fence_for", lambda text, info: "```"),
    "bullets numbered": block(nodes.BulletList, lambda node: nodes.OrderedList(node.children)),
    "numbers lost": block(nodes.OrderedList, lambda node: nodes.BulletList(node.children)),
    "list's start lost": block(nodes.OrderedList, lambda node: replace(node, start=1)),
    "item lost": block(nodes.BulletList, without_last),
    "items' order": block(nodes.OrderedList, reverse),
    "nested list lost": block(
        nodes.BulletList, items(lambda item: replace(item, children=item.children[:1]))
    ),
    "tasks turned": block(nodes.BulletList, items(upside_down)),
    "tasks lost": block(nodes.BulletList, items(no_task)),
    "table lost": block(nodes.Table, lambda node: None),
    "alignment lost": block(nodes.Table, cells(lambda cell: replace(cell, alignment=""))),
    "alignment changed": block(nodes.Table, cells(lambda cell: replace(cell, alignment="left"))),
    "cells empty": block(nodes.Table, cells(lambda cell: replace(cell, children=()))),
    "row lost": block(
        nodes.Table,
        lambda node: replace(node, children=(node.children[0], without_last(node.children[1]))),
    ),
    "head lost": block(nodes.Table, lambda node: replace(node, children=node.children[1:])),
    "column lost": block(
        nodes.Table, cells(lambda cell: None if cell.alignment == "center" else cell)
    ),
    "pipe bare": patched(
        tables, "_row", lambda texts: f"| {' | '.join(texts)} |".replace("\\|", "|")
    ),
    "terms lost": block(
        nodes.DefinitionList, lambda node: replace(node, children=node.children[1:])
    ),
    "definitions as text": block(
        nodes.DefinitionList, lambda node: Paragraph((Text("용어 정의"),))
    ),
    "caption lost": block(nodes.Figure, lambda node: nodes.Div(node.children[:1])),
    "shown formula changed": block(nodes.MathBlock, lambda node: nodes.MathBlock("a - b")),
    "note lost": block(nodes.FootnoteDefinition, First(lambda node: None)),
    "note's text lost": block(nodes.FootnoteDefinition, lambda node: replace(node, children=())),
    "details' state lost": block(nodes.HtmlElement, lambda node: replace(node, attributes=())),
    "summary lost": patched(containers, "_summary_html", lambda *_: ""),
    "order of blocks": patched(
        blocks, "siblings", lambda context, kids: base.siblings(context, kids[::-1])
    ),
    "anchor lost": patched(paragraphs, "anchor_before", lambda context, attributes, text, *_: text),
    "anchor misspelt": patched(base, "anchor_html", lambda name: anchor_html(name + "x")),
    # escaping
    "star bare": unescaped("\\*"),
    "underscore bare": unescaped("\\_"),
    "tilde bare": unescaped("\\~"),
    "backtick bare": unescaped("\\`"),
    "bracket bare": unescaped("\\]"),
    "note's bracket bare": unescaped("\\[^"),
    "less-than bare": unescaped("\\<"),
    "ampersand bare": unescaped("\\&"),
    "backslash bare": unescaped("\\\\"),
    "hash bare": unescaped("\\#"),
    "dash bare": unescaped("\\-"),
    "number's dot bare": unescaped("1\\."),
    "greater-than bare": unescaped("\\>"),
    "address linked": unescaped("https\\:"),
    "domain linked": unescaped("www\\."),
    "underline of a heading bare": unescaped("\\="),
    # front matter
    "title lost": front_matter(lambda values: values.pop("title")),
    "title changed": front_matter(lambda values: values.update(title="제목")),
    "date lost": front_matter(lambda values: values.pop("date")),
    "date moved": front_matter(
        lambda values: values.update(date=values["date"] + timedelta(hours=9))
    ),
    "zone lost": front_matter(
        lambda values: values.update(date=values["date"].replace(tzinfo=None))
    ),
    "slug lost": front_matter(lambda values: values.pop("slug")),
    "permalink lost": front_matter(lambda values: values.pop("permalink")),
    "permalink changed": front_matter(lambda values: values.update(permalink="/a/")),
    "tags' order": front_matter(lambda values: values["tags"].reverse()),
    "categories lost": front_matter(lambda values: values.pop("categories")),
    "category lost": front_matter(lambda values: values["categories"].pop()),
    "string a number": front_matter(lambda values: values.update(version=1.0)),
    "number a string": front_matter(lambda values: values.update(count="3")),
    "nested value changed": front_matter(lambda values: values.update(nested={"가": [1, True]})),
    "line feed of a value lost": front_matter(lambda values: values.update(summary="두 줄 요약")),
    "extra key lost": front_matter(lambda values: values.pop("layout")),
    "old address lost": front_matter(lambda values: values.pop("redirect_from")),
}


def test_there_is_no_fault_without_one_planted() -> None:
    assert _found() == []
    assert len(FAULTS) >= 50


@pytest.mark.parametrize("name", FAULTS)
def test_is_caught(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    FAULTS[name](monkeypatch)
    assert _found() != []
