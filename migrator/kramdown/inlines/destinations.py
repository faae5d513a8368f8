"""Where a link goes: what stands in parentheses after the link's text."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final, NamedTuple

from migrator.html.characters import SPACE
from migrator.kramdown.inlines.lookups import Finder

_SIMPLE: Final = re.compile(rf"\(([^(){SPACE}\"'<>]*+)\)")
_ANGLE: Final = re.compile(r"\(<(?P<url>[^\n>]*+)>(?P<closed>\))?")
_EVENT: Final = re.compile(rf"[()]|[{SPACE}](?=[\"'])")
_SPACES: Final = re.compile(rf"[{SPACE}]*+")
_TITLE_ENDS: Final = {quote: re.compile(rf"{quote}[{SPACE}]*+\)") for quote in "\"'"}
_STRIPPED: Final = " \t\n\r\f\v\0"


class Destination(NamedTuple):
    """A destination and a title as written, and where the source goes on after them."""

    url: str
    title: str | None
    end: int


class Parentheses:
    """All parentheses of a text, matched in one pass; and the places where titles may begin."""

    def __init__(self, text: str) -> None:
        self.closing: dict[int, int] = {}
        self.title_spaces: list[int] = []
        open_ones: list[int] = []
        for match in _EVENT.finditer(text):
            if match[0] == "(":
                open_ones.append(match.start())
            elif match[0] != ")":
                self.title_spaces.append(match.start())
            elif open_ones:
                self.closing[open_ones.pop()] = match.start()

    def end_of_url(self, position: int) -> int | None:
        """Return where the URL that begins with the parenthesis at ``position`` ends.

        That is at the matching parenthesis, or at white space before a quote.
        """
        index = bisect_left(self.title_spaces, position)
        title = self.title_spaces[index] if index < len(self.title_spaces) else None
        closing = self.closing.get(position)
        if title is None or (closing is not None and closing < title):
            return closing
        return title


class Destinations:
    """Reads destinations in one text; what it looked up once it keeps."""

    def __init__(self, finder: Finder) -> None:
        self._text = finder.text
        self._find = finder.find
        self._parentheses: Parentheses | None = None

    def read(self, position: int) -> Destination | None:
        """Return the destination whose parenthesis is at ``position``, None if it is none."""
        simple = _SIMPLE.match(self._text, position)
        if simple:
            return Destination(simple[1], None, simple.end())
        angle = self._match_angle(position)
        if angle:
            if angle["closed"]:
                return Destination(angle["url"], None, angle.end())
            return self._with_title(angle["url"], angle.end())
        end = self._end_of_url(position)
        if end is None:
            return None
        url = self._text[position + 1 : end].strip(_STRIPPED)
        if self._text[end] == ")":
            return Destination(url, None, end + 1)
        return self._with_title(url, end + 1)

    def _match_angle(self, position: int) -> re.Match[str] | None:
        if not self._text.startswith("(<", position) or self._find(">", position) < 0:
            return None
        return _ANGLE.match(self._text, position)

    def _end_of_url(self, position: int) -> int | None:
        if self._parentheses is None:
            self._parentheses = Parentheses(self._text)
        return self._parentheses.end_of_url(position)

    def _with_title(self, url: str, position: int) -> Destination | None:
        match = _SPACES.match(self._text, position)
        start = match.end() if match else position
        quote = self._text[start : start + 1]
        if quote not in _TITLE_ENDS:
            return None
        end = _TITLE_ENDS[quote].match(self._text, self._find(_TITLE_ENDS[quote], start + 2))
        return Destination(url, self._text[start + 1 : end.start()], end.end()) if end else None
