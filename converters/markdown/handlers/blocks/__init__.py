"""Every block node and what writes it, and the loop that works blocks off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from converters.markdown.context import Context
from converters.markdown.handlers.blocks.base import BlockHandler, siblings
from converters.markdown.handlers.blocks.code_block import code_block, math_block
from converters.markdown.handlers.blocks.containers import (
    div,
    figure,
    html_element,
    nothing,
    raw_block,
    whole,
)
from converters.markdown.handlers.blocks.definition_lists import definition_list
from converters.markdown.handlers.blocks.footnotes import footnote_definition
from converters.markdown.handlers.blocks.lists import bullet_list, ordered_list
from converters.markdown.handlers.blocks.paragraphs import heading, paragraph, plain
from converters.markdown.handlers.blocks.quotes import block_quote, thematic_break
from converters.markdown.handlers.blocks.tables import table
from migrator.model import nodes
from migrator.model.nodes import Node

BLOCK_HANDLERS: Final[Mapping[type, BlockHandler]] = MappingProxyType(
    {
        nodes.Paragraph: paragraph,
        nodes.Plain: plain,
        nodes.Heading: heading,
        nodes.BlockQuote: block_quote,
        nodes.ThematicBreak: thematic_break,
        nodes.CodeBlock: code_block,
        nodes.BulletList: bullet_list,
        nodes.OrderedList: ordered_list,
        nodes.DefinitionList: definition_list,
        nodes.Table: table,
        nodes.Figure: figure,
        nodes.Caption: whole,
        nodes.Div: div,
        nodes.MathBlock: math_block,
        nodes.FootnoteDefinition: footnote_definition,
        nodes.LinkDefinition: nothing,
        nodes.AbbreviationDefinition: nothing,
        nodes.RawBlock: raw_block,
        nodes.HtmlElement: html_element,
    }
)


def write_blocks(context: Context, blocks: Sequence[Node]) -> None:
    """Write ``blocks`` and all within them, with a stack of its own instead of recursion."""
    stack: list[Iterator[Node]] = [siblings(context, blocks)]
    while stack:
        block = next(stack[-1], None)
        if block is None:
            stack.pop()
            continue
        handler = BLOCK_HANDLERS.get(type(block), whole)
        stack.append(iter(handler(context, block)))
