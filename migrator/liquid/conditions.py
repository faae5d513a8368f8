"""Conditions: comparisons joined by ``and`` and ``or``, read from the right as Liquid does.

Rules: Liquid 4, ``condition.rb``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from liquid.exceptions import LiquidTypeError
from liquid.expression import Expression

from migrator.liquid.expressions import NO_TOKEN, Constant
from migrator.liquid.ruby import (
    Drop,
    MethodLiteral,
    RubyRange,
    compare,
    equal,
    inspect,
    is_array,
    to_text,
    truthy,
    type_name,
)

if TYPE_CHECKING:
    from liquid.context import RenderContext

Joint = Literal["and", "or"]
NOTHING: Final = Constant(None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """``left operator right``; without an operator, just ``left``."""

    left: Expression
    operator: str | None = None
    right: Expression = NOTHING

    def evaluate(self, context: RenderContext) -> object:
        """Return the value of the comparison, mostly a boolean."""
        left = self.left.evaluate(context)
        if self.operator is None:
            return left
        right = self.right.evaluate(context)
        operation = OPERATORS.get(self.operator)
        if operation is None:
            raise LiquidTypeError(f"unknown operator {self.operator}", token=None)
        return operation(left, right)


class Condition(Expression):
    """Comparisons and what joins each to the next; evaluated until one decides."""

    __slots__ = ("comparisons", "joints")

    def __init__(self, comparisons: tuple[Comparison, ...], joints: tuple[Joint, ...]) -> None:
        super().__init__(NO_TOKEN)
        self.comparisons = comparisons
        self.joints = joints

    def evaluate(self, context: RenderContext) -> object:
        """Return the value that decides."""
        result: object = None
        for comparison, joint in zip(self.comparisons, (*self.joints, None), strict=True):
            result = comparison.evaluate(context)
            if joint is None or truthy(result) == (joint == "or"):
                break
        return result

    def holds(self, context: RenderContext) -> bool:
        """Tell whether the condition is met."""
        return truthy(self.evaluate(context))

    def children(self) -> Iterable[Expression]:
        """Return all operands."""
        for comparison in self.comparisons:
            yield comparison.left
            yield comparison.right


def _equal(left: object, right: object) -> bool | None:
    if isinstance(left, MethodLiteral):
        return _asks(left, right)
    if isinstance(right, MethodLiteral):
        return _asks(right, left)
    return equal(left, right)


def _asks(literal: MethodLiteral, value: object) -> bool | None:
    """Answer ``value == empty``; plain Ruby objects do not answer to ``blank?``."""
    if literal.name == "empty" and (is_array(value) or isinstance(value, (str, Mapping))):
        return not value
    return None


def _ordered(test: Callable[[int], bool]) -> Callable[[object, object], bool | None]:
    def evaluate(left: object, right: object) -> bool | None:
        if not (_has_order(left) and _has_order(right)):
            return None
        order = compare(left, right)
        if order is None:
            raise LiquidTypeError(_incomparable(left, right), token=None)
        return test(order)

    return evaluate


def _incomparable(left: object, right: object) -> str:
    other = inspect(right) if isinstance(right, (int, float)) else type_name(right)
    return f"comparison of {type_name(left)} with {other} failed"


def _has_order(value: object) -> bool:
    unordered = value is None or isinstance(value, (bool, Mapping, Drop, RubyRange, MethodLiteral))
    return not unordered and not is_array(value)


def _contains(left: object, right: object) -> bool:
    if not truthy(left) or not truthy(right):
        return False
    if isinstance(left, str):
        return to_text(right) in left
    if isinstance(left, (list, tuple)):
        return any(equal(item, right) for item in left)
    if isinstance(left, Mapping):
        return any(equal(key, right) for key in left)
    if isinstance(left, RubyRange):
        is_number = isinstance(right, (int, float)) and not isinstance(right, bool)
        return is_number and left.first <= right <= left.last  # type: ignore[operator]
    return False


OPERATORS: Final[Mapping[str, Callable[[object, object], object]]] = {
    "==": _equal,
    "!=": lambda left, right: not _equal(left, right),
    "<>": lambda left, right: not _equal(left, right),
    "<": _ordered(lambda order: order < 0),
    ">": _ordered(lambda order: order > 0),
    "<=": _ordered(lambda order: order <= 0),
    ">=": _ordered(lambda order: order >= 0),
    "contains": _contains,
}
