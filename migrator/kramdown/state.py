"""The state of one parse: what blocks collect for inlines, and what both report to."""

from __future__ import annotations

import re
from collections.abc import Callable

from migrator.diagnostics import Diagnostic, DiagnosticSink, Severity, ignore
from migrator.kramdown.attribute_lists import (
    MOST_DEFINITIONS,
    AttributeList,
    in_order,
    merged,
)
from migrator.kramdown.options import Options
from migrator.model.attributes import Attributes
from migrator.model.nodes import AbbreviationDefinition, Image, LinkDefinition
from migrator.source import IDENTITY, LineMap

_WHITE_SPACE = re.compile(r"\s+", re.ASCII)


def normalise_label(label: str) -> str:
    """Return the key of a link label: white space to one blank, lower case."""
    return _WHITE_SPACE.sub(" ", label).lower()


class Footnotes:
    """Footnote references in document order; numbers are given at the first reference.

    ``labels`` are the defined labels, filled by the block phase before any inline is parsed.
    ``order`` are the referenced labels in order of first reference, ``numbers`` their numbers,
    ``counts`` the references to each.
    """

    __slots__ = ("counts", "labels", "numbers", "order")

    def __init__(self) -> None:
        self.labels: set[str] = set()
        self.order: list[str] = []
        self.numbers: dict[str, int] = {}
        self.counts: dict[str, int] = {}


class State:
    """Everything one parse knows; blocks fill it, inlines read it.

    - ``attribute_definitions``: by name, as written (they may refer to each other).
    - ``link_definitions``: by ``normalise_label``; attributes resolved.
    - ``abbreviations``: by their text; attributes resolved.
    - ``hard_breaks``: whether a line feed of the text now parsed may become a hard break in
      GFM. parser-gfm makes none inside block HTML and in footnote definitions.
    - ``ends_container``: whether what holds that text ends with it.
    - ``initial_options``: the options before the text changed any; they choose the rules.
    - ``keeps_references``: whether character references in raw HTML stay as they are written,
      and are told from text elsewhere; an id of a heading is made of them so.
    - ``standalone_images``: by ``id``, images whose attribute list names ``standalone``; a
      paragraph that holds only such an image becomes a figure. The inline parser adds the node
      it returns.
    """

    __slots__ = (
        "abbreviations",
        "attribute_definitions",
        "ends_container",
        "footnotes",
        "hard_breaks",
        "initial_options",
        "keeps_references",
        "lines",
        "link_definitions",
        "options",
        "path",
        "sink",
        "standalone_images",
    )

    def __init__(
        self,
        options: Options,
        lines: LineMap = IDENTITY,
        sink: DiagnosticSink = ignore,
        path: str = "",
    ) -> None:
        self.options = options
        self.initial_options = options
        self.lines = lines
        self.sink: Callable[[Diagnostic], None] = sink
        self.path = path
        self.attribute_definitions: dict[str, AttributeList] = {}
        self.link_definitions: dict[str, LinkDefinition] = {}
        self.abbreviations: dict[str, AbbreviationDefinition] = {}
        self.footnotes = Footnotes()
        self.hard_breaks = True
        self.ends_container = True
        self.keeps_references = False
        self.standalone_images: dict[int, Image] = {}

    def for_ids(self) -> State:
        """Return a state for parsing a heading's text once more, for its id alone."""
        other = State(self.options, self.lines)
        other.initial_options = self.initial_options
        other.link_definitions = self.link_definitions
        other.abbreviations = self.abbreviations
        other.attribute_definitions = self.attribute_definitions
        other.footnotes.labels = self.footnotes.labels
        other.keeps_references = True
        return other

    def refer_to_footnote(self, label: str) -> tuple[int, int] | None:
        """Count a reference to ``label``; return its number and occurrence (from 0).

        None where no such footnote is defined. Call it once for each reference that stays in
        the tree, in document order (not from a parse that is given up, nor for an image's alt).
        """
        footnotes = self.footnotes
        if label not in footnotes.labels:
            return None
        occurrence = footnotes.counts.get(label, 0)
        if not occurrence:
            footnotes.order.append(label)
            footnotes.numbers[label] = self.options.footnote_nr + len(footnotes.numbers)
        footnotes.counts[label] = occurrence + 1
        return footnotes.numbers[label], occurrence

    def attributes(self, attribute_list: AttributeList, base: Attributes = ()) -> Attributes:
        """Return the attributes that ``attribute_list`` gives, on top of ``base``.

        Definitions it names come first, theirs before them.
        """
        parts = in_order(attribute_list, self.attribute_definitions)
        if len(parts) > MOST_DEFINITIONS:
            message = f"more than {MOST_DEFINITIONS} attribute definitions in one attribute list"
            self.report("kramdown.many-definitions", message, 1)
        return merged(parts, base)

    def report(
        self,
        code: str,
        message: str,
        line: int,
        excerpt: str = "",
        severity: Severity = Severity.WARNING,
    ) -> None:
        """Send a diagnostic; ``line`` is the one-based line in the text given to the parser."""
        self.sink(Diagnostic(code, severity, self.path, self.lines[line], message, excerpt))
