"""``for``, ``tablerow``, ``cycle``, ``break``, ``continue`` (Liquid 4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Final

from liquid.exceptions import LiquidSyntaxError
from liquid.expression import Expression

from migrator.liquid.context import Context, Output
from migrator.liquid.expressions import Constant, parse_expression
from migrator.liquid.grammar import (
    FLAGS,
    QUOTED_FRAGMENT,
    TAG_ATTRIBUTES,
    LoopMarkup,
    parse_for,
)
from migrator.liquid.nodes import Body, SourceNode
from migrator.liquid.ruby import Drop, RubyRange, inspect, output_text, to_integer, to_text
from migrator.liquid.stream import MarkupTag, Opening, TemplateStream

_TABLE_ROW = re.compile(rf"(\w+)\s+in\s+((?:{QUOTED_FRAGMENT})+)", FLAGS)
_NAMED_CYCLE = re.compile(rf"({QUOTED_FRAGMENT})\s*:\s*(.*)", FLAGS | re.DOTALL)
_FRAGMENT = re.compile(QUOTED_FRAGMENT, FLAGS)
_ELSE: Final = frozenset(("else",))


class LoopDrop(Drop):
    """``forloop`` and what it shares with ``tablerowloop``."""

    fields = ("length", "index", "index0", "rindex", "rindex0", "first", "last")

    def __init__(self, length: int) -> None:
        self.length = length
        self.turn = 0

    def get(self, key: object) -> object:
        """Return a field of the loop."""
        return self.to_dict().get(key)  # type: ignore[call-overload]

    def to_dict(self, depth: int = 0) -> dict[str, object]:
        """Return all fields."""
        del depth
        return {
            "length": self.length,
            "index": self.turn + 1,
            "index0": self.turn,
            "rindex": self.length - self.turn,
            "rindex0": self.length - self.turn - 1,
            "first": self.turn == 0,
            "last": self.turn == self.length - 1,
        }


class ForLoopDrop(LoopDrop):
    """``forloop``."""

    def __init__(self, name: str, length: int, parent: object) -> None:
        super().__init__(length)
        self.name = name
        self.parent = parent

    def text(self) -> str:
        """Return the name of Ruby's class, as Liquid shows it."""
        return "Liquid::ForloopDrop"

    def to_dict(self, depth: int = 0) -> dict[str, object]:
        """Return all fields."""
        return {**super().to_dict(depth), "name": self.name, "parentloop": self.parent}


class TableRowLoopDrop(LoopDrop):
    """``tablerowloop``."""

    def __init__(self, length: int, columns: int) -> None:
        super().__init__(length)
        self.columns = columns
        self.row = 1
        self.column = 1

    def text(self) -> str:
        """Return the name of Ruby's class, as Liquid shows it."""
        return "Liquid::TablerowloopDrop"

    def to_dict(self, depth: int = 0) -> dict[str, object]:
        """Return all fields."""
        return {
            **super().to_dict(depth),
            "row": self.row,
            "col": self.column,
            "col0": self.column - 1,
            "col_first": self.column == 1,
            "col_last": self.column == self.columns,
        }

    def step(self) -> None:
        """Go on to the next cell."""
        self.turn += 1
        if self.column == self.columns:
            self.column = 1
            self.row += 1
        else:
            self.column += 1


def segment_of(collection: object, start: int, stop: int | None) -> Sequence[object]:
    """Return the items of ``collection`` from ``start`` up to ``stop``, as Liquid slices it."""
    if isinstance(collection, str):
        return [collection] if collection else []
    if isinstance(collection, RubyRange):
        return collection.as_range()[max(start, 0) : _stop(stop)]
    if isinstance(collection, Mapping):
        pairs = (list(pair) for pair in collection.items())
        return list(islice(pairs, max(start, 0), _stop(stop)))
    if isinstance(collection, (list, tuple)):
        return collection[max(start, 0) : _stop(stop)]
    if isinstance(collection, Drop):
        return segment_of(collection.to_dict(), start, stop)
    return []


def _stop(stop: int | None) -> int | None:
    return None if stop is None else max(stop, 0)


class ForNode(SourceNode):
    """``for`` with its body and its ``else``."""

    __slots__ = ("body", "loop", "otherwise")
    is_block = True

    def __init__(self, opening: Opening, loop: LoopMarkup, body: Body, otherwise: Body) -> None:
        super().__init__(opening.token, opening.line)
        self.loop = loop
        self.body = body
        self.otherwise = otherwise
        self.blank = body.blank and otherwise.blank

    def expand(self, context: Context, output: Output) -> None:
        """Expand the body for each item, or the ``else`` where there is none."""
        segment = self._segment(context)
        if segment:
            self._turns(segment, context, output)
        else:
            self.otherwise.expand(context, output)

    def _segment(self, context: Context) -> Sequence[object]:
        loop = self.loop
        start = (
            context.registers.offsets.get(loop.name, 0)
            if loop.continues
            else _integer(loop.attributes.get("offset"), context) or 0
        )
        collection = loop.collection.evaluate(context)
        limit = _integer(loop.attributes.get("limit"), context)
        segment = segment_of(collection, start, None if limit is None else limit + start)
        context.registers.offsets[loop.name] = start + len(segment)
        return segment[::-1] if loop.is_reversed else segment

    def _turns(self, segment: Sequence[object], context: Context, output: Output) -> None:
        loops = context.registers.loops
        drop = ForLoopDrop(self.loop.name, len(segment), loops[-1] if loops else None)
        variables: dict[str, object] = {"forloop": drop}
        loops.append(drop)
        with context.scope_of(variables):
            for item in segment:
                context.turn()
                variables[self.loop.variable] = item
                self.body.expand(context, output)
                drop.turn += 1
                interrupt, context.interrupt = context.interrupt, None
                if interrupt == "break":
                    break
        loops.pop()


