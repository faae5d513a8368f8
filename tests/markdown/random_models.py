"""Random models that obey the model's rules: every node, with attributes, nested, adjacent.

``BODIES`` draws whole documents, ``TEXT_BODIES`` a paragraph alone. Footnotes are numbered as a
parser would number them, once the document stands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from migrator.html.tables import FLOW
from migrator.model import nodes
from migrator.model.attributes import Attributes
from migrator.model.nodes import Body, Node
from migrator.model.walk import rewrite

Kids = tuple[Any, ...]

# ------------------------------------------------------------------------------------- texts

_SYNTAX = (
    *("*", "_", "**", "`", "``", "~", "~~", "[", "]", "(", ")", "<", ">", "&", "&amp;", "\\", "|"),
    *("#", "-", "+", "1.", "!", ".", ",", "$", "{{", "^", "=", ":", "1)", "<b>", "</div>", "<div"),
    *("[^1]", "](", "---", "===", '"', "'", "|-|", "http://x.com", "www.a.b", "a@b.com", "*["),
    *("]:", "```", "~~~", "{%", "%}", "{:", "# ", "##"),
)
_LETTERS = (
    *(
        "a",
        "b",
        "가",
        "나",
        "을",
        "고",
        "“",
        "”",
        "「",
        "」",
        "。",
        "、",
        "日本",
        "ー",
        "漢",
        "Ä",
        "€",
    ),
    *("😀", "👨\u200d👩\u200d👧", "🇰🇷", "e\u0301", "\u1112\u1161\u11ab", "か\u3099", "שלום", "①"),
    *("\u200d", "\u200b", "\u00ad", "Ａ"),
)
_SPACES = [" ", "\u00a0", "\u3000", "\u2009", "[x] "]
_PIECES = st.sampled_from([*_SYNTAX, *_LETTERS, *_SPACES, " ", "가", "a"])
_ANY = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=3)
WORDS = st.lists(st.one_of(*[_PIECES] * 9, _ANY), min_size=1, max_size=6).map("".join)
ADDRESSES = st.sampled_from(
    [
        "/x",
        "http://a.b/(c)",
        "a(b",
        "",
        "<a>",
        "한 글",
        "&amp;",
        "a\\*b",
        "#x",
        "#y",
        "mailto:a@b.c",
    ]
)
TITLES = st.none() | st.sampled_from(["t", '"q"', "a'b\"", "\\", "가 [나]", "(a"])
FORMULAS = st.sampled_from(["x", "a_1", "a*b*c", "\\frac{a}{b}", "a < b", "|x|", "가"])
CODES = ["a", "`", "``a", " a ", "a|b", "*x*", "\\", "", "가 나", "&amp;", "<b>", "$x$"]
CODE_BLOCKS = [
    *("a\n", "a\n\n  b\n", "```\nx\n```\n", "   \n\n", "> a\n", "\tx\n", "", "~~~\n", "\n가\n"),
    "{{ a }}\n",
]
LABELS = ("a", "각주", "a b", "x]y", "1")


def attributes(*pairs: tuple[str, str]) -> st.SearchStrategy[Attributes]:
    """Return no attributes mostly, else some of ``pairs`` and of what any element may have."""
    usual = (("class", "a"), ("id", "x"), ("id", "y"), ("style", "color: red"), ("data-x", '"<'))
    chosen = st.lists(st.sampled_from([*usual, *pairs]), max_size=2, unique_by=lambda pair: pair[0])
    return st.one_of(st.just(()), st.just(()), st.just(()), chosen.map(tuple))


PLAIN = attributes()
BLOCK = attributes(("lang", "ko"), ("title", "t"), ("dir", "rtl"), ("hidden", ""))

# ------------------------------------------------------------------------------------ inlines

_HTML_INLINES = ("u", "kbd", "sub", "mark", "small", "ins", "label", "x-y", "bdi", "cite")
_OPAQUE = (
    nodes.HtmlElement("svg", (nodes.HtmlElement("path", (), (("d", "M0 0"),), "inline"),)),
    nodes.HtmlElement("textarea", (nodes.Text("a\n*b*"),)),
    nodes.HtmlElement("video", (nodes.HtmlElement("source", (), (("src", "/a.mp4"),), "inline"),)),
    nodes.HtmlElement("iframe", (), (("src", "https://a.b/c"),)),
    nodes.HtmlElement("input", (), (("type", "text"),)),
    nodes.HtmlElement("script", (nodes.Text("a < b && c"),)),
    nodes.HtmlElement("wbr"),
)
LEAVES = st.one_of(
    *[st.builds(nodes.Text, WORDS)] * 6,
    st.builds(nodes.CodeSpan, st.sampled_from(CODES), PLAIN),
    st.builds(nodes.CodeSpan, WORDS),
    st.builds(
        nodes.Image,
        ADDRESSES,
        WORDS | st.just(""),
        TITLES,
        attributes(("width", "1"), ("align", "right")),
    ),
    st.just(nodes.SoftBreak()),
    st.builds(nodes.LineBreak, PLAIN),
    st.builds(nodes.MathInline, FORMULAS, PLAIN),
    st.builds(nodes.SmartPunctuation, st.sampled_from(["“", "’", "—", "…", "»"]), st.just('"')),
    st.builds(nodes.Abbreviation, WORDS, st.sampled_from(["", "Hyper <Text>"]), PLAIN),
    st.builds(nodes.RawInline, st.just("html"), st.sampled_from(["<b>r</b>", "<!-- a *b* -->"])),
    st.builds(nodes.RawInline, st.just("latex"), WORDS),
    st.builds(nodes.RawInline, st.just("liquid"), st.sampled_from(["{% a %}", "{{ b }}"])),
    st.builds(nodes.FootnoteReference, st.sampled_from(LABELS), st.just(1), st.just(0), PLAIN),
    st.sampled_from(_OPAQUE).map(lambda element: replace(element, display="inline")),
)


def _inline_parents(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    kids = st.lists(inner, max_size=3).map(tuple)
    some = st.lists(inner, min_size=1, max_size=3).map(tuple)
    html = st.builds(
        nodes.HtmlElement,
        st.sampled_from(_HTML_INLINES),
        some,
        attributes(("title", "t")),
        st.just("inline"),
    )
    linked = attributes(("hidden", ""), ("rel", "me"))
    return st.one_of(
        *(st.builds(kind, kids, BLOCK) for kind in (nodes.Emphasis, nodes.Strong)),
        *(st.builds(kind, some) for kind in (nodes.Emphasis, nodes.Strong)),
        st.builds(nodes.Strikethrough, some, PLAIN),
        st.builds(nodes.Link, ADDRESSES, some.map(_of_link), TITLES, linked),
        html,
        st.builds(nodes.Span, kids, BLOCK),
    )


def _of_link(kids: Kids) -> Kids:
    """Return ``kids`` for a link: no links, no notes, and some text to click on."""
    return (nodes.Text("x"), *(node for kid in kids for node in rewrite(kid, _without_links)))


def _without_links(node: Node) -> Node | Kids:
    if isinstance(node, nodes.Link):
        return node.children
    return () if isinstance(node, nodes.FootnoteReference) else node


INLINES: st.SearchStrategy[Kids] = st.lists(
    st.recursive(LEAVES, _inline_parents, max_leaves=8), min_size=1, max_size=4
).map(tuple)

# ------------------------------------------------------------------------------------- blocks

PARAGRAPHS = st.builds(nodes.Paragraph, INLINES, BLOCK)
LEAF_BLOCKS = st.one_of(
    *[PARAGRAPHS] * 4,
    st.builds(nodes.Plain, INLINES),
    st.builds(nodes.Heading, st.integers(1, 6), INLINES, BLOCK),
    st.builds(nodes.ThematicBreak, PLAIN),
    st.builds(
        nodes.CodeBlock,
        st.sampled_from(CODE_BLOCKS),
        st.sampled_from(["", "ruby", "c++", "a`b", "가 나", "html&amp;"]),
        st.sampled_from(["", "line_numbers=1"]),
        PLAIN,
    ),
    st.builds(nodes.MathBlock, FORMULAS, PLAIN),
    st.builds(
        nodes.RawBlock, st.just("html"), st.sampled_from(["<hr>", "<!-- a\n\nb -->", "<p>a</p>"])
    ),
    st.builds(nodes.RawBlock, st.just("latex"), WORDS),
    st.builds(nodes.RawBlock, st.just("liquid"), st.sampled_from(["{% a %}", "{{ b }}"])),
    st.builds(nodes.LinkDefinition, WORDS, ADDRESSES, WORDS, PLAIN),
    st.builds(nodes.AbbreviationDefinition, WORDS, WORDS, PLAIN),
    st.sampled_from(_OPAQUE),
    st.just(nodes.HtmlElement("style", (nodes.Text("a {\n\nb: c }"),))),
)
_ALIGNMENTS = st.sampled_from(["", "", "left", "center", "right"])
_COIN = st.booleans()


@st.composite
def _tables(draw: st.DrawFn, inner: st.SearchStrategy[Any]) -> nodes.Table:
    """Draw tables that Markdown can hold mostly, and some with all that it cannot."""
    aligned = [draw(_ALIGNMENTS) for _ in range(draw(st.integers(1, 3)))]
    is_odd = draw(st.integers(0, 4)) == 0
    blocks = st.lists(inner, min_size=1, max_size=2).map(_parted)

    def cell(align: Any, *, header: bool) -> nodes.TableCell:
        if not is_odd:
            return nodes.TableCell(draw(st.just(()) | INLINES), header, align)
        spans = st.sampled_from([1, 1, 1, 2])
        content = draw(INLINES | blocks)
        return nodes.TableCell(content, header, align, draw(spans), draw(spans), draw(BLOCK))

    def row(*, header: bool) -> nodes.TableRow:
        width = len(aligned) if not is_odd else draw(st.integers(0, len(aligned)))
        return nodes.TableRow(tuple(cell(align, header=header) for align in aligned[:width]))

    def section(kind: Any, count: int) -> nodes.TableSection:
        rows = tuple(row(header=kind == "head") for _ in range(count))
        return nodes.TableSection(kind, rows, draw(PLAIN))

    parts: list[Any] = [nodes.Caption(draw(INLINES | blocks))] if is_odd and draw(_COIN) else []
    if draw(_COIN):
        parts.append(section("head", 2 if is_odd and draw(_COIN) else 1))
    parts.append(section("body", draw(st.integers(1, 3))))
    if is_odd:
        parts += [section(kind, 1) for kind in ("body", "foot") if draw(_COIN)]
    return nodes.Table(tuple(parts), draw(PLAIN))


def _block_parents(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    blocks = st.lists(inner, min_size=1, max_size=3).map(_parted)
    maybe = st.lists(inner, max_size=3).map(_parted)
    tight = st.builds(lambda kids, more: _parted((nodes.Plain(kids), *more)), INLINES, maybe)
    checked = st.sampled_from([None, None, None, True, False])
    item = st.builds(nodes.ListItem, st.one_of(tight, tight, maybe), checked, PLAIN)
    items = st.lists(item, min_size=1, max_size=3).map(tuple)
    definitions = st.lists(
        st.builds(nodes.Term, INLINES, PLAIN)
        | st.builds(nodes.Definition, st.one_of(tight, blocks), PLAIN),
        min_size=1,
        max_size=4,
    ).map(tuple)
    caption = st.builds(nodes.Caption, INLINES | blocks, PLAIN)
    summary = st.builds(lambda kids: nodes.HtmlElement("summary", (nodes.Plain(kids),)), INLINES)
    containers = st.sampled_from(["aside", "section", "details", "center", "form", "dialog"])
    return st.one_of(
        st.builds(nodes.BlockQuote, blocks, BLOCK),
        st.builds(nodes.BulletList, items, BLOCK),
        st.builds(nodes.OrderedList, items, st.sampled_from([1, 1, 0, 3, 99]), PLAIN),
        st.builds(nodes.DefinitionList, definitions, PLAIN),
        st.builds(nodes.Div, maybe, BLOCK),
        st.builds(nodes.Figure, blocks, PLAIN),
        st.builds(lambda kids, last: nodes.Figure((*kids, last)), blocks, caption),
        st.builds(lambda kids, first: nodes.Figure((first, *kids)), blocks, caption),
        st.builds(nodes.HtmlElement, containers, maybe, BLOCK),
        st.builds(lambda first, kids: nodes.HtmlElement("details", (first, *kids)), summary, maybe),
        _tables(inner),
    )


def _parted(kids: Any) -> Kids:
    """Return blocks as a parser leaves them: loose text touches nothing that would join it."""
    parted: list[Any] = []
    last = -1
    for kid in kids:
        before = parted[last] if last >= 0 else None
        if isinstance(before, nodes.Plain) and _joins(kid):
            parted[last] = nodes.Paragraph(before.children)
        if isinstance(kid, nodes.Plain) and before is not None and _joins(before):
            kid = nodes.Paragraph(kid.children)  # noqa: PLW2901 - as it is left
        parted.append(kid)
        if _shows(kid):
            last = len(parted) - 1
    return tuple(parted)


def _shows(node: Node) -> bool:
    """Tell whether ``node`` shows anything, and so parts what stands around it."""
    if isinstance(node, nodes.RawBlock):
        return node.format != "latex"
    return not isinstance(node, nodes.LinkDefinition | nodes.AbbreviationDefinition)


def _joins(node: Node) -> bool:
    if isinstance(node, nodes.HtmlElement):
        return node.name not in FLOW
    return isinstance(node, nodes.Plain | nodes.RawBlock)


BLOCKS = st.recursive(LEAF_BLOCKS, _block_parents, max_leaves=6)

# ------------------------------------------------------------------------------------- bodies


@st.composite
def _bodies(draw: st.DrawFn, blocks: st.SearchStrategy[Kids]) -> Body:
    """Draw a body whose footnotes are numbered in order of first reference."""
    body = Body(_parted(draw(blocks)))
    labels: dict[str, int] = {}
    numbered = rewrite(body, _counting(labels), {nodes.FootnoteReference})[0]
    content = st.lists(PARAGRAPHS | BLOCKS, min_size=1, max_size=2).map(_parted).map(_without_notes)
    notes = (
        nodes.FootnoteDefinition(label, number, draw(content)) for label, number in labels.items()
    )
    return Body((*getattr(numbered, "children", ()), *notes))


def _counting(labels: dict[str, int]) -> Callable[[Any], Node]:
    seen: dict[str, int] = {}

    def counted(node: nodes.FootnoteReference) -> Node:
        number = labels.setdefault(node.label, len(labels) + 1)
        seen[node.label] = seen.get(node.label, -1) + 1
        return replace(node, number=number, occurrence=seen[node.label])

    return counted


def _without_notes(blocks: Kids) -> Kids:
    kinds = {nodes.FootnoteReference}
    return tuple(node for block in blocks for node in rewrite(block, lambda _: (), kinds))


TEXT_BODIES = _bodies(st.builds(lambda kids: (nodes.Paragraph(kids),), INLINES))
BODIES = _bodies(st.lists(BLOCKS, min_size=1, max_size=3).map(tuple))
