"""Figures with one thing in them: a picture, a table, a player; or with several pictures."""

from __future__ import annotations

from converters.wordpress import images
from converters.wordpress.block_markup import Support, support_of
from converters.wordpress.blocks.context import (
    TEXTS,
    BlockContext,
    Parts,
    as_blocks,
    cell_content,
    html_block,
)
from converters.wordpress.blocks.galleries import gallery
from converters.wordpress.blocks.players import media_figure
from converters.wordpress.blocks.tables import table_figure
from migrator.model import nodes
from migrator.model.nodes import Node


def figure(node: nodes.Figure, context: BlockContext) -> Parts:
    """Write a figure as the block of the one thing in it or a gallery, any other as HTML."""
    captions = [child for child in node.children if isinstance(child, nodes.Caption)]
    content = [child for child in as_blocks(node.children) if not isinstance(child, nodes.Caption)]
    support = support_of(node.attributes)
    if not content or len(captions) > 1 or support.rest:
        return html_block(node, context)
    caption = "".join(_caption_text(child, context) for child in captions)
    shown = gallery(content, support, caption)
    if shown is None and len(content) == 1:
        shown = _figure_of(content[0], support, caption, context)
    return shown or html_block(node, context)


def _caption_text(caption: nodes.Caption, context: BlockContext) -> str:
    """Return a caption's inlines; a single paragraph in it counts as those."""
    children = as_blocks(caption.children)
    if len(children) == 1 and isinstance(children[0], TEXTS):
        return context.html(children[0].children)
    return cell_content(caption.children, context)


def _figure_of(
    content: Node, support: Support, caption: str, context: BlockContext
) -> Parts | None:
    """Return the block for a figure with one thing in it, None where there is no such block."""
    if isinstance(content, nodes.Table):
        return table_figure(content, support, caption, context)
    if isinstance(content, TEXTS):
        alone = images.lone_child(content)
        picture = images.picture_of(alone) if alone is not None else None
        if picture is not None:
            block = images.image_block(picture, support, caption)
            return (block,) if block is not None else None
        content = alone if alone is not None else content
    if isinstance(content, nodes.HtmlElement):
        return media_figure(content, support, caption)
    return None
