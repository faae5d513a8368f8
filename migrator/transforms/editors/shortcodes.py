"""``[caption]`` shortcodes of WordPress, which exports leave in the text: figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, cast

from migrator.model.nodes import (
    Body,
    Caption,
    Figure,
    Image,
    LineBreak,
    Link,
    Node,
    Paragraph,
    Plain,
    SoftBreak,
    Text,
)
from migrator.model.walk import children_of, rewrite_lined, walk
from migrator.transforms.context import Notes, TransformContext
from migrator.transforms.flow import inlines, is_blank

_OPEN: Final = re.compile(r"\[caption\b[^\]]*\]")
_CLOSE: Final = "[/caption]"
_WORDS: Final = re.compile(r"\[(?:/caption|caption\b[^\]]*)\]|\[caption(?:id|align|width)=[^\]]*\]")
_BREAKS: Final = (SoftBreak, LineBreak)


def without_shortcodes(text: str) -> str:
    """Return ``text`` without the words of ``[caption]`` shortcodes."""
    return _WORDS.sub("", text) if _CLOSE in text else text


def make_captions(body: Body, context: TransformContext, notes: Notes) -> Body:
    """Return ``body`` with a figure for each picture in a ``[caption]`` shortcode."""
    if not context.options.cleans("caption") or not any(map(_closes, walk(body))):
        return body

    def captioned(node: Node, line: int) -> Node | Sequence[Node]:
        parts = _split(node) if any(map(_closes, children_of(node))) else None
        if parts is None:
            return node
        notes.count("caption", line, sum(isinstance(part, Figure) for part in parts))
        return parts

    (found,) = rewrite_lined(body, captioned, frozenset({Paragraph, Plain}))
    return cast("Body", found)


def _closes(node: Node) -> bool:
    return isinstance(node, Text) and _CLOSE in node.text


def _split(node: Any) -> list[Node] | None:
    """Return the parts of a text before, between and after its figures; None if one is amiss."""
    found: list[Node] = []
    run: list[Node] = []
    inside = False
    for kid in _parted(node.children):
        is_open = isinstance(kid, Text) and _OPEN.fullmatch(kid.text) is not None
        is_close = isinstance(kid, Text) and kid.text == _CLOSE
        if not is_open and not is_close:
            run.append(kid)
            continue
        made = _figure(run, node.line) if is_close else _text(node, run)
        if made is None or inside is is_open:
            return None
        found += made
        run, inside = [], is_open
    return None if inside else [*found, *_text(node, run)]


def _parted(kids: Sequence[Node]) -> list[Node]:
    """Return ``kids`` with the shortcodes as texts of their own."""
    found: list[Node] = []
    for kid in kids:
        if not isinstance(kid, Text):
            found.append(kid)
            continue
        pieces = re.split(r"(\[caption\b[^\]]*\]|\[/caption\])", kid.text)
        found += [Text(piece) for piece in pieces if piece]
    return found


def _text(node: Any, run: Sequence[Node]) -> list[Node]:
    kept = _trimmed(run)
    return [replace(node, children=inlines(kept))] if kept else []


def _figure(run: Sequence[Node], line: int) -> list[Node] | None:
    kept = _trimmed(run)
    first = kept[0] if kept else None
    picture = isinstance(first, Image | Link) and any(isinstance(x, Image) for x in walk(first))
    words = _trimmed(kept[1:])
    if not picture or first is None or not words:
        return None
    caption = Caption(inlines(words), line=line)
    return [Figure((Plain(inlines((first,)), line), caption), line=line)]


def _trimmed(run: Sequence[Node]) -> list[Node]:
    kept = list(run)
    while kept and (is_blank(kept[0]) or isinstance(kept[0], _BREAKS)):
        del kept[0]
    while kept and (is_blank(kept[-1]) or isinstance(kept[-1], _BREAKS)):
        del kept[-1]
    return kept
