"""Slugs, term nicenames and logins in the form that WordPress stores unchanged."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from typing import Final
from urllib.parse import quote, unquote

SLUG_LIMIT: Final = 200
LOGIN_LIMIT: Final = 60
_FEEDS: Final = frozenset({"feed", "rdf", "rss", "rss2", "atom", "embed"})
"""Slugs that WordPress keeps for itself (wp_unique_post_slug)."""
_PAGED: Final = re.compile(r"(?:page)?\d+\Z")
"""Page slugs that WordPress would take for page numbers."""
_LETTERS_TO_ASCII: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "œ": "oe", "Œ": "oe"}
    | {"đ": "d", "Đ": "d", "ł": "l", "Ł": "l", "ð": "d", "þ": "th", "ı": "i"}
)
_TERM_SIGNS: Final = str.maketrans(
    {"+": "-plus-", "#": "-sharp-", "&": "-and-", "@": "-at-", "*": "-star-", "%": "-percent-"}
)
_NOT_LOGIN: Final = re.compile(r"[^a-z0-9_.@ -]+")


def slugify(text: str) -> str:
    """Return ``text`` as a slug: lower case, percent-encoded, cut at a whole character.

    Empty where ``text`` holds no letter and no digit.
    """
    words = "".join(map(_slug_character, _to_ascii(unquote(text)).lower()))
    return _cut(re.sub(r"-{2,}", "-", words).strip("-"), SLUG_LIMIT)


def term_slug(name: str) -> str:
    """Return a nicename that tells ``C``, ``C++`` and ``C#`` apart; never empty."""
    text = re.sub(r"^\s*\.(?=\w)", "dot-", name).translate(_TERM_SIGNS)
    return slugify(text) or "term-" + "-".join(f"{ord(character):x}" for character in name[:8])


def login_of(*candidates: str) -> str:
    """Return the first of ``candidates`` (keys, e-mails, names) that makes a login, else ''."""
    for candidate in candidates:
        words = _NOT_LOGIN.sub("", _to_ascii(candidate.partition("@")[0]).lower()).split()
        login = " ".join(words).strip(" .-_")
        if login:
            return login[:LOGIN_LIMIT].strip()
    return ""


def unique(wanted: str, taken: Container[str], limit: int = SLUG_LIMIT) -> str:
    """Return ``wanted``, or with ``-2``, ``-3``, … the first that is not ``taken``."""
    result, number = wanted, 1
    while result in taken:
        number += 1
        suffix = f"-{number}"
        result = _cut(wanted, limit - len(suffix)) + suffix
    return result


def is_reserved(slug: str, *, hierarchical: bool) -> bool:
    """Return whether WordPress would change ``slug`` on its own."""
    return slug in _FEEDS or (hierarchical and _PAGED.match(slug) is not None)


def _slug_character(character: str) -> str:
    if character.isascii():
        return character if character.isalnum() or character in "-_" else "-"
    if unicodedata.category(character)[0] in "LMN":
        return quote(character).lower()
    return "-"


def _to_ascii(text: str) -> str:
    """Return ``text`` (NFC) with the accents of Latin letters taken off, other scripts as is."""
    text = unicodedata.normalize("NFC", text).translate(_LETTERS_TO_ASCII)
    return "".join(map(_without_accents, text))


def _without_accents(character: str) -> str:
    base = unicodedata.normalize("NFD", character)[0]
    return base if base.isascii() else character


def _cut(slug: str, limit: int) -> str:
    """Return at most ``limit`` bytes of a percent-encoded slug, no character torn."""
    if len(slug) <= limit:
        return slug
    head = slug[:limit]
    escape = head.rfind("%", limit - 2)
    head = head if escape < 0 else head[:escape]
    raw = bytearray(unquote(head, errors="surrogateescape").encode("utf-8", "surrogateescape"))
    whole = raw.decode("utf-8", "ignore")
    return "".join(map(_slug_character, whole)).strip("-")
