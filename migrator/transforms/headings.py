"""Heading ids: kept, but one that stands earlier in the document already is of no use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from migrator.model.attributes import Attributes, get_attribute, without_attributes
from migrator.model.nodes import Body, Heading, Node
from migrator.model.walk import WITH_ATTRIBUTES, rewrite, walk
from migrator.transforms.context import Notes, TransformContext


def mend_heading_ids(body: Body, _context: TransformContext, notes: Notes) -> Body:
    """Return ``body`` with headings less ids that stood before.

    Browsers follow a link to the first of equal ids, so dropping the later ones breaks none.
    """
    ids = list(_ids_in(body))
    if len(ids) == len(set(ids)):
        return body
    seen: set[str] = set()

    def mend(node: Node) -> Node:
        attributes: Attributes = getattr(node, "attributes", ())
        identifier = get_attribute(attributes, "id")
        if not identifier:
            return node
        if identifier in seen and isinstance(node, Heading):
            notes.count("repeated-id", node.line)
            return replace(node, attributes=without_attributes(attributes, ("id",)))
        seen.add(identifier)
        return node

    return cast("Body", rewrite(body, mend, WITH_ATTRIBUTES)[0])


def _ids_in(body: Body) -> Iterator[str]:
    """Yield the ids of all nodes of ``body``, in order."""
    for node in walk(body):
        attributes: Attributes = getattr(node, "attributes", ())
        if attributes:
            identifier = get_attribute(attributes, "id")
            if identifier:
                yield identifier
