"""The nodes of a parsed template, and how a run of them is expanded.

A node that fails stays in the text as it was written, with a diagnostic; only what is beyond the
limits stops a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, TextIO, cast

from liquid.ast import Node
from liquid.exceptions import LiquidError, ResourceLimitError
from liquid.expression import Expression
from liquid.token import Token

from migrator.diagnostics import Severity
from migrator.liquid.context import Context, Output
from migrator.liquid.errors import code_of
from migrator.liquid.ruby import ASCII_SPACE, output_text

if TYPE_CHECKING:
    from liquid.context import RenderContext


class SourceNode(Node):
    """A node that knows where it stands: ``end`` is an offset, ``line`` a one-based line."""

    __slots__ = ("end", "line")

    is_block = False
    """Whether its output is dropped when its body holds nothing but white space."""

    def __init__(self, token: Token, line: int) -> None:
        super().__init__(token)
        self.line = line
        self.end = token.start_index + len(token.value)
        self.blank = False

    @property
    def written(self) -> str:
        """The whole construct as it stands in the template."""
        return self.token.source[self.token.start_index : self.end]

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Expand the node into ``buffer`` (python-liquid's entry; see ``expand``)."""
        output = cast(Output, buffer)
        before = output.size
        self.expand(cast(Context, context), output)
        return output.size - before

    def expand(self, context: Context, output: Output) -> None:
        """Expand the node; raises ``LiquidError`` where Ruby would raise anything."""
        raise NotImplementedError


class ContentNode(SourceNode):
    """Literal text."""

    __slots__ = ("text",)

    def __init__(self, token: Token, text: str, line: int) -> None:
        super().__init__(token, line)
        self.text = text
        self.blank = not text.strip(ASCII_SPACE)

    def expand(self, context: Context, output: Output) -> None:
        """Write the text."""
        del context
        output.write_literal(self.text, self.line)


class OutputNode(SourceNode):
    """``{{ expression }}``."""

    __slots__ = ("expression",)

    def __init__(self, token: Token, line: int, expression: Expression) -> None:
        super().__init__(token, line)
        self.expression = expression

    def expand(self, context: Context, output: Output) -> None:
        """Write the value as text."""
        output.write(output_text(self.expression.evaluate(context)))


class VerbatimNode(SourceNode):
    """A construct that cannot be evaluated: it stays as it was written, and is reported."""

    __slots__ = ("code", "message", "severity")

    def __init__(self, token: Token, line: int, end: int, problem: tuple[str, Severity, str]):
        super().__init__(token, line)
        self.end = end
        self.code, self.severity, self.message = problem

    def expand(self, context: Context, output: Output) -> None:
        """Write the source text and report why."""
        context.report(self.code, self.severity, self.message, self)
        output.write_literal(self.written, self.line)


class Body:
    """The nodes inside a block."""

    __slots__ = ("blank", "nodes")

    def __init__(self, nodes: Iterable[SourceNode] = ()) -> None:
        self.nodes = tuple(nodes)
        self.blank = all(node.blank for node in self.nodes)

    def expand(self, context: Context, output: Output) -> None:
        """Expand the nodes, one level deeper than the block itself."""
        context.enter()
        try:
            expand_nodes(self.nodes, context, output)
        finally:
            context.leave()

    def text(self, context: Context, line: int) -> str:
        """Return the expanded text of the body, without writing it."""
        output = context.output(line)
        self.expand(context, output)
        return output.getvalue()


def expand_nodes(nodes: Iterable[SourceNode], context: Context, output: Output) -> None:
    """Expand ``nodes`` until one interrupts (``break``, ``continue``)."""
    for node in nodes:
        expand_node(node, context, output)
        if context.interrupt is not None:
            break


_GITHUB: Final = re.compile(r"\bsite\.github\b")
_GITHUB_HINT: Final = " (site.github holds what GitHub said at the time of the build; here nothing)"


def expand_node(node: SourceNode, context: Context, output: Output) -> None:
    """Expand ``node``; if it fails, write it as it stands in the source and report it."""
    context.tick()
    context.current = node
    if not output.pinned:
        output.line = node.line
    try:
        node.expand(context, context.output(node.line) if _drops(node) else output)
    except ResourceLimitError:
        raise
    except LiquidError as error:
        hint = _GITHUB_HINT if _GITHUB.search(node.written) else ""
        message = f"{str(error.message).rstrip('.')}{hint}; the construct stays as it was written"
        context.report(code_of(error), Severity.ERROR, message, node)
        output.write_literal(node.written, node.line)


def _drops(node: SourceNode) -> bool:
    """Tell whether Liquid runs the block for its effects only (``BlockBody#render``)."""
    return node.is_block and node.blank
