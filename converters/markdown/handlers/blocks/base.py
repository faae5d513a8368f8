"""What block handlers share: the order of siblings, and when they are left out or kept as HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, TypeAlias

from converters.markdown.attributes import (
    MEANINGFUL,
    anchor_html,
    anchor_of,
    is_bare,
    note_dropped,
)
from converters.markdown.context import Context
from converters.markdown.dialects import Dialect
from migrator.model import nodes
from migrator.model.attributes import Attributes
from migrator.model.nodes import Node
from migrator.model.walk import text_of, walk

BlockHandler: TypeAlias = Callable[[Context, Any], Iterable[Node]]
"""Writes a block's own lines; yields the blocks within it, each written before the next line."""

MAX_DEPTH: Final = 50
"""Quotes and lists nested deeper are written as HTML: their prefixes would outgrow the text."""

INVISIBLE: Final = frozenset({nodes.LinkDefinition, nodes.AbbreviationDefinition})

TEXTS: Final = frozenset({nodes.Plain, nodes.Paragraph})
_LIST_PARTS: Final = (
    nodes.BulletList,
    nodes.OrderedList,
    nodes.ListItem,
    nodes.DefinitionList,
    nodes.Definition,
)
_OFTEN_HTML: Final = frozenset(
    {nodes.HtmlElement, nodes.RawBlock, nodes.Div, nodes.Figure, nodes.ThematicBreak}
)


def siblings(context: Context, blocks: Sequence[Node], *, tight: bool = False) -> Iterator[Node]:
    """Yield ``blocks``, with a blank line between those that show something unless ``tight``."""
    start = context.writer.count
    for block in blocks:
        if type(block) in INVISIBLE:
            continue
        if context.writer.count > start and not tight:
            context.writer.separate()
        yield block


def why_html(
    context: Context,
    attributes: Attributes,
    *,
    meaningful: frozenset[str] = MEANINGFUL,
    holds_anchor: bool = False,
    holds_list: bool = False,
) -> str:
    """Return why a node with ``attributes`` cannot be plain Markdown, "" where it can.

    ``holds_anchor``: the node's own text can carry the anchor of an id that is linked to;
    ``holds_list``: an attribute list can, in dialects that have them.
    """
    if not is_bare(context, attributes, meaningful, holds_list=holds_list):
        return "attributes that Markdown cannot hold"
    held = holds_anchor or (holds_list and bool(context.dialect.attributes))
    if not held and anchor_of(context, attributes):
        return "an id that a link points to"
    return ""


def anchor_before(context: Context, attributes: Attributes, text: str, line: int = 0) -> str:
    """Return ``text`` with the anchor of its block in front, if one is needed."""
    if not attributes:
        return text
    note_dropped(context, attributes, line)
    anchor = anchor_of(context, attributes)
    return anchor_html(anchor) + text if anchor else text


def without_formula_block(dialect: Dialect, text: str) -> str:
    """Return ``text``, a line, so that kramdown takes no formula alone in it for a block."""
    end = text.find("$$", 2) + 2 if text.startswith("$$") else 0
    if not end or dialect.math != "double-dollars":
        return text
    if end == len(text):
        return f"\\{text}"
    if text[end:].rstrip() == "^":  # it would be the mark that ends a block
        return f"{text[:end]}&#94;"
    return text


def shows_text(node: Node) -> bool:
    """Tell whether readers see text or a picture of ``node``."""
    return bool(text_of(node).strip()) or any(type(inner) is nodes.Image for inner in walk(node))


def holds_list_attributes(context: Context, node: Node) -> bool:
    """Tell whether an attribute list after ``node`` is its own.

    In kramdown what an empty item or HTML leaves at the end parts the two.
    """
    if not context.dialect.attribute_lists:
        return True
    last = node
    while isinstance(last, _LIST_PARTS):
        children = [child for child in last.children if type(child) not in INVISIBLE]
        if not children:
            return False
        last = children[-1]
    if type(last) in TEXTS:
        return shows_text(last)
    return type(last) not in _OFTEN_HTML


def write_anchor(context: Context, attributes: Attributes) -> None:
    """Write the anchor of a block that is no text as a line of its own, if one is needed."""
    anchor = anchor_of(context, attributes)
    if anchor:
        context.writer.line(anchor_html(anchor))
        context.writer.separate()
