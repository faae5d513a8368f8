"""The footnotes that cmark-gfm wrote as HTML, as footnotes of the model again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast
from urllib.parse import unquote

from migrator.html.fragment import parse_fragment
from migrator.model.attributes import classes_of, get_attribute
from migrator.model.nodes import (
    Body,
    FootnoteDefinition,
    FootnoteReference,
    HtmlElement,
    Link,
    ListItem,
    Node,
    OrderedList,
    Text,
)
from migrator.model.walk import rewrite, text_of, walk
from migrator.transforms import TransformContext, TransformOptions, apply_transforms

_BACK = re.compile(r'\s*<a href="[^"]*" class="footnote-backref"[^>]*>.*?</a>', re.DOTALL)
_EMPTY = re.compile(r"<p>\s*</p>\s*(?=</li>)")
_PLAIN = TransformContext(options=TransformOptions(clean=False, resolve_links=False))


def model_with_footnotes(html: str) -> Body:
    """Return the model of what cmark-gfm wrote, its footnotes being nodes."""
    written = _EMPTY.sub("", _BACK.sub("", html))
    body = apply_transforms(parse_fragment(written), _PLAIN).body
    (found,) = rewrite(body, _footnote)
    return cast("Body", found)


def _footnote(node: Node) -> Node | Sequence[Node]:
    if not isinstance(node, HtmlElement):
        return node
    classes = classes_of(node.attributes)
    if node.name == "sup" and "footnote-ref" in classes:
        return _reference(node)
    if node.name == "section" and "footnotes" in classes:
        return _definitions(node)
    return node


def _reference(node: HtmlElement) -> Node:
    link = next((one for one in walk(node) if isinstance(one, Link)), None)
    if link is None:
        return node  # within a link, whose parser closed it
    label = unquote(link.destination.removeprefix("#fn-"))
    place = (get_attribute(link.attributes, "id") or "").removeprefix(f"fnref-{label}")
    shown = "".join(one.text for one in walk(link) if isinstance(one, Text))
    return FootnoteReference(label, int(shown), int(place[1:]) - 1 if place else 0)


def _definitions(node: HtmlElement) -> list[Node]:
    (notes,) = (one for one in node.children if isinstance(one, OrderedList))
    return [
        FootnoteDefinition(_label(item), number, item.children)
        for number, item in enumerate(notes.children, 1)
    ]


def _label(item: ListItem) -> str:
    return unquote((get_attribute(item.attributes, "id") or text_of(item)).removeprefix("fn-"))
