"""Delimiter runs: which can open, which can close, and what they pair with.

Source of the rules: CommonMark 0.29 (6.4, rules 1-10) as cmark-gfm applies them; that is, only
Unicode categories P count as punctuation, Zs as white space, and delimiters of extensions (``~``)
are looked through. Since 0.31 symbols (S: emoji, signs of currencies) count as punctuation, too;
what is written has to read right by both.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

_ASCII_SPACE = frozenset(" \t\n\f\r")
_ASCII_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def is_space(char: str) -> bool:
    """Tell whether ``char`` is Unicode white space; the edge of the text ("") is."""
    return not char or char in _ASCII_SPACE or unicodedata.category(char) == "Zs"


def is_punctuation(char: str) -> bool:
    """Tell whether ``char`` is punctuation for the flanking rules."""
    if char < "\x80":
        return char in _ASCII_PUNCTUATION
    return unicodedata.category(char)[0] == "P"


def is_symbol(char: str) -> bool:
    """Tell whether ``char`` is punctuation for the flanking rules since CommonMark 0.31 only."""
    return char >= "\x80" and unicodedata.category(char)[0] == "S"


def flanks(delimiter: str, before: str, after: str, *, symbols: bool = False) -> tuple[bool, bool]:
    """Return whether a run of ``delimiter`` between two characters can open, can close.

    ``symbols``: whether they count as punctuation.
    """
    space_before, space_after = is_space(before), is_space(after)
    punctuation_before = not space_before and (
        is_punctuation(before) or (symbols and is_symbol(before))
    )
    punctuation_after = not space_after and (
        is_punctuation(after) or (symbols and is_symbol(after))
    )
    left = not space_after and (not punctuation_after or space_before or punctuation_before)
    right = not space_before and (not punctuation_before or space_after or punctuation_after)
    if delimiter != "_":
        return left, right
    return left and (not right or punctuation_before), right and (not left or punctuation_after)


@dataclass(slots=True)
class Run:
    """A run of one delimiter: ``ends`` are (token index, length) from left to right.

    ``symbols``: whether it is read by the rules since CommonMark 0.31.
    """

    char: str
    before: str
    after: str
    ends: list[tuple[int, int]]
    symbols: bool = False
    can_open: bool = field(init=False)
    can_close: bool = field(init=False)
    size: int = field(init=False)
    left: int = field(init=False)

    def __post_init__(self) -> None:
        self.can_open, self.can_close = flanks(
            self.char, self.before, self.after, symbols=self.symbols
        )
        self.size = self.left = sum(length for _, length in self.ends)

    def meets_symbol(self) -> bool:
        """Tell whether the rules since CommonMark 0.31 may read the run otherwise."""
        return is_symbol(self.before) or is_symbol(self.after)

    def take_last(self, length: int) -> int | None:
        """Use up ``length`` delimiters at the right end; return the token they are, if one."""
        return self._take(length, -1)

    def take_first(self, length: int) -> int | None:
        """Use up ``length`` delimiters at the left end; return the token they are, if one."""
        return self._take(length, 0)

    def _take(self, length: int, place: int) -> int | None:
        self.left -= length
        if self.ends and self.ends[place][1] == length:
            return self.ends.pop(place)[0]
        self.ends.clear()
        return None


def pair(runs: list[Run]) -> dict[int, int]:
    """Return opening token to closing token, as a reader of CommonMark pairs ``runs``.

    Runs whose delimiters would be used otherwise than as whole tokens are left out.
    """
    pairs: dict[int, int] = {}
    stack: list[Run] = []
    bottoms: dict[tuple[str, bool, int], int] = {}
    for run in runs:
        while run.can_close and run.left:
            key = (run.char, run.can_open, run.size % 3)
            place = _find_opener(stack, run, bottoms.get(key, 0))
            if place is None:
                bottoms[key] = len(stack)
                break
            _match(stack, place, run, pairs)
            bottoms = {name: min(bottom, len(stack)) for name, bottom in bottoms.items()}
        if run.left and run.can_open:
            stack.append(run)
    return pairs


def _find_opener(stack: list[Run], closer: Run, bottom: int) -> int | None:
    for place in range(len(stack) - 1, bottom - 1, -1):
        opener = stack[place]
        if opener.char == closer.char and _fit(opener, closer):
            return place
    return None


def _fit(opener: Run, closer: Run) -> bool:
    if opener.char == "~":
        return opener.left == closer.left
    odd = (opener.can_close or closer.can_open) and (opener.size + closer.size) % 3 == 0
    return not (odd and (opener.size % 3 or closer.size % 3))


def _match(stack: list[Run], place: int, closer: Run, pairs: dict[int, int]) -> None:
    opener = stack[place]
    length = 2 if opener.left >= 2 and closer.left >= 2 else 1  # noqa: PLR2004 - strong, em
    if opener.char == "~":
        length = opener.left
    first, last = opener.take_last(length), closer.take_first(length)
    if first is not None and last is not None:
        pairs[first] = last
    del stack[place + 1 :]
    if not opener.left:
        stack.pop()
