"""The table of contents that takes the place of a list marked ``{:toc}``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, cast

from migrator.model import nodes
from migrator.model.attributes import Attributes, get_attribute, set_attribute
from migrator.model.nodes import BulletList, Inline, Link, ListItem, Node, OrderedList, Plain
from migrator.model.walk import rewrite

_DEFAULT_ID: Final = "markdown-toc"
_EXCLUDED: Final = re.compile(r"\bno_toc\b")


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading as the table of contents shows it."""

    level: int
    anchor: str
    children: tuple[Inline, ...]


class _Item:
    """An entry with those under it."""

    __slots__ = ("entry", "items")

    def __init__(self, entry: Entry | None) -> None:
        self.entry = entry
        self.items: list[_Item] = []


def is_excluded(attributes: Attributes) -> bool:
    """Whether a heading's class keeps it out (``no_toc``)."""
    return _EXCLUDED.search(get_attribute(attributes, "class") or "") is not None


def contents_list(
    entries: Sequence[Entry], attributes: Attributes, *, is_ordered: bool
) -> BulletList | OrderedList | None:
    """Return the list of links to ``entries``, nested by level; None where there are none.

    ``attributes`` are those of the list that it replaces.
    """
    if not entries:
        return None
    if get_attribute(attributes, "id") is None:
        attributes = set_attribute(attributes, "id", _DEFAULT_ID)
    prefix = get_attribute(attributes, "id") or ""
    items = _list_items(_nest(entries), prefix, OrderedList if is_ordered else BulletList)
    return OrderedList(items, 1, attributes) if is_ordered else BulletList(items, attributes)


def _nest(entries: Sequence[Entry]) -> _Item:
    root = _Item(None)
    stack: list[_Item] = []
    for entry in entries:
        while stack and stack[-1].entry is not None and stack[-1].entry.level >= entry.level:
            stack.pop()
        item = _Item(entry)
        (stack[-1] if stack else root).items.append(item)
        stack.append(item)
    return root


def _list_items(
    item: _Item, prefix: str, kind: type[BulletList] | type[OrderedList]
) -> tuple[ListItem, ...]:
    """Return the items below ``item``; headings have six levels, so this goes six deep at most."""
    result = []
    for child in item.items:
        entry = cast("Entry", child.entry)
        link = Link(
            f"#{entry.anchor}",
            _for_contents(entry.children),
            attributes=(("id", f"{prefix}-{entry.anchor}"),),
        )
        blocks: tuple[nodes.Block, ...] = (Plain((link,)),)
        if child.items:
            blocks += (kind(_list_items(child, prefix, kind)),)
        result.append(ListItem(blocks))
    return tuple(result)


def _for_contents(children: Sequence[Inline]) -> tuple[Inline, ...]:
    """Return ``children`` without footnote references, and with links unwrapped."""
    kept: list[Node] = []
    for child in children:
        kept.extend(rewrite(child, _drop_links))
    return cast("tuple[Inline, ...]", tuple(kept))


def _drop_links(node: Node) -> Node | Sequence[Node]:
    if isinstance(node, nodes.FootnoteReference):
        return ()
    return node.children if isinstance(node, Link) else node
