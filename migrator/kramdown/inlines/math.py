"""Mathematics in a line: ``$$…$$`` (kramdown syntax: Math Blocks)."""

from __future__ import annotations

from typing import Final

from migrator.kramdown.inlines.scanner import Scanner
from migrator.model.nodes import MathInline

_DELIMITER: Final = "$$"
_STRIPPED: Final = " \t\n\r\f\v\0"


def parse_math(scanner: Scanner) -> bool:
    """Take mathematics between double dollars; False where there is none."""
    start = scanner.position
    if not scanner.text.startswith(_DELIMITER, start):
        return False
    content = start + len(_DELIMITER)
    end = scanner.find(_DELIMITER, content)
    if end < 0:
        return False
    latex = scanner.text[content:end].strip(_STRIPPED)
    scanner.add(MathInline(latex), end + len(_DELIMITER))
    return True
