"""Paragraphs, headings, separators, and the mark where an excerpt ends."""

from __future__ import annotations

from typing import Final

from converters.wordpress import images
from converters.wordpress.block_markup import support_of
from converters.wordpress.block_styles import TEXT_STYLES
from converters.wordpress.blocks.context import (
    BlockContext,
    Parts,
    block_parts,
    holds_blocks,
    html_block,
    joined,
)
from converters.wordpress.blocks.files import file_block
from converters.wordpress.blocks.players import MEDIA
from converters.wordpress.footnotes import BLOCK as FOOTNOTES
from converters.wordpress.prepare import MORE
from migrator.model import nodes
from migrator.model.attributes import Attributes

_LEVEL: Final = 2
_DIRECTIONS: Final = ((("dir", "ltr"),), (("dir", "rtl"),))
_SPAN_NAMES: Final = frozenset({"lang", "title"})
"""What means the same on a span around a text as on the text's block."""


def paragraph(node: nodes.Paragraph, context: BlockContext) -> Parts:
    """Write a paragraph; a picture, player or file alone in it as its own block."""
    support = support_of(node.attributes, TEXT_STYLES)
    alone = images.lone_child(node)
    if isinstance(alone, nodes.HtmlElement) and not node.attributes:
        media = MEDIA.get(alone.name)
        if media is not None:
            return media(alone, context)
    direction = support.rest[0][1] if support.rest in _DIRECTIONS else ""
    if holds_blocks(node) or not (direction or _fits_span(support.rest)):
        return html_block(node, context)
    picture = images.picture_of(alone) if alone is not None else None
    if picture is not None and not support.style.css:
        block = images.image_block(picture, support, "")
        if block is not None:
            return (block,)
    file = file_block(alone, support, context)
    if file is not None:
        return file
    align = support.align or ("right" if direction == "rtl" else "")
    settings = support.settings | ({"align": align} if align else {})
    settings |= {"direction": direction} if direction else {}
    own = (f"has-text-align-{align}",) if align else ()
    extra = f' dir="{direction}"' if direction else ""
    text = _spanned(node, () if direction else support.rest, context)
    return block_parts("paragraph", settings, f"{support.tag('p', own, extra)}{text}</p>")


def _fits_span(attributes: Attributes) -> bool:
    return _SPAN_NAMES.issuperset(name for name, _ in attributes)


def _spanned(
    node: nodes.Paragraph | nodes.Heading, attributes: Attributes, context: BlockContext
) -> str:
    """Return the HTML of a text, in a span with ``attributes`` if there are any."""
    children = (nodes.Span(node.children, attributes),) if attributes else node.children
    return context.html(children)


def plain(node: nodes.Plain, context: BlockContext) -> Parts:
    """Write a tight text as a paragraph."""
    return (nodes.Paragraph(node.children, line=node.line),)


def caption_blocks(node: nodes.Caption, context: BlockContext) -> Parts:
    """Write a caption that stands outside a figure."""
    return joined(node.children)


def heading(node: nodes.Heading, context: BlockContext) -> Parts:
    """Write a heading with its anchor."""
    support = support_of(node.attributes, TEXT_STYLES)
    if holds_blocks(node) or not _fits_span(support.rest):
        return html_block(node, context)
    settings: dict[str, object] = {"level": node.level} if node.level != _LEVEL else {}
    own = ["wp-block-heading"]
    if support.align:
        settings["textAlign"] = support.align
        own.append(f"has-text-align-{support.align}")
    tag = support.tag(f"h{node.level}", own)
    text = f"{tag}{_spanned(node, support.rest, context)}</h{node.level}>"
    return block_parts("heading", settings | support.settings, text)


def thematic_break(node: nodes.ThematicBreak, context: BlockContext) -> Parts:
    """Write a separator."""
    support = support_of(node.attributes)
    if support.rest or support.align:
        return html_block(node, context)
    tag = support.tag("hr", ("wp-block-separator", "has-alpha-channel-opacity"))
    return block_parts("separator", support.settings, tag.replace(">", "/>"))


def raw_block(node: nodes.RawBlock, context: BlockContext) -> Parts:
    """Write the mark where an excerpt ends, anything else as HTML."""
    if node.text == MORE:
        return block_parts("more", {}, MORE)
    if node.text == FOOTNOTES:
        return (FOOTNOTES,)
    return html_block(node, context)
