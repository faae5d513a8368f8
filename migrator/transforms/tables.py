"""Tables as readers see them: a real head, simple cells, one alignment a column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, cast

from migrator.model.nodes import (
    Alignment,
    Body,
    Caption,
    Node,
    Paragraph,
    Strong,
    Table,
    TableCell,
    TableRow,
    TableSection,
)
from migrator.model.walk import rewrite
from migrator.transforms.context import Notes, TransformContext
from migrator.transforms.flow import without_blanks
from migrator.transforms.native_blocks import cell_content

_ROWS_FOR_A_HEAD: Final = 2


def mend_tables(body: Body, context: TransformContext, notes: Notes) -> Body:
    """Return ``body`` with heads for tables whose first row is all bold or all ``th``.

    The bold stays on the text: a target need not show head cells in bold.
    """
    may_have_head = not context.options.clean or context.options.cleans("table-head")

    def mend(node: Node) -> Node:
        if isinstance(node, TableCell | Caption):
            return _simple(node)
        if not isinstance(node, Table):
            return node
        headed = _with_head(node) if may_have_head else node
        if headed is not node:
            notes.count("table-head", node.line)
        return _with_column_alignment(headed)

    return cast("Body", rewrite(body, mend, {Table, TableCell, Caption})[0])


def _simple(cell: TableCell | Caption) -> TableCell | Caption:
    """Return a cell whose only content is a bare paragraph as one of inlines."""
    only = cell.children[0] if len(cell.children) == 1 else None
    if isinstance(only, Paragraph) and not only.attributes:
        return replace(cell, children=only.children)
    content = cell_content(cell.children)
    return cell if content == cell.children else replace(cell, children=content)


# -------------------------------------------------------------------------------- head


def _with_head(table: Table) -> Table:
    """Return ``table`` with its first row as head where that row alone can be one."""
    sections = [part for part in table.children if isinstance(part, TableSection)]
    rows = [row for section in sections for row in section.children]
    has_head = any(section.section == "head" for section in sections)
    if has_head or len(rows) < _ROWS_FOR_A_HEAD or not sections[0].children:
        return table
    first = sections[0].children[0]
    if sections[0].section != "body" or not _is_head_row(first):
        return table
    head = TableSection("head", (_as_head(first),), line=first.line)
    rest = replace(sections[0], children=sections[0].children[1:])
    bodies = [rest, *sections[1:]] if rest.children else sections[1:]
    captions = [part for part in table.children if isinstance(part, Caption)]
    return replace(table, children=(*captions, head, *bodies))


def _is_head_row(row: TableRow) -> bool:
    cells = row.children
    if not cells or any(cell.row_span > 1 for cell in cells):
        return False
    if all(cell.header for cell in cells):
        return True
    corner_is_empty = len(cells) > 1 and not cells[0].children
    named = cells[1:] if corner_is_empty else cells
    return all(_bold(cell) is not None for cell in named)


def _as_head(row: TableRow) -> TableRow:
    return replace(row, children=tuple(replace(cell, header=True) for cell in row.children))


def _bold(cell: TableCell) -> Strong | None:
    """Return the Strong that is all of a cell's content, None where there is more, or none."""
    visible = without_blanks(cell.children)
    only = visible[0] if len(visible) == 1 else None
    return only if isinstance(only, Strong) and not only.attributes else None


# --------------------------------------------------------------------------- alignment


def _with_column_alignment(table: Table) -> Table:
    """Return ``table`` with the alignment all cells of a column share on those that have none.

    Only head cells and empty ones take it; a table with spans stays as it is.
    """
    rows = [
        row for part in table.children if isinstance(part, TableSection) for row in part.children
    ]
    if any(cell.column_span > 1 or cell.row_span > 1 for row in rows for cell in row.children):
        return table
    shared = _shared_alignments(rows)
    if not any(shared):
        return table
    return replace(table, children=tuple(_aligned_section(part, shared) for part in table.children))


def _shared_alignments(rows: Sequence[TableRow]) -> list[Alignment]:
    """Return, for each column, the alignment that all cells which must agree on it have, or ""."""
    found: list[set[Alignment]] = []
    for row in rows:
        for column, cell in enumerate(row.children):
            if column == len(found):
                found.append(set())
            if cell.alignment or not _may_follow(cell):
                found[column].add(cell.alignment)
    return [next(iter(kinds)) if len(kinds) == 1 else "" for kinds in found]


def _may_follow(cell: TableCell) -> bool:
    return cell.header or not cell.children


def _aligned_section(
    part: Caption | TableSection, shared: Sequence[Alignment]
) -> Caption | TableSection:
    if not isinstance(part, TableSection):
        return part
    return replace(part, children=tuple(_aligned_row(row, shared) for row in part.children))


def _aligned_row(row: TableRow, shared: Sequence[Alignment]) -> TableRow:
    cells = [
        replace(cell, alignment=shared[column])
        if not cell.alignment and _may_follow(cell)
        else cell
        for column, cell in enumerate(row.children)
    ]
    return replace(row, children=tuple(cells))
