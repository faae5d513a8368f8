"""Inline styles as property and value pairs."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import Final, Literal, TypeAlias

from migrator.model.attributes import (
    Attributes,
    get_attribute,
    set_attribute,
    without_attributes,
)

Style: TypeAlias = Sequence[tuple[str, str]]
Styles: TypeAlias = Literal["clean", "shown", "all"]
"""Which inline styles stay: what means something, also what readers saw, or all."""
_DECLARATION: Final = re.compile(
    r"""\s*(?P<name>[-\w]+)\s*:\s*(?P<value>(?:[^;"'(]|"[^"]*"|'[^']*'|\([^()]*\)|["'(])*)""", re.X
)


def parse_style(text: str) -> list[tuple[str, str]]:
    """Return the declarations of a ``style`` attribute: lower-case names, trimmed values."""
    found: list[tuple[str, str]] = []
    place = 0
    while place < len(text):
        match = _DECLARATION.match(text, place)
        if match:
            found.append((match["name"].lower(), match["value"].strip()))
            place = match.end()
        after = text.find(";", place)
        place = len(text) if after < 0 else after + 1
    return found


def style_value(attributes: Attributes, name: str) -> str | None:
    """Return the value of property ``name`` in the inline style, None where it is not set."""
    text = get_attribute(attributes, "style")
    if not text or name not in text.lower():
        return None
    return dict(parse_style(text)).get(name)


def without_style(attributes: Attributes, names: Collection[str]) -> Attributes:
    """Return ``attributes`` less the style properties ``names``."""
    return filter_style(attributes, lambda name, _: name not in names)


def filter_style(attributes: Attributes, keeps: Callable[[str, str], bool]) -> Attributes:
    """Return ``attributes`` with the style declarations that ``keeps`` accepts.

    A style of which nothing is dropped stays as it is written.
    """
    text = get_attribute(attributes, "style")
    if text is None:
        return attributes
    declarations = parse_style(text)
    kept = [pair for pair in declarations if keeps(*pair)]
    if not kept:
        return without_attributes(attributes, ("style",))
    if len(kept) == len(declarations):
        return attributes
    return set_attribute(attributes, "style", "; ".join(f"{name}: {value}" for name, value in kept))
