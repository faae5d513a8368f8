"""Slugs as Jekyll makes them (Jekyll: utils.rb, slugify); Liquid's filter uses them too."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_RUBY_SPACE: Final = re.compile(r"[ \t\r\n\f\v]+")
_NOT_ASCII_WORD: Final = re.compile(r"[^A-Za-z0-9]+")
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_MARKED: Final = re.compile("\0+")
_EDGE_HYPHENS: Final = re.compile(r"^-|-$", re.MULTILINE)

_LATIN: Final = range(0xC0, 0x17F)
_UNKNOWN: Final = "?"
# Latin letters that do not decompose, as Ruby's I18n writes them in ASCII.
_WRITTEN_OUT: Final = {
    "Æ": "AE", "Ð": "D", "×": "x", "Ø": "O", "Þ": "Th", "ß": "ss", "æ": "ae", "ð": "d",
    "ø": "o", "þ": "th", "Đ": "D", "đ": "d", "Ħ": "H", "ħ": "h", "ı": "i", "Ĳ": "IJ",
    "ĳ": "ij", "ĸ": "k", "Ŀ": "L", "ŀ": "l", "Ł": "L", "ł": "l", "ŉ": "'n", "Ŋ": "NG",
    "ŋ": "ng", "Œ": "OE", "œ": "oe", "Ŧ": "T", "ŧ": "t",
}  # fmt: skip


class _KeptCharacters(dict[int, int]):
    """A table for ``str.translate``: letters, marks and digits stay, the rest becomes NUL."""

    def __init__(self, signs: str = "") -> None:
        super().__init__((ord(sign), ord(sign)) for sign in signs)

    def __missing__(self, code: int) -> int:
        category = unicodedata.category(chr(code))
        kept = category[0] in "LM" or category == "Nd"
        self[code] = code if kept else 0
        return self[code]


_DEFAULT: Final = _KeptCharacters()
_PRETTY: Final = _KeptCharacters("._~!$&'()+,;=@")
_TABLES: Final = {"default": _DEFAULT, "latin": _DEFAULT, "pretty": _PRETTY}
_PATTERNS: Final = {"raw": _RUBY_SPACE, "ascii": _NOT_ASCII_WORD}


def slugify(text: str, mode: str = "default", *, cased: bool = False) -> str:
    """Return ``text`` as a slug.

    ``mode`` is Jekyll's: ``default``, ``pretty``, ``ascii``, ``latin`` or ``raw``; any other
    mode leaves the text as it is. Letters are lower-cased unless ``cased``.
    """
    if mode in _TABLES:
        text = transliterate(text) if mode == "latin" else text
        hyphened = _MARKED.sub("-", text.translate(_TABLES[mode]))
    elif mode in _PATTERNS:
        hyphened = _PATTERNS[mode].sub("-", text)
    else:
        return text if cased else downcase(text)
    slug = _EDGE_HYPHENS.sub("", hyphened)
    return slug if cased else downcase(slug)


def downcase(text: str) -> str:
    """Return ``text`` in lower case as Ruby does it: without the Greek sigma for word ends."""
    return text.replace("Σ", "σ").lower()


def transliterate(text: str) -> str:
    """Return ``text`` in ASCII: Latin letters without marks, ``?`` for everything else."""
    return _NOT_ASCII.sub(_ascii_letter, text)


def _ascii_letter(match: re.Match[str]) -> str:
    letter = match.group()
    if letter in _WRITTEN_OUT:
        return _WRITTEN_OUT[letter]
    if ord(letter) not in _LATIN:
        return _UNKNOWN
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isascii() else _UNKNOWN


def titleize(slug: str) -> str:
    """Return a title made from a slug: ``my-first-POST`` → ``My First Post``."""
    return " ".join(_capitalize(word) for word in slug.rstrip("-").split("-"))


def _capitalize(word: str) -> str:
    return (word[:1] + downcase(word[1:])).capitalize()
