"""Tables; what the table block cannot hold stays HTML in the figure of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, cast

from converters.wordpress import images
from converters.wordpress.block_markup import Support, support_of
from converters.wordpress.blocks.context import BlockContext, Parts, block_parts, cell_content
from migrator.model import nodes
from migrator.model.nodes import Node


def table(node: nodes.Table, context: BlockContext) -> Parts:
    """Write a table that stands alone."""
    return table_figure(node, support_of(()), "", context)


def table_figure(node: nodes.Table, figure: Support, caption: str, context: BlockContext) -> Parts:
    """Write a table as its block with what the ``figure`` around it has, or as HTML."""
    support = support_of(node.attributes)
    classes = (*figure.classes, *support.classes)
    support = Support(figure.anchor or support.anchor, classes, support.align, support.rest)
    sections = [child for child in node.children if isinstance(child, nodes.TableSection)]
    captions = [child for child in node.children if isinstance(child, nodes.Caption)]
    align = figure.align or support.align
    if support.rest or not _is_plain_table(sections, context):
        return _odd_table(node, context)
    caption = caption or "".join(cell_content(child.children, context) for child in captions)
    rows = "".join(_section_html(section, context) for section in sections)
    figcaption = images.caption_html(caption)
    own = ("wp-block-table", f"align{align}") if align else ("wp-block-table",)
    html = f"{support.tag('figure', own)}<table>{rows}</table>{figcaption}</figure>"
    settings = {"align": align} if align else {}
    return block_parts("table", {"hasFixedLayout": False} | settings | support.settings, html)


def _odd_table(node: nodes.Table, context: BlockContext) -> Parts:
    html = f'<figure class="wp-block-table">{context.html((node,))}</figure>'
    return block_parts("html", {}, html)


def _is_plain_table(sections: Sequence[nodes.TableSection], context: BlockContext) -> bool:
    """Return whether the table block can hold these: no styles but colours, no second body."""
    bodies = sum(section.section == "body" for section in sections)
    rows = [row for section in sections for row in section.children]
    cells = [cell for row in rows for cell in row.children]
    parts: tuple[nodes.Part, ...] = (*sections, *rows)
    has_attributes = any(part.attributes for part in parts) or not all(map(_is_plain_cell, cells))
    if context.version >= _SPANS_SINCE:
        return bodies <= 1 and bool(cells) and not has_attributes
    has_spans = any(cell.column_span != 1 or cell.row_span != 1 for cell in cells)
    return bodies <= 1 and bool(cells) and not has_attributes and not has_spans


def _is_plain_cell(cell: nodes.TableCell) -> bool:
    """Return whether ``cell`` has nothing but colours that a span around its text can have."""
    support = support_of(cell.attributes, _CELL_STYLES)
    is_bare = not (support.rest or support.anchor or support.classes or support.align)
    return is_bare and (not support.style.css or _is_line(cell))


def _is_line(cell: nodes.TableCell) -> bool:
    """Return whether ``cell`` holds inlines, not blocks."""
    return not any(isinstance(block, _HOLDERS) for block in cell.children)


_HOLDERS: Final = (nodes.Paragraph, nodes.Plain, nodes.BulletList, nodes.OrderedList, nodes.Div)
_CELL_STYLES: Final = frozenset({"color", "font-size"})
_SPANS_SINCE: Final = (6, 3)
"""Spans of cells: unknown to 6.1."""
_SECTION_TAGS: Final = {"head": "thead", "body": "tbody", "foot": "tfoot"}


def _section_html(section: nodes.TableSection, context: BlockContext) -> str:
    tag = _SECTION_TAGS[section.section]
    rows = "".join(
        f"<tr>{''.join(_cell_html(cell, context) for cell in row.children)}</tr>"
        for row in section.children
    )
    return f"<{tag}>{rows}</{tag}>" if rows else ""


def _cell_html(cell: nodes.TableCell, context: BlockContext) -> str:
    name = "th" if cell.header else "td"
    align = ""
    if cell.alignment:
        align = f' class="has-text-align-{cell.alignment}" data-align="{cell.alignment}"'
    spans = (("colspan", cell.column_span), ("rowspan", cell.row_span))
    align += "".join(f' {key}="{number}"' for key, number in spans if number != 1)
    style = support_of(cell.attributes, _CELL_STYLES).style.css
    children: Sequence[Node] = cell.children
    if style:
        children = (nodes.Span(cast("Any", cell.children), (("style", style),)),)
    return f"<{name}{align}>{cell_content(children, context)}</{name}>"
