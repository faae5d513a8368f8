"""Code spans (kramdown syntax: Code Spans)."""

from __future__ import annotations

import re
from typing import Final

from migrator.kramdown.inlines.scanner import Scanner
from migrator.model.nodes import CodeSpan

_DELIMITER: Final = re.compile("`++")
_SPACES: Final = frozenset(" \t\n\r\f\v")


def parse_code_span(scanner: Scanner) -> bool:
    """Take a code span, or its delimiter as text where it does not end."""
    text, start = scanner.text, scanner.position
    match = _DELIMITER.match(text, start)
    if match is None:
        return False
    delimiter, content = match[0], match.end()
    is_single = len(delimiter) == 1
    end = -1 if is_single and _stands_alone(text, start) else _find_end(scanner, delimiter, content)
    if end < 0:
        scanner.take_text(len(delimiter))
        return True
    code = text[content:end]
    if not is_single:
        code = code.removeprefix(" ").removesuffix(" ")
    scanner.add(CodeSpan(code), end + len(delimiter))
    return True


def _stands_alone(text: str, position: int) -> bool:
    """Whether a single backtick has white space on both sides (or the start before it)."""
    before = position == 0 or text[position - 1] in _SPACES
    return before and text[position + 1 : position + 2] in _SPACES


def _find_end(scanner: Scanner, delimiter: str, position: int) -> int:
    """Return where ``delimiter`` comes again; a part of a longer run of backticks will do."""
    longest = scanner.longest_backticks_from(position)
    return scanner.find(delimiter, position) if longest >= len(delimiter) else -1
