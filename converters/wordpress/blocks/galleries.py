"""Figures with several pictures and nothing else as galleries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from converters.wordpress import images
from converters.wordpress.block_markup import Support, support_of
from converters.wordpress.blocks.context import GAP, Part, Parts, block_parts
from migrator.model import nodes
from migrator.model.nodes import Node

_WRAPPERS: Final = frozenset({"div", "span"})
_OWN_CLASSES: Final = (
    "wp-block-gallery",
    "has-nested-images",
    "columns-default",
    "is-cropped",
)


def gallery(content: Sequence[Node], figure: Support, caption: str) -> Parts | None:
    """Return the gallery of the pictures in ``content``, None where there is more or just one."""
    pictures = _pictures(content)
    if len(pictures) < 2 or figure.align:  # noqa: PLR2004 - one picture is an image block
        return None
    blocks: list[Part] = []
    for picture in pictures:
        block = images.image_block(picture, support_of(()), "")
        if block is None:
            return None
        blocks += [GAP, block] if blocks else [block]
    end = f"{_caption(caption)}</figure>"
    settings = {"linkTo": "none"} | figure.settings
    return block_parts("gallery", settings, figure.tag("figure", _OWN_CLASSES), *blocks, end)


def _caption(caption: str) -> str:
    if not caption.strip():
        return ""
    classes = "blocks-gallery-caption wp-element-caption"
    return f'<figcaption class="{classes}">{caption.strip()}</figcaption>'


def _pictures(content: Sequence[Node]) -> list[images.Picture]:
    """Return the pictures that ``content`` consists of, [] where something else shows."""
    pictures: list[images.Picture] = []
    waiting = list(reversed(content))
    while waiting:
        node = waiting.pop()
        picture = images.picture_of(node)
        if picture is not None:
            pictures.append(picture)
        elif isinstance(node, _WRAPPER_TYPES) and _only_wraps(node):
            waiting.extend(reversed(node.children))
        elif not images.is_blank(node):
            return []
    return pictures


def _only_wraps(node: Node) -> bool:
    return not isinstance(node, nodes.HtmlElement) or node.name in _WRAPPERS


_WRAPPER_TYPES: Final = (
    nodes.Paragraph,
    nodes.Plain,
    nodes.Div,
    nodes.Span,
    nodes.HtmlElement,
)
