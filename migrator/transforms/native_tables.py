"""HTML tables to Table: sections (the implied ones too), caption, spans, alignment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final, cast

from migrator.model.attributes import Attributes, get_attribute, without_attributes
from migrator.model.nodes import (
    Alignment,
    Caption,
    HtmlElement,
    Node,
    RawBlock,
    Section,
    Table,
    TableCell,
    TableRow,
    TableSection,
)
from migrator.transforms.flow import to_blocks
from migrator.transforms.native_blocks import as_number, cell_content
from migrator.transforms.native_code import code_of_table
from migrator.transforms.styles import style_value, without_style

_SECTIONS: Final[dict[str, Section]] = {"thead": "head", "tbody": "body", "tfoot": "foot"}
_ALIGNMENTS: Final[dict[str, Alignment]] = {
    "left": "left",
    "start": "left",
    "center": "center",
    "middle": "center",
    "right": "right",
    "end": "right",
}
_COLUMNS: Final = frozenset({"col", "colgroup"})


@dataclass(slots=True)
class _Parts:
    """What a table element holds, in order; ``strays`` are what has no place in a table."""

    captions: list[HtmlElement] = field(default_factory=list)
    sections: list[tuple[HtmlElement, list[HtmlElement]]] = field(default_factory=list)
    strays: list[Node] = field(default_factory=list)


def finish_table(element: HtmlElement, kids: Sequence[Node]) -> list[Node]:
    """Return a ``table`` as Table, or as CodeBlock where it is code with line numbers.

    What has no place in a table comes out before it, as in browsers (HTML standard: Parsing,
    "foster parenting"). A table without rows stays an element.
    """
    parts = _parts_of(to_blocks(kids, element.line))
    rows = [row for _, rows in parts.sections for row in rows]
    code = code_of_table(rows)
    if code is not None:
        return [code]
    if not rows:
        return [replace(element, children=to_blocks(kids, element.line), display="block")]
    sections = [_section(section, rows, parts.strays) for section, rows in parts.sections if rows]
    captions = [
        Caption(cell_content(caption.children), caption.attributes, caption.line)
        for caption in parts.captions
    ]
    children: tuple[Caption | TableSection, ...] = (*captions[:1], *_in_order(sections))
    before = [block for caption in captions[1:] for block in to_blocks(caption.children)]
    return [*before, *parts.strays, Table(children, element.attributes, element.line)]


def _parts_of(blocks: Sequence[Node]) -> _Parts:
    parts = _Parts()
    implied: list[HtmlElement] | None = None
    for block in blocks:
        name = block.name if isinstance(block, HtmlElement) else ""
        if name == "tr":
            if implied is None:
                implied = []
                parts.sections.append((_implied_body(cast("HtmlElement", block)), implied))
            implied.append(cast("HtmlElement", block))
        elif name in _SECTIONS:
            implied = None
            parts.sections.append(_rows_of(cast("HtmlElement", block), parts.strays))
        elif name == "caption":
            parts.captions.append(cast("HtmlElement", block))
        elif name not in _COLUMNS and not isinstance(block, RawBlock):
            parts.strays.append(block)
    return parts


def _implied_body(first_row: HtmlElement) -> HtmlElement:
    return HtmlElement("tbody", line=first_row.line)


def _rows_of(section: HtmlElement, strays: list[Node]) -> tuple[HtmlElement, list[HtmlElement]]:
    rows: list[HtmlElement] = []
    for block in section.children:
        if isinstance(block, HtmlElement) and block.name == "tr":
            rows.append(block)
        elif not isinstance(block, RawBlock):
            strays.append(block)
    return section, rows


def _in_order(sections: Sequence[TableSection]) -> list[TableSection]:
    """Return the first head first and the first foot last; further ones are bodies to readers."""
    head = next((part for part in sections if part.section == "head"), None)
    foot = next((part for part in sections if part.section == "foot"), None)
    bodies = [
        replace(part, section="body") for part in sections if part is not head and part is not foot
    ]
    return [*([head] if head else []), *bodies, *([foot] if foot else [])]


def _section(section: HtmlElement, rows: Sequence[HtmlElement], strays: list[Node]) -> TableSection:
    alignment = alignment_of(section.attributes)
    found = tuple(_row(row, alignment, strays) for row in rows)
    attributes = without_alignment(section.attributes)
    return TableSection(_SECTIONS[section.name], found, attributes, section.line)


def _row(row: HtmlElement, inherited: Alignment, strays: list[Node]) -> TableRow:
    alignment = alignment_of(row.attributes) or inherited
    cells: list[TableCell] = []
    for block in row.children:
        if isinstance(block, HtmlElement) and block.name in {"td", "th"}:
            cells.append(_cell(block, alignment))
        elif not isinstance(block, RawBlock):
            strays.append(block)
    return TableRow(tuple(cells), without_alignment(row.attributes), row.line)


def _cell(cell: HtmlElement, inherited: Alignment) -> TableCell:
    spans = [_span(cell.attributes, name) for name in ("colspan", "rowspan")]
    attributes = without_attributes(cell.attributes, ("colspan", "rowspan"))
    return TableCell(
        cell_content(cell.children),
        header=cell.name == "th",
        alignment=alignment_of(attributes) or inherited,
        column_span=spans[0],
        row_span=spans[1],
        attributes=without_alignment(attributes),
        line=cell.line,
    )


def _span(attributes: Attributes, name: str) -> int:
    return max(1, as_number(get_attribute(attributes, name)) or 1)


def alignment_of(attributes: Attributes) -> Alignment:
    """Return the alignment that ``text-align``, or else ``align``, gives; "" for none."""
    value = style_value(attributes, "text-align") or get_attribute(attributes, "align") or ""
    return _ALIGNMENTS.get(value.strip().lower(), "")


def without_alignment(attributes: Attributes) -> Attributes:
    """Return ``attributes`` less an alignment that ``alignment_of`` understands."""
    if not alignment_of(attributes):
        return attributes
    return without_style(without_attributes(attributes, ("align",)), frozenset({"text-align"}))
