"""A body without what only HTML could hold, for the option ``html=drop``.

What readers see as text stays; what they see of the rest (players, drawings) becomes a link
where it has an address. Each construct is told with its line. What only the writer can tell to
need HTML, a table with merged cells perhaps, is flattened by markdownify (``html_fallback``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final, TypeAlias, cast

from converters.markdown.bare_text import in_paragraphs, is_block
from converters.markdown.context import Context
from converters.markdown.hugo.elements import element_shortcode, figure_parts
from migrator.diagnostics import Severity, excerpt_of
from migrator.html.serializer import PLAIN, to_html
from migrator.model import nodes
from migrator.model.attributes import get_attribute
from migrator.model.nodes import Node
from migrator.model.walk import children_of, rewrite, walk, with_children

_UNSEEN: Final = frozenset({"script", "style", "template", "noscript", "map", "svg", "math"})
_PARTS: Final = frozenset({"source", "track", "param"})
_PLAYERS: Final = frozenset({"iframe", "video", "audio", "embed", "object"})
_BRACKETED: Final = frozenset({nodes.Heading, nodes.TableCell})
_LINED: Final = frozenset({nodes.Paragraph, nodes.Plain, *_BRACKETED})


def flattened(context: Context, body: nodes.Body) -> nodes.Body:
    """Return ``body`` with nothing that is HTML in any dialect; problems go to ``context``."""
    kinds = frozenset(_FLATTENERS)
    (found,) = rewrite(body, lambda node: _FLATTENERS[type(node)](context, node), kinds)
    (found,) = rewrite(found, _without_parts, frozenset({nodes.HtmlElement}))
    return _without_breaks(found) if isinstance(found, nodes.Body) else body


def _without_parts(node: Node) -> Node | Sequence[Node]:
    """Drop what only told a player or picture what to show."""
    return () if isinstance(node, nodes.HtmlElement) and node.name in _PARTS else node


def without(body: nodes.Body, replaced: Mapping[int, tuple[Node, Sequence[Node]]]) -> nodes.Body:
    """Return ``body`` with the nodes whose ``id`` is in ``replaced`` gone for what is given.

    What stands in their place is looked at in turn.
    """
    frames: list[tuple[Node, list[Node], list[Node]]] = [(body, list(reversed(body.children)), [])]
    while True:
        node, pending, done = frames[-1]
        if pending:
            kid = pending.pop()
            if id(kid) in replaced:
                pending.extend(reversed(replaced[id(kid)][1]))
            elif children_of(kid):
                frames.append((kid, list(reversed(children_of(kid))), []))
            else:
                done.append(kid)
            continue
        frames.pop()
        rebuilt = with_children(node, done)
        if not frames:
            return cast("nodes.Body", rebuilt)
        frames[-1][2].append(rebuilt)


# ---------------------------------------------------------------------------------- handlers

_Flattener: TypeAlias = Callable[[Context, Any], Node | Sequence[Node]]


def _tell(context: Context, node: Node, what: str) -> None:
    line = int(getattr(node, "line", 0))
    message = f"{what} has no Markdown; what it shows as text is kept"
    excerpt = excerpt_of(to_html(node, PLAIN))
    context.tell("markdown.html-dropped", Severity.WARNING, line, message, excerpt)


def _element(context: Context, node: nodes.HtmlElement) -> Node | Sequence[Node]:
    if node.name in _PARTS or (context.dialect.shortcodes and element_shortcode(node)):
        return node
    _tell(context, node, f"<{node.name}>")
    if node.name in _UNSEEN:
        return ()
    if node.name in _PLAYERS:
        return _player(node)
    if node.name == "summary":
        return nodes.Paragraph((nodes.Strong(_inlines(node.children)),))
    return in_paragraphs(node.children) if node.display == "block" else node.children


def _player(node: nodes.HtmlElement) -> Node | Sequence[Node]:
    """Return a link to what a player plays, nothing where nobody knows."""
    sources = (one for one in walk(node) if isinstance(one, nodes.HtmlElement))
    found = (get_attribute(one.attributes, name) for one in sources for name in _SOURCES)
    address = next(filter(None, found), "")
    if not address:
        return ()
    title = get_attribute(node.attributes, "title") or address
    link = nodes.Link(address, (nodes.Text(title),), None, (), node.line)
    return nodes.Paragraph((link,), (), node.line) if node.display == "block" else link


_SOURCES: Final = ("src", "data")


def _inlines(content: Sequence[Node]) -> tuple[nodes.Inline, ...]:
    found: list[Node] = []
    for node in content:
        found += children_of(node) if is_block(node) or isinstance(node, nodes.Plain) else (node,)
    return cast("tuple[nodes.Inline, ...]", tuple(found))


def _raw(context: Context, node: nodes.RawBlock | nodes.RawInline) -> Node | Sequence[Node]:
    if node.format != "html":
        return node
    _tell(context, node, "raw HTML")
    return ()


def _paragraph(context: Context, node: nodes.Paragraph) -> Node | Sequence[Node]:
    if any(map(is_block, node.children)):
        return in_paragraphs(node.children)
    return _bare(context, node)


def _bare(context: Context, node: Any) -> Node:
    """Return ``node`` without attributes that the dialect cannot hold."""
    if not node.attributes or (context.dialect.attributes and type(node) in _HOLDING):
        return cast("Node", node)
    context.dropped.update(name for name, _ in node.attributes)
    context.dropped_line = context.dropped_line or int(getattr(node, "line", 0))
    return cast("Node", replace(node, attributes=()))


_HOLDING: Final = frozenset({nodes.Paragraph, nodes.Heading, nodes.BlockQuote, nodes.CodeBlock})


def _strikethrough(context: Context, node: nodes.Strikethrough) -> Node | Sequence[Node]:
    return _bare(context, node) if context.dialect.strikethrough else node.children


def _code_span(context: Context, node: nodes.CodeSpan) -> Node | Sequence[Node]:
    return _bare(context, node) if node.text else ()


def _abbreviation(context: Context, node: nodes.Abbreviation) -> Node:
    if node.text in context.abbreviations:
        return node
    if node.title:
        _tell(context, node, "<abbr>")
    return nodes.Text(node.text)


def _content(context: Context, node: nodes.Div) -> Sequence[Node]:
    return node.children


def _figure(context: Context, node: nodes.Figure) -> Node | Sequence[Node]:
    if context.dialect.shortcodes and figure_parts(node):
        return _bare(context, node)
    if any(isinstance(child, nodes.Caption) for child in node.children):
        _tell(context, node, "a figure with its caption")
    content: list[Node] = []
    for child in node.children:
        content += child.children if isinstance(child, nodes.Caption) else (child,)
    return in_paragraphs(content)


def _definition_list(context: Context, node: nodes.DefinitionList) -> Node | Sequence[Node]:
    if context.dialect.definition_lists:
        return node
    _tell(context, node, "a definition list")
    blocks: list[Node] = []
    for part in node.children:
        if isinstance(part, nodes.Term):
            blocks.append(nodes.Paragraph((nodes.Strong(part.children),), (), part.line))
        else:
            blocks += in_paragraphs(part.children)
    return blocks


def _footnote(context: Context, node: nodes.FootnoteDefinition) -> Node | Sequence[Node]:
    if context.dialect.footnotes:
        return node
    mark = nodes.Text(f"[{node.number}] ")
    return _marked(mark, in_paragraphs(node.children))


def _marked(mark: nodes.Text, blocks: Sequence[Node]) -> tuple[Node, ...]:
    """Return ``blocks`` with ``mark`` before their first text."""
    first = blocks[0] if blocks else None
    if isinstance(first, nodes.Paragraph | nodes.Plain):
        return (replace(first, children=(mark, *first.children)), *blocks[1:])
    return (nodes.Plain((mark,)), *blocks)


def _reference(context: Context, node: nodes.FootnoteReference) -> Node:
    if context.dialect.footnotes and node.label in context.labels:
        return node
    return nodes.Text(f"[{node.number}]")


def _formula(context: Context, node: nodes.MathBlock) -> Node:
    if context.dialect.math != "none":
        return _bare(context, node)
    _tell(context, node, "a formula")
    return nodes.Paragraph((nodes.Text(f"\\[{' '.join(node.latex.split())}\\]"),), (), node.line)


def _item(context: Context, node: nodes.ListItem) -> Node:
    if node.checked is not None and not context.dialect.task_lists:
        mark = nodes.Text("[x] " if node.checked else "[ ] ")
        children = _marked(mark, node.children)
        node = replace(node, checked=None, children=cast("tuple[nodes.Block, ...]", children))
    return _bare(context, node)


def _list(context: Context, node: nodes.BulletList | nodes.OrderedList) -> Node | Sequence[Node]:
    return _bare(context, node) if node.children else ()


def _image(context: Context, node: nodes.Image) -> Node:
    if context.dialect.literal_alts:  # marks in it cannot be escaped
        node = replace(node, alt=_MARKS.sub("", node.alt.replace("[", "(").replace("]", ")")))
    return _bare(context, node)


def _table(context: Context, node: nodes.Table) -> Node | Sequence[Node]:
    """Return the rows as paragraphs where the dialect has no tables."""
    if context.dialect.tables:
        return _bare(context, node)
    _tell(context, node, "a table")
    return rows_of(node)


def rows_of(node: nodes.Table) -> list[Node]:
    """Return the rows of a table as paragraphs, cells that hold blocks one by one."""
    blocks: list[Node] = []
    for part in node.children:
        rows = part.children if isinstance(part, nodes.TableSection) else (part,)
        for row in rows:
            blocks += _row(row)
    return blocks


def _row(row: Node) -> list[Node]:
    cells = children_of(row) if isinstance(row, nodes.TableRow) else (row,)
    content = [in_paragraphs(children_of(cell)) for cell in cells]
    if any(len(one) > 1 or not isinstance(one[0], nodes.Paragraph) for one in content if one):
        return [block for one in content for block in one]
    texts = [children_of(one[0]) for one in content if one]
    joined = [inline for text in texts for inline in (nodes.Text(" | "), *text)]
    return [nodes.Paragraph(cast("tuple[nodes.Inline, ...]", tuple(joined[1:])))] if joined else []


_MARKS: Final = re.compile(r"[\\`*_<>~$]")
_WITH_ATTRIBUTES: Final = (
    nodes.Heading,
    nodes.BlockQuote,
    nodes.CodeBlock,
    nodes.TableSection,
    nodes.TableRow,
    nodes.TableCell,
    nodes.Term,
    nodes.Definition,
    nodes.Emphasis,
    nodes.Strong,
    nodes.Link,
)
_FLATTENERS: Final[Mapping[type, _Flattener]] = MappingProxyType(
    {
        **dict.fromkeys(_WITH_ATTRIBUTES, _bare),
        nodes.HtmlElement: _element,
        nodes.RawBlock: _raw,
        nodes.RawInline: _raw,
        nodes.Paragraph: _paragraph,
        nodes.Strikethrough: _strikethrough,
        nodes.CodeSpan: _code_span,
        nodes.Abbreviation: _abbreviation,
        nodes.Span: _content,
        nodes.Div: _content,
        nodes.Figure: _figure,
        nodes.DefinitionList: _definition_list,
        nodes.FootnoteDefinition: _footnote,
        nodes.FootnoteReference: _reference,
        nodes.ListItem: _item,
        nodes.MathBlock: _formula,
        nodes.BulletList: _list,
        nodes.OrderedList: _list,
        nodes.Image: _image,
        nodes.Table: _table,
    }
)


def _without_breaks(body: nodes.Body) -> nodes.Body:
    """Return ``body`` with spaces for line breaks where only ``<br>`` could break a line."""
    space = nodes.Text(" ")

    def mended(node: Node) -> Node | Sequence[Node]:
        return rewrite(node, lambda _: space, frozenset({nodes.LineBreak}))

    (found,) = rewrite(body, mended, _BRACKETED)
    (found,) = rewrite(
        found, _with_whole_code, frozenset({nodes.Paragraph, nodes.Plain, *_BRACKETED})
    )
    return cast("nodes.Body", found)


def _with_whole_code(node: Node) -> Node:
    """Return ``node`` with code spans that touch as one."""
    kids: list[Node] = []
    for kid in children_of(node):
        last = kids[-1] if kids else None
        if isinstance(kid, nodes.CodeSpan) and isinstance(last, nodes.CodeSpan):
            kids[-1] = nodes.CodeSpan(last.text + kid.text)
        else:
            kids.append(kid)
    return with_children(node, kids)
