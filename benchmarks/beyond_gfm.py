"""What of the model GFM has no Markdown for, by its own rules and not by what a converter does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from converters.markdown.anchors import anchors_needed
from migrator.model import nodes
from migrator.model.attributes import get_attribute
from migrator.model.document import Document
from migrator.model.nodes import Node
from migrator.model.walk import walk

SEEN: Final[Mapping[type[Node], frozenset[str]]] = {
    nodes.Image: frozenset({"width", "height", "srcset", "sizes", "usemap", "align", "border"}),
    nodes.Link: frozenset({"download", "hidden", "dir"}),
}
"""Attributes of a kind of node that readers or browsers act upon."""
SEEN_ON_OTHERS: Final = frozenset({"title", "hidden", "dir", "type", "value", "reversed"})
_TEXTS: Final = (nodes.Plain, nodes.Paragraph)


def _of_table(table: nodes.Table) -> str:
    sections = [part for part in table.children if isinstance(part, nodes.TableSection)]
    rows = [row for section in sections for row in section.children]
    heads = [len(s.children) for s in sections if s.section == "head"]
    if len(sections) < len(table.children) or any(s.section == "foot" for s in sections):
        return "a caption or foot"
    if not rows or sum(heads) > 1:
        return "no or several header rows"
    if any(len(row.children) > len(rows[0].children) for row in rows):
        return "rows longer than the first"
    cells = [cell for row in rows for cell in row.children]
    return "a cell" if any(map(_is_complex, cells)) else ""


def _is_complex(cell: nodes.TableCell) -> bool:
    """Tell whether a cell spans others, holds line breaks, or blocks other than one text."""
    spans = cell.column_span != 1 or cell.row_span != 1
    texts = [child for child in cell.children if isinstance(child, nodes.Block.__args__)]
    texts = [one for one in texts if not isinstance(one, nodes.HtmlElement)]
    blocks = len(texts) > 1 or any(not isinstance(one, _TEXTS) for one in texts)
    return spans or blocks or any(isinstance(one, nodes.LineBreak) for one in walk(cell))


def _of_raw(node: nodes.RawBlock | nodes.RawInline) -> str:
    return "raw HTML" if node.format == "html" else ""


def _of_figure(node: nodes.Figure) -> str:
    return "a caption" if any(isinstance(one, nodes.Caption) for one in node.children) else ""


BEYOND: Final[Mapping[type[Node], Callable[[Any], str]]] = {
    nodes.HtmlElement: lambda node: f"<{node.name}>",
    nodes.RawBlock: _of_raw,
    nodes.RawInline: _of_raw,
    nodes.DefinitionList: lambda _: "a definition list",
    nodes.Abbreviation: lambda node: "an abbreviation" if node.title else "",
    nodes.Figure: _of_figure,
    nodes.Table: _of_table,
    nodes.OrderedList: lambda node: "a number below zero" if node.start < 0 else "",
}
"""What GFM can't hold, by kind of node: "" where it can after all."""


def beyond_gfm(document: Document) -> str:
    """Return the first thing in ``document`` that only HTML can hold in GFM, "" where none is."""
    anchors = anchors_needed(document.body, "linked", document.linked_ids)
    for node in walk(document.body):
        reason = BEYOND[type(node)](node) if type(node) in BEYOND else ""
        reason = reason or _of_attributes(node, anchors)
        if reason:
            return reason
    return ""


def _of_attributes(node: Node, anchors: frozenset[str]) -> str:
    attributes = getattr(node, "attributes", ())
    if not attributes:
        return ""
    if get_attribute(attributes, "id") in anchors:
        return "an id that links lead to"
    if isinstance(node, nodes.Span) and not node.children and get_attribute(attributes, "id"):
        return "an anchor"
    seen = SEEN.get(type(node), SEEN_ON_OTHERS)
    return next((name for name, value in attributes if name in seen and value != "ltr"), "")
