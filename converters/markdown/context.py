"""What handlers share while one document is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from converters.markdown.anchors import GoldmarkIds
from converters.markdown.dialects import Dialect
from converters.markdown.options import MarkdownOptions
from converters.markdown.writer import LineWriter
from migrator.diagnostics import Diagnostic, Severity
from migrator.model.nodes import Node


@dataclass(slots=True)
class Context:
    """The state of one document's conversion.

    ``anchors`` holds the ids that something links to and that the heading or block must carry
    itself, ``made_ids`` those that Hugo makes; ``labels`` the footnotes' labels as written to
    those as this dialect can hold them.
    ``addresses`` holds what links lead to, with its number, where it stands at the end.
    ``flat`` holds, by ``id``, the nodes that need HTML although none is wanted, and what to write
    in their place. ``list_depth`` counts the lists around, ``depth`` lists and quotes.
    """

    path: str
    options: MarkdownOptions
    writer: LineWriter = field(default_factory=LineWriter)
    anchors: frozenset[str] = frozenset()
    made_ids: GoldmarkIds = field(default_factory=GoldmarkIds)
    labels: Mapping[str, str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    dropped_line: int = 0
    addresses: dict[str, int] = field(default_factory=dict)
    flat: dict[int, tuple[Node, Sequence[Node]]] = field(default_factory=dict)
    list_depth: int = 0
    depth: int = 0
    last_list: tuple[str, int, int] = ("", 0, 0)

    @property
    def dialect(self) -> Dialect:
        """The dialect that is written."""
        return self.options.dialect

    def target(self, text: str) -> str:
        """Return what follows the bracket of a link or image: ``text`` itself, or its number."""
        if not self.dialect.references:
            return f"({text})"
        return f"[{self.addresses.setdefault(text, len(self.addresses) + 1)}]"

    def marker_before(self) -> str:
        """Return the marker of the list that stands directly before, "" where none does."""
        marker, count, depth = self.last_list
        return marker if (count, depth) == (self.writer.count, self.depth) else ""

    def end_list(self, marker: str) -> None:
        """Note that a list with ``marker`` has just been written."""
        self.last_list = (marker, self.writer.count, self.depth)

    def tell(
        self, code: str, severity: Severity, line: int, message: str, excerpt: str = ""
    ) -> None:
        """Report a problem of this document."""
        self.diagnostics.append(Diagnostic(code, severity, self.path, line, message, excerpt))
