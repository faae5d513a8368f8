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
LEAVES = st.one_of(
    TEXTS,
    TEXTS,
    st.builds(nodes.CodeSpan, st.sampled_from(["a", "`", "``a", " a ", "a|b", "*x*", "\\"])),
    st.builds(nodes.Image, ADDRESSES, WORDS, TITLES),
    st.just(nodes.SoftBreak()),
    st.just(nodes.LineBreak()),
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
)


def _block_parents(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    blocks = st.lists(inner, min_size=1, max_size=3).map(tuple)
    tight = st.builds(lambda kids, more: (nodes.Plain(kids), *more), INLINES, blocks | st.just(()))
    items = st.lists(st.builds(nodes.ListItem, blocks | tight), min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(nodes.BlockQuote, blocks),
        st.builds(nodes.BulletList, items),
        st.builds(nodes.OrderedList, items, st.sampled_from([1, 1, 0, 3, 99])),
    )


BLOCKS = st.recursive(LEAF_BLOCKS, _block_parents, max_leaves=6)
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