def _integer(expression: Expression | None, context: Context) -> int | None:
    value = expression.evaluate(context) if expression else None
    return None if value is None or value is False else to_integer(value)


class ForTag(MarkupTag):
    """Builds ``ForNode``."""

    name = "for"
    end = "endfor"

    def build(self, opening: Opening, stream: TemplateStream) -> ForNode:
        """Return the node."""
        loop = parse_for(opening.markup)
        body, ending = stream.body(opening, _ELSE)
        otherwise = Body()
        while ending.name == "else":
            otherwise, ending = stream.body(opening, _ELSE)
        return ForNode(opening, loop, body, otherwise)


class TableRowNode(SourceNode):
    """``tablerow``: table rows of ``cols`` cells."""

    __slots__ = ("body", "loop")
    is_block = True

    def __init__(self, opening: Opening, loop: LoopMarkup, body: Body) -> None:
        super().__init__(opening.token, opening.line)
        self.loop = loop
        self.body = body
        self.blank = body.blank

    def expand(self, context: Context, output: Output) -> None:
        """Write the rows."""
        collection = self.loop.collection.evaluate(context)
        if collection is None or collection is False:
            return
        written = {key: item.evaluate(context) for key, item in self.loop.attributes.items()}
        start = to_integer(written.get("offset"))
        stop = start + to_integer(written["limit"]) if "limit" in written else None
        segment = segment_of(collection, start, stop)
        drop = TableRowLoopDrop(len(segment), to_integer(written.get("cols")))
        output.write('<tr class="row1">\n')
        with context.scope_of({"tablerowloop": drop}):
            for item in segment:
                context.scopes[-1][self.loop.variable] = item
                self._cell(drop, context, output)
        output.write("</tr>\n")

    def _cell(self, drop: TableRowLoopDrop, context: Context, output: Output) -> None:
        context.turn()
        output.write(f'<td class="col{drop.column}">')
        self.body.expand(context, output)
        output.write("</td>")
        if drop.column == drop.columns and drop.turn != drop.length - 1:
            output.write(f'</tr>\n<tr class="row{drop.row + 1}">')
        drop.step()


class TableRowTag(MarkupTag):
    """Builds ``TableRowNode``."""

    name = "tablerow"
    end = "endtablerow"

    def build(self, opening: Opening, stream: TemplateStream) -> TableRowNode:
        """Return the node."""
        match = _TABLE_ROW.search(opening.markup)
        if match is None:
            message = "valid syntax: tablerow [item] in [collection] cols:3"
            raise LiquidSyntaxError(message, token=opening.token)
        attributes = {
            name: parse_expression(text) for name, text in TAG_ATTRIBUTES.findall(opening.markup)
        }
        variable, collection = match.groups()
        loop = LoopMarkup(
            variable,
            parse_expression(collection),
            variable,
            is_reversed=False,
            attributes=attributes,
        )
        return TableRowNode(opening, loop, stream.body(opening)[0])


class CycleNode(SourceNode):
    """``{% cycle 'odd', 'even' %}``."""

    __slots__ = ("key", "values")

    def __init__(
        self, opening: Opening, key: Expression | str, values: tuple[Expression, ...]
    ) -> None:
        super().__init__(opening.token, opening.line)
        self.key = key
        self.values = values

    def expand(self, context: Context, output: Output) -> None:
        """Write the next value."""
        key = self.key if isinstance(self.key, str) else to_text(self.key.evaluate(context))
        turn = context.registers.cycles.get(key, 0)
        if turn < len(self.values):
            output.write(output_text(self.values[turn].evaluate(context)))
        context.registers.cycles[key] = turn + 1 if turn + 1 < len(self.values) else 0


class CycleTag(MarkupTag):
    """Builds ``CycleNode``."""

    name = "cycle"
    block = False

    def build(self, opening: Opening, stream: TemplateStream) -> CycleNode:
        """Return the node; without a name, the values themselves are the cycle's name."""
        del stream
        if named := _NAMED_CYCLE.match(opening.markup):
            name = parse_expression(named.group(1))
            return CycleNode(opening, name, _values(named.group(2)))
        if _FRAGMENT.match(opening.markup) is None:
            raise LiquidSyntaxError("valid syntax: cycle [name:] value, …", token=opening.token)
        values = _values(opening.markup)
        return CycleNode(opening, _anonymous_name(opening, values), values)


def _fragments(markup: str) -> Iterable[str]:
    found = (_FRAGMENT.search(part) for part in markup.split(","))
    return [match.group() for match in found if match]


def _anonymous_name(opening: Opening, values: tuple[Expression, ...]) -> str:
    """Return the name of a cycle without one: equal literals share it, variables do not."""
    if all(isinstance(value, Constant) for value in values):
        return inspect([value.value for value in values if isinstance(value, Constant)])
    return f"\0{opening.token.start_index}"


def _values(markup: str) -> tuple[Expression, ...]:
    return tuple(parse_expression(text) for text in _fragments(markup))


class InterruptNode(SourceNode):
    """``{% break %}`` and ``{% continue %}``."""

    __slots__ = ("kind",)

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening.token, opening.line)
        self.kind = opening.name

    def expand(self, context: Context, output: Output) -> None:
        """Interrupt the loop."""
        del output
        context.interrupt = self.kind


class BreakTag(MarkupTag):
    """Builds an ``InterruptNode`` that ends the loop."""

    name = "break"
    block = False

    def build(self, opening: Opening, stream: TemplateStream) -> InterruptNode:
        """Return the node."""
        del stream
        return InterruptNode(opening)


class ContinueTag(BreakTag):
    """Builds an ``InterruptNode`` that goes on to the next turn."""

    name = "continue"
