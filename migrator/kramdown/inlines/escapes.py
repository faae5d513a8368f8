"""Backslash escapes (kramdown syntax: Automatic and Manual Escaping)."""

from __future__ import annotations

from typing import Final

from migrator.kramdown.inlines.scanner import Scanner

_ESCAPABLE: Final = frozenset("\\.*_+`<>()[]{}#!:|\"'$=-")
_ESCAPABLE_IN_GFM: Final = _ESCAPABLE | {"~"}


def parse_escape(scanner: Scanner) -> bool:
    """Take an escaped character as text."""
    return _parse(scanner, _ESCAPABLE)


def parse_gfm_escape(scanner: Scanner) -> bool:
    """Take an escaped character as text; GFM lets the tilde be escaped too."""
    return _parse(scanner, _ESCAPABLE_IN_GFM)


def _parse(scanner: Scanner, escapable: frozenset[str]) -> bool:
    character = scanner.text[scanner.position + 1 : scanner.position + 2]
    if character not in escapable:
        return False
    scanner.add_text(character, scanner.position + 2)
    return True
