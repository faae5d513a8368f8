"""Blogger: tables that hold a picture and its caption, ``separator`` boxes, the jump break."""

from __future__ import annotations

from typing import Final

from migrator.model.attributes import get_attribute
from migrator.model.nodes import Div, Image, Node, Span, Table, TableCell
from migrator.model.walk import line_of, text_of, walk
from migrator.transforms.editors.parts import content_of, figure, has_class, shows
from migrator.transforms.editors.profile import EditorProfile
from migrator.transforms.styles import style_value

_CELLS: Final = 2


def _caption_table(table: Node) -> Node | None:
    """Return a table of one picture above or below its caption as figure."""
    cells = [node for node in walk(table) if isinstance(node, TableCell)]
    if not isinstance(table, Table) or len(cells) != _CELLS:
        return None
    captions = [cell for cell in cells if has_class(cell, "tr-caption")]
    others = [cell for cell in cells if cell not in captions]
    if len(captions) != 1:
        return None
    words = Div(content_of(captions[0]))
    return figure(content_of(others[0]), words, line_of(table))


def _separator(box: Node) -> tuple[Node, ...] | None:
    if not isinstance(box, Div) or style_value(box.attributes, "clear") is None:
        return None
    return content_of(box) if shows(box.children) else ()


def _footer(box: Node) -> tuple[()] | None:
    """Drop the footer that only holds a picture of one dot, by which readers were counted."""
    sizes = [
        (get_attribute(node.attributes, "width"), get_attribute(node.attributes, "height"))
        for node in walk(box)
        if isinstance(node, Image)
    ]
    says = text_of(box).strip(" \t\n\u00a0")
    return () if sizes == [("1", "1")] and not says else None


def _jump_break(mark: Node) -> tuple[()] | None:
    return () if isinstance(mark, Span) and not mark.children else None


PROFILE: Final = EditorProfile(
    "Blogger",
    attributes=("imageanchor", "trbidi", "data-original-(?:width|height)"),
    classes=("tr-caption(?:-container)?", "blogger-post-footer"),
    by_class={
        "tr-caption-container": ("caption", _caption_table),
        "separator": ("editor-attribute", _separator),
        "blogger-post-footer": ("empty-element", _footer),
    },
    by_attribute={("id", "more"): ("empty-element", _jump_break)},
)
