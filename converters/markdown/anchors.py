"""Which ids a document must carry itself, because a link in it lands on them."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final
from urllib.parse import unquote

from migrator.model import nodes
from migrator.model.attributes import get_attribute
from migrator.model.walk import text_of, walk

_NOT_IN_SLUGS: Final = re.compile(r"[^\w\- ]")


def linked_ids(body: nodes.Body) -> set[str]:
    """Return the fragments that links within ``body`` point to."""
    found: set[str] = set()
    for node in walk(body):
        if type(node) is nodes.Link:
            address: str | None = node.destination
        elif type(node) is nodes.HtmlElement:
            address = get_attribute(node.attributes, "href")
        else:
            continue
        if address and address.startswith("#"):
            found.add(unquote(address[1:]))
    found.discard("")
    return found


def anchors_needed(body: nodes.Body, mode: str) -> frozenset[str]:
    """Return the ids to write out: those linked to that no reader makes of a heading by itself.

    ``mode``: ``linked``; ``all`` adds every heading's id; ``none``.
    """
    if mode == "none":
        return frozenset()
    wanted = linked_ids(body)
    if not wanted and mode != "all":
        return frozenset()
    seen: Counter[str] = Counter()
    for node in walk(body):
        if type(node) is not nodes.Heading:
            continue
        own = get_attribute(node.attributes, "id")
        made = "" if _has_note(node) else _heading_slug(node, seen)
        if own and own == made:
            wanted.discard(own)
        elif own and mode == "all":
            wanted.add(own)
    return frozenset(wanted)


def _has_note(heading: nodes.Heading) -> bool:
    """Tell whether a footnote's number stands in ``heading``: readers differ on its id then."""
    return any(type(node) is nodes.FootnoteReference for node in walk(heading))


def _heading_slug(heading: nodes.Heading, seen: Counter[str]) -> str:
    """Return the id that GitHub gives ``heading`` (lower case, ``-1`` for the second)."""
    text = text_of(heading).replace("\n", " ").strip().lower()
    slug = _NOT_IN_SLUGS.sub("", text).replace(" ", "-")
    count = seen[slug]
    seen[slug] += 1
    return f"{slug}-{count}" if count else slug
