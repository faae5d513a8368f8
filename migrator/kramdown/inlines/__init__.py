"""Inlines: the text of a block to nodes, by kramdown's rules (see ``rules``)."""

from __future__ import annotations

from migrator.kramdown.inlines.footnote_references import number_references
from migrator.kramdown.inlines.native_html import finish_native
from migrator.kramdown.inlines.rules import dialect_of
from migrator.kramdown.inlines.scanner import Scanner
from migrator.kramdown.state import State
from migrator.model.nodes import Inline

__all__ = ["parse_inlines"]


def parse_inlines(text: str, state: State, line: int) -> tuple[Inline, ...]:
    """Return the nodes of ``text``, a block's text without its markers.

    ``line`` is the one-based line, in the text given to the parser, of the first character.
    All definitions must be known to ``state`` by now. Footnote references are numbered in the
    order of the calls; an option set in the text changes ``state.options``. Problems go to
    ``state.report``. Whatever the text, there are nodes for all of it, in time proportional to
    its length.
    """
    scanner = Scanner(text, state, line, dialect_of(state.initial_options))
    nodes = scanner.run()
    if state.options.html_to_native:
        nodes = finish_native(nodes)
    return number_references(nodes, state) if scanner.has_footnotes else nodes
