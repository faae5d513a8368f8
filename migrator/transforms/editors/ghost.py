"""Ghost: ``kg-*`` cards and the comments around them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from migrator.model.attributes import without_attributes
from migrator.model.nodes import BlockQuote, Image, Node, Paragraph, Text
from migrator.model.walk import line_of, rewrite
from migrator.transforms.editors.parts import (
    content_of,
    details,
    find,
    inner_inlines,
    is_prose,
    link_card,
    shows,
)
from migrator.transforms.editors.profile import EditorProfile

_WRITTEN: Final = ("srcset", "sizes", "loading")


def _image(image: Node) -> Node | None:
    """Return a picture without the sizes that it has itself, and that the theme changes."""
    if not isinstance(image, Image):
        return None
    rest = without_attributes(image.attributes, (*_WRITTEN, "width", "height"))
    return replace(image, attributes=rest)


def _gallery_image(box: Node) -> Node:
    (found,) = rewrite(box, lambda node: _image(node) or node, frozenset({Image}))
    return found


def _callout(box: Node) -> Node | None:
    """Return a callout as quotation, its emoji before the text."""
    text = find(box, "kg-callout-text")
    if text is None or not is_prose(box):
        return None
    emoji = inner_inlines(find(box, "kg-callout-emoji"))
    words = inner_inlines(text)
    line = line_of(box)
    parts = (*emoji, Text(" "), *words) if emoji else words
    return BlockQuote((Paragraph(parts, line=line),), line=line)


def _toggle(box: Node) -> Node | None:
    """Return a toggle as ``details``; its button showed an arrow only."""
    title = find(box, "kg-toggle-heading-text")
    content = find(box, "kg-toggle-content")
    if title is None or content is None or not shows((title,)):
        return None
    return details(inner_inlines(title), content_of(content), line_of(box))


def _icon(image: Node) -> tuple[()] | None:
    return () if isinstance(image, Image) else None


PROFILE: Final = EditorProfile(
    "Ghost",
    attributes=("data-kg-.*",),
    classes=("kg-.*",),
    comments=(r"kg-card-(?:begin|end)\b",),
    by_class={
        "kg-image": ("editor-attribute", _image),
        "kg-gallery-image": ("editor-attribute", _gallery_image),
        "kg-bookmark-icon": ("editor-attribute", _icon),
        "kg-bookmark-card": ("link-card", link_card),
        "kg-callout-card": ("editor-attribute", _callout),
        "kg-toggle-card": ("fold", _toggle),
    },
)
