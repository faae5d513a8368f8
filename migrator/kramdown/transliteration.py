"""Text to ASCII, for ids: what the option ``transliterated_header_ids`` asks for."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_WITHOUT_DECOMPOSITION: Final = str.maketrans(
    {
        "ß": "ss", "ẞ": "Ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O",
        "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ł": "l", "Ł": "L",
        "ħ": "h", "Ħ": "H", "ı": "i", "ŋ": "ng", "Ŋ": "NG", "ŧ": "t", "Ŧ": "T",
        "—": "---", "–": "--", "―": "--", "‐": "-", "‑": "-", "…": "...", "«": "<<", "»": ">>",
        "‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " ", "©": "(c)", "®": "(r)",
        "¢": "C/", "£": "PS", "¥": "Y=", "§": "SS", "°": "deg", "±": "+-", "µ": "u", "¶": "P",
        "×": "x", "、": ", ", "。": ". ", "》": ">> ", "」": "] ", "』": "} ", "】": ")] ",
    }
)  # fmt: skip

_INITIALS: Final = (
    "g", "gg", "n", "d", "dd", "r", "m", "b", "bb", "s", "ss", "", "j", "jj", "c", "k", "t", "p",
    "h",
)  # fmt: skip
_VOWELS: Final = (
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "weo", "we",
    "wi", "yu", "eu", "yi", "i",
)  # fmt: skip
_FINALS: Final = (
    "", "g", "gg", "gs", "n", "nj", "nh", "d", "l", "lg", "lm", "lb", "ls", "lt", "lp", "lh", "m",
    "b", "bs", "s", "ss", "ng", "j", "c", "k", "t", "p", "h",
)  # fmt: skip
"""How the letters of Hangul are written, in the order in which Unicode's syllables have them."""

_HANGUL: Final = re.compile("[\uac00-\ud7a3]")
_KANA: Final = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_FIRST_SYLLABLE: Final = 0xAC00


def to_ascii(text: str) -> str:
    """Return ``text`` in ASCII: Latin letters, Hangul and Kana; all other characters dropped.

    Marks go from their letters (``ế`` → ``e``), ligatures and symbols are spelt out, syllables
    are written one by one (``안녕`` → ``annyeong``, ``テスト`` → ``tesuto``).
    """
    if text.isascii():
        return text
    spelt = _HANGUL.sub(_spell_hangul, unicodedata.normalize("NFC", text))
    spelt = _KANA.sub(_spell_kana, spelt).translate(_WITHOUT_DECOMPOSITION)
    return unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode("ascii")


def _spell_hangul(match: re.Match[str]) -> str:
    rest, final = divmod(ord(match[0]) - _FIRST_SYLLABLE, len(_FINALS))
    initial, vowel = divmod(rest, len(_VOWELS))
    return _INITIALS[initial] + _VOWELS[vowel] + _FINALS[final]


def _spell_kana(match: re.Match[str]) -> str:
    """Return the sound of a Kana, with which its name in Unicode ends."""
    return unicodedata.name(match[0]).rsplit(" ", 1)[-1].lower()
