"""Which ids a document must carry itself, because a link lands on them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Set as AbstractSet
from typing import Final
from urllib.parse import unquote

from migrator.model import nodes
from migrator.model.attributes import get_attribute
from migrator.model.walk import nodes_in, text_of, walk

_READ_DIFFERENTLY: Final = frozenset({nodes.FootnoteReference, nodes.MathInline})
_NOT_IN_SLUGS: Final = re.compile(r"[^\w\- ]")
_LINKING: Final = frozenset({nodes.Link, nodes.HtmlElement})
_NOWHERE: Final = "heading"
"""The id that Goldmark gives a heading of which nothing is left."""


def linked_ids(body: nodes.Body) -> set[str]:
    """Return the fragments that links within ``body`` point to."""
    found: set[str] = set()
    for node in nodes_in(body, _LINKING):
        if type(node) is nodes.Link:
            address: str | None = node.destination
        else:
            address = get_attribute(getattr(node, "attributes", ()), "href")
        if address and address.startswith("#"):
            found.add(unquote(address[1:]))
    found.discard("")
    return found


def anchors_needed(
    body: nodes.Body,
    mode: str,
    elsewhere: AbstractSet[str] = frozenset(),
    *,
    made_late: bool = False,
) -> frozenset[str]:
    """Return the ids to write out: those linked to that no reader makes of a heading by itself.

    ``mode``: ``linked``; ``all`` adds every heading's id; ``none``. ``elsewhere``: ids that other
    documents link to. ``made_late``: the reader makes ids of the Markdown, which ``GoldmarkIds``
    knows when it stands; here none counts as made.
    """
    if mode == "none":
        return frozenset()
    wanted = linked_ids(body) | elsewhere
    if not wanted and mode != "all":
        return frozenset()
    seen: Counter[str] = Counter()
    for node in walk(body):
        if type(node) is not nodes.Heading:
            continue
        own = get_attribute(node.attributes, "id")
        made = "" if made_late or _has_unclear_id(node) else _heading_slug(node, seen)
        if own and own == made:
            wanted.discard(own)
        elif own and mode == "all":
            wanted.add(own)
    return frozenset(wanted)


class GoldmarkIds:
    """The ids that Goldmark, as Hugo sets it up, makes of the headings of one document."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, name: str) -> None:
        """Note an id that stands in the Markdown."""
        self._taken.add(name)

    def next_of(self, line: str) -> str:
        """Return the id of the next heading, whose Markdown is ``line``, without taking it."""
        letters = (char.lower() if char.isalpha() else char for char in line.strip() if _kept(char))
        slug = "".join("-" if char == " " else char for char in letters) or _NOWHERE
        if slug not in self._taken:
            return slug
        number = 1
        while f"{slug}-{number}" in self._taken:
            number += 1
        return f"{slug}-{number}"


def _kept(char: str) -> bool:
    return char in "-_ " or char.isalpha() or char.isdecimal()


def _has_unclear_id(heading: nodes.Heading) -> bool:
    """Tell whether readers differ on the id of ``heading``: a note's number, or a formula."""
    return not _READ_DIFFERENTLY.isdisjoint(map(type, walk(heading)))


def _heading_slug(heading: nodes.Heading, seen: Counter[str]) -> str:
    """Return the id that GitHub gives ``heading`` (lower case, ``-1`` for the second)."""
    text = text_of(heading).replace("\n", " ").strip().lower()
    slug = _NOT_IN_SLUGS.sub("", text).replace(" ", "-")
    count = seen[slug]
    seen[slug] += 1
    return f"{slug}-{count}" if count else slug
