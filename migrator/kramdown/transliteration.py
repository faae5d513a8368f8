"""Text to ASCII, for ids: what the option ``transliterated_header_ids`` asks for."""

from __future__ import annotations

import unicodedata
from typing import Final

_WITHOUT_DECOMPOSITION: Final = str.maketrans(
    {
        "ß": "ss", "ẞ": "Ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O",
        "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ł": "l", "Ł": "L",
        "ħ": "h", "Ħ": "H", "ı": "i", "ŋ": "ng", "Ŋ": "NG", "ŧ": "t", "Ŧ": "T",
        "—": "---", "–": "-", "‐": "-", "‑": "-", "…": "...", "«": "<<", "»": ">>",
        "‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " ",
    }
)  # fmt: skip


def to_ascii(text: str) -> str:
    """Return ``text`` with letters of the Latin script in ASCII and all other characters dropped.

    Marks go from their letters (``ế`` → ``e``), ligatures and symbols are spelt out.
    """
    if text.isascii():
        return text
    spelt = unicodedata.normalize("NFKD", text.translate(_WITHOUT_DECOMPOSITION))
    return spelt.encode("ascii", "ignore").decode("ascii")
