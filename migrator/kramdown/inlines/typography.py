"""Dashes, ellipses and guillemets (kramdown syntax: Typographic Symbols)."""

from __future__ import annotations

from typing import Final

from migrator.html.tags import decode_references
from migrator.kramdown.inlines.scanner import Scanner
from migrator.model.nodes import SmartPunctuation, Text

_SYMBOLS: Final = (
    ("---", "mdash", "—"),
    ("--", "ndash", "–"),
    ("...", "hellip", "…"),
    ("<< ", "laquo_space", "«\u00a0"),
    (" >>", "raquo_space", "\u00a0»"),
    ("<<", "laquo", "«"),
    (">>", "raquo", "»"),
)
_ESCAPED: Final = ("\\<<", "\\>>")


def parse_typographic_symbol(scanner: Scanner) -> bool:
    """Take a symbol, or guillemets that a backslash leaves alone; False where there is none."""
    text, start = scanner.text, scanner.position
    if text.startswith(_ESCAPED, start):
        scanner.add(Text(text[start + 1 : start + 3]), start + 3)
        return True
    for source, name, shown in _SYMBOLS:
        if text.startswith(source, start):
            wanted = decode_references(scanner.state.options.typographic_symbols.get(name, shown))
            scanner.add(SmartPunctuation(wanted, source), start + len(source))
            return True
    return False
