"""HTML text to tokens, as browsers cut it (HTML: Parsing, Tokenization), without losing text.

Where the rules would throw away the rest of a file (a quote or a tag that never ends), the text
stays text. Liquid that no one evaluated (``{{ … }}``, ``{% … %}``) is never taken for markup, but
it does not reach across a tag, but for one in a string: braces far apart are no Liquid.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from migrator.model.attributes import NO_ATTRIBUTES, Attributes

_NO_TAG = "<(?![A-Za-z!?/])"
_STRING = r"""(?<!\w)(?:"[^"\n{}]*"|'[^'\n{}]*')"""
_LIQUID = (
    rf"\{{\{{(?>(?:{_STRING}|[^\n{{}}<]|{_NO_TAG})*)\}}\}}"
    rf"|\{{%(?>(?:{_STRING}|[^\n%{{<]|%(?!\}})|{_NO_TAG})*)%\}}"
)
_MARKUP: Final = re.compile(rf"{_LIQUID}|<(?=[A-Za-z!?/])")
_NAME: Final = re.compile(r"[A-Za-z][^\s/>]*")
_BETWEEN: Final = re.compile(r"[\s/]*")
_ATTRIBUTE_NAME: Final = re.compile(rf"(?:{_LIQUID})|[^\s/>][^\s/>=]*")
_EQUALS: Final = re.compile(r"\s*=\s*")
_QUOTED: Final = {
    '"': re.compile(rf'"((?>(?:{_LIQUID}|[^"])*))"'),
    "'": re.compile(rf"'((?>(?:{_LIQUID}|[^'])*))'"),
}
_UNQUOTED: Final = re.compile(rf"(?:{_LIQUID}|[^\s>])+")
_COMMENT: Final = re.compile(r"<!--(?:-?>|(.*?)--!?>)", re.DOTALL)
_INSTRUCTION: Final = re.compile(r"<\?.*?\?>", re.DOTALL)
_SECTION: Final = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_NAMED_REFERENCE: Final = re.compile(
    r"&(?:#[0-9]+;?|#[xX][0-9A-Fa-f]+;?|[A-Za-z][A-Za-z0-9]*+(?:;|(?![=A-Za-z0-9])))"
)

MAX_BROKEN_TAGS: Final = 8
"""So many tags without an end are tried in a text; a limit, so that reading stays linear."""


