"""Abbreviations in running text (kramdown syntax: Abbreviations)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from migrator.model.nodes import Abbreviation, AbbreviationDefinition

_WHITE_SPACE = re.compile(r"\s+")
_LINE_END = re.compile(r"\s*\n\s*")

_NEVER = re.compile(r"(?!)")
_NOWHERE = (_NEVER, _NEVER, _NEVER)


def split_abbreviations(
    text: str, definitions: Mapping[str, AbbreviationDefinition]
) -> Iterator[str | Abbreviation]:
    """Yield ``text`` in pieces: strings (never empty) and the abbreviations between them.

    An abbreviation stands where no ASCII word character touches it: in Korean text a particle
    may follow directly.
    """
    begin = position = 0
    word, whole, place = _patterns(tuple(definitions)) if definitions else _NOWHERE
    # Right after an abbreviation another may follow.
    while found := (position and whole.match(text, position)) or place.search(text, position):
        start = found.start()
        match = word.match(text, start) or word.match(text, start + 1)
        if match is None:
            break
        if match.start() > begin:
            yield text[begin : match.start()]
        yield _abbreviation(match[0], definitions)
        begin = position = match.end()
    if begin < len(text):
        yield text[begin:]


def _abbreviation(text: str, definitions: Mapping[str, AbbreviationDefinition]) -> Abbreviation:
    definition = definitions.get(text) or definitions.get(_WHITE_SPACE.sub(" ", text))
    shown = _LINE_END.sub(" ", text)
    if definition is None:
        return Abbreviation(shown)
    return Abbreviation(shown, definition.title, definition.attributes)


@lru_cache(maxsize=32)
def _patterns(names: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of an abbreviation, of a whole one, and of a place where one stands."""
    words = "|".join(
        r"\s+".join(map(re.escape, _WHITE_SPACE.split(name)))
        for name in sorted(names, key=len, reverse=True)
    )
    place = rf"(?=(?:[^A-Za-z0-9_]|(?m:^))(?:{words})(?![A-Za-z0-9_]))"
    whole = rf"(?:{words})(?![A-Za-z0-9_])"
    return re.compile(words), re.compile(whole), re.compile(place)
