"""Random models: whatever is written reads back equal, and is the same when written again."""

from __future__ import annotations

import os

from hypothesis import given, settings
from hypothesis import strategies as st

from migrator.model import nodes
from migrator.model.nodes import Body, Node
from migrator.model.walk import rewrite
from migrator.transforms import TransformContext, TransformOptions, apply_transforms
from tests.markdown.markdown_helpers import check, markdown_of

EXAMPLES = int(os.environ.get("MARKDOWN_EXAMPLES", "150"))
WRITTEN = (
    "a b 가 나 을 * _ ** ` `` ~ ~~ [ ] ( ) < > & &amp; \\ | # - + 1. ! “ ” 「 」 . , 。 http://x.com"
    " a@b.com $ {{ ^ = : www.a.b € 1) <b> </div> <div [^1] ]( --- === \" ' |-|"
)
PIECES = st.sampled_from([*WRITTEN.split(), " ", "\u00a0", "\u3000", "[x] "])
WORDS = st.lists(PIECES, min_size=1, max_size=6).map("".join)
TEXTS = st.builds(nodes.Text, WORDS)
ADDRESSES = st.sampled_from(["/x", "http://a.b/(c)", "a(b", "", "<a>", "한 글", "&amp;", "a\\*b"])
TITLES = st.none() | st.sampled_from(["t", '"q"', "a'b\"", "\\"])
FORMULAS = st.sampled_from(["x", "a_1", "a*b*c", "\\frac{a}{b}", "a < b", "|x|"])
LEAVES = st.one_of(
    TEXTS,
    TEXTS,
    st.builds(nodes.CodeSpan, st.sampled_from(["a", "`", "``a", " a ", "a|b", "*x*", "\\"])),
    st.builds(nodes.Image, ADDRESSES, WORDS, TITLES),
    st.just(nodes.SoftBreak()),
    st.just(nodes.LineBreak()),
    st.builds(nodes.MathInline, FORMULAS),
    st.builds(nodes.SmartPunctuation, st.sampled_from(["“", "’", "—", "…"]), st.just('"')),
    st.builds(nodes.Abbreviation, st.just("HTML"), st.sampled_from(["", "Hyper <Text>"])),
    st.just(nodes.RawInline("html", "<b>r</b>")),
    st.just(nodes.HtmlElement("wbr", display="inline")),
)


def _parents(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    kids = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(nodes.Emphasis, kids),
        st.builds(nodes.Strong, kids),
        st.builds(nodes.Strikethrough, kids),
        st.builds(nodes.Link, ADDRESSES, kids.map(_without_links), TITLES),
        st.builds(
            nodes.HtmlElement, st.sampled_from(["u", "kbd"]), kids, display=st.just("inline")
        ),
        st.builds(nodes.Span, kids, st.sampled_from([(), (("class", "a"),), (("lang", "ko"),)])),
    )


def _without_links(kids: tuple[Node, ...]) -> tuple[Node, ...]:
    """Return ``kids`` for a link: no links, and some text to click on."""
    return (nodes.Text("x"), *(node for kid in kids for node in rewrite(kid, _children_of_link)))


def _children_of_link(node: Node) -> Node | tuple[Node, ...]:
    return node.children if isinstance(node, nodes.Link) else node


INLINES = st.lists(st.recursive(LEAVES, _parents, max_leaves=8), min_size=1, max_size=4).map(tuple)
PARAGRAPHS = st.builds(nodes.Paragraph, INLINES)
LEAF_BLOCKS = st.one_of(
    PARAGRAPHS,
    PARAGRAPHS,
    st.builds(nodes.Heading, st.integers(1, 6), INLINES),
    st.just(nodes.ThematicBreak()),
    st.builds(
        nodes.CodeBlock,
        st.sampled_from(["a\n", "a\n\n  b\n", "```\nx\n```\n", "   \n\n", "> a\n", "\tx\n"]),
        st.sampled_from(["", "ruby", "c++", "a`b"]),
    ),
    st.builds(nodes.MathBlock, FORMULAS),
    st.builds(nodes.RawBlock, st.just("html"), st.sampled_from(["<hr>", "<!-- a -->", "<p>a</p>"])),
    st.just(nodes.HtmlElement("iframe", (), (("src", "https://www.youtube.com/embed/a"),))),
)