class Kind(Enum):
    """What a token is."""

    TEXT = "text"
    START = "start"
    END = "end"
    COMMENT = "comment"
    DOCTYPE = "doctype"


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of HTML: ``text`` is characters, or a comment or the like as written.

    ``line`` is the one-based line in the text that was cut. ``unclosed`` marks a comment or a
    tag that ends only where the text does.
    """

    kind: Kind
    line: int
    name: str = ""
    text: str = ""
    attributes: Attributes = NO_ATTRIBUTES
    self_closing: bool = False
    unclosed: bool = False


class Tokenizer:
    """Cuts one text; the builder asks for the next token, and for raw text where it opens it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0
        self._counted = 0
        self._line = 1
        self._broken = 0
        self._closing = False
        self._last_end = text.rfind(">")
        self._last_instruction_end = text.rfind("?>")
        self._last_section_end = text.rfind("]]>")

    def next(self) -> Token | None:
        """Return the next token, or None at the end of the text."""
        if self._position >= len(self._text):
            return None
        start = self._find_markup(self._position)
        if start > self._position:
            return self._take_text(start)
        return self._markup()

    def raw_text(self, name: str) -> tuple[str, bool]:
        """Return the text up to the end tag of ``name``, which is consumed, and if it was there."""
        pattern = re.compile(rf"</{re.escape(name)}(?=[\s/>])[^>]*>?", re.IGNORECASE)
        found = pattern.search(self._text, self._position)
        begin = self._position
        if found is None:
            self._position = len(self._text)
            return self._text[begin:], False
        self._position = found.end()
        return self._text[begin : found.start()], True

    def _find_markup(self, position: int) -> int:
        while found := _MARKUP.search(self._text, position):
            if found[0] == "<":
                return found.start()
            position = found.end()
        return len(self._text)

    def _line_at(self, position: int) -> int:
        self._line += self._text.count("\n", self._counted, position)
        self._counted = position
        return self._line

    def _take_text(self, end: int, *, unclosed: bool = False) -> Token:
        begin, self._position = self._position, end
        text = html.unescape(self._text[begin:end])
        return Token(Kind.TEXT, self._line_at(begin), text=text, unclosed=unclosed)

    def _markup(self) -> Token:
        mark = self._text[self._position + 1]
        if mark in "!?":
            return self._declaration()
        if mark == "/":
            return self._end_tag()
        return self._start_tag()

    def _declaration(self) -> Token:
        text, begin = self._text, self._position
        line = self._line_at(begin)
        if text.startswith("<!--", begin):
            return self._comment(line)
        found = None
        if begin < self._last_instruction_end:
            found = _INSTRUCTION.match(text, begin)
        if found is None and begin < self._last_section_end:
            found = _SECTION.match(text, begin)
        if found:
            self._position = found.end()
            return Token(Kind.COMMENT, line, text=found[0])
        end = text.find(">", begin)
        end = len(text) if end < 0 else end
        self._position = end + 1
        content = text[begin + 2 : end]
        if content[:7].lower() == "doctype":
            return Token(Kind.DOCTYPE, line, text=content)
        return Token(Kind.COMMENT, line, text=f"<!--{content}-->")

    def _comment(self, line: int) -> Token:
        begin = self._position
        found = _COMMENT.match(self._text, begin)
        if found is None:
            self._position = len(self._text)
            return Token(Kind.COMMENT, line, text=f"{self._text[begin:]}-->", unclosed=True)
        self._position = found.end()
        return Token(Kind.COMMENT, line, text=f"<!--{found[1] or ''}-->")

    def _end_tag(self) -> Token:
        begin = self._position
        found = _NAME.match(self._text, begin + 2)
        end = self._text.find(">", begin) + 1
        if not end:
            return self._take_text(len(self._text), unclosed=True)
        self._position = end
        line = self._line_at(begin)
        if found is None:
            return Token(Kind.COMMENT, line, text=f"<!--{self._text[begin + 2 : end - 1]}-->")
        return Token(Kind.END, line, name=found[0].lower())

    def _start_tag(self) -> Token:
        begin = self._position
        found = _NAME.match(self._text, begin + 1)
        name = found[0] if found else ""
        attributes: dict[str, str] = {}
        end = self._attributes(begin + 1 + len(name), attributes)
        if end < 0:
            self._broken += 1
            return self._take_text(self._find_markup(begin + 1), unclosed=True)
        self._position = end
        line, pairs = self._line_at(begin), tuple(attributes.items())
        return Token(Kind.START, line, name.lower(), attributes=pairs, self_closing=self._closing)

    def _attributes(self, position: int, attributes: dict[str, str]) -> int:
        """Fill ``attributes`` from ``position``; return the place after ``>``, -1 without one."""
        if position > self._last_end or self._broken > MAX_BROKEN_TAGS:
            return -1
        text = self._text
        while True:
            begin, position = position, _skip(_BETWEEN, text, position)
            if position >= len(text):
                return -1
            if text[position] == ">":
                self._closing = "/" in text[begin:position]
                return position + 1
            position = self._attribute(position, attributes)

    def _attribute(self, position: int, attributes: dict[str, str]) -> int:
        text = self._text
        end = _skip(_ATTRIBUTE_NAME, text, position)
        name = text[position:end]
        if not name.startswith("{"):
            name = name.lower()
        equals = _EQUALS.match(text, end)
        if equals is None:
            attributes.setdefault(name, "")
            return end
        value, end = self._value(equals.end())
        attributes.setdefault(name, unescape_value(value))
        return end

    def _value(self, position: int) -> tuple[str, int]:
        text = self._text
        quoted = _QUOTED.get(text[position : position + 1])
        if quoted is None:
            end = _skip(_UNQUOTED, text, position)
            return text[position:end], end
        found = quoted.match(text, position)
        if found:
            return found[1], found.end()
        self._broken += 1
        end = text.find(">", position)
        end = len(text) if end < 0 else end
        return text[position + 1 : end], end


def unescape_value(value: str) -> str:
    """Return an attribute's ``value`` with its character references decoded.

    Unlike in text, ``&copy=1`` stays: a name without ``;`` before ``=`` or a letter is none.
    """
    if "&" not in value:
        return value
    return _NAMED_REFERENCE.sub(lambda found: html.unescape(found[0]), value)


def section_text(written: str) -> str | None:
    """Return the characters of a CDATA section, None where ``written`` is something else."""
    found = _SECTION.fullmatch(written)
    return found[1] if found else None


def _skip(pattern: re.Pattern[str], text: str, position: int) -> int:
    found = pattern.match(text, position)
    return found.end() if found else position
