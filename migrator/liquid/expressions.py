"""What a Liquid expression is and how it is evaluated.

Rules: Liquid 4, ``expression.rb``, ``variable_lookup.rb``, ``range_lookup.rb``, ``variable.rb``.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from liquid.expression import Expression
from liquid.token import TOKEN_EXPRESSION, Token

from migrator.liquid.ruby import (
    Drop,
    MethodLiteral,
    RubyRange,
    is_array,
    strict_integer,
    to_float,
    to_integer,
)

if TYPE_CHECKING:
    from liquid.context import RenderContext

    from migrator.liquid.context import Context

NO_TOKEN: Final = Token(TOKEN_EXPRESSION, "", -1, "")
"""Expressions have no place of their own; the node that holds them has."""

_LITERALS: Final[Mapping[str, object]] = {
    "nil": None,
    "null": None,
    "": None,
    "true": True,
    "false": False,
    "blank": MethodLiteral("blank"),
    "empty": MethodLiteral("empty"),
}
_QUOTED = re.compile(r"'(.*)'|\"(.*)\"", re.DOTALL)
_INTEGER = re.compile(r"-?\d+", re.ASCII)
_FLOAT = re.compile(r"-?\d[\d.]+", re.ASCII)
_RANGE = re.compile(r"\((\S+)\.\.(\S+)\)", re.ASCII)
_LOOKUP_PARTS = re.compile(r"\[[^\]]+\]|[\w\-]+\??", re.ASCII)
_WORD_PARTS = re.compile(r"[\w\-]+\??", re.ASCII)
_COMMANDS: Final = frozenset(("size", "first", "last"))
_INTEGER_BYTES: Final = 8
MAX_NESTING: Final = 20
"""How deep ranges and brackets may nest in one expression."""


class Constant(Expression):
    """A literal value."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        super().__init__(NO_TOKEN)
        self.value = value

    def evaluate(self, context: RenderContext) -> object:
        """Return the value."""
        del context
        return self.value

    def children(self) -> Iterable[Expression]:
        """Return nothing: a constant holds no expressions."""
        return ()


class RangeLookup(Expression):
    """``(first..last)``."""

    __slots__ = ("first", "last")

    def __init__(self, first: Expression, last: Expression) -> None:
        super().__init__(NO_TOKEN)
        self.first = first
        self.last = last

    def evaluate(self, context: RenderContext) -> object:
        """Return the range between the two values."""
        return RubyRange(
            _range_end(self.first.evaluate(context)), _range_end(self.last.evaluate(context))
        )

    def children(self) -> Iterable[Expression]:
        """Return both ends."""
        return (self.first, self.last)


def _range_end(value: object) -> int:
    return to_integer(value) if value is None or isinstance(value, str) else strict_integer(value)


class Lookup(Expression):
    """``name.field[expression]…``."""

    __slots__ = ("keys", "name")

    def __init__(self, name: Expression, keys: tuple[tuple[Expression, bool], ...]) -> None:
        super().__init__(NO_TOKEN)
        self.name = name
        self.keys = keys  # (key, whether it may be a command such as ``size``)

    def evaluate(self, context: RenderContext) -> object:
        """Return what the path leads to, or None."""
        scopes: Context = context  # type: ignore[assignment]
        value = scopes.find(self.name.evaluate(context))
        for key, command in self.keys:
            value = field(value, key.evaluate(context), command=command)
            if value is None:
                break
        if value is None and scopes.site_state.strict_variables:
            self._tell_undefined(scopes)
        return value

    def _tell_undefined(self, context: Context) -> None:
        """Report the first part of the path that leads to nothing; nil itself is something."""
        name = self.name.evaluate(context)
        if not context.knows(name):
            context.report_undefined(name)
            return
        value = context.find(name)
        for key, command in self.keys:
            part = key.evaluate(context)
            if not _has_field(value, part, command=command):
                context.report_undefined(part)
                return
            value = field(value, part, command=command)

    def children(self) -> Iterable[Expression]:
        """Return the name and the keys."""
        return (self.name, *(key for key, _ in self.keys))


def field(value: object, key: object, *, command: bool = False) -> object:
    """Return field ``key`` of ``value`` as a Liquid path reads it, or None.

    ``command`` tells that the key was written without brackets, so that ``size``, ``first`` and
    ``last`` may ask the value itself.
    """
    if isinstance(value, Drop):
        return value.get(key)
    if isinstance(value, Mapping):
        try:
            if key in value:
                return value[key]
        except TypeError:
            return None
    elif is_array(value) and isinstance(key, int) and not isinstance(key, bool):
        return item_at(value, key)  # type: ignore[arg-type]
    return _ask(value, str(key)) if command and key in _COMMANDS else None


