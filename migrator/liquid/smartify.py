"""``smartify``: typographic quotes, dashes and dots in text with HTML tags.

Rules: Jekyll's SmartyPants converter, which is kramdown with only its smart quotes, entities,
typographic symbols and span HTML (kramdown syntax: Typographic Symbols).
"""

from __future__ import annotations

import html
import re
from typing import Final

_PUNCTUATION: Final = r"[!\"#$%'()*+,\-./:;<=>?@\[\\\]^_`{|}~]"
_QUOTE_RULES: Final = tuple(
    (re.compile(pattern, re.DOTALL), form)
    for pattern, form in (
        (r"()(\"|')(?=[_*]{1,2}\S)", "open"),
        (rf"()(\"|')(?={_PUNCTUATION}(?!\.\.)\B)", "close"),
        (r"(\s?)\"'(?=\w)", "“‘"),
        (r"(\s?)'\"(?=\w)", "‘“"),
        (r"(\s?)'(?=\d\ds)", "’"),
        (r"(\s)('|\")(?=\w)", "open"),
        (r"([^ \\\t\r\n\[{(-])('|\")", "close"),
        (r"()(\"|')(?=\s|s\b|$)", "close"),
        (r"(.?)'", "‘"),
        (r"(.?)\"", "“"),
    )
)
_FORMS: Final = {("open", '"'): "“", ("open", "'"): "‘", ("close", '"'): "”", ("close", "'"): "’"}
_SYMBOLS: Final = {
    "---": "—",
    "--": "–",
    "...": "…",
    "\\<<": "&lt;&lt;",
    "\\>>": "&gt;&gt;",
    "<< ": "«\u00a0",
    " >>": "\u00a0»",
    "<<": "«",
    ">>": "»",
}
_ACTIVE = re.compile(
    r"(?P<tag></?[a-zA-Z][^<>]*>|<!--.*?-->)"
    rf"|(?P<symbol>{'|'.join(re.escape(symbol) for symbol in _SYMBOLS)})"
    r"|(?P<quote>[^\\]?[\"'])",
    re.DOTALL,
)
_ESCAPES: Final = str.maketrans({"<": "&lt;", ">": "&gt;"})
_AMPERSAND = re.compile(r"&(#?\w+;)?")
_KEPT_ENTITIES: Final = frozenset(("&amp;", "&lt;", "&gt;", "&quot;"))


def smartify(text: str) -> str:
    """Return ``text`` with typographic signs; tags stay as they are."""
    pieces = []
    position = 0
    while match := _ACTIVE.search(text, position):
        start = match.start()
        pieces.append(_plain(text[position:start]))
        if match["tag"]:
            pieces.append(match["tag"])
            position = match.end()
        elif match["symbol"]:
            pieces.append(_SYMBOLS[match["symbol"]])
            position = match.end()
        else:
            piece, position = _quote(text, start)
            pieces.append(piece)
    return "".join((*pieces, _plain(text[position:])))


def _quote(text: str, start: int) -> tuple[str, int]:
    for pattern, form in _QUOTE_RULES:
        if match := pattern.match(text, start):
            sign = _FORMS[form, match.group(2)] if form in ("open", "close") else form
            return _plain(match.group(1)) + sign, match.end()
    return _plain(text[start : start + 1]), start + 1


def _plain(text: str) -> str:
    return _AMPERSAND.sub(_ampersand, text.translate(_ESCAPES))


def _ampersand(match: re.Match[str]) -> str:
    """Entities become characters, as kramdown's default is; a bare sign is escaped."""
    entity = match.group()
    if entity in _KEPT_ENTITIES:
        return entity
    character = html.unescape(entity)
    return character if character != entity else "&amp;" + entity[1:]
