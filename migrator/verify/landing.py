"""Whether links to a place in a document still land when its Markdown has been read back."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Set as AbstractSet
from typing import Final
from urllib.parse import unquote

from migrator.diagnostics import Diagnostic, Severity
from migrator.html.serializer import PLAIN, to_html
from migrator.model import nodes
from migrator.model.document import Document
from migrator.model.walk import ids_in

_TO_A_PLACE: Final = re.compile(r'href="#(?<=\shref="#)([^"]+)"')
_PLACE: Final = re.compile(r"<[A-Za-z][^<>]*?\s(?:id|name)=(?:\"([^\"]*)\"|'([^']*)')")
_HEADING: Final = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")
_NOT_IN_SLUGS: Final = re.compile(r"[^\w\- ]")


def tell_lost_anchors(
    document: Document, rendered: str, *, github_ids: bool = True
) -> list[Diagnostic]:
    """Return an error for each id that a link leads to and that ``rendered`` has not."""
    found = []
    for name in lost_anchors(document.body, rendered, document.linked_ids, github_ids=github_ids):
        message = f"links to '#{name}' in this document lead nowhere in the Markdown"
        found.append(Diagnostic("verify.anchor-lost", Severity.ERROR, document.path, 0, message))
    return found


def lost_anchors(
    body: nodes.Body,
    rendered: str,
    elsewhere: AbstractSet[str] = frozenset(),
    *,
    github_ids: bool = True,
) -> list[str]:
    """Return what links point to and ``body`` has, but ``rendered`` has not.

    The links are those in ``rendered``, and those of other documents to ``elsewhere``. Ids that
    show in no HTML, on footnotes' marks and definitions of links, led nowhere before either.
    ``github_ids``: headings have the ids that GitHub and most readers of Markdown give them.
    """
    wanted = {unquote(html.unescape(name)) for name in _TO_A_PLACE.findall(rendered)}
    wanted |= elsewhere
    if not wanted:
        return []
    wanted -= _places(rendered)
    wanted -= _slugs(rendered) if wanted and github_ids else set()
    wanted &= ids_in(body)
    return sorted(wanted.intersection(_places(to_html(body, PLAIN)))) if wanted else []


def _places(source: str) -> set[str]:
    return {html.unescape(double or single) for double, single in _PLACE.findall(source)}


def _slugs(rendered: str) -> set[str]:
    seen: Counter[str] = Counter()
    slugs: set[str] = set()
    for _, content in _HEADING.findall(rendered):
        text = html.unescape(_TAG.sub("", content)).replace("\n", " ").strip().lower()
        slug = _NOT_IN_SLUGS.sub("", text).replace(" ", "-")
        slugs.add(f"{slug}-{seen[slug]}" if seen[slug] else slug)
        seen[slug] += 1
    return slugs
