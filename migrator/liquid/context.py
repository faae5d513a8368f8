"""The state of one expansion: variables, limits, output, and where problems are reported.

Scopes follow Liquid 4 (``context.rb``): ``assign`` writes to the outermost scope, loops and
includes push inner ones, the payload (``site``, ``page``, …) answers last.
"""

from __future__ import annotations

import time
from collections.abc import Container, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO
from typing import TYPE_CHECKING, Final

from liquid.context import RenderContext
from liquid.exceptions import (
    ContextDepthError,
    FilterArgumentError,
    LiquidError,
    LoopIterationLimitError,
    OutputStreamLimitError,
    ResourceLimitError,
)

from migrator.diagnostics import Diagnostic, DiagnosticSink, Severity, excerpt_of
from migrator.liquid.ruby import MethodLiteral
from migrator.source import SourceText

if TYPE_CHECKING:
    from liquid.template import BoundTemplate

    from migrator.liquid.environment import JekyllEnvironment
    from migrator.liquid.nodes import SourceNode
    from migrator.liquid.state import SiteState
    from migrator.site.records import SourceDocument

CLOCK_INTERVAL: Final = 256
_JEKYLLS_OWN: Final = frozenset(("content", "theme"))
"""What Jekyll's payload has beside ours, as nil in a body (drops/unified_payload_drop.rb)."""
_FILTER_FAULTS: Final = (
    AttributeError,
    TypeError,
    ValueError,
    LookupError,
    ArithmeticError,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may use: loop turns, characters written, nesting, seconds."""

    loop_turns: int = 1_000_000
    characters: int = 50_000_000
    depth: int = 100
    seconds: float = 60.0


class Output(StringIO):
    """Collects text and remembers, for each line, the line of the template it came from.

    ``line`` is the template line that text written now belongs to. While ``pinned`` (inside an
    include) literal text does not move it.
    """

    def __init__(self, limit: int, line: int = 1) -> None:
        super().__init__()
        self.limit = limit
        self.line = line
        self.pinned = False
        self.lines = [line]
        self.fresh = True  # nothing written on the last line yet
        self.size = 0

    def write(self, text: str, /) -> int:
        """Write generated text: all of it belongs to the current line."""
        if not text:
            return 0
        self._start(text, self.line)
        self.lines.extend([self.line] * text.count("\n"))
        return super().write(text)

    def write_literal(self, text: str, line: int) -> int:
        """Write template text that begins on ``line`` of the template."""
        if self.pinned:
            return self.write(text)
        return self.write_traced(text, range(line, line + text.count("\n") + 1))

    def write_traced(self, text: str, lines: range | list[int]) -> int:
        """Write text whose lines came from the template lines ``lines``, one each."""
        if not text:
            return 0
        self._start(text, lines[0])
        self.lines.extend(lines[1:])
        return super().write(text)

    def _start(self, text: str, line: int) -> None:
        self.size += len(text)
        if self.size > self.limit:
            raise OutputStreamLimitError("the text grows beyond the limit", token=None)
        if self.fresh:
            self.lines[-1] = line
        self.fresh = text.endswith("\n")

    def cut(self, mark: tuple[int, int]) -> None:
        """Take back all that was written after ``mark``."""
        length, lines = mark
        self.seek(length)
        self.truncate()
        del self.lines[lines:]
        self.fresh = length == 0 or self.getvalue()[-1] == "\n"

    def mark(self) -> tuple[int, int]:
        """Return the present end, for ``cut``."""
        return self.tell(), len(self.lines)


@dataclass(slots=True)
class Registers:
    """What tags remember during one expansion, beside variables."""

    cycles: dict[object, int] = field(default_factory=dict)
    offsets: dict[str, int] = field(default_factory=dict)
    loops: list[object] = field(default_factory=list)
    changed: str | None = None
    turns: int = 0
    ticks: int = 0
    depth: int = 0
    reported: set[tuple[str, str, int]] = field(default_factory=set)


def _kept(value: object) -> object:
    """Return a value as it is handed on: ``empty`` and ``blank`` are words of conditions only."""
    return "" if isinstance(value, MethodLiteral) else value


class Context(RenderContext):
    """The state of the expansion of one document."""

    __slots__ = (
        "current",
        "deadline",
        "document",
        "interrupt",
        "limits",
        "registers",
        "scopes",
        "sink",
        "site_state",
        "sources",
    )

    def __init__(  # noqa: PLR0913 - it gathers all that tags may need
        self,
        template: BoundTemplate,
        payload: Mapping[str, object],
        *,
        site_state: SiteState,
        document: SourceDocument,
        source: SourceText,
        sink: DiagnosticSink,
        limits: Limits,
    ) -> None:
        super().__init__(template, globals=payload)
        self.scopes: list[dict[str, object]] = [{}]
        self.site_state = site_state
        self.document = document
        self.sources = [source]  # the document, then each include that is being expanded
        self.sink = sink
        self.limits = limits
        self.registers = Registers()
        self.interrupt: str | None = None
        self.current: SourceNode | None = None
        self.deadline = time.monotonic() + limits.seconds

    # variables

    def find(self, name: object) -> object:
        """Return variable ``name`` from the innermost scope that has it, or None."""
        if not isinstance(name, str):
            return None
        for scope in reversed(self.scopes):
            if name in scope:
                return scope[name]
        return self.counters[name] if name in self.counters else self.globals.get(name)

    def knows(self, name: object) -> bool:
        """Tell whether there is a variable ``name``, be it nil."""
        places: tuple[Container[str], ...] = (
            *self.scopes,
            self.counters,
            self.globals,
            _JEKYLLS_OWN,
        )
        return isinstance(name, str) and any(name in place for place in places)

    def assign(self, key: str, val: object) -> None:
        """Set a variable for the rest of the document, as ``assign`` and ``capture`` do."""
        self.scopes[0][key] = _kept(val)

    @contextmanager
    def scope_of(self, variables: dict[str, object]) -> Iterator[None]:
        """Put ``variables`` before all others for a while."""
        self.scopes.append(variables)
        try:
            yield
        finally:
            self.scopes.pop()

    # limits

    def tick(self) -> None:
        """Count one node; now and then look at the clock."""
        self.registers.ticks += 1
        if self.registers.ticks % CLOCK_INTERVAL == 0 and time.monotonic() > self.deadline:
            raise ResourceLimitError(
                f"expanding takes longer than {self.limits.seconds:g} seconds", token=None
            )

    def turn(self) -> None:
        """Count one turn of a loop."""
        self.registers.turns += 1
        if self.registers.turns > self.limits.loop_turns:
            raise LoopIterationLimitError(
                f"more than {self.limits.loop_turns:,} turns of loops", token=None
            )
        self.tick()

    def enter(self) -> None:
        """Count one level more of blocks and includes; ``leave`` counts it back."""
        if self.registers.depth >= self.limits.depth:
            raise ContextDepthError(
                f"blocks and includes nest deeper than {self.limits.depth} levels"
                " (does an include include itself?)",
                token=None,
            )
        self.registers.depth += 1

    def leave(self) -> None:
        """Count one level less."""
        self.registers.depth -= 1

    def output(self, line: int) -> Output:
        """Return a fresh output for text that begins at template line ``line``."""
        return Output(self.limits.characters, line)

    # filters

    def apply_filter(self, name: str, value: object, arguments: list[object]) -> object:
        """Return ``value`` after filter ``name``; an unknown filter changes nothing.

        Raises ``FilterArgumentError`` where Ruby would raise any error.
        """
        environment: JekyllEnvironment = self.env  # type: ignore[assignment]
        found = environment.filter_named(name)
        if found is None:
            self._unknown_filter(name)
            return _kept(value)
        found.check_arity(name, len(arguments))
        try:
            result = found.call(self, value, arguments)
        except LiquidError:
            raise
        except _FILTER_FAULTS as error:
            raise FilterArgumentError(f"filter {name}: {error}", token=None) from error
        if isinstance(result, str) and len(result) > self.limits.characters:
            raise OutputStreamLimitError("the text grows beyond the limit", token=None)
        return _kept(result)

    def _unknown_filter(self, name: str) -> None:
        message = f"there is no filter {name}; as in Jekyll, the value passes through it unchanged"
        if self.site_state.strict_filters:
            message = f"there is no filter {name}; with strict_filters, Jekyll would stop here"
        self.report("liquid.unknown-filter", Severity.WARNING, message)

    def report_undefined(self, name: object) -> None:
        """Tell that ``strict_variables`` would stop Jekyll, which has no ``name`` here."""
        message = f"there is no variable {name}; with strict_variables, Jekyll would stop here"
        self.report("liquid.undefined-variable", Severity.WARNING, message)

    # problems

    def report(
        self, code: str, severity: Severity, message: str, node: SourceNode | None = None
    ) -> None:
        """Send a diagnostic on ``node``, or on the node that is being expanded.

        It is sent once for each place, however often that place is expanded.
        """
        node = node or self.current
        if node is None:
            return
        source = self.sources[-1]
        key = (code, source.path, node.token.start_index)
        if key in self.registers.reported:
            return
        self.registers.reported.add(key)
        self.sink(
            Diagnostic(
                code,
                severity,
                source.path,
                source.lines[node.line],
                message + self._included_from(),
                excerpt_of(node.token.source, node.token.start_index),
            )
        )

    def _included_from(self) -> str:
        return f" (while expanding {self.sources[0].path})" if len(self.sources) > 1 else ""
