"""Attributes of a node: an immutable, ordered mapping of HTML attribute names to values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

Attributes: TypeAlias = tuple[tuple[str, str], ...]
"""Name and value pairs in source order; each name once; a valueless attribute has ``""``."""

NO_ATTRIBUTES: Attributes = ()


def get_attribute(attributes: Attributes, name: str) -> str | None:
    """Return the value of ``name``, or None where it is absent."""
    for key, value in attributes:
        if key == name:
            return value
    return None


def set_attribute(attributes: Attributes, name: str, value: str) -> Attributes:
    """Return ``attributes`` with ``name`` set, in its old place where it was there."""
    merged = dict(attributes)
    merged[name] = value
    return tuple(merged.items())


def without_attributes(attributes: Attributes, names: Iterable[str]) -> Attributes:
    """Return ``attributes`` less those named."""
    dropped = frozenset(names)
    return tuple(pair for pair in attributes if pair[0] not in dropped)


def classes_of(attributes: Attributes) -> list[str]:
    """Return the class tokens in order."""
    return (get_attribute(attributes, "class") or "").split()
