"""WordPress exports: ``wp:`` comments, ``wp-block-*`` classes, ``wp-caption`` boxes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from migrator.model.attributes import set_attribute, without_attributes
from migrator.model.nodes import Image, Node
from migrator.model.walk import line_of, rewrite
from migrator.transforms.editors.parts import content_of, figure, has_class
from migrator.transforms.editors.profile import EditorProfile, Rule


def _undescribed(image: Any) -> Node:
    """Return a picture without the id of its caption, which stands beside it."""
    rest = without_attributes(image.attributes, ("aria-describedby",))
    plain: Node = replace(image, attributes=rest)
    return plain


def _caption_box(box: Node) -> Node | None:
    """Return a ``wp-caption`` box as figure."""
    (plain,) = rewrite(box, _undescribed, frozenset({Image}))
    blocks = content_of(plain)
    caption = next((block for block in blocks if has_class(block, "wp-caption-text")), None)
    return None if caption is None else figure(blocks, caption, line_of(box))


def _aligned(side: str) -> Rule:
    """Return the rule for a class that says how text is aligned."""

    def align(node: Any) -> Node:
        attributes = set_attribute(node.attributes, "style", f"text-align: {side}")
        aligned: Node = replace(node, attributes=attributes)
        return aligned

    return align


PROFILE: Final = EditorProfile(
    "WordPress",
    attributes=(
        *("data-(?:attachment-id|permalink|comments-opened|recalc-dims|medium-file|large-file)",),
        "data-(?:orig-(?:file|size)|image-(?:id|dimensions|meta|title|description|caption))",
    ),
    classes=(
        *("wp-(?:image-\\d+|block(?:-.*)?|element-.*|caption(?:-.*)?|embed-.*)", "alignnone"),
        *("size-(?:full|large|medium|thumbnail)", "is-(?:layout|style|type|provider)-.*"),
        *("is-(?:cropped|nowrap)", "columns-(?:default|\\d)", "blocks-gallery-.*"),
        *("has-(?:drop-cap|fixed-layout|nested-images|background|(?:text|link|inline)-color)",),
        *("has-.*-(?:color|font-size|gradient-background|opacity)", "has-text-align-.*"),
    ),
    comments=(r"/?wp:[a-z]",),
    by_class={
        "wp-caption": ("caption", _caption_box),
        "has-text-align-center": ("editor-attribute", _aligned("center")),
        "has-text-align-right": ("editor-attribute", _aligned("right")),
    },
)
