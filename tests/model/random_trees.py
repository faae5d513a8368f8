"""Random trees of every node type, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from migrator.model import nodes

TEXT = st.text(alphabet="가나 ab<>&\"'\n\u00a0\u2028*_", max_size=6)
NAMES = st.sampled_from(["id", "class", "style", "data-x", "lang"])
ATTRIBUTES = st.dictionaries(NAMES, TEXT, max_size=2).map(lambda pairs: tuple(pairs.items()))
LINES = st.integers(0, 50)

LEAVES = st.one_of(
    st.builds(nodes.Text, TEXT),
    st.builds(nodes.SmartPunctuation, TEXT, TEXT),
    st.builds(nodes.SoftBreak),
    st.builds(nodes.LineBreak, ATTRIBUTES),
    st.builds(nodes.CodeSpan, TEXT, ATTRIBUTES),
    st.builds(nodes.Image, TEXT, TEXT, st.none() | TEXT, ATTRIBUTES, LINES),
    st.builds(nodes.MathInline, TEXT, ATTRIBUTES),
    st.builds(nodes.FootnoteReference, TEXT, LINES, LINES, ATTRIBUTES),
    st.builds(nodes.Abbreviation, TEXT, TEXT, ATTRIBUTES),
    st.builds(nodes.RawInline, st.sampled_from(["html", "liquid"]), TEXT, LINES),
)


def _children(inner: st.SearchStrategy[nodes.Node]) -> st.SearchStrategy[tuple[nodes.Node, ...]]:
    return st.lists(inner, max_size=3).map(tuple)


def _inline_parents(inner: st.SearchStrategy[nodes.Node]) -> st.SearchStrategy[nodes.Node]:
    children = _children(inner)
    html = st.builds(
        nodes.HtmlElement,
        st.sampled_from(["u", "kbd"]),
        children,
        ATTRIBUTES,
        st.just("inline"),
        LINES,
    )
    simple = [nodes.Emphasis, nodes.Strong, nodes.Strikethrough, nodes.Span]
    link = st.builds(nodes.Link, TEXT, children, st.none() | TEXT, ATTRIBUTES, LINES)
    return st.one_of(html, link, *(st.builds(kind, children, ATTRIBUTES) for kind in simple))


INLINES = st.recursive(LEAVES, _inline_parents, max_leaves=5)
INLINE_CHILDREN = _children(INLINES)

LEAF_BLOCKS = st.one_of(
    st.builds(nodes.Paragraph, INLINE_CHILDREN, ATTRIBUTES, LINES),
    st.builds(nodes.Plain, INLINE_CHILDREN, LINES),
    st.builds(nodes.Heading, st.integers(1, 6), INLINE_CHILDREN, ATTRIBUTES, LINES),
    st.builds(nodes.ThematicBreak, ATTRIBUTES, LINES),
    st.builds(nodes.CodeBlock, TEXT, TEXT, TEXT, ATTRIBUTES, LINES),
    st.builds(nodes.MathBlock, TEXT, ATTRIBUTES, LINES),
    st.builds(nodes.LinkDefinition, TEXT, TEXT, TEXT, ATTRIBUTES, LINES),
    st.builds(nodes.AbbreviationDefinition, TEXT, TEXT, ATTRIBUTES, LINES),
    st.builds(nodes.RawBlock, st.sampled_from(["html", "latex"]), TEXT, LINES),
)


def _table(children: st.SearchStrategy[tuple[nodes.Node, ...]]) -> st.SearchStrategy[nodes.Node]:
    alignment = st.sampled_from(["", "left", "center", "right"])
    spans = st.integers(1, 3)
    cell = st.builds(
        nodes.TableCell, children, st.booleans(), alignment, spans, spans, ATTRIBUTES, LINES
    )
    row = st.builds(nodes.TableRow, _children(cell), ATTRIBUTES, LINES)
    kind = st.sampled_from(["head", "body", "foot"])
    section = st.builds(nodes.TableSection, kind, _children(row), ATTRIBUTES, LINES)
    caption = st.builds(nodes.Caption, children, ATTRIBUTES, LINES)
    return st.builds(nodes.Table, _children(st.one_of(caption, section)), ATTRIBUTES, LINES)


def _block_parents(inner: st.SearchStrategy[nodes.Node]) -> st.SearchStrategy[nodes.Node]:
    children = _children(inner)
    item = st.builds(nodes.ListItem, children, st.none() | st.booleans(), ATTRIBUTES, LINES)
    term = st.builds(nodes.Term, INLINE_CHILDREN, ATTRIBUTES, LINES)
    definition = st.builds(nodes.Definition, children, ATTRIBUTES, LINES)
    simple = [nodes.BlockQuote, nodes.Figure, nodes.Div, nodes.Caption]
    return st.one_of(
        st.builds(nodes.BulletList, _children(item), ATTRIBUTES, LINES),
        st.builds(nodes.OrderedList, _children(item), st.integers(0, 9), ATTRIBUTES, LINES),
        st.builds(nodes.DefinitionList, _children(st.one_of(term, definition)), ATTRIBUTES, LINES),
        st.builds(nodes.FootnoteDefinition, TEXT, LINES, children, ATTRIBUTES, LINES),
        st.builds(nodes.HtmlElement, st.sampled_from(["div", "hr"]), children, ATTRIBUTES),
        _table(children),
        *(st.builds(kind, children, ATTRIBUTES, LINES) for kind in simple),
    )


BLOCKS = st.recursive(LEAF_BLOCKS, _block_parents, max_leaves=6)
BODIES = st.lists(BLOCKS, max_size=4).map(lambda blocks: nodes.Body(tuple(blocks)))
