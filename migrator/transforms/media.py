"""Images, video, audio and what else a document shows: resolved, noted as assets, or told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, cast

from migrator.model.attributes import Attributes
from migrator.model.nodes import Body, HtmlElement, Image, Node
from migrator.model.walk import rewrite_lined
from migrator.site.records import StaticFile
from migrator.transforms.addresses import resolve
from migrator.transforms.context import Notes, TransformContext

_LAZY: Final = ("data-src", "data-original", "data-lazy-src")
_SOURCE_SETS: Final = frozenset({"srcset", "data-srcset", "imagesrcset"})
_ADDRESSES: Final[Mapping[str, frozenset[str]]] = {
    "img": frozenset({"src", "srcset", "data-srcset", *_LAZY}),
    "source": frozenset({"src", "srcset", "data-srcset", *_LAZY}),
    "video": frozenset({"src", "poster", *_LAZY}),
    "audio": frozenset({"src", *_LAZY}),
    "track": frozenset({"src"}),
    "embed": frozenset({"src"}),
    "object": frozenset({"data"}),
    "iframe": frozenset({"src", *_LAZY}),
    "script": frozenset({"src"}),
    "link": frozenset({"href"}),
    "input": frozenset({"src"}),
    "image": frozenset({"href", "xlink:href"}),
}
SHOWING: Final[frozenset[type[Node]]] = frozenset({Image, HtmlElement})
"""Types of nodes that may show media."""

_CANDIDATE: Final = re.compile(r"\s*,?\s*(?P<address>[^\s,]\S*)(?P<size>[^,]*)")


def resolve_media(body: Body, context: TransformContext, notes: Notes) -> Body:
    """Return ``body`` with the addresses of media in the site made root-relative and canonical.

    Files used are noted as assets; what the site does not hold stays as written and is told.
    """
    if not context.options.resolve_links:
        return body
    resolver = _Resolver(context, notes)
    return cast("Body", rewrite_lined(body, resolver.resolve_node, SHOWING)[0])


class _Resolver:
    def __init__(self, context: TransformContext, notes: Notes) -> None:
        self._context = context
        self._notes = notes

    def resolve_node(self, node: Node, line: int) -> Node | Sequence[Node]:
        if isinstance(node, Image):
            destination = self._resolved(node.destination, line, node.alt)
            attributes = self._attributes(node.attributes, _ADDRESSES["img"], line)
            if (destination, attributes) == (node.destination, node.attributes):
                return node
            return replace(node, destination=destination, attributes=attributes)
        if isinstance(node, HtmlElement) and node.name in _ADDRESSES:
            attributes = self._attributes(node.attributes, _ADDRESSES[node.name], line)
            return node if attributes == node.attributes else replace(node, attributes=attributes)
        return node

    def _attributes(self, attributes: Attributes, names: frozenset[str], line: int) -> Attributes:
        if not any(name in names for name, _ in attributes):
            return attributes
        return tuple(
            (name, self._value(name, value, line) if name in names else value)
            for name, value in attributes
        )

    def _value(self, name: str, value: str, line: int) -> str:
        if name not in _SOURCE_SETS:
            return self._resolved(value, line)
        pieces: list[str] = []
        for match in _CANDIDATE.finditer(value):
            address = match["address"].rstrip(",")
            pieces.append(self._resolved(address, line) + match["size"].rstrip())
        return ", ".join(pieces)

    def _resolved(self, address: str, line: int, alt: str = "") -> str:
        found = resolve(address, self._context)
        if found is None:
            return address
        if found.target is None:
            self._notes.tell("media.missing", line, "the site does not hold this file", address)
        elif isinstance(found.target, StaticFile):
            self._notes.use(found.target, alt)
        return found.address
