"""Emphasis and strong emphasis (kramdown syntax: Emphasis)."""

from __future__ import annotations

from typing import Final

from migrator.html.characters import is_alphabetic, is_alphanumeric
from migrator.kramdown.inlines.frames import Frame, Inside
from migrator.kramdown.inlines.scanner import Scanner
from migrator.model.nodes import Emphasis, Strong

_SPACES: Final = frozenset(" \t\n\r\f\v")
_STRONG_LENGTH: Final = 2


class EmphasisFrame(Frame):
    """Emphasis whose end is looked for.

    ``opener`` is the text it becomes if there is none: where ``**`` finds no ``**``, a single
    ``*`` is tried, so the opener may be longer than the delimiter.
    """

    __slots__ = ("character", "delimiter", "opener", "start")

    def __init__(self, scanner: Scanner, delimiter: str, opener: str, start: int) -> None:
        parent = scanner.frame
        kind = Inside.STRONG if len(delimiter) == _STRONG_LENGTH else Inside.EMPHASIS
        super().__init__(scanner.dialect.prose, parent.inside | kind, in_html=parent.in_html)
        self.delimiter = delimiter
        self.character = delimiter[0]
        self.opener = opener
        self.start = start
        self.dead = scanner.dead_states(delimiter, self.inside)

    @property
    def is_strong(self) -> bool:
        """Whether this is strong emphasis."""
        return len(self.delimiter) == _STRONG_LENGTH

    def stops(self, scanner: Scanner, character: str) -> bool:
        """Close at a delimiter that may close."""
        if character != self.character or not self._closes_at(scanner.text, scanner.position):
            return False
        end = scanner.position + len(self.delimiter)
        children = self.finish(scanner)
        scanner.close()
        scanner.add(Strong(children) if self.is_strong else Emphasis(children), end)
        return True

    def _closes_at(self, text: str, position: int) -> bool:
        if not text.startswith(self.delimiter, position) or self.is_empty:
            return False
        if text[position - 1] in _SPACES:
            return False
        double = self.character * 2
        if not self.is_strong and text.startswith(double, position):
            return text.startswith(self.character, position + 2) and self._fits(text, position)
        return self._fits(text, position)

    def _fits(self, text: str, position: int) -> bool:
        """Whether an underscore is not in a word here."""
        after = position + len(self.delimiter)
        return self.character != "_" or after >= len(text) or not is_alphanumeric(text[after])

    def at_end(self, scanner: Scanner) -> None:
        """Give up: remember it, and try a single delimiter or leave the opener as text."""
        if self.dead is not None:
            self.dead.update(self.visited)
        parent = scanner.close()
        scanner.position = self.start
        if self.is_strong and not _is_plain_emphasis(parent):
            _open(scanner, self.character, self.opener)
        else:
            scanner.take_text(len(self.opener))


def parse_emphasis(scanner: Scanner) -> bool:
    """Open emphasis, or take the delimiter as text."""
    text, start = scanner.text, scanner.position
    character = text[start]
    opener = character * 2 if text.startswith(character, start + 1) else character
    kind = Inside.STRONG if len(opener) == _STRONG_LENGTH else Inside.EMPHASIS
    after = start + len(opener)
    if (
        scanner.frame.inside & kind
        or (after < len(text) and text[after] in _SPACES)
        or (character == "_" and _is_in_word(scanner, start))
    ):
        scanner.take_text(len(opener))
    else:
        _open(scanner, opener, opener)
    return True


def _open(scanner: Scanner, delimiter: str, opener: str) -> None:
    """Open a frame at the scanner's position unless it is plain that there is no end."""
    content = scanner.position + len(delimiter)
    if scanner.find(delimiter, content) >= 0:
        scanner.open(EmphasisFrame(scanner, delimiter, opener, scanner.position), content)
    elif len(delimiter) == _STRONG_LENGTH and not _is_plain_emphasis(scanner.frame):
        _open(scanner, delimiter[0], opener)
    else:
        scanner.take_text(len(opener))


def _is_plain_emphasis(frame: Frame) -> bool:
    return isinstance(frame, EmphasisFrame) and not frame.is_strong


def _is_in_word(scanner: Scanner, position: int) -> bool:
    """Whether a letter stands before, with nothing but underscores (or one hyphen) between."""
    text = scanner.text
    before = _start_of_underscores(scanner, position) - 1
    if before < 0:
        return False
    if is_alphabetic(text[before]):
        return True
    return text[before] == "-" and before > 0 and is_alphabetic(text[before - 1])


def _start_of_underscores(scanner: Scanner, position: int) -> int:
    """Return where the underscores that end at ``position`` begin; each is looked at once."""
    known = scanner.underscores
    start = position
    while start > 0 and scanner.text[start - 1] == "_" and start not in known:
        start -= 1
    start = known.get(start, start)
    known[position] = start
    return start
