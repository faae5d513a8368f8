"""Text to ASCII, for ids: what the option ``transliterated_header_ids`` asks for.

kramdown takes the tables of the Ruby package stringex; text-unidecode has the same ones in
Python, but for some letters of the Basic Multilingual Plane, which stand here.
"""

from __future__ import annotations

from typing import Final
from unicodedata import normalize

_OTHERWISE: Final = str.maketrans(
    {
        **dict.fromkeys("ΉΗ", "H"), **dict.fromkeys("ΎΥΫ", "Y"), **dict.fromkeys("ΐήη", "i"),
        "Χ": "X", "χ": "x", "ξ": "ks",
        **dict.fromkeys("ЄЕ", "Ie"), "е": "ie", "г": "gh", "Ӏ": "I",
        "–": "--", "—": "---", "−": "-", "€": "EU",
        # A slip in stringex's table: the one Han character that it does not know.
        "一": " ",
        **{letter: normalize("NFKC", letter) for letter in "ℂℍℕℙℚℝℤℨℋℐℒℛℬℰℱℳℌℑℜℭ"},
    }
)  # fmt: skip


def to_ascii(text: str) -> str:
    """Return ``text`` in ASCII: letters, syllables and symbols spelt one by one.

    ``안녕`` becomes ``annyeong``, ``北京`` becomes ``Bei Jing ``, ``ế`` becomes ``e``.
    """
    if text.isascii():
        return text
    # Its table takes a moment to load, and few sites ask for it.
    from text_unidecode import unidecode

    spelt: str = unidecode(text.translate(_OTHERWISE))
    return spelt
