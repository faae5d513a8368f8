"""What an editor leaves in its HTML, as one table an editor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from migrator.model.nodes import Node

Rule: TypeAlias = Callable[[Any], Node | Sequence[Node] | None]
"""Takes a node whose children are done; returns what takes its place, None to leave it."""


@dataclass(frozen=True, slots=True)
class EditorProfile:
    """One editor's traces.

    ``attributes`` and ``classes``: patterns of whole names that are dropped. ``comments``:
    patterns of the beginnings of comments that are dropped. ``by_class``: what is made of an
    element with that class, each with the name of the kind of cleaning. ``by_attribute``: the
    same, by the name and value of an attribute.
    """

    name: str
    attributes: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    by_class: Mapping[str, tuple[str, Rule]] = field(default_factory=dict)
    by_attribute: Mapping[tuple[str, str], tuple[str, Rule]] = field(default_factory=dict)
