"""Hard line breaks: two spaces, or two backslashes, at the end of a line (kramdown syntax)."""

from __future__ import annotations

from typing import Final

from migrator.kramdown.inlines.scanner import Scanner
from migrator.model.nodes import LineBreak

_MARKS: Final = ("  \n", "\\\\\n")


def parse_line_break(scanner: Scanner) -> bool:
    """Take a break; its line feed stays in the text and goes when nodes are made of that."""
    if not scanner.text.startswith(_MARKS, scanner.position):
        return False
    scanner.add(LineBreak(), scanner.position + 2)
    return True
