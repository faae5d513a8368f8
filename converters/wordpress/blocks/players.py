"""Frames of known sites as embeds, videos and sounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from converters.wordpress import images
from converters.wordpress.block_markup import Support, support_of
from converters.wordpress.blocks.context import (
    BlockContext,
    Handler,
    Parts,
    block_parts,
    html_block,
)
from converters.wordpress.embeds import Embed, embed_of
from migrator.html.escape import escape_text
from migrator.model import nodes
from migrator.model.attributes import get_attribute


def media_figure(node: nodes.HtmlElement, support: Support, caption: str) -> Parts | None:
    """Return a frame of a known site, a video or a sound as its block, None if it is none."""
    if support.align or support.rest:
        return None
    if node.name == "iframe":
        embed = embed_of(get_attribute(node.attributes, "src") or "")
        return None if embed is None else _embed(embed, support, caption)
    player = images.player_tag(node)
    if player is None:
        return None
    tag = support.tag("figure", (f"wp-block-{node.name}",))
    html = f"{tag}{player}{images.caption_html(caption)}</figure>"
    return block_parts(node.name, support.settings, html)


def _embed(embed: Embed, support: Support, caption: str) -> Parts:
    settings = {"url": embed.url, "type": embed.kind, "providerNameSlug": embed.slug}
    own = [
        "wp-block-embed",
        f"is-type-{embed.kind}",
        f"is-provider-{embed.slug}",
        f"wp-block-embed-{embed.slug}",
    ]
    html = (
        f'{support.tag("figure", own)}<div class="wp-block-embed__wrapper">\n'
        f"{escape_text(embed.url)}\n</div>{images.caption_html(caption)}</figure>"
    )
    return block_parts("embed", settings | {"responsive": True} | support.settings, html)


def media(node: nodes.HtmlElement, context: BlockContext) -> Parts:
    """Write a frame, a video or a sound that stands alone."""
    return media_figure(node, support_of(()), "") or html_block(node, context)


MEDIA: Final[Mapping[str, Handler]] = {"iframe": media, "video": media, "audio": media}
