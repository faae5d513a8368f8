"""Filters on arrays (Liquid 4: standardfilters.rb; Jekyll: lib/jekyll/filters.rb)."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cmp_to_key
from typing import Final

from liquid.exceptions import FilterArgumentError

from migrator.liquid import ruby
from migrator.liquid.expressions import item_at, size_of
from migrator.liquid.filters.strings import bounded
from migrator.liquid.ruby import (
    Drop,
    MethodLiteral,
    RubyRange,
    compare,
    equal,
    is_array,
    strict_integer,
    to_array,
    to_text,
    truthy,
    type_name,
)

_INTEGER_LIKE = re.compile(r"\s*-?\d+\s*", re.ASCII)
_FLOAT_LIKE = re.compile(r"\s*-?(?:\d+\.?\d*|\.\d+)\s*", re.ASCII)
_NIL_ORDERS: Final = {"first": -1, "last": 1}


def items_of(value: object) -> list[object] | None:
    """Return the items that Jekyll's filters walk over, or None for what they leave alone.

    Hashes give their values; text and numbers are no collections.
    """
    if isinstance(value, Mapping):
        return list(value.values())
    if isinstance(value, (list, tuple)):
        return list(value)
    return value.items() if isinstance(value, RubyRange) else None


def property_of(item: object, name: object) -> object:
    """Return a property of an item; what looks like a number is one (``item_property``)."""
    value = item
    for key in to_text(name).split(".") if "." in to_text(name) else [to_text(name)]:
        value = _index(value, key)
    return _numeric(value)


def _index(item: object, key: str) -> object:
    if isinstance(item, Mapping):
        return item.get(key)
    if isinstance(item, Drop):
        return item.get(key)
    if isinstance(item, str):
        return key if key in item else None
    raise FilterArgumentError(f"cannot read '{key}' of {type_name(item)}", token=None)


def _numeric(value: object) -> object:
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        text = to_text(value)
        if _INTEGER_LIKE.fullmatch(text):
            return ruby.to_integer(value)
        if _FLOAT_LIKE.fullmatch(text):
            return ruby.to_float(text.strip())
    return value


def _field(item: object, name: object) -> object:
    """Return ``item[name]`` as Liquid's own filters read it."""
    if isinstance(item, (list, tuple)):
        return item_at(item, strict_integer(name))
    return _index(item, to_text(name))


def _has_index(item: object) -> bool:
    return isinstance(item, (Mapping, Drop, str, list, tuple)) or ruby.type_name(item) == "Integer"


def size(value: object) -> object:
    """``size``: 0 for what has none."""
    found = size_of(value)
    return 0 if found is None else found


def first(value: object) -> object:
    """``first``."""
    if isinstance(value, Mapping):
        return next((list(pair) for pair in value.items()), None)
    return _end(value, 0)


def last(value: object) -> object:
    """``last``."""
    return _end(value, -1)


def _end(value: object, index: int) -> object:
    if isinstance(value, RubyRange):
        return value.last if index else value.first
    return item_at(value, index) if isinstance(value, (list, tuple)) else None


def join(value: object, glue: object = " ") -> str:
    """``join``."""
    pieces, between = [to_text(item) for item in to_array(value)], to_text(glue)
    bounded(sum(map(len, pieces)) + len(between) * len(pieces))
    return between.join(pieces)


def reverse(value: object) -> list[object]:
    """``reverse``."""
    return to_array(value)[::-1]


def concat(value: object, other: object) -> list[object]:
    """``concat``."""
    if not is_array(other):
        raise FilterArgumentError("concat filter requires an array argument", token=None)
    return [*to_array(value), *other]  # type: ignore[misc]


def compact(value: object, name: object = None) -> object:
    """``compact``: without nil, or without items whose property is nil."""
    values = to_array(value)
    if name is None:
        return [item for item in values if item is not None]
    return [item for item in values if _field(item, name) is not None]


def map_(value: object, name: object) -> list[object]:
    """``map``: a property of each item."""
    return [_field(item, name) if _has_index(item) else None for item in to_array(value)]


def uniq(value: object, name: object = None) -> object:
    """``uniq``: each value once, or each value of a property once."""
    kept: list[object] = []
    seen: set[object] = set()
    for item in to_array(value):
        key = _key(item if name is None else _field(item, name))
        if key not in seen:
            seen.add(key)
            kept.append(item)
    return kept


def _key(value: object) -> object:
    """Return something hashable that is the same for values that Ruby's ``eql?`` finds equal."""
    if isinstance(value, Drop):
        return id(value)
    return type(value).__name__, ruby.inspect(value)


def sort(value: object, name: object = None, nils: object = "first") -> object:
    """``sort``: by ``<=>``, or by a property, items without it first or last."""
    if value is None:
        raise FilterArgumentError("Cannot sort a null object.", token=None)
    values = _pairs(value) if isinstance(value, Mapping) else items_of(value)
    if values is None:
        raise FilterArgumentError(f"cannot sort {type_name(value)}", token=None)
    if name is None:
        return sorted(values, key=cmp_to_key(_strict_order))
    if nils not in _NIL_ORDERS:
        message = f"'{to_text(nils)}' is not a valid nils order. It must be 'first' or 'last'."
        raise FilterArgumentError(message, token=None)
    return _sort_by(values, name, _NIL_ORDERS[to_text(nils)])


