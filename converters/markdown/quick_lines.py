"""A quick way for most text: what needs neither tidying nor escaping is written as it stands.

Whether it does is seen on a sketch: the text with one sign for each finished piece in it. Where
nothing in the sketch could be Markdown, and nothing beside a sign could make it something else,
the long way (``spacing``, ``emphasis``, ``escaping``) would change nothing. Not for kramdown's
dialect, where quotes and dashes are Markdown, too, nor for numbered addresses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from converters.markdown.breaks import line_end
from converters.markdown.code import code_span
from converters.markdown.dialects import Dialect
from converters.markdown.escaping import Place
from converters.markdown.tokens import Bracket, Break, Chars, Code, Mark, Token, Verbatim

_SPECIAL: Final = re.compile(r"[\\`*_~\[\]<>&|${}#\0\t\r\f\v]")
_EMAIL: Final = re.compile(r"[\w.+;-]@")
_LINE_STARTS: Final = re.compile(r"\n(?:[ \n:=+!-]|\d{1,9}[.)])")
"""What Markdown could read otherwise anywhere, or at the start of a line. Each is quick to search
for, other than one pattern of all would be."""

_OPENED, _CLOSED, _CODE, _FINISHED = "\x01", "\x02", "\x03", "\x04"
_MARK, _MARK_END = "\x05", "\x06"
_UNSURE: Final = "`"
"""The sign of what only the long way can write."""

_NEIGHBOURS: Final = re.compile(
    r"\x01(?:[\s^\x02]|(?<=!\x01))|\x02(?<=\s\x02)|\x03\x03"
    r"|\x05(?:[\s\x05\x06]|(?<=[^ \n(\"'“‘«\x01]\x05)|\W(?<=[^ \n]\x05.)|[^\x06]*\x05)"
    r"|\x06(?:(?<=\s\x06)|[^ \n.,:;!?)\"'”’»\x02]|[^ \n](?<=\W\x06.))",
    re.DOTALL,
)
"""Where a sign is not what it stands for: white space in a link, a mark that cannot open, …
Each alternative begins with its sign, which is quick to search for.

A mark opens after a blank, or after punctuation and before a letter; it closes before a blank,
or after a letter and before punctuation (CommonMark: left- and right-flanking). One within
another is left to the long way.
"""

_DELIMITERS: Final = {"em": "*", "strong": "**"}


def quick_line(tokens: Sequence[Token], place: Place, dialect: Dialect) -> str | None:
    """Return ``tokens`` as a text in ``place``, None where only the long way can tell."""
    if dialect.attribute_lists or dialect.references:
        return None
    sketch: list[str] = []
    pieces: list[str] = []
    for token in tokens:
        if type(token) is Chars:
            text = token.text
            sign = _UNSURE if "\n" in text else text
        else:
            sign, text = _FORMS[type(token)](token, place, dialect)
        sketch.append(sign)
        pieces.append(text)
    seen = "".join(sketch)
    marked = len(pieces) > 1 and _NEIGHBOURS.search(f"\n{seen}\n")
    return "".join(pieces) if not marked and is_prose(seen) else None


def is_prose(text: str) -> bool:
    """Tell whether nothing in ``text`` could be Markdown; False only that it may."""
    if not text:
        return True
    if _SPECIAL.search(text) or ("@" in text and _EMAIL.search(text)):
        return False
    lines = f"\n{text}\n"
    # Not in a loop: this is asked of each line.
    return not (
        "  " in lines
        or " \n" in lines
        or "://" in lines
        or "www." in lines
        or _LINE_STARTS.search(lines)
    )


def _code(token: Code, place: Place, dialect: Dialect) -> tuple[str, str]:
    return _CODE, code_span(token.text)


def _bracket(token: Bracket, place: Place, dialect: Dialect) -> tuple[str, str]:
    return _OPENED if token.opening else _CLOSED, token.text


def _break(token: Break, place: Place, dialect: Dialect) -> tuple[str, str]:
    return "\n", line_end(place, token, dialect)


def _verbatim(token: Verbatim, place: Place, dialect: Dialect) -> tuple[str, str]:
    """Tags, automatic links and images can be told; what stands for text of its own cannot."""
    is_known = token.text.startswith(("<", "![")) and token.text.endswith((">", ")"))
    return _FINISHED if is_known and "\n" not in token.text else _UNSURE, token.text


def _mark(token: Mark, place: Place, dialect: Dialect) -> tuple[str, str]:
    delimiter = _DELIMITERS.get(token.kind)
    if delimiter is None:
        return _UNSURE, ""
    return _MARK if token.opening else _MARK_END, delimiter


_FORMS: Final[Mapping[type, Callable[[Any, Place, Dialect], tuple[str, str]]]] = MappingProxyType(
    {Code: _code, Bracket: _bracket, Break: _break, Verbatim: _verbatim, Mark: _mark}
)