def _tables() -> st.SearchStrategy[Node]:
    """Return tables with and without a head, columns aligned, rows of one width."""

    def table(
        alignments: list[str], rows: list[list[tuple[Node, ...]]], *, has_head: bool
    ) -> nodes.Table:
        def row(cells: list[tuple[Node, ...]], *, header: bool) -> nodes.TableRow:
            found = zip(cells, alignments, strict=False)
            return nodes.TableRow(
                tuple(nodes.TableCell(kids, header, align) for kids, align in found)  # type: ignore[arg-type]
            )

        head = [nodes.TableSection("head", (row(rows[0], header=True),))] if has_head else []
        body = tuple(row(cells, header=False) for cells in rows[len(head) :])
        return nodes.Table((*head, *([nodes.TableSection("body", body)] if body else [])))

    aligned = st.lists(st.sampled_from(["", "left", "center", "right"]), min_size=3, max_size=3)
    cells = st.lists(INLINES, min_size=3, max_size=3)
    return st.builds(
        table, aligned, st.lists(cells, min_size=1, max_size=3), has_head=st.booleans()
    )


def _block_parents(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    blocks = st.lists(inner, min_size=1, max_size=3).map(tuple)
    tight = st.builds(lambda kids, more: (nodes.Plain(kids), *more), INLINES, blocks | st.just(()))
    items = st.lists(st.builds(nodes.ListItem, blocks | tight), min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(nodes.BlockQuote, blocks),
        st.builds(nodes.BulletList, items),
        st.builds(nodes.OrderedList, items, st.sampled_from([1, 1, 0, 3, 99])),
        st.builds(_task_list, st.lists(st.tuples(INLINES, st.booleans()), min_size=1, max_size=3)),
        st.builds(_definitions, INLINES, blocks),
        st.builds(nodes.Div, blocks, st.sampled_from([(), (("class", "a"),), (("lang", "ko"),)])),
        st.builds(nodes.Figure, blocks),
        st.builds(_captioned, blocks, INLINES),
        st.builds(
            nodes.HtmlElement,
            st.sampled_from(["aside", "section", "details"]),
            blocks,
            display=st.just("block"),
        ),
    )


def _task_list(tasks: list[tuple[tuple[Node, ...], bool]]) -> nodes.BulletList:
    return nodes.BulletList(
        tuple(nodes.ListItem((nodes.Plain(kids),), checked) for kids, checked in tasks)  # type: ignore[arg-type]
    )


def _definitions(term: tuple[Node, ...], blocks: tuple[Node, ...]) -> nodes.DefinitionList:
    return nodes.DefinitionList((nodes.Term(term), nodes.Definition(blocks)))  # type: ignore[arg-type]


def _captioned(blocks: tuple[Node, ...], caption: tuple[Node, ...]) -> nodes.Figure:
    return nodes.Figure((*blocks, nodes.Caption(caption)))  # type: ignore[arg-type]


BLOCKS = st.recursive(LEAF_BLOCKS | _tables(), _block_parents, max_leaves=6)
CONTEXT = TransformContext(options=TransformOptions(clean=False, resolve_links=False))


@settings(max_examples=EXAMPLES, deadline=None)
@given(INLINES)
def test_any_text_reads_back(inlines: tuple[nodes.Inline, ...]) -> None:
    _check(Body((nodes.Paragraph(inlines),)))


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(BLOCKS, min_size=1, max_size=3).map(tuple))
def test_any_blocks_read_back(blocks: tuple[nodes.Block, ...]) -> None:
    _check(Body(blocks))


def _check(body: Body) -> None:
    body = apply_transforms(body, CONTEXT).body
    markdown = markdown_of(body)
    assert check(body, markdown) == []
    assert markdown_of(body) == markdown
