"""Strikethrough ``~~…~~`` (GFM)."""

from __future__ import annotations

import re
from typing import Final

from migrator.html.characters import SPACE
from migrator.kramdown.inlines.scanner import Scanner
from migrator.model.nodes import Strikethrough

_START: Final = re.compile(rf"~~(?![{SPACE}~])")
_END: Final = re.compile(rf"[^{SPACE}~]~~")


def parse_strikethrough(scanner: Scanner) -> bool:
    """Take struck-out text, parsed as if nothing stood around it; False where there is none."""
    start = _START.match(scanner.text, scanner.position)
    if start is None:
        return False
    last = scanner.find(_END, start.end())
    if last < 0:
        return False
    content = scanner.text[start.end() : last + 1]
    # Within is no other one that ends, so this goes no deeper than once.
    children = scanner.parse_part(content, scanner.line_at(scanner.position))
    scanner.add(Strikethrough(children), last + 3)
    return True
