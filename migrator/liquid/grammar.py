"""Read the markup of tags and outputs: strictly first, then as laxly as Ruby's Liquid 4.

Jekyll runs Liquid in its mode ``warn``: a markup that the strict grammar does not know is read
once more by patterns that take what they can find (``lexer.rb``, ``parser.rb`` and the
``lax_parse`` of ``variable.rb``, ``if.rb`` and ``for.rb``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from liquid.exceptions import LiquidSyntaxError
from liquid.expression import Expression

from migrator.liquid.conditions import Comparison, Condition, Joint
from migrator.liquid.expressions import (
    MAX_NESTING,
    Constant,
    FilterCall,
    Filtered,
    parse_expression,
)

QUOTED_FRAGMENT: Final = r"""(?:"[^"]*"|'[^']*'|(?:[^\s,|'"]|"[^"]*"|'[^']*')+)"""
FLAGS: Final = re.ASCII
TAG_ATTRIBUTES = re.compile(rf"(\w+)\s*:\s*({QUOTED_FRAGMENT})", FLAGS)

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<comparison>==|!=|<>|<=?|>=?|contains(?=\s))
      | (?P<string>'[^']*'|"[^"]*")
      | (?P<number>-?\d+(?:\.\d+)?)
      | (?P<id>[a-zA-Z_][\w-]*\??)
      | (?P<dotdot>\.\.)
      | (?P<special>[|.:,\[\]()?-])
    )""",
    FLAGS | re.VERBOSE,
)
_BLANK = re.compile(r"\s*", FLAGS)
_VARIABLE = re.compile(rf"({QUOTED_FRAGMENT})(.*)", FLAGS | re.DOTALL)
_FILTER_MARKUP = re.compile(r"\|\s*(.*)", FLAGS | re.DOTALL)
_FILTER = re.compile(rf"(?:\s+|{QUOTED_FRAGMENT}|,)+", FLAGS)
_FILTER_NAME = re.compile(r"\w+", FLAGS)
_FILTER_ARGUMENT = re.compile(rf"[:,]\s*((?:\w+\s*:\s*)?{QUOTED_FRAGMENT})", FLAGS)
_COMPARISON = re.compile(rf"({QUOTED_FRAGMENT})\s*([=!<>a-z_]+)?\s*({QUOTED_FRAGMENT})?", FLAGS)
_BOOLEAN = r"\b(?:\s?and\s?|\s?or\s?)\b"
_OPERANDS = re.compile(rf"{_BOOLEAN}|(?:\s*(?!{_BOOLEAN})(?:{QUOTED_FRAGMENT}|\S+)\s*)+", FLAGS)
_FOR = re.compile(rf"([\w\-]+)\s+in\s+((?:{QUOTED_FRAGMENT})+)\s*(reversed)?", FLAGS)
_JOINTS: Final[Mapping[str, Joint]] = {"and": "and", "or": "or"}


class _Strict:
    """The tokens of one markup and a position among them (``Liquid::Parser``)."""

    def __init__(self, markup: str) -> None:
        self.tokens = _scan(markup)
        self.position = 0
        self.depth = 0

    def kind(self, ahead: int = 0) -> str:
        return self.tokens[min(self.position + ahead, len(self.tokens) - 1)][0]

    def take(self, kind: str) -> str:
        found, text = self.tokens[self.position]
        if found != kind:
            raise LiquidSyntaxError(f"expected {kind} but found {found}", token=None)
        self.position += 1
        return text

    def take_if(self, kind: str) -> str | None:
        return self.take(kind) if self.kind() == kind else None

    def take_word(self, *words: str) -> str | None:
        kind, text = self.tokens[self.position]
        return self.take("id") if kind == "id" and text in words else None

    def expression(self) -> str:
        """Take one expression and return its text, without white space."""
        kind = self.kind()
        if kind == "id":
            return self._path()
        if kind in ("string", "number"):
            return self.take(kind)
        self.take("(")
        first = self._nested()
        self.take("dotdot")
        last = self._nested()
        self.take(")")
        return f"({first}..{last})"

    def _nested(self) -> str:
        self.depth += 1
        if self.depth > MAX_NESTING:
            raise LiquidSyntaxError("expression nested too deep", token=None)
        text = self.expression()
        self.depth -= 1
        return text

    def _path(self) -> str:
        pieces = [self.take("id")]
        while self.kind() in (".", "["):
            if self.take_if("."):
                pieces.append("." + self.take("id"))
            else:
                self.take("[")
                pieces.append(f"[{self._nested()}]")
                self.take("]")
        return "".join(pieces)

    def argument(self) -> str:
        """Take one argument of a filter; ``name: value`` keeps its name."""
        name = ""
        if self.kind() == "id" and self.kind(1) == ":":
            name = self.take("id") + self.take(":") + " "
        return name + self.expression()


def _scan(markup: str) -> list[tuple[str, str]]:
    """Return (kind, text) pairs; a special character is its own kind."""
    result = []
    position = 0
    while match := _TOKEN.match(markup, position):
        kind = match.lastgroup or ""
        text = match.group(kind)
        result.append((text if kind == "special" else kind, text))
        position = match.end()
    blank = _BLANK.match(markup, position)
    if blank is None or blank.end() != len(markup):
        raise LiquidSyntaxError(f"unexpected character {markup[position:].strip()[:1]}", token=None)
    return [*result, ("end", "")]


def parse_filtered(markup: str) -> Filtered:
    """Return the expression and filters of ``{{ markup }}`` or of an assignment."""
    try:
        return _strict_filtered(_Strict(markup))
    except LiquidSyntaxError:
        return _lax_filtered(markup)


def _strict_filtered(parser: _Strict) -> Filtered:
    start = parse_expression(parser.expression())
    filters = []
    while parser.take_if("|"):
        name = parser.take("id")
        arguments = []
        if parser.take_if(":"):
            arguments.append(parser.argument())
            while parser.take_if(","):
                arguments.append(parser.argument())
        filters.append(_filter_call(name, arguments))
    parser.take("end")
    return Filtered(start, tuple(filters))


def _lax_filtered(markup: str) -> Filtered:
    match = _VARIABLE.search(markup)
    if match is None:
        return Filtered(Constant(None), ())
    filters = []
    if piped := _FILTER_MARKUP.search(match.group(2)):
        for text in _FILTER.findall(piped.group(1)):
            if name := _FILTER_NAME.search(text):
                filters.append(_filter_call(name.group(), _FILTER_ARGUMENT.findall(text)))
    return Filtered(parse_expression(match.group(1)), tuple(filters))


def _filter_call(name: str, arguments: list[str]) -> FilterCall:
    positional = []
    keywords = {}
    for argument in arguments:
        if match := TAG_ATTRIBUTES.fullmatch(argument):
            keywords[match.group(1)] = parse_expression(match.group(2))
        else:
            positional.append(parse_expression(argument))
    return FilterCall(name, tuple(positional), keywords)


def parse_condition(markup: str) -> Condition:
    """Return the condition of an ``if``; raises ``LiquidSyntaxError`` where there is none."""
    try:
        return strict_condition(markup)
    except LiquidSyntaxError:
        return _lax_condition(markup)


def strict_condition(markup: str) -> Condition:
    """Return the condition that ``markup`` writes by the strict grammar (``where_exp``)."""
    parser = _Strict(markup)
    comparisons = [_strict_comparison(parser)]
    joints = []
    while joint := parser.take_word("and", "or"):
        joints.append(_JOINTS[joint])
        comparisons.append(_strict_comparison(parser))
    parser.take("end")
    return Condition(tuple(comparisons), tuple(joints))


def _strict_comparison(parser: _Strict) -> Comparison:
    left = parse_expression(parser.expression())
    operator = parser.take_if("comparison")
    if operator is None:
        return Comparison(left)
    return Comparison(left, operator, parse_expression(parser.expression()))


def _lax_condition(markup: str) -> Condition:
    parts = _OPERANDS.findall(markup)
    comparisons = [_lax_comparison(part) for part in parts[::2]]
    joints = [_JOINTS.get(part.strip()) for part in parts[1::2]]
    if not comparisons or len(joints) != len(comparisons) - 1 or None in joints:
        raise LiquidSyntaxError("valid syntax: if [expression]", token=None)
    return Condition(tuple(comparisons), tuple(joint for joint in joints if joint))


def _lax_comparison(part: str) -> Comparison:
    match = _COMPARISON.search(part)
    if match is None:
        raise LiquidSyntaxError("valid syntax: if [expression]", token=None)
    left, operator, right = match.groups()
    return Comparison(
        parse_expression(left), operator, parse_expression(right) if right else Constant(None)
    )


@dataclass(frozen=True, slots=True)
class LoopMarkup:
    """What a ``for`` or ``tablerow`` tag says: variable, collection, how much of it."""

    variable: str
    collection: Expression
    name: str
    is_reversed: bool
    attributes: Mapping[str, Expression]
    continues: bool = False


def parse_for(markup: str) -> LoopMarkup:
    """Return what ``{% for markup %}`` says; raises ``LiquidSyntaxError``."""
    try:
        return _strict_for(_Strict(markup))
    except LiquidSyntaxError:
        return _lax_for(markup)


def _strict_for(parser: _Strict) -> LoopMarkup:
    variable = parser.take("id")
    if not parser.take_word("in"):
        raise LiquidSyntaxError("for loops require an 'in' clause", token=None)
    collection = parser.expression()
    is_reversed = bool(parser.take_word("reversed"))
    attributes = []
    while parser.kind() == "id" and parser.kind(1) == ":":
        name = parser.take_word("limit", "offset")
        if name is None:
            raise LiquidSyntaxError("valid attributes are limit and offset", token=None)
        parser.take(":")
        attributes.append((name, parser.expression()))
    parser.take("end")
    return _loop(variable, collection, attributes, is_reversed=is_reversed)


def _lax_for(markup: str) -> LoopMarkup:
    match = _FOR.match(markup)
    if match is None:
        raise LiquidSyntaxError("valid syntax: for [item] in [collection]", token=None)
    variable, collection, is_reversed = match.groups()
    attributes = TAG_ATTRIBUTES.findall(markup)
    return _loop(variable, collection, attributes, is_reversed=bool(is_reversed))


def _loop(
    variable: str, collection: str, attributes: list[tuple[str, str]], *, is_reversed: bool
) -> LoopMarkup:
    written = dict(attributes)
    return LoopMarkup(
        variable,
        parse_expression(collection),
        f"{variable}-{collection}",
        is_reversed,
        {name: parse_expression(text) for name, text in written.items()},
        continues=written.get("offset") == "continue",
    )
