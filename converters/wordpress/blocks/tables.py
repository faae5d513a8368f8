"""Tables; what the table block cannot hold stays HTML in the figure of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from converters.wordpress import images
from converters.wordpress.block_markup import Support, support_of
from converters.wordpress.blocks.context import BlockContext, Parts, block_parts, cell_content
from migrator.model import nodes


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
    if support.rest or support.align or not _is_plain_table(sections):
        return _odd_table(node, context)
    caption = caption or "".join(cell_content(child.children, context) for child in captions)
    rows = "".join(_section_html(section, context) for section in sections)
    figcaption = images.caption_html(caption)
    html = f"{support.tag('figure', ('wp-block-table',))}<table>{rows}</table>{figcaption}</figure>"
    return block_parts("table", {"hasFixedLayout": False} | support.settings, html)


def _odd_table(node: nodes.Table, context: BlockContext) -> Parts:
    html = f'<figure class="wp-block-table">{context.html((node,))}</figure>'
    return block_parts("html", {}, html)


def _is_plain_table(sections: Sequence[nodes.TableSection]) -> bool:
    """Return whether the table block, 6.1's too, can hold these: no spans, styles, second body."""
    bodies = sum(section.section == "body" for section in sections)
    rows = [row for section in sections for row in section.children]
    cells = [cell for row in rows for cell in row.children]
    parts: tuple[nodes.Part, ...] = (*sections, *rows, *cells)
    has_attributes = any(part.attributes for part in parts)
    has_spans = any(cell.column_span != 1 or cell.row_span != 1 for cell in cells)
    return bodies <= 1 and bool(cells) and not has_attributes and not has_spans


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
    return f"<{name}{align}>{cell_content(cell.children, context)}</{name}>"
