"""Character references as kramdown knows them (kramdown: lib/kramdown/utils/entities)."""

from __future__ import annotations

import re
from html.entities import html5, name2codepoint
from typing import Final

from migrator.html.tags import ENTITY, decode_entity

_FRACTIONS: Final = range(0x2153, 0x215F)
_ALL_KNOWN_FROM: Final = 0x27EA
_ALSO_KNOWN: Final = frozenset({"apos", "Gammad", "gammad", "vellip"})
_OTHERWISE: Final = {"lceil": "⌉", "rceil": "⌈", "lang": "\u232a", "rang": "\u2329"}
"""Where kramdown shows another character than HTML does."""


def character_called(name: str) -> str | None:
    """Return the character that kramdown shows for a reference's ``name``, None for none.

    kramdown 2.5 knows the names of HTML 4, and of HTML 5 only those of the higher code points,
    of fractions, and of characters that take two code points, of which it shows the first. Other
    names stay as they are, and readers saw ``&abreve;`` (kramdown: lib/kramdown/utils/entities).
    """
    if name in _OTHERWISE:
        return _OTHERWISE[name]
    shown = html5.get(f"{name};")
    if shown is None:
        return None
    point = ord(shown[0])
    is_known = (
        name in name2codepoint
        or name in _ALSO_KNOWN
        or len(shown) > 1
        or point >= _ALL_KNOWN_FROM
        or point in _FRACTIONS
    )
    return shown[0] if is_known else None


def decode_known(text: str) -> str:
    """Return ``text`` with the character references decoded that kramdown knows."""
    return ENTITY.sub(_decode_known, text) if "&" in text else text


def _decode_known(match: re.Match[str]) -> str:
    decoded = character_of_reference(match)
    return match[0] if decoded is None else decoded


def character_of_reference(match: re.Match[str]) -> str | None:
    """Return what kramdown shows for a match of ENTITY, None for an unknown name."""
    name = match["name"]
    return character_called(name) if name else decode_entity(match)
