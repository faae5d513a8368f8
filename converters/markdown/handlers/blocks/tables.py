"""Pipe tables (GFM: Tables); what such a table cannot hold makes it an HTML table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final

from converters.markdown.attribute_lists import hold_attributes
from converters.markdown.attributes import note_dropped
from converters.markdown.context import Context
from converters.markdown.handlers.blocks.base import why_html
from converters.markdown.html_fallback import write_fallback
from converters.markdown.lines import write_inlines
from migrator.model import nodes
from migrator.model.nodes import Node

_RULES: Final = {"": "---", "left": ":--", "center": ":-:", "right": "--:"}
_BLOCKS_IN_CELLS: Final = frozenset({nodes.Plain, nodes.Paragraph})


def table(context: Context, node: nodes.Table) -> Iterable[Node]:
    """Write a head (an empty one where there is none), a line of dashes, the rows."""
    rows = _rows(node)
    reason = why_html(context, node.attributes, holds_list=True) or _why_html(context, node, rows)
    lines: list[str] = []
    if not reason:
        lines, reason = _lines(context, node, rows)
    if reason:
        write_fallback(context, node, reason)
        return ()
    for line in lines:
        context.writer.line(line)
    hold_attributes(context, node.attributes, node.line)
    return ()


def _sections(node: nodes.Table) -> list[nodes.TableSection]:
    return [child for child in node.children if isinstance(child, nodes.TableSection)]


def _rows(node: nodes.Table) -> list[nodes.TableRow]:
    return [row for section in _sections(node) for row in section.children]


def _head_of(node: nodes.Table) -> nodes.TableRow | None:
    sections = _sections(node)
    has_head = bool(sections) and sections[0].section == "head" and sections[0].children
    return sections[0].children[0] if has_head else None


def _why_html(context: Context, node: nodes.Table, rows: Sequence[nodes.TableRow]) -> str:
    if not context.dialect.tables:
        return "a table"
    if not rows or not max(len(row.children) for row in rows):
        return "a table without cells"
    sections = _sections(node)
    if len(sections) != len(node.children):
        return "a table with a caption"
    if context.dialect.attribute_lists and not any(
        section.section == "body" and section.children for section in sections
    ):
        return "a table without a body"
    if any(section.section == "foot" for section in sections):
        return "a table with a foot"
    if any(len(s.children) > 1 for s in sections if s.section == "head"):
        return "a table with several header rows"
    head = _head_of(node)
    if head and any(len(row.children) > len(head.children) for row in rows):
        return "a row longer than the header row"
    parts: list[nodes.TableSection | nodes.TableRow] = [*sections, *rows]
    reasons = (why_html(context, part.attributes) for part in parts if part.attributes)
    cells = (_why_not_cell(cell) for row in rows for cell in row.children)
    return next(filter(None, chain(reasons, cells)), "")


def _why_not_cell(cell: nodes.TableCell) -> str:
    if cell.column_span != 1 or cell.row_span != 1:
        return "a cell that spans others"
    blocks = [child for child in cell.children if isinstance(child, _BLOCK_TYPES)]
    if blocks and (len(cell.children) > 1 or type(blocks[0]) not in _BLOCKS_IN_CELLS):
        return "a cell that holds blocks"
    return ""


_BLOCK_TYPES: Final = tuple(set(nodes.Block.__args__) - {nodes.HtmlElement})


def _lines(
    context: Context, node: nodes.Table, rows: Sequence[nodes.TableRow]
) -> tuple[list[str], str]:
    """Return the lines of the table, and why they cannot be ("" where they can)."""
    width = max(len(row.children) for row in rows)
    alignments = [_alignment(rows, column) for column in range(width)]
    if None in alignments:
        return [], "a column whose cells are aligned differently"
    head = _head_of(node)
    if any(cell.header for row in rows if row is not head for cell in row.children):
        return [], "header cells outside of the header row"
    texts = [_texts(context, row, width) for row in rows]
    reason = next((reason for _, reason in texts if reason), "")
    lines = [_row(cells) for cells, _ in texts]
    if head is None:
        lines.insert(0, _row([""] * width))
    lines.insert(1, _row([_RULES[alignment or ""] for alignment in alignments]))
    return lines, reason


def _alignment(rows: Sequence[nodes.TableRow], column: int) -> str | None:
    """Return how the cells of ``column`` are aligned, None where they differ."""
    found = {row.children[column].alignment for row in rows if column < len(row.children)}
    return found.pop() if len(found) == 1 else None


def _texts(context: Context, row: nodes.TableRow, width: int) -> tuple[list[str], str]:
    texts, reason = [], ""
    for cell in row.children:
        content: Sequence[Node] = cell.children
        if content and isinstance(content[0], nodes.Plain | nodes.Paragraph):
            content = content[0].children
        line = write_inlines(context, content, "cell")
        reason = reason or line.unwritable or why_html(context, cell.attributes)
        note_dropped(context, cell.attributes, cell.line)
        text = line.text  # kramdown's pipes are escaped with the text, and none in code
        texts.append(text if context.dialect.attribute_lists else text.replace("|", "\\|"))
    return texts + [""] * (width - len(texts)), reason


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
