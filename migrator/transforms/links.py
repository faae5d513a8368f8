"""Links within the site: resolved to what stands there, told where nothing does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final, cast
from urllib.parse import unquote

from migrator.model.attributes import Attributes, get_attribute, set_attribute
from migrator.model.nodes import Body, HtmlElement, Link, LinkDefinition, Node
from migrator.model.walk import rewrite_lined, walk
from migrator.site.records import StaticFile
from migrator.transforms.addresses import resolve
from migrator.transforms.context import Notes, TransformContext

LINKING: Final[frozenset[type[Node]]] = frozenset({Link, LinkDefinition, HtmlElement})
"""Types of nodes that may hold a link."""

_LINKING: Final = frozenset({"a", "area"})
_ALWAYS_THERE: Final = ("", "top")
_FOOTNOTES: Final = ("fn:", "fnref:")


def resolve_links(body: Body, context: TransformContext, notes: Notes) -> Body:
    """Return ``body`` with links into the site made root-relative and canonical.

    Files linked to are noted as assets. A link to what the site does not hold stays as written
    and is told, and so is a ``#fragment`` without its id.
    """
    if not context.options.resolve_links:
        return body
    resolver = _Resolver(context, notes, body)
    return cast("Body", rewrite_lined(body, resolver.resolve_node, LINKING)[0])


class _Resolver:
    def __init__(self, context: TransformContext, notes: Notes, body: Body) -> None:
        self._context = context
        self._notes = notes
        self._body = body

    @cached_property
    def _ids(self) -> frozenset[str]:
        """What fragments may name in this document."""
        found: set[str] = set()
        for node in walk(self._body):
            attributes: Attributes = getattr(node, "attributes", ())
            found.update(value for name, value in attributes if name in {"id", "name"})
        return frozenset(found)

    def resolve_node(self, node: Node, line: int) -> Node | Sequence[Node]:
        if isinstance(node, Link | LinkDefinition):
            destination = self._resolved(node.destination, line)
            return node if destination == node.destination else _redirected(node, destination)
        if isinstance(node, HtmlElement) and node.name in _LINKING:
            written = get_attribute(node.attributes, "href")
            if written is not None:
                destination = self._resolved(written, line)
                return _with_href(node, destination) if destination != written else node
        return node

    def _resolved(self, destination: str, line: int) -> str:
        if destination.startswith("#"):
            self._check_fragment(destination, line)
            return destination
        found = resolve(destination, self._context)
        if found is None:
            return destination
        if found.target is None:
            hint = "; it lacks its https://" if destination.startswith("www.") else ""
            message = f"this link leads to nothing in the site{hint}"
            self._notes.tell("links.broken", line, message, destination)
        elif isinstance(found.target, StaticFile):
            self._notes.use(found.target)
        else:
            self._notes.link(found.address, found.target)
        return found.address

    def _check_fragment(self, destination: str, line: int) -> None:
        fragment = unquote(destination[1:])
        if fragment in _ALWAYS_THERE or fragment.startswith(_FOOTNOTES):
            return
        if fragment not in self._ids and destination[1:] not in self._ids:
            message = "this document has no element with that id"
            self._notes.tell("links.broken-fragment", line, message, destination)


def _redirected(node: Link | LinkDefinition, destination: str) -> Node:
    return replace(node, destination=destination)


def _with_href(node: HtmlElement, destination: str) -> Node:
    return cast(
        "Node", replace(node, attributes=set_attribute(node.attributes, "href", destination))
    )
