"""Typographic quotes (kramdown syntax: Typographic Symbols).

What a quote becomes depends on the character before it, if no rule took that already, and on
what follows; the first pattern that fits decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.entities import html5
from typing import Final

from migrator.html.characters import SPACE, WORD_MARKS
from migrator.html.tags import character_of
from migrator.kramdown.inlines.scanner import Scanner
from migrator.model.nodes import SmartPunctuation

_WORD: Final = rf"[\w{WORD_MARKS}]"
_ASCII_WORD: Final = "[A-Za-z0-9_]"
_PUNCTUATION: Final = r"""[!"#$%'()*+,\-./:;<=>?@\[\\\]^`{|}~]"""
_BEFORE_CLOSING: Final = r"[^ \\\t\r\n\[{(-]"

_OPEN: Final = "open"
_CLOSE: Final = "close"

_RULES: Final[Sequence[tuple[re.Pattern[str], tuple[str, ...]]]] = tuple(
    (re.compile(pattern, re.DOTALL), directions)
    for pattern, directions in (
        (rf"()([\"'])(?=[_*]{{1,2}}[^{SPACE}])", (_OPEN,)),
        (rf"()([\"'])(?={_PUNCTUATION}(?!\.\.)(?!{_WORD})|_(?!\.\.)(?={_WORD}))", (_CLOSE,)),
        # Two quotes in a row: “‘Quoted’ words in a larger quote.”
        (rf"([{SPACE}]?)(\")(')(?={_ASCII_WORD})", (_OPEN, _OPEN)),
        (rf"([{SPACE}]?)(')(\")(?={_ASCII_WORD})", (_OPEN, _OPEN)),
        # Decades: the ’80s.
        (rf"([{SPACE}]?)(')(?=[0-9][0-9]s)", (_CLOSE,)),
        (rf"([{SPACE}])([\"'])(?={_ASCII_WORD})", (_OPEN,)),
        (rf"({_BEFORE_CLOSING})([\"'])", (_CLOSE,)),
        # After an inline: <i>Custer</i>’s last stand.
        (rf"()([\"'])(?=[{SPACE}]|s(?!{_WORD})|\Z)", (_CLOSE,)),
        (r"(.?)(')", (_OPEN,)),
        (r"(.?)(\")", (_OPEN,)),
    )
)

_PLACES: Final = {("'", _OPEN): 0, ("'", _CLOSE): 1, ('"', _OPEN): 2, ('"', _CLOSE): 3}
_QUOTES: Final = frozenset("\"'")


def parse_smart_quote(scanner: Scanner) -> bool:
    """Take one or two quotes and the character before them; False where there is no quote."""
    text, start = scanner.text, scanner.position
    if text[start] not in _QUOTES and text[start + 1 : start + 2] not in _QUOTES:
        return False
    for pattern, directions in _RULES:
        match = pattern.match(text, start)
        if match:
            _add(scanner, match, directions)
            return True
    return False


def _add(scanner: Scanner, match: re.Match[str], directions: tuple[str, ...]) -> None:
    if match[1]:
        scanner.add_text(match[1], scanner.position)
    quotes = scanner.state.options.smart_quotes
    for index, direction in enumerate(directions, start=2):
        source = match[index]
        shown = quote_character(quotes[_PLACES[source, direction]])
        scanner.add(SmartPunctuation(shown, source), match.end())


def quote_character(name: str) -> str:
    """Return the character of an entry of the option ``smart_quotes``: a name or a number."""
    if name.isascii() and name.isdigit():
        return character_of(int(name[:8]))
    return html5.get(name + ";", name)
