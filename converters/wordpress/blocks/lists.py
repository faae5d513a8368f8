"""Lists; an item is text first, then blocks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from converters.wordpress.block_markup import Support, support_of
from converters.wordpress.block_styles import TEXT_STYLES
from converters.wordpress.blocks.context import (
    GAP,
    TEXTS,
    BlockContext,
    Part,
    Parts,
    as_blocks,
    block_parts,
    html_block,
    joined,
)
from migrator.html.escape import escape_value
from migrator.model import nodes
from migrator.model.attributes import Attributes
from migrator.model.nodes import Node


def bullet_list(node: nodes.BulletList, context: BlockContext) -> Parts:
    """Write a bullet list."""
    return _list("ul", {}, node, context)


def ordered_list(node: nodes.OrderedList, context: BlockContext) -> Parts:
    """Write an ordered list with its start."""
    settings: dict[str, object] = {"ordered": True}
    if node.start != 1:
        settings["start"] = node.start
    return _list("ol", settings, node, context)


def _list(
    name: str,
    settings: dict[str, object],
    node: nodes.BulletList | nodes.OrderedList,
    context: BlockContext,
) -> Parts:
    support = support_of(node.attributes, TEXT_STYLES)
    items = [support_of(item.attributes, TEXT_STYLES) for item in node.children]
    marker = _marker(name, support.rest)
    if marker is None or support.align or any(item.rest or item.align for item in items):
        return html_block(node, context)
    if marker:
        settings["type"] = marker
    extra = "".join(f' {key}="{settings[key]}"' for key in ("type", "start") if key in settings)
    if marker and context.version >= _STYLES_SINCE:
        settings["type"] = _STYLES[marker]
        support = replace(
            support, style=support.style.with_property("list-style-type", _STYLES[marker])
        )
        extra = extra.replace(f' type="{marker}"', "")
    parts: list[Part] = [support.tag(name, ("wp-block-list",), extra)]
    for index, item in enumerate(node.children):
        parts += [GAP, item] if index else [item]
    return block_parts("list", settings | support.settings, *parts, f"</{name}>")


def _marker(name: str, attributes: Attributes) -> str | None:
    """Return the ``type`` of a list, '' for the usual one, None for what no block can hold."""
    if not attributes:
        return ""
    if len(attributes) > 1 or attributes[0][0] not in ("style", "type"):
        return None
    key, value = attributes[0]
    if key == "style":
        found = _MARKER_STYLE.match(value)
        value = found[1].lower() if found else "unknown"
    return _MARKERS[name].get(value)


_STYLES_SINCE: Final = (6, 6)
_STYLES: Final = {
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
"""The newer form of ``type``, which themes do not override."""
_MARKER_STYLE: Final = re.compile(
    r"\s*list-style(?:-type)?\s*:\s*([a-z-]+)\s*;?\s*\Z", re.IGNORECASE
)
_MARKERS: Final[Mapping[str, Mapping[str, str]]] = {
    "ul": {"disc": ""},
    "ol": {"decimal": "", "1": ""}
    | dict.fromkeys(("a", "lower-alpha", "lower-latin"), "a")
    | dict.fromkeys(("A", "upper-alpha", "upper-latin"), "A")
    | dict.fromkeys(("i", "lower-roman"), "i")
    | dict.fromkeys(("I", "upper-roman"), "I"),
}
"""How lists are counted, as attribute or style, and the letter that 6.1 and the newest know."""


def list_item(node: nodes.ListItem, context: BlockContext) -> Parts:
    """Write an item: text and paragraphs as its content, then blocks; no order but this lasts."""
    support = support_of(node.attributes, TEXT_STYLES)
    children = _styled(as_blocks(node.children), support)
    count = next(
        (index for index, child in enumerate(children) if not isinstance(child, TEXTS)),
        len(children),
    )
    lead = _item_lead(children[:count], support.anchor, node.checked, context).rstrip(" \n")
    outer = Support("", support.classes)
    tag = outer.tag("li")
    return block_parts("list-item", outer.settings, tag, lead, *joined(children[count:]), "</li>")


def _styled(children: Sequence[Node], support: Support) -> Sequence[Node]:
    """Return an item's blocks with its style on the text, where every block can carry that."""
    if not support.style.css:
        return children
    attributes = (("style", support.style.css),)
    return [
        replace(child, children=(nodes.Span(child.children, attributes),))
        if isinstance(child, TEXTS)
        else child
        for child in children
    ]


def _item_lead(
    texts: Sequence[Node], anchor: str, checked: bool | None, context: BlockContext
) -> str:
    """Return an item's text; its id stands inside, since 6.1 knows none on an item."""
    mark = ""
    if anchor:
        mark = f'<span id="{escape_value(anchor)}"></span>'
    if checked is not None:
        state = ' checked="checked"' if checked else ""
        mark += f'<input type="checkbox" disabled="disabled"{state} />'
    html = context.html(texts).replace("</p>\n", "</p>")
    if mark and html.startswith("<p"):
        end = html.index(">") + 1
        return html[:end] + mark + html[end:]
    return mark + html
