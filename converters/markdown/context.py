"""What handlers share while one document is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from converters.markdown.anchors import GoldmarkIds
from converters.markdown.dialects import Dialect
from converters.markdown.options import MarkdownOptions
from converters.markdown.writer import LineWriter
from migrator.diagnostics import Diagnostic, Severity
from migrator.model.nodes import Node

_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {"-": "bullets", "*": "bullets", ".": "numbers", ")": "numbers", ":": "definitions"}
)
"""Markers to the kind of list that they make."""


@dataclass(slots=True)
class Context:
    """The state of one document's conversion.

    ``anchors`` holds the ids that something links to and that the heading or block must carry
    itself, ``made_ids`` those that Hugo makes; ``labels`` the footnotes' labels as written to
    those as this dialect can hold them.
    ``addresses`` holds what links lead to, with its number, where it stands at the end.
    ``flat`` holds, by ``id``, the nodes that need HTML although none is wanted, and what to write
    in their place. ``list_depth`` counts the lists around, ``depth`` lists and quotes.
    ``abbreviations`` holds those that are defined at the end, with their long forms.
    ``has_html_notes``: a footnote is referenced in HTML, where no reader of Markdown finds it.
    """

    path: str
    options: MarkdownOptions
    dialect: Dialect = field(init=False)
    writer: LineWriter = field(init=False)
    anchors: frozenset[str] = frozenset()
    made_ids: GoldmarkIds = field(default_factory=GoldmarkIds)
    labels: Mapping[str, str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    dropped_line: int = 0
    addresses: dict[str, int] = field(default_factory=dict)
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    flat: dict[int, tuple[Node, Sequence[Node]]] = field(default_factory=dict)
    list_depth: int = 0
    depth: int = 0
    last_list: tuple[str, int, int] = ("", 0, 0)
    has_html_notes: bool = False
    _loose_end: int = -1
    _loose_depth: int = 0
    _is_closed: bool = False

    def __post_init__(self) -> None:
        self.dialect = self.options.dialect  # at hand, since each line asks for it
        self._new_writer()

    def _new_writer(self) -> None:
        self.writer = LineWriter(for_kramdown=self.dialect.attribute_lists)

    def target(self, text: str) -> str:
        """Return what follows the bracket of a link or image: ``text`` itself, or its number."""
        if not self.dialect.references:
            return f"({text})"
        return f"[{self.addresses.setdefault(text, len(self.addresses) + 1)}]"

    def marker_before(self) -> str:
        """Return the marker of the list that stands directly before, "" where none does."""
        marker, count, depth = self.last_list
        return marker if (count, depth) == (self.writer.count, self.depth) else ""

    def part_lists(self, marker: str) -> None:
        """Part a list with ``marker`` from one of its kind before it, as kramdown wants."""
        before = self.marker_before()
        if before and _KINDS.get(before) == _KINDS.get(marker):
            self.writer.line("^")
            self.writer.separate()

    def end_list(self, marker: str) -> None:
        """Note that a list with ``marker`` has just been written."""
        self.last_list = (marker, self.writer.count, self.depth)

    def start_again(self) -> None:
        """Forget all that has been written; footnotes will be HTML, marks and definitions."""
        self._new_writer()
        self.made_ids = GoldmarkIds()
        self.diagnostics.clear()
        self.dropped.clear()
        self.dropped_line = self.list_depth = self.depth = 0
        self.last_list = ("", 0, 0)
        self._loose_end = -1
        self.labels = {}
        self.addresses.clear()

    def end_loose_html(self) -> None:
        """Note that HTML which shows in a line of text has just been written as a block."""
        self._loose_end, self._is_closed = self.writer.count, False
        self._loose_depth = self.depth

    def close_container(self) -> None:
        """Note the border of a container of which nothing is written."""
        self._is_closed = self._loose_end == self.writer.count

    def goes_on_in_line(self) -> bool:
        """Tell whether HTML that shows in a line of text stands directly before."""
        is_before = (self._loose_end, self._loose_depth) == (self.writer.count, self.depth)
        return is_before and not self._is_closed and not self.writer.pending

    def would_join(self) -> bool:
        """Tell whether HTML that shows in a line would join what stood in a container before."""
        return self._is_closed and self._loose_end == self.writer.count

    def tell(
        self, code: str, severity: Severity, line: int, message: str, excerpt: str = ""
    ) -> None:
        """Report a problem of this document."""
        self.diagnostics.append(Diagnostic(code, severity, self.path, line, message, excerpt))
