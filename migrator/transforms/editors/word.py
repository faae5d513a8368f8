"""Word, and Outlook, which writes by it: ``Mso`` classes, ``mso-`` styles, lists of paragraphs.

A list is paragraphs whose bullet or number stands in a span with ``mso-list: Ignore``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple, cast

from migrator.model.nodes import (
    BlockQuote,
    Body,
    BulletList,
    Div,
    HtmlElement,
    ListItem,
    Node,
    OrderedList,
    Paragraph,
    Plain,
    Span,
    TableCell,
)
from migrator.model.walk import children_of, rewrite, rewrite_lined, text_of, walk, with_children
from migrator.transforms.context import Notes, TransformContext
from migrator.transforms.editors.profile import EditorProfile
from migrator.transforms.flow import is_blank, is_inline
from migrator.transforms.styles import style_value

PROFILE: Final = EditorProfile(
    "Word",
    attributes=("[ovwm]:.*", "xmlns(?::.*)?", "data-(?:contrast|ccp-.*)"),
    classes=("Mso\\w*", "(?:Word)?Section\\d+", "(?:Normal)?TextRun", "SpellE", "GramE", "EOP"),
    comments=(r"\[if !?(?:supports?\w*|vml|mso|gte|lte|ppt)\b|\[endif\]|(?:Start|End)Fragment",),
)

_LEVEL: Final = re.compile(r"\blevel(\d)")
_NUMBER: Final = re.compile(r"\(?(\d{1,9})[.)]\Z")
_BULLET: Final = re.compile(r"[·•o§Øüvq*◦●○■□▪▫►➢✓–—\-\ue000-\uf8ff]\Z")
_PARENTS: Final[frozenset[type[Node]]] = frozenset({Body, Div, BlockQuote, TableCell, HtmlElement})
_MARKER: Final = re.compile(
    r"""<span\b[^>]*mso-list:\s*Ignore[^>]*>[^<]*(?:<span\b[^>]*>[^<]*</span>[^<]*)?</span>""",
    re.IGNORECASE,
)


class _Item(NamedTuple):
    level: int
    number: int | None
    node: Paragraph


@dataclass(slots=True)
class _List:
    """A list under construction; items are pairs of a paragraph and the lists below it."""

    level: int
    number: int | None
    items: list[tuple[Paragraph, list[_List]]]


def without_markers(html: str) -> str:
    """Return ``html`` without Word's written bullets, which readers see by the lists instead."""
    return _MARKER.sub("", html) if "mso-list" in html else html


def make_lists(body: Body, context: TransformContext, notes: Notes) -> Body:
    """Return ``body`` with a list for each run of paragraphs that Word wrote for one."""
    if not context.options.cleans("word-list") or not any(map(_is_marker, walk(body))):
        return body

    def listed(node: Node, line: int) -> Node:
        items = [_item(kid) for kid in children_of(node)]
        if not any(items):
            return node
        return with_children(node, _with_lists(children_of(node), items, notes, line))

    (found,) = rewrite_lined(body, listed, _PARENTS)
    return cast("Body", found)


def _is_marker(node: Node) -> bool:
    return isinstance(node, Span) and style_value(node.attributes, "mso-list") == "Ignore"


def _item(node: Node) -> _Item | None:
    """Return what ``node`` is in a list, None where it is none or its sign is not known."""
    if not isinstance(node, Paragraph):
        return None
    style = style_value(node.attributes, "mso-list")
    level = _LEVEL.search(style or "")
    marker = next(filter(_is_marker, walk(node)), None) if level else None
    if level is None or marker is None:
        return None
    sign = text_of(marker).strip(" \t\n\u00a0")
    number = _NUMBER.match(sign)
    if not number and not _BULLET.match(sign):
        return None
    (plain,) = rewrite(node, lambda one: () if _is_marker(one) else one, frozenset({Span}))
    found = replace(cast("Paragraph", plain), attributes=())
    return _Item(int(level[1]), int(number[1]) if number else None, found)


def _with_lists(
    kids: Sequence[Node], items: Sequence[_Item | None], notes: Notes, line: int
) -> list[Node]:
    found: list[Node] = []
    run: list[_Item] = []
    for kid, item in [*zip(kids, items, strict=True), (None, None)]:
        if item is not None:
            run.append(item)
            continue
        lists = _nested(run)
        notes.count("word-list", run[0].node.line or line if run else line, len(lists))
        found += [_native(one) for one in lists]
        run = []
        if kid is not None:
            found.append(kid)
    return found


def _nested(run: Sequence[_Item]) -> list[_List]:
    """Return the lists of a run of items, deeper ones below the item before them."""
    top: list[_List] = []
    path: list[_List] = []
    for item in run:
        while path and path[-1].level > item.level:
            path.pop()
        siblings = path[-1] if path and path[-1].level == item.level else None
        if siblings and _goes_on(siblings, item):
            siblings.items.append((item.node, []))
            continue
        if siblings:
            path.pop()
        below = path[-1].items[-1][1] if path else top
        below.append(_List(item.level, item.number, [(item.node, [])]))
        path.append(below[-1])
    return top


def _goes_on(siblings: _List, item: _Item) -> bool:
    if siblings.number is None or item.number is None:
        return siblings.number is item.number
    return item.number == siblings.number + len(siblings.items)


def _native(written: _List) -> Node:
    """Return ``written`` as list node; lists are at most nine deep, as Word's are."""
    items = tuple(
        ListItem(
            (_tight(paragraph), *(cast("BulletList", _native(one)) for one in below)),
            line=paragraph.line,
        )
        for paragraph, below in written.items
    )
    line = items[0].line
    if written.number is None:
        return BulletList(items, line=line)
    return OrderedList(items, written.number, line=line)


def _tight(paragraph: Paragraph) -> Plain:
    kids = list(paragraph.children)
    while kids and is_inline(kids[0]) and (is_blank(kids[0]) or _is_empty(kids[0])):
        del kids[0]
    return Plain(tuple(kids), paragraph.line)


def _is_empty(node: Node) -> bool:
    return isinstance(node, Span) and not text_of(node).strip() and not _holds_picture(node)


def _holds_picture(node: Node) -> bool:
    return any(not isinstance(one, Span) and not hasattr(one, "text") for one in walk(node))