def _pairs(value: Mapping[object, object]) -> list[object]:
    return [list(pair) for pair in value.items()]


def _strict_order(left: object, right: object) -> int:
    order = compare(left, right)
    if order is None:
        message = f"comparison of {type_name(left)} with {type_name(right)} failed"
        raise FilterArgumentError(message, token=None)
    return order


def _sort_by(values: list[object], name: object, nil_order: int) -> list[object]:
    def order(one: tuple[object, object], two: tuple[object, object]) -> int:
        left, right = one[0], two[0]
        if (left is None) != (right is None):
            return nil_order if left is None else -nil_order
        found = compare(left, right)
        return _text_order(to_text(left), to_text(right)) if found is None else found

    pairs = [(property_of(item, name), item) for item in values]
    return [item for _, item in sorted(pairs, key=cmp_to_key(order))]


def _text_order(left: str, right: str) -> int:
    return (left > right) - (left < right)


def sort_natural(value: object, name: object = None) -> list[object]:
    """``sort_natural``: without regard to ASCII case, nil last."""

    def key(item: object) -> tuple[bool, str]:
        found = item if name is None else _field(item, name)
        return found is None, _ascii_folded(to_text(found))

    return sorted(to_array(value), key=key)


def _ascii_folded(text: str) -> str:
    return "".join(letter.lower() if letter.isascii() else letter for letter in text)


def _is_target(target: object) -> bool:
    return not is_array(target) and not isinstance(target, Mapping)


def where(value: object, name: object, target: object) -> object:
    """``where``: the items whose property is the target, or holds it."""
    values = items_of(value)
    if not truthy(name) or not _is_target(target) or values is None:
        return value
    return [item for item in values if _matches(property_of(item, name), target)]


def find(value: object, name: object, target: object) -> object:
    """``find``: the first of the items that ``where`` gives."""
    values = items_of(value)
    if not truthy(name) or not _is_target(target) or values is None:
        return value
    matching = (item for item in values if _matches(property_of(item, name), target))
    return next(matching, None)


def _matches(found: object, target: object) -> bool:
    """Compare as text; an array matches if one of its items does."""
    if target is None:
        return found is None
    if isinstance(target, MethodLiteral):
        return equal(found, "") or ruby.join(_array(found)) == ""
    text = to_text(target)
    if isinstance(found, str):
        return found == text
    return any(to_text(item) == text for item in _array(found))


def _array(value: object) -> Iterable[object]:
    if value is None:
        return []
    if isinstance(value, Mapping):
        return _pairs(value)
    return value if isinstance(value, (list, tuple)) else [value]


def group_by(value: object, name: object) -> object:
    """``group_by``: hashes with name, items and size, in order of first appearance."""
    return grouped(value, lambda item: to_text(property_of(item, name)))


def grouped(value: object, key: Callable[[object], object]) -> object:
    """Return the items of ``value`` grouped by ``key``."""
    values = items_of(value)
    if values is None:
        return value
    groups: dict[object, list[object]] = {}
    names: dict[object, object] = {}
    for item in values:
        name = key(item)
        groups.setdefault(_key(name), []).append(item)
        names.setdefault(_key(name), name)
    return [
        {"name": names[key_], "items": items, "size": len(items)} for key_, items in groups.items()
    ]


def pop(value: object, count: object = 1) -> object:
    """``pop``: without the last items."""
    if not isinstance(value, (list, tuple)):
        return value
    return list(value[: max(len(value) - _count(count), 0)])


def shift(value: object, count: object = 1) -> object:
    """``shift``: without the first items."""
    return list(value[_count(count) :]) if isinstance(value, (list, tuple)) else value


def _count(value: object) -> int:
    count = strict_integer(value)
    if count < 0:
        raise FilterArgumentError("negative array size", token=None)
    return count


def push(value: object, item: object) -> object:
    """``push``: with one more item at the end."""
    return [*value, item] if isinstance(value, (list, tuple)) else value


def unshift(value: object, item: object) -> object:
    """``unshift``: with one more item at the start."""
    return [item, *value] if isinstance(value, (list, tuple)) else value


def sample(value: object, count: object = 1) -> object:
    """``sample``: items by chance; the same ones each time, so that runs can be compared."""
    if not isinstance(value, (list, tuple)):
        return value
    number = ruby.to_integer(count) or 1
    chance = random.Random(len(value))  # noqa: S311 - nothing secret
    picked = chance.sample(list(value), min(number, len(value)))
    if number == 1:
        return picked[0] if picked else None
    return picked


def array_to_sentence_string(value: object, connector: object = "and") -> str:
    """``array_to_sentence_string``."""
    if not isinstance(value, (str, list, tuple)):
        raise FilterArgumentError(f"no sentence of {type_name(value)}", token=None)
    words = [to_text(item) for item in value]
    if len(words) <= 1:
        return "".join(words)
    if len(words) == 2:  # noqa: PLR2004 - a pair takes no comma
        return f"{words[0]} {to_text(connector)} {words[1]}"
    if isinstance(value, str):
        raise FilterArgumentError("no sentence of a text", token=None)
    return f"{ruby.join(value[:-1], ', ')}, {to_text(connector)} {words[-1]}"
