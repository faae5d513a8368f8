"""Cut a template into tokens, and a tag's token into name and markup, as Ruby's Liquid does.

Rules: Liquid 4, ``Liquid::TemplateParser``, ``BlockBody::FullToken``, ``Raw``. A ``{{`` runs to
the first ``}`` (and takes a second one), whatever stands between; a ``{%`` runs to the first
``%}``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from liquid.token import TOKEN_CONTENT, TOKEN_OUTPUT, TOKEN_TAG, Token

_START = re.compile(r"\{[{%]")
_TAG = re.compile(r"\{%-?\s*(#|\w+)\s*(.*?)-?%\}", re.ASCII | re.DOTALL)
_OUTPUT = re.compile(r"\{\{-?(.*?)-?\}\}", re.DOTALL)
_RAW_END = re.compile(r"(.*)\{%-?\s*(\w+)\s*(.*)?%\}", re.ASCII | re.DOTALL)
DELIMITER_LENGTH: Final = 2


def tokens(source: str) -> Iterator[Token]:
    """Yield the tokens of ``source``: content, output and tag; joined they are ``source``."""
    position = 0
    length = len(source)
    # Past the last closing delimiter nothing closes any more: looking again would be quadratic.
    last_tag_end, last_brace = source.rfind("%}"), source.rfind("}")
    while position < length:
        start = _START.search(source, position)
        if start is None:
            break
        begin = start.start()
        if begin > position:
            yield Token(TOKEN_CONTENT, source[position:begin], position, source)
        is_tag = source.startswith("{%", begin)
        position = begin + DELIMITER_LENGTH
        if position <= (last_tag_end if is_tag else last_brace):
            position = _tag_end(source, position) if is_tag else _output_end(source, position)
        yield Token(TOKEN_TAG if is_tag else TOKEN_OUTPUT, source[begin:position], begin, source)
    if position < length:
        yield Token(TOKEN_CONTENT, source[position:], position, source)


def _tag_end(source: str, after: int) -> int:
    return source.index("%}", after) + DELIMITER_LENGTH


def _output_end(source: str, after: int) -> int:
    end = source.index("}", after)
    return end + (2 if source.startswith("}}", end) else 1)


def split_tag(text: str) -> tuple[str, str] | None:
    """Return name and markup of a tag's token, or None where it is no whole tag."""
    match = _TAG.fullmatch(text)
    return (match.group(1), match.group(2)) if match else None


def output_markup(text: str) -> str | None:
    """Return the markup of an output's token, or None where it is not properly closed."""
    match = _OUTPUT.fullmatch(text)
    return match.group(1) if match else None


def raw_end(text: str, end_name: str) -> str | None:
    """Return what stands before the end tag in a token that ends with it, or None."""
    if not text.endswith("%}"):
        return None
    match = _RAW_END.fullmatch(text)
    return match.group(1) if match and match.group(2) == end_name else None


def trims_before(text: str) -> bool:
    """Tell whether a tag or output token begins with ``{%-`` or ``{{-``."""
    return text[DELIMITER_LENGTH : DELIMITER_LENGTH + 1] == "-"


def trims_after(text: str) -> bool:
    """Tell whether a tag or output token ends with ``-%}`` or ``-}}``."""
    return text[-3:-2] == "-"


@dataclass(frozen=True, slots=True)
class LineStarts:
    """The offsets at which the lines of a text begin."""

    offsets: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> LineStarts:
        """Return the line starts of ``text``."""
        return cls((0, *(match.end() for match in re.finditer("\n", text))))

    def line(self, offset: int) -> int:
        """Return the one-based line of the character at ``offset``."""
        return bisect_right(self.offsets, offset)
