"""The model as core blocks, in the forms that WordPress 6.1 and the newest editor both accept.

Each node type has one handler that gives finished strings and nodes still to be written; one
loop works these off with a stack of its own. What no core block can hold becomes ``core/html``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from converters.wordpress.blocks.code import code_block, preformatted
from converters.wordpress.blocks.containers import block_quote, centre, div, section
from converters.wordpress.blocks.context import (
    BlockContext,
    Handler,
    Part,
    Parts,
    as_blocks,
    html_block,
    joined,
)
from converters.wordpress.blocks.details import details
from converters.wordpress.blocks.embeds import with_embeds
from converters.wordpress.blocks.figures import figure
from converters.wordpress.blocks.formulas import formula
from converters.wordpress.blocks.links import block_link
from converters.wordpress.blocks.lists import bullet_list, list_item, ordered_list
from converters.wordpress.blocks.players import MEDIA
from converters.wordpress.blocks.tables import table
from converters.wordpress.blocks.text import (
    caption_blocks,
    heading,
    paragraph,
    plain,
    raw_block,
    thematic_break,
)
from converters.wordpress.protect import protect_markup
from migrator.model import nodes
from migrator.model.nodes import Node

__all__ = ["BlockContext", "as_blocks", "write_blocks"]


def write_blocks(children: Sequence[Node], context: BlockContext) -> str:
    """Return prepared blocks (see ``prepare``) as block markup."""
    stack: list[Part] = list(reversed(joined(with_embeds(children))))
    pieces: list[str] = []
    while stack:
        part = stack.pop()
        if isinstance(part, str):
            pieces.append(part)
            continue
        handler = HANDLERS.get(type(part), html_block)
        stack.extend(reversed(handler(part, context)))
    return protect_markup("".join(pieces))


def html_element(node: nodes.HtmlElement, context: BlockContext) -> Parts:
    """Write an element that has no node type of its own."""
    return ELEMENTS.get(node.name, html_block)(node, context)


HANDLERS: Final[Mapping[type, Handler]] = {
    nodes.Paragraph: paragraph,
    nodes.Plain: plain,
    nodes.Caption: caption_blocks,
    nodes.Heading: heading,
    nodes.ThematicBreak: thematic_break,
    nodes.CodeBlock: code_block,
    nodes.RawBlock: raw_block,
    nodes.BlockQuote: block_quote,
    nodes.Div: div,
    nodes.BulletList: bullet_list,
    nodes.OrderedList: ordered_list,
    nodes.ListItem: list_item,
    nodes.DefinitionList: html_block,
    nodes.Table: table,
    nodes.Figure: figure,
    nodes.HtmlElement: html_element,
}
"""Node types and what writes them."""

ELEMENTS: Final[Mapping[str, Handler]] = {
    **MEDIA,
    "pre": preformatted,
    "details": details,
    "math": formula,
    "a": block_link,
    "center": centre,
    **dict.fromkeys(("header", "main", "section", "article", "aside", "footer"), section),
}
"""Elements that have a block, and what writes that."""
