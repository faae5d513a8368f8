"""Naver's SmartEditor 3 and ONE: ``se-*`` wrappers, lazy pictures, captions, cards of links."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from migrator.model.attributes import get_attribute, without_attributes
from migrator.model.nodes import (
    BulletList,
    Div,
    Image,
    Link,
    ListItem,
    Node,
    OrderedList,
    Paragraph,
    Plain,
)
from migrator.model.walk import line_of
from migrator.transforms.editors.parts import content_of, figure, find, has_class, link_card
from migrator.transforms.editors.profile import EditorProfile


def _lazy_image(image: Node) -> Node | None:
    """Return the picture that was shown once it had been scrolled to."""
    if not isinstance(image, Image):
        return None
    shown = get_attribute(image.attributes, "data-lazy-src") or image.destination
    rest = without_attributes(image.attributes, ("data-lazy-src", "data-width", "data-height"))
    return replace(image, destination=shown, attributes=rest)


def _image_link(link: Node) -> tuple[Node, ...] | None:
    """Return the picture in a link that only opens it large."""
    is_button = isinstance(link, Link) and link.destination == "#"
    return link.children if isinstance(link, Link) and is_button else None


def _module(box: Node) -> tuple[Node, ...] | None:
    return content_of(box) if isinstance(box, Div) else None


def _captioned(section: Node) -> Node | None:
    caption = find(section, "se-caption")
    if caption is None:
        return None
    content = [block for block in content_of(section) if not has_class(block, "se-caption")]
    return figure(content, caption, line_of(section))


def _tight_list(node: Node) -> Node | None:
    """Return a list whose items hold a paragraph each, as the editor writes all, without them."""
    if not isinstance(node, BulletList | OrderedList):
        return None
    items = tuple(item for item in map(_tight_item, node.children) if item is not None)
    return replace(node, children=items) if len(items) == len(node.children) else None


def _tight_item(item: ListItem) -> ListItem | None:
    only = item.children[0] if len(item.children) == 1 else None
    if not isinstance(only, Paragraph):
        return None
    return replace(item, children=(Plain(only.children, line=only.line),))


PROFILE: Final = EditorProfile(
    "Naver",
    attributes=("data-(?:linktype|linkdata|lazy-src|module|ctype|module-v2)",),
    classes=("se[-_]\\w.*", "__se_.*"),
    comments=(r"\}?\s*SE[-_][A-Z]",),
    by_class={
        "se-image-resource": ("editor-attribute", _lazy_image),
        "se-module-image-link": ("editor-attribute", _image_link),
        "se-text-list": ("editor-attribute", _tight_list),
        "se-module-image": ("editor-attribute", _module),
        "se-section-image": ("caption", _captioned),
        "se-section-video": ("caption", _captioned),
        "se-module-oglink": ("link-card", link_card),
    },
)
