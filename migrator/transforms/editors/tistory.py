"""Tistory and Daum (Kakao's editor): ``data-ke-*``, ``imageblock``, ``moreLess``, ``opengraph``."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from migrator.model.attributes import get_attribute, without_attributes
from migrator.model.nodes import Div, Figure, Image, Node, Plain, Span
from migrator.model.walk import rewrite, text_of
from migrator.transforms.editors.parts import content_of, details, has_class, link_card
from migrator.transforms.editors.profile import EditorProfile
from migrator.transforms.flow import without_blanks

_WRITTEN: Final = ("srcset", "sizes", "onerror", "loading")


def _image_figure(figure: Node) -> Node | None:
    """Return a figure whose picture is free of what the server adds, and of its own size."""
    if not isinstance(figure, Figure):
        return None
    size = get_attribute(figure.attributes, "data-origin-width")

    def plain(node: Node) -> Node:
        if not isinstance(node, Image):
            return node
        rest = without_attributes(node.attributes, _WRITTEN)
        if size and get_attribute(rest, "width") == size:
            rest = without_attributes(rest, ("width", "height"))
        return replace(node, attributes=rest)

    (found,) = rewrite(figure, plain, frozenset({Image}))
    return found


def _more_less(box: Node) -> Node | None:
    """Return a box that readers open as ``details``; its button is the summary."""
    parts = content_of(box)
    if len(parts) < 2 or not isinstance(parts[0], Plain):  # noqa: PLR2004 - button and content
        return None
    button = without_blanks(parts[0].children)
    if len(button) != 1 or not has_class(button[0], "btn-toggle-moreless"):
        return None
    content: list[Node] = []
    for part in parts[1:]:
        inner = isinstance(part, Div) and has_class(part, "moreless-content")
        content.extend(content_of(part) if inner else (part,))
    summary = button[0].children if isinstance(button[0], Span) else tuple(button)
    return details(summary, content, box.line) if text_of(button[0]) else None  # type: ignore[union-attr]


PROFILE: Final = EditorProfile(
    "Tistory",
    attributes=(
        *("data-ke(?:-.*)?", "data-origin-(?:width|height)", "data-og-.*", "data-source-url"),
        *("mapdata", "data-text-(?:more|less)"),
    ),
    classes=(
        *("imageblock", "imagegridblock", "width(?:Content|Origin)", "txc-.*", "og-(?:text|image)"),
        *("align(?:Center|Left|Right)", "floatLeft", "floatRight", "moreless-content"),
        "btn-toggle-moreless",
    ),
    by_class={"imageblock": ("editor-attribute", _image_figure)},
    by_attribute={
        ("data-ke-type", "moreLess"): ("fold", _more_less),
        ("data-ke-type", "opengraph"): ("link-card", link_card),
    },
)
