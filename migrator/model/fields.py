"""What the node classes hold, read off their definitions once: for the codec and the schema."""

from __future__ import annotations

from dataclasses import MISSING, fields
from types import MappingProxyType
from typing import Any, Final, get_args

from migrator.model import nodes

NODE_TYPES: Final[tuple[type, ...]] = (
    nodes.Body,
    *dict.fromkeys((*get_args(nodes.Block), *get_args(nodes.Part), *get_args(nodes.Inline))),
)
"""Every class of node: the body, blocks, parts, inlines; HtmlElement stands among the blocks."""

TYPE_BY_NAME: Final = MappingProxyType({kind.__name__: kind for kind in NODE_TYPES})
"""The classes by the name that ``type`` has in JSON."""

STRUCTURE: Final = frozenset({"children", "attributes"})
"""Fields that the codec writes in a form of their own."""


def plain_fields(kind: type) -> tuple[tuple[str, Any], ...]:
    """Return the names and defaults of a class's other fields; MISSING where there is none."""
    return tuple(
        (entry.name, entry.default) for entry in fields(kind) if entry.name not in STRUCTURE
    )


def has_attributes(kind: type) -> bool:
    """Return whether nodes of a class have HTML attributes."""
    return any(entry.name == "attributes" for entry in fields(kind))


def required_fields(kind: type) -> tuple[str, ...]:
    """Return the names of the fields that have no default."""
    return tuple(entry.name for entry in fields(kind) if entry.default is MISSING)
