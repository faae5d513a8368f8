r"""Patterns that several block rules share.

All are matched with ``pattern.match(text, position)`` at the start of a line (or where HTML has
left off within one). Repeats are possessive, so none goes back over what it has read. ``SPACE``
is what Ruby calls ``\s``: ASCII white space only.
"""

from __future__ import annotations

import re
from typing import Final

from migrator.html.characters import SPACE
from migrator.html.tables import SPAN
from migrator.html.tags import NAME
from migrator.kramdown.attribute_lists import REFERENCE_NAME

RUBY_WHITE_SPACE: Final = " \t\n\v\f\r\0"
"""What Ruby's ``strip`` takes away."""

INLINE_SPACE: Final = r"[ \t\r\f\v]*+"
SHORTEST_FENCE: Final = 3

_NOT_LAZY_END: Final = "|".join(sorted({*SPAN, "script"}))
HTML_START: Final = rf"<(?!(?:{_NOT_LAZY_END})\b){NAME}"
HTML_STOP: Final = rf"</(?!(?:{_NOT_LAZY_END})\b){NAME}[{SPACE}]*+>"
_HTML: Final = rf" {{0,3}}+(?:{HTML_STOP}|{HTML_START})"
_BLANK: Final = rf"{INLINE_SPACE}\n"
_MARKER: Final = rf"\^{INLINE_SPACE}\n"
_DEFINITION: Final = r" {0,3}+:[\t| ]"
_LIST_ITEM: Final = r" {0,3}+(?:[+*-]|[0-9]++\.)[\t| ]"
_GFM_BLOCK: Final = rf"{_LIST_ITEM}|#{{1,6}}+[\t ]| {{0,3}}+>| {{0,3}}+[~`]{{3}}"

BLANK_LINES: Final = re.compile(rf"(?>(?:{_BLANK})+)")
END_MARKER: Final = re.compile(_MARKER)
BLANK_OR_MARKER: Final = re.compile(rf"{_BLANK}|{_MARKER}")
REST_OF_LINE: Final = re.compile(_BLANK)
DEFINITION_START: Final = re.compile(_DEFINITION)
LIST_START: Final = re.compile(_LIST_ITEM)
BULLET_START: Final = re.compile(r" {0,3}+[+*-](?=[\t| ])")
THEMATIC_BREAK: Final = re.compile(
    r" {0,3}+(?:\*[ \t]*+\*[ \t]*+\*[* \t]*+|-[ \t]*+-[ \t]*+-[- \t]*+|_[ \t]*+_[ \t]*+_[_ \t]*+)\n"
)
ATTRIBUTE_LIST_START: Final = re.compile(r" {0,3}+\{:(?![:/])")
CLOSING_FENCE: Final = re.compile(rf"^(~{{3,}}){INLINE_SPACE}\n", re.MULTILINE)
GFM_CLOSING_FENCE: Final = re.compile(rf"^ {{0,3}}([~`]{{3,}}){INLINE_SPACE}\n", re.MULTILINE)
TRAILING_WHITE_SPACE: Final = re.compile(r"[ \t]*+\n")

LAZY_STOPS: Final = tuple(
    re.compile(rf" {{0,{most}}}+(?:{HTML_STOP}|{HTML_START})") for most in range(4)
)
"""What ends an item's lazy line, by the spaces that may stand before it."""

# What may follow { : at the start of an item: an attribute list, no definition or extension.
ITEM_ATTRIBUTE_LIST: Final = re.compile(
    rf"[{SPACE}]*+\{{:(?!(?:{REFERENCE_NAME})?:|/)((?>(?:\\\}}|[^}}])+))\}}[{SPACE}]*+", re.ASCII
)


def _lines(end: str, suspects: str) -> str:
    """Return a pattern for lines up to ``end`` or what may be an attribute list.

    A line that starts with none of ``suspects`` and is not blank needs no closer look.
    """
    plain = rf"(?= {{0,3}}+[^{SPACE}{{{suspects}])"
    return rf"(?>(?:(?:{plain}|(?! {{0,3}}+\{{:(?![:/]))(?!{end}))[^\n]++\n)*)"


LAZY_LINES: Final = re.compile(_lines(rf"{_BLANK}|{_MARKER}|{_HTML}", "^<"))
"""Lines that go on a quotation."""

PARAGRAPH_LINES: Final = re.compile(_lines(rf"{_BLANK}|{_MARKER}|{_HTML}|{_DEFINITION}", "^<:"))
"""Lines that go on a paragraph in kramdown's dialect."""

GFM_PARAGRAPH_LINES: Final = re.compile(
    _lines(rf"{_BLANK}|{_MARKER}|{_HTML}|{_DEFINITION}|{_GFM_BLOCK}", r"^<:+*\-0-9#>~`")
)
"""Lines that go on a paragraph with GFM's quirk ``paragraph_end``."""

_INDENTED_LINE: Final = rf"(?:\t| {{4}})[ \t]*+[^{SPACE}][^\n]*+\n"
_AFTER_INDENTED_LINE: Final = (
    rf"(?! {{0,3}}+\{{:(?![:/])|{_MARKER}|{_HTML})[ \t]*+[^{SPACE}][^\n]*+\n"
)
INDENTED_LINES: Final = re.compile(
    rf"(?>(?:(?>(?:{_BLANK})*)(?>(?:{_INDENTED_LINE})+)(?>(?:{_AFTER_INDENTED_LINE})*))*)"
)
"""Indented code with its lazy lines."""

INDENTED_LINES_GO_ON: Final = re.compile(
    rf"(?>(?:{_AFTER_INDENTED_LINE})*)(?>(?:(?>(?:{_BLANK})*)(?>(?:{_INDENTED_LINE})+)"
    rf"(?>(?:{_AFTER_INDENTED_LINE})*))*)"
)
"""The same, after a line of it."""
