"""``where_exp``, ``find_exp``, ``group_by_exp`` (Jekyll: filters.rb, grouping_filters.rb)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from migrator.liquid.filters.arrays import grouped, items_of
from migrator.liquid.grammar import parse_filtered, strict_condition
from migrator.liquid.ruby import to_text

if TYPE_CHECKING:
    from migrator.liquid.context import Context


def where_exp(context: Context, value: object, variable: object, expression: object) -> object:
    """``where_exp``: the items for which the condition holds."""
    values = items_of(value)
    return value if values is None else list(_holding(context, values, variable, expression))


def find_exp(context: Context, value: object, variable: object, expression: object) -> object:
    """``find_exp``: the first item for which the condition holds, or nil."""
    values = items_of(value)
    if values is None:
        return value
    return next(_holding(context, values, variable, expression), None)


def _holding(
    context: Context, values: list[object], variable: object, expression: object
) -> Iterator[object]:
    condition = strict_condition(to_text(expression))
    scope: dict[str, object] = {}
    with context.scope_of(scope):
        for item in values:
            context.turn()
            scope[to_text(variable)] = item
            if condition.holds(context):
                yield item


def group_by_exp(context: Context, value: object, variable: object, expression: object) -> object:
    """``group_by_exp``: the items grouped by the value of an expression."""
    parsed = parse_filtered(to_text(expression))
    scope: dict[str, object] = {}

    def key(item: object) -> object:
        context.turn()
        scope[to_text(variable)] = item
        return parsed.evaluate(context)

    with context.scope_of(scope):
        return grouped(value, key)
