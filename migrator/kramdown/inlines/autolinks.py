"""Automatic links: ``<https://example.org>``, ``<a@example.org>`` (kramdown syntax: Autolinks)."""

from __future__ import annotations

import re
from typing import Final

from migrator.html.characters import ALPHABETIC_MARKS
from migrator.html.tags import decode_references
from migrator.kramdown.inlines.abbreviations import split_abbreviations
from migrator.kramdown.inlines.scanner import Scanner
from migrator.model.nodes import Link, Text

_SCHEME: Final = re.compile(r"<(?:mailto|https?|ftps?):(?=[^\n])")
_LINE_OR_END: Final = re.compile(r"[>\n]")
_ADDRESS: Final = re.compile(rf"<([-\w.{ALPHABETIC_MARKS}]++@[-\w.{ALPHABETIC_MARKS}]++)>")


def parse_autolink(scanner: Scanner) -> bool:
    """Take a URL or an address in angle brackets; False where there is none."""
    text, start = scanner.text, scanner.position
    scheme = _SCHEME.match(text, start)
    if scheme:
        end = scanner.find(_LINE_OR_END, scheme.end() + 1)
        if end < 0 or text[end] != ">":
            return False
        written = text[start + 1 : end]
        _add_link(scanner, written, written.removeprefix("mailto:"), end + 1)
        return True
    address = _ADDRESS.match(text, start)
    if address is None:
        return False
    _add_link(scanner, f"mailto:{address[1]}", address[1], address.end())
    return True


def _add_link(scanner: Scanner, destination: str, shown: str, end: int) -> None:
    line = scanner.source_line_at(scanner.position)
    pieces = split_abbreviations(shown, scanner.state.abbreviations)
    children = tuple(
        Text(decode_references(piece)) if isinstance(piece, str) else piece for piece in pieces
    )
    scanner.add(Link(decode_references(destination), children, None, (), line), end)
