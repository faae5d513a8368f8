"""``if``, ``unless``, ``case``, ``ifchanged`` (Liquid 4)."""

from __future__ import annotations

import re
from typing import Final

from liquid.exceptions import LiquidSyntaxError
from liquid.expression import Expression

from migrator.liquid.conditions import Comparison, Condition
from migrator.liquid.context import Context, Output
from migrator.liquid.expressions import Constant, parse_expression
from migrator.liquid.grammar import FLAGS, QUOTED_FRAGMENT, parse_condition
from migrator.liquid.nodes import Body, SourceNode
from migrator.liquid.ruby import strip
from migrator.liquid.stream import Ending, MarkupTag, Opening, TemplateStream

_CASE = re.compile(QUOTED_FRAGMENT, FLAGS)
_WHEN = re.compile(
    rf"({QUOTED_FRAGMENT})(?:(?:\s+or\s+|\s*,\s*)({QUOTED_FRAGMENT}.*))?", FLAGS | re.DOTALL
)
_BRANCHES: Final = frozenset(("elsif", "else"))
_CASE_BRANCHES: Final = frozenset(("when", "else"))
ALWAYS: Final = Condition((Comparison(Constant(True)),), ())


class IfNode(SourceNode):
    """``if`` or ``unless`` with its branches; the first whose condition holds is expanded."""

    __slots__ = ("branches", "negated")
    is_block = True

    def __init__(
        self, opening: Opening, branches: list[tuple[Condition, Body]], *, negated: bool
    ) -> None:
        super().__init__(opening.token, opening.line)
        self.branches = branches
        self.negated = negated
        self.blank = all(body.blank for _, body in branches)

    def expand(self, context: Context, output: Output) -> None:
        """Expand the branch that applies."""
        negated = self.negated
        for condition, body in self.branches:
            if condition.holds(context) != negated:
                body.expand(context, output)
                return
            negated = False


class IfTag(MarkupTag):
    """Builds ``IfNode``."""

    name = "if"
    end = "endif"
    negated = False

    def build(self, opening: Opening, stream: TemplateStream) -> IfNode:
        """Return the node with all its branches."""
        condition = parse_condition(opening.markup)
        branches = []
        while True:
            body, ending = stream.body(opening, _BRANCHES)
            branches.append((condition, body))
            if ending.name not in _BRANCHES:
                return IfNode(opening, branches, negated=self.negated)
            condition = ALWAYS if ending.name == "else" else parse_condition(ending.markup)


class UnlessTag(IfTag):
    """Builds an ``IfNode`` whose first condition is turned round."""

    name = "unless"
    end = "endunless"
    negated = True


class CaseNode(SourceNode):
    """``case`` with its branches: every ``when`` that matches, or else the ``else``."""

    __slots__ = ("branches",)
    is_block = True

    def __init__(self, opening: Opening, branches: list[tuple[Condition | None, Body]]) -> None:
        super().__init__(opening.token, opening.line)
        self.branches = branches

    def expand(self, context: Context, output: Output) -> None:
        """Expand each branch that applies; ``else`` (no condition) ends the search."""
        matched = False
        for condition, body in self.branches:
            if condition is None:
                if not matched:
                    body.expand(context, output)
                    return
            elif condition.holds(context):
                matched = True
                body.expand(context, output)


class CaseTag(MarkupTag):
    """Builds ``CaseNode``."""

    name = "case"
    end = "endcase"

    def build(self, opening: Opening, stream: TemplateStream) -> CaseNode:
        """Return the node with all its branches; text before the first ``when`` is dropped."""
        match = _CASE.search(opening.markup)
        if match is None:
            raise LiquidSyntaxError("valid syntax: case [value]", token=opening.token)
        subject = parse_expression(match.group())
        branches: list[tuple[Condition | None, Body]] = []
        body, ending = stream.body(opening, _CASE_BRANCHES)
        blank = body.blank
        while ending.name in _CASE_BRANCHES:
            conditions = _conditions(subject, ending)
            body, ending = stream.body(opening, _CASE_BRANCHES)
            blank = blank and body.blank
            branches.extend((condition, body) for condition in conditions)
        node = CaseNode(opening, branches)
        node.blank = blank
        return node


def _conditions(subject: Expression, ending: Ending) -> list[Condition | None]:
    """Return one condition for each value of a ``when``; none at all for ``else``."""
    if ending.name == "else":
        if strip(ending.markup):
            raise LiquidSyntaxError("else in a case takes no parameters", token=None)
        return [None]
    conditions: list[Condition | None] = []
    markup: str | None = ending.markup
    while markup is not None:
        match = _WHEN.search(markup)
        if match is None:
            raise LiquidSyntaxError("valid syntax: when [value] [or value…]", token=None)
        value = parse_expression(match.group(1))
        conditions.append(Condition((Comparison(subject, "==", value),), ()))
        markup = match.group(2)
    return conditions


class IfChangedNode(SourceNode):
    """``{% ifchanged %}``: its body, if it differs from the last time."""

    __slots__ = ("body",)
    is_block = True

    def __init__(self, opening: Opening, body: Body) -> None:
        super().__init__(opening.token, opening.line)
        self.body = body
        self.blank = body.blank

    def expand(self, context: Context, output: Output) -> None:
        """Write the body unless it is the same as before."""
        text = self.body.text(context, self.line)
        if text != context.registers.changed:
            context.registers.changed = text
            output.write(text)


class IfChangedTag(MarkupTag):
    """Builds ``IfChangedNode``."""

    name = "ifchanged"
    end = "endifchanged"

    def build(self, opening: Opening, stream: TemplateStream) -> IfChangedNode:
        """Return the node."""
        return IfChangedNode(opening, stream.body(opening)[0])
