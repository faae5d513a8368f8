"""Filters on numbers (Liquid 4: standardfilters.rb).

Whole numbers stay whole: ``7 | divided_by: 2`` is 3. Decimals are exact, then become floats.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal, DivisionByZero, InvalidOperation

from liquid.exceptions import FilterArgumentError

from migrator.liquid import ruby
from migrator.liquid.ruby import Number, from_number, to_number


def _operation(
    value: object, operand: object, operation: Callable[[Number, Number], Number]
) -> int | float:
    try:
        return from_number(operation(to_number(value), to_number(operand)))
    except (ZeroDivisionError, DivisionByZero, InvalidOperation) as error:
        raise FilterArgumentError("divided by 0", token=None) from error


def plus(value: object, operand: object) -> int | float:
    """``plus``."""
    return _operation(value, operand, lambda left, right: left + right)


def minus(value: object, operand: object) -> int | float:
    """``minus``."""
    return _operation(value, operand, lambda left, right: left - right)


def times(value: object, operand: object) -> int | float:
    """Multiply (``times``)."""
    return _operation(value, operand, lambda left, right: left * right)


def divided_by(value: object, operand: object) -> int | float:
    """``divided_by``: of two whole numbers, the whole part (rounded down)."""
    return _operation(value, operand, _divide)


def _divide(left: Number, right: Number) -> Number:
    if isinstance(left, int) and isinstance(right, int):
        return left // right
    if right == 0:
        return Decimal("NaN") if left == 0 else Decimal("Infinity").copy_sign(Decimal(left))
    return Decimal(left) / Decimal(right)


def modulo(value: object, operand: object) -> int | float:
    """``modulo``: the sign is the operand's."""
    return _operation(value, operand, _modulo)


def _modulo(left: Number, right: Number) -> Number:
    if isinstance(left, int) and isinstance(right, int):
        return left % right
    rest = Decimal(left) % Decimal(right)
    return rest + right if rest and (rest < 0) != (right < 0) else rest


def absolute(value: object) -> int | float:
    """``abs``."""
    number = to_number(value)
    return from_number(-number if number < 0 else number)


def at_least(value: object, least: object) -> int | float:
    """``at_least``."""
    number, other = to_number(value), to_number(least)
    return from_number(number if number >= other else other)


def at_most(value: object, most: object) -> int | float:
    """``at_most``."""
    number, other = to_number(value), to_number(most)
    return from_number(number if number <= other else other)


def ceil(value: object) -> int:
    """``ceil``."""
    return math.ceil(to_number(value))


def floor(value: object) -> int:
    """``floor``."""
    return math.floor(to_number(value))


def round_(value: object, digits: object = 0) -> int | float:
    """``round``: halves away from zero; without digits, a whole number."""
    number, places = to_number(value), int(to_number(digits))
    if isinstance(number, int) and places >= 0:
        return number
    rounded = Decimal(number).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return int(rounded) if places <= 0 else float(rounded)


def to_integer(value: object) -> int:
    """``to_integer``: true is 1, false 0, text its leading digits."""
    if ruby.is_array(value) or isinstance(value, (Mapping, ruby.Drop, ruby.RubyRange)):
        message = f"cannot make an integer of {ruby.type_name(value)}"
        raise FilterArgumentError(message, token=None)
    return ruby.to_integer(value)
