"""What handlers share: the context, blocks around text, inlines gathered into blocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, cast

from converters.wordpress.block_markup import close_block, open_block
from converters.wordpress.prepare import with_protected_code
from converters.wordpress.protect import without_block_comments
from migrator.html.options import HtmlOptions
from migrator.html.serializer import to_html
from migrator.html.tables import FLOW
from migrator.model import nodes
from migrator.model.nodes import Node
from migrator.model.walk import nodes_in

Part: TypeAlias = str | Node


Parts: TypeAlias = Sequence[Part]


GAP: Final = "\n\n"


@dataclass(frozen=True, slots=True)
class BlockContext:
    """How HTML inside blocks is written, and the oldest WordPress that must accept them.

    ``places`` are where the site stands and where its files are served.
    """

    options: HtmlOptions
    version: tuple[int, int]
    places: tuple[str, ...] = ()

    def html(self, children: Sequence[Node]) -> str:
        """Return the HTML of ``children``, without line feeds at its ends."""
        finished = [with_protected_code(child) for child in children]
        return without_block_comments(to_html(finished, self.options).strip("\n"))

    def is_own(self, url: str) -> bool:
        """Return whether ``url`` leads into the site."""
        return any(url.startswith(f"{place}/") for place in self.places)


Handler: TypeAlias = Callable[[Any, BlockContext], Parts]


def as_blocks(children: Sequence[Node]) -> list[Node]:
    """Return ``children`` as blocks: loose inlines gathered as Plain, what shows nothing gone."""
    blocks: list[Node] = []
    loose: list[Node] = []
    for child in children:
        if _is_inline(child):
            loose.append(child)
            continue
        _settle(loose, blocks)
        if not _is_silent(child):
            blocks.append(child)
    _settle(loose, blocks)
    return blocks


def _settle(loose: list[Node], blocks: list[Node]) -> None:
    if any(not _is_blank(node) for node in loose):
        blocks.append(nodes.Plain(cast("Any", tuple(loose))))
    loose.clear()


def _is_inline(node: Node) -> bool:
    if isinstance(node, nodes.HtmlElement):
        return node.display == "inline"
    return isinstance(node, INLINES)


def _is_blank(node: Node) -> bool:
    if isinstance(node, nodes.Text):
        return not node.text.strip(" \t\n\r\f")
    return isinstance(node, nodes.SoftBreak)


def _is_silent(node: Node) -> bool:
    if isinstance(node, nodes.RawBlock):
        return not node.text.strip() or node.format not in _SHOWN_FORMATS
    if isinstance(node, nodes.Plain):
        return all(map(_is_blank, node.children))
    if isinstance(node, nodes.Paragraph) and not node.attributes:
        return all(map(_is_blank, node.children))
    return isinstance(node, nodes.LinkDefinition | nodes.AbbreviationDefinition)


def joined(children: Sequence[Node]) -> list[Part]:
    """Return ``children`` as blocks with a blank line between two."""
    parts: list[Part] = []
    for child in as_blocks(children):
        if parts:
            parts.append(GAP)
        parts.append(child)
    return parts


def block_parts(name: str, settings: Mapping[str, object], *content: Part) -> Parts:
    """Return block ``name`` with ``content`` between its comments."""
    return (open_block(name, settings), *content, close_block(name))


def html_block(node: Node, context: BlockContext) -> Parts:
    """Write ``node`` as it is in HTML, for what has no core block.

    Themes give blocks their place, not what stands in a line: that gets a ``div`` around it.
    """
    html = context.html((node,))
    if html and isinstance(node, nodes.HtmlElement) and node.name in _IN_LINES:
        html = f"<div>{html}</div>"
    return block_parts("html", {}, html) if html else ()


def holds_blocks(node: Node) -> bool:
    """Return whether ``node``, a line of text, holds elements that are blocks."""
    elements: list[Any] = [node, *nodes_in(node, _ELEMENTS)]
    return any(type(one) is nodes.HtmlElement and one.name in FLOW for one in elements)


def cell_content(children: Sequence[Node], context: BlockContext) -> str:
    """Return the HTML of ``children``, inlines or blocks, for one line."""
    return context.html(children).replace("</p>\n", "</p>")


_ELEMENTS: Final = frozenset({nodes.HtmlElement})
_IN_LINES: Final = frozenset(
    {"a", "audio", "canvas", "embed", "iframe", "img", "map", "object", "picture", "svg", "video"}
)
TEXTS: Final = (nodes.Paragraph, nodes.Plain)


_SHOWN_FORMATS: Final = frozenset({"html", "liquid"}) | nodes.SOURCE_MARKUPS


INLINES: Final = (
    nodes.Text,
    nodes.SmartPunctuation,
    nodes.SoftBreak,
    nodes.LineBreak,
    nodes.Emphasis,
    nodes.Strong,
    nodes.Strikethrough,
    nodes.CodeSpan,
    nodes.Link,
    nodes.Image,
    nodes.MathInline,
    nodes.FootnoteReference,
    nodes.Abbreviation,
    nodes.Span,
    nodes.RawInline,
)
