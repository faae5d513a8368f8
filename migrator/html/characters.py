r"""Classes of characters as Ruby's patterns see them, for use inside ``[...]`` of a pattern.

Ruby's ``\s``, ``\w`` and ``\d`` are ASCII; its ``[[:alpha:]]`` and ``\p{Word}`` are Unicode and
count combining marks that Python's ``\w`` leaves out. The marks stand below as ranges of the basic
plane; a range may run over letters, which are in every class that uses it. Checked with Ruby 3.1
(Unicode 13).
"""

from __future__ import annotations

import re
from typing import Final
from unicodedata import category

SPACE: Final = r" \t\n\r\f\v"
r"""Ruby's ``\s``: no-break space and other Unicode blanks are not in it."""

ALPHABETIC_MARKS: Final = (
    r"\u0345\u05b0-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7\u0610-\u061a\u064b-\u0657"
    r"\u0659-\u065f\u0670\u06d6-\u06dc\u06e1-\u06e8\u06ed\u0711-\u073f\u07a6-\u07b0"
    r"\u0816-\u0817\u081b-\u082c\u08d4-\u08df\u08e3-\u08e9\u08f0-\u093b\u093e-\u094c"
    r"\u094e-\u094f\u0955-\u0963\u0981-\u0983\u09be-\u09cc\u09d7-\u09e3\u0a01-\u0a03"
    r"\u0a3e-\u0a4c\u0a51-\u0a75\u0a81-\u0a83\u0abe-\u0acc\u0ae2-\u0ae3\u0afa-\u0afc"
    r"\u0b01-\u0b03\u0b3e-\u0b4c\u0b56-\u0b63\u0b82-\u0bcc\u0bd7\u0c00-\u0c03\u0c3e-\u0c4c"
    r"\u0c55-\u0c63\u0c81-\u0c83\u0cbe-\u0ccc\u0cd5-\u0d03\u0d3e-\u0d4c\u0d57\u0d62-\u0d63"
    r"\u0d81-\u0d83\u0dcf-\u0df3\u0e31-\u0e3a\u0e4d\u0eb1-\u0eb9\u0ebb-\u0ebc\u0ecd"
    r"\u0f71-\u0f81\u0f8d-\u0fbc\u102b-\u1036\u1038\u103b-\u103e\u1056-\u109d\u1712-\u1713"
    r"\u1732-\u1733\u1752-\u1773\u17b6-\u17c8\u1885-\u1938\u1a17-\u1a1b\u1a55-\u1a5e"
    r"\u1a61-\u1a74\u1abf-\u1b04\u1b35-\u1b43\u1b80-\u1ba9\u1bac-\u1bad\u1be7-\u1bf1"
    r"\u1c24-\u1c36\u1de7-\u1df4\u24b6-\u24e9\u2de0-\u2dff\ua674-\ua67b\ua69e-\ua69f\ua802"
    r"\ua80b-\ua827\ua880-\ua8c3\ua8c5\ua8ff-\ua92a\ua947-\ua952\ua980-\ua983\ua9b4-\ua9bf"
    r"\ua9e5-\uaa4d\uaa7b-\uaabe\uaaeb-\uaaef\uaaf5\uabe3-\uabea\ufb1e"
)
"""Marks and circled letters that ``[[:alpha:]]`` has beside the letters."""

WORD_MARKS: Final = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7"
    r"\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0711-\u07f3"
    r"\u07fd\u0816-\u082d\u0859-\u085b\u08d3-\u08e1\u08e3-\u0963\u0981-\u09e3\u09fe-\u0a75"
    r"\u0a81-\u0ae3\u0afa-\u0b63\u0b82-\u0bd7\u0c00-\u0c63\u0c81-\u0c83\u0cbc-\u0d4d\u0d57"
    r"\u0d62-\u0d63\u0d81-\u0df3\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ecd\u0f18-\u0f19\u0f35"
    r"\u0f37\u0f39\u0f3e-\u0f84\u0f86-\u0fbc\u0fc6\u102b-\u103e\u1056-\u109d\u135d-\u135f"
    r"\u1712-\u1734\u1752-\u17d3\u17dd\u180b-\u180d\u1885-\u193b\u1a17-\u1a1b\u1a55-\u1a7f"
    r"\u1ab0-\u1b44\u1b6b-\u1b73\u1b80-\u1bf3\u1c24-\u1c37\u1cd0-\u1cd2\u1cd4-\u1dff"
    r"\u203f-\u2040\u2054\u20d0-\u20f0\u24b6-\u24e9\u2cef-\u2cf1\u2d7f-\u2dff\u302a-\u302f"
    r"\u3099-\u309a\ua66f-\ua672\ua674-\ua67d\ua69e-\ua6f1\ua802-\ua827\ua82c\ua880-\ua8c5"
    r"\ua8e0-\ua8f1\ua8ff-\ua92d\ua947-\ua953\ua980-\ua9c0\ua9e5-\uaa4d\uaa7b-\uaac1"
    r"\uaaeb-\uaaef\uaaf5-\uaaf6\uabe3-\uabea\uabec-\uabed\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f"
    r"\ufe33-\ufe34\ufe4d-\ufe4f\uff3f"
)
r"""Marks and connecting punctuation that ``\p{Word}`` has beside letters and digits."""

_ALPHABETIC_MARK: Final = re.compile(f"[{ALPHABETIC_MARKS}]")
_ASCII_END: Final = "\x7f"


def is_alphabetic(character: str) -> bool:
    """Whether Ruby's ``[[:alpha:]]`` has the character."""
    if character.isalpha():
        return True
    if character <= _ASCII_END:
        return False
    return category(character) == "Nl" or bool(_ALPHABETIC_MARK.match(character))


def is_alphanumeric(character: str) -> bool:
    """Whether Ruby's ``[[:alnum:]]`` has the character."""
    return character.isdecimal() or is_alphabetic(character)
