"""HtmlElement to the native node wherever there is a twin; all other elements stay.

One walk, children first. What an element becomes is looked up by its name in ELEMENTS, and so
for native nodes whose children may have changed, by type, in NATIVE.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import is_
from typing import Any, Final, TypeAlias, cast

from migrator.html.tables import FLOW
from migrator.model import nodes
from migrator.model.nodes import Body, Caption, HtmlElement, Node, TableCell, Term
from migrator.model.walk import HOLDERS, children_of, line_of, with_children
from migrator.transforms.flow import (
    OPAQUE,
    PHRASING,
    is_inline,
    to_blocks,
    to_inlines,
)
from migrator.transforms.native_blocks import (
    cell_content,
    finish_blockquote,
    finish_div,
    finish_dl,
    finish_figure,
    finish_heading,
    finish_heading_element,
    finish_hr,
    finish_list,
    finish_p,
    finish_paragraph,
)
from migrator.transforms.native_code import finish_code, finish_pre
from migrator.transforms.native_inlines import (
    InlineFinisher,
    finish_a,
    finish_abbr,
    finish_br,
    finish_img,
    finish_link,
    finish_mark,
    finish_mark_element,
    finish_span,
)
from migrator.transforms.native_tables import finish_table

Finisher: TypeAlias = Callable[[Any, Sequence[Node]], list[Node]]
"""Takes a node as it was and its converted children; returns what takes its place."""


def to_native(body: Body) -> Body:
    """Return ``body`` with native nodes for elements; text beside blocks stands in ``Plain``."""
    frames: list[tuple[Node, Iterator[Node], list[Node]]] = []
    node: Node = body
    kids, done = iter(children_of(body)), list[Node]()
    while True:
        for kid in kids:
            if _is_finished(kid):
                done.append(kid)
                continue
            frames.append((node, kids, done))
            node, kids, done = kid, iter(children_of(kid)), []
            break
        else:
            if not frames:
                return Body(to_blocks(done))
            finished = _finish(node, done)
            node, kids, done = frames.pop()
            done.extend(finished)


def _is_finished(node: Node) -> bool:
    """Tell whether ``node`` is as it shall be: a leaf, one that holds only leaves, or opaque."""
    kind = type(node)
    if kind not in HOLDERS:
        return True
    if isinstance(node, HtmlElement):
        return node.name in OPAQUE
    return kind not in _BLOCK_CONTAINERS and HOLDERS.isdisjoint(map(type, children_of(node)))


def _finish(node: Node, kids: list[Node]) -> list[Node]:
    if isinstance(node, HtmlElement):
        return ELEMENTS.get(node.name, _finish_other)(node, kids)
    finisher = NATIVE.get(type(node))
    if finisher is None:
        return [with_children(node, kids)]
    old = children_of(node)
    unchanged = len(kids) == len(old) and all(map(is_, kids, old))
    return finisher(node, kids) if not unchanged or _needs_blocks(node, kids) else [node]


def _needs_blocks(node: Node, kids: Sequence[Node]) -> bool:
    return type(node) in _BLOCK_CONTAINERS and any(map(is_inline, kids))


def _finish_other(element: HtmlElement, kids: Sequence[Node]) -> list[Node]:
    """Return an element without a native twin: inlines in an inline one, blocks in a block."""
    name = element.name
    inline = name in PHRASING or (element.display == "inline" and name not in FLOW)
    if inline and all(map(is_inline, kids)):
        return [replace(element, display="inline", children=tuple(kids))]
    return [replace(element, display="block", children=to_blocks(kids, element.line))]


def _finish_container(node: Node, kids: Sequence[Node]) -> list[Node]:
    return [with_children(node, to_blocks(kids, line_of(node)))]


def _finish_cell(node: TableCell | Caption, kids: Sequence[Node]) -> list[Node]:
    if all(map(is_inline, kids)):
        return [with_children(node, tuple(kids))]
    return [replace(node, children=cell_content(to_blocks(kids, node.line)))]


def _finish_term(term: Term, kids: Sequence[Node]) -> list[Node]:
    children = to_inlines(kids)
    return [term if children is None else replace(term, children=children)]


_BLOCK_CONTAINERS: Final = frozenset(
    {nodes.BlockQuote, nodes.ListItem, nodes.Definition, nodes.Figure, nodes.Div}
    | {nodes.FootnoteDefinition}
)

ELEMENTS: Final[Mapping[str, InlineFinisher]] = {
    "p": finish_p,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), finish_heading_element),
    "blockquote": finish_blockquote,
    "hr": finish_hr,
    "pre": finish_pre,
    "code": finish_code,
    "ul": finish_list,
    "ol": finish_list,
    "dl": finish_dl,
    "table": finish_table,
    "figure": finish_figure,
    "div": finish_div,
    "span": finish_span,
    **dict.fromkeys(("b", "strong", "i", "em", "s", "strike", "del"), finish_mark_element),
    "a": finish_a,
    "img": finish_img,
    "br": finish_br,
    "abbr": finish_abbr,
    "acronym": finish_abbr,
}

NATIVE: Final[Mapping[type, Finisher]] = {
    nodes.Paragraph: finish_paragraph,
    nodes.Plain: lambda _, kids: list(to_blocks(kids)),
    nodes.Heading: finish_heading,
    **dict.fromkeys(_BLOCK_CONTAINERS, cast("Finisher", _finish_container)),
    nodes.TableCell: _finish_cell,
    nodes.Caption: _finish_cell,
    nodes.Term: _finish_term,
    nodes.Emphasis: finish_mark,
    nodes.Strong: finish_mark,
    nodes.Strikethrough: finish_mark,
    nodes.Span: finish_mark,
    nodes.Link: finish_link,
}
