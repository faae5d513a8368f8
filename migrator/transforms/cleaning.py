"""What is cleaned, by name: each kind can be switched, and is counted under its name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

CLEANING: Final[Mapping[str, bool]] = MappingProxyType(
    {
        "editor-attribute": True,
        "editor-comment": True,
        "link-card": True,
        "fold": True,
        "caption": True,
        "word-list": True,
        "decoration": True,
        "span": True,
        "empty-element": True,
        "spacer": True,
        "edge-break": True,
        "break-paragraph": True,
        "table-head": True,
        "bold-heading": False,
        "tracking": False,
    }
)
"""Each kind of cleaning, and whether it is done unless the user says otherwise."""

USUAL: Final = frozenset(name for name, usual in CLEANING.items() if usual)
_NOT: Final = "no-"


def chosen_kinds(names: Iterable[str]) -> frozenset[str]:
    """Return the kinds to clean: the usual ones, with ``names`` more, without each ``no-NAME``.

    Raises ValueError, with the names there are, for one that does not exist.
    """
    chosen = set(USUAL)
    for name in names:
        kind = name.removeprefix(_NOT)
        if kind not in CLEANING:
            known = ", ".join(CLEANING)
            raise ValueError(f"there is no cleaning '{name}'; use one of these, or no-…: {known}")
        if name == kind:
            chosen.add(kind)
        else:
            chosen.discard(kind)
    return frozenset(chosen)