def _has_field(value: object, key: object, *, command: bool) -> bool:
    """Tell whether a Liquid path leads from ``value`` on to ``key``, be it to nil."""
    if isinstance(value, Drop):
        return value.has(key)
    if isinstance(value, Mapping) and isinstance(key, Hashable) and key in value:
        return True
    if is_array(value) and isinstance(key, int):
        return True
    return command and key in _COMMANDS and (is_array(value) or _ask(value, str(key)) is not None)


def item_at(values: Sequence[object], index: int) -> object:
    """Return the item at ``index`` (negative from the end), or None."""
    return values[index] if -len(values) <= index < len(values) else None


def _ask(value: object, command: str) -> object:
    if command == "size":
        return size_of(value)
    if isinstance(value, RubyRange):
        return value.first if command == "first" else value.last
    if isinstance(value, Mapping):
        return list(next(iter(value.items()), ())) or None if command == "first" else None
    if isinstance(value, (list, tuple)):
        return item_at(value, 0 if command == "first" else -1)
    return None


def size_of(value: object) -> object:
    """Return Ruby's ``size``, or None where the value has none."""
    if isinstance(value, (str, list, tuple, Mapping, RubyRange)):
        return len(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return _INTEGER_BYTES
    return None


def parse_expression(markup: str) -> Expression:
    """Return the expression that ``markup`` writes; anything is one (lax, as in Ruby)."""
    if markup in _LITERALS:
        return Constant(_LITERALS[markup])
    if match := _QUOTED.fullmatch(markup):
        return Constant(match.group(1) if match.group(1) is not None else match.group(2))
    if _INTEGER.fullmatch(markup):
        return Constant(to_integer(markup))
    if markup.count("(") <= MAX_NESTING and (match := _RANGE.fullmatch(markup)):
        return _parse_range(parse_expression(match.group(1)), parse_expression(match.group(2)))
    if _FLOAT.fullmatch(markup):
        return Constant(to_float(markup))
    return _parse_lookup(markup)


def _parse_range(first: Expression, last: Expression) -> Expression:
    """Return a range; between two literals anything is made an integer, as Ruby's ``to_i`` does."""
    if isinstance(first, Constant) and isinstance(last, Constant):
        return Constant(RubyRange(to_integer(first.value), to_integer(last.value)))
    return RangeLookup(first, last)


def _parse_lookup(markup: str) -> Expression:
    closed = markup.rfind("]") + 1  # after the last bracket only words are parts
    parts = _LOOKUP_PARTS.findall(markup, 0, closed) + _WORD_PARTS.findall(markup, closed)
    if not parts:
        return Constant(None)
    name, *rest = parts
    return Lookup(_part(name), tuple((_part(part), part in _COMMANDS) for part in rest))


def _part(part: str) -> Expression:
    return parse_expression(part[1:-1]) if part.startswith("[") else Constant(part)


class FilterCall:
    """A filter with its arguments, not yet evaluated."""

    __slots__ = ("arguments", "keywords", "name")

    def __init__(
        self, name: str, arguments: tuple[Expression, ...], keywords: Mapping[str, Expression]
    ) -> None:
        self.name = name
        self.arguments = arguments
        self.keywords = keywords

    def apply(self, value: object, context: Context) -> object:
        """Return ``value`` after the filter."""
        arguments = [argument.evaluate(context) for argument in self.arguments]
        if self.keywords:
            arguments.append({key: item.evaluate(context) for key, item in self.keywords.items()})
        return context.apply_filter(self.name, value, arguments)


class Filtered(Expression):
    """An expression with filters: ``{{ page.title | default: "x" | upcase }}``."""

    __slots__ = ("filters", "start")

    def __init__(self, start: Expression, filters: tuple[FilterCall, ...]) -> None:
        super().__init__(NO_TOKEN)
        self.start = start
        self.filters = filters

    def evaluate(self, context: RenderContext) -> object:
        """Return the value after all filters."""
        scopes: Context = context  # type: ignore[assignment]
        value = self.start.evaluate(context)
        for call in self.filters:
            value = call.apply(value, scopes)
        return value

    def children(self) -> Iterable[Expression]:
        """Return the start and all arguments."""
        yield self.start
        for call in self.filters:
            yield from call.arguments
            yield from call.keywords.values()
