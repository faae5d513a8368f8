"""``assign``, ``capture``, ``increment``, ``decrement`` (Liquid 4)."""

from __future__ import annotations

import re

from liquid.exceptions import LiquidSyntaxError
from liquid.expression import Expression

from migrator.liquid.context import Context, Output
from migrator.liquid.grammar import FLAGS, parse_filtered
from migrator.liquid.nodes import Body, SourceNode
from migrator.liquid.ruby import strip
from migrator.liquid.stream import MarkupTag, Opening, TemplateStream

_NAME = r"(?:\(?[\w\-.\[\]]\)?)+"
_ASSIGN = re.compile(rf"({_NAME})\s*=\s*(.*)\s*", FLAGS | re.DOTALL)
_CAPTURE = re.compile(_NAME, FLAGS)


class AssignNode(SourceNode):
    """``{% assign name = expression %}``."""

    __slots__ = ("expression", "name")

    def __init__(self, opening: Opening, name: str, expression: Expression) -> None:
        super().__init__(opening.token, opening.line)
        self.name = name
        self.expression = expression
        self.blank = True

    def expand(self, context: Context, output: Output) -> None:
        """Set the variable."""
        del output
        context.assign(self.name, self.expression.evaluate(context))


class AssignTag(MarkupTag):
    """Builds ``AssignNode``."""

    name = "assign"
    block = False

    def build(self, opening: Opening, stream: TemplateStream) -> AssignNode:
        """Return the node."""
        del stream
        match = _ASSIGN.search(opening.markup)
        if match is None:
            raise LiquidSyntaxError("valid syntax: assign [name] = [value]", token=opening.token)
        return AssignNode(opening, match.group(1), parse_filtered(match.group(2)))


class CaptureNode(SourceNode):
    """``{% capture name %}…{% endcapture %}``."""

    __slots__ = ("body", "name")
    is_block = True

    def __init__(self, opening: Opening, name: str, body: Body) -> None:
        super().__init__(opening.token, opening.line)
        self.name = name
        self.body = body
        self.blank = True

    def expand(self, context: Context, output: Output) -> None:
        """Set the variable to the expanded body."""
        del output
        context.assign(self.name, self.body.text(context, self.line))


class CaptureTag(MarkupTag):
    """Builds ``CaptureNode``."""

    name = "capture"
    end = "endcapture"

    def build(self, opening: Opening, stream: TemplateStream) -> CaptureNode:
        """Return the node."""
        match = _CAPTURE.search(opening.markup)
        if match is None:
            raise LiquidSyntaxError("valid syntax: capture [name]", token=opening.token)
        return CaptureNode(opening, match.group(), stream.body(opening)[0])


class CounterNode(SourceNode):
    """``{% increment name %}`` and ``{% decrement name %}``."""

    __slots__ = ("counter", "step")

    def __init__(self, opening: Opening, step: int) -> None:
        super().__init__(opening.token, opening.line)
        self.counter = strip(opening.markup)
        self.step = step

    def expand(self, context: Context, output: Output) -> None:
        """Count, and write the count: before an increment, after a decrement."""
        step = context.increment if self.step > 0 else context.decrement
        output.write(str(step(self.counter)))


class IncrementTag(MarkupTag):
    """Builds a ``CounterNode`` that counts up."""

    name = "increment"
    block = False

    def build(self, opening: Opening, stream: TemplateStream) -> CounterNode:
        """Return the node."""
        del stream
        return CounterNode(opening, 1)


class DecrementTag(MarkupTag):
    """Builds a ``CounterNode`` that counts down."""

    name = "decrement"
    block = False

    def build(self, opening: Opening, stream: TemplateStream) -> CounterNode:
        """Return the node."""
        del stream
        return CounterNode(opening, -1)
