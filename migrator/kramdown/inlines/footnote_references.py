"""Footnote references ``[^label]`` (kramdown syntax: Footnotes)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from migrator.kramdown.inlines.scanner import Scanner
from migrator.kramdown.state import State
from migrator.model.nodes import FootnoteReference, Inline, Node
from migrator.model.walk import rewrite

_REFERENCE: Final = re.compile(r"\[\^([A-Za-z0-9_][A-Za-z0-9_-]*+)\]")


def parse_footnote_reference(scanner: Scanner) -> bool:
    """Take a reference; to a footnote that is not defined, it is text."""
    match = _REFERENCE.match(scanner.text, scanner.position)
    if match is None:
        return False
    if match[1] in scanner.state.footnotes.labels:
        scanner.add(FootnoteReference(match[1], 0), match.end())
    else:
        message = f"there is no footnote {match[1]!r}"
        scanner.report("kramdown.unknown-footnote", message, scanner.position)
        scanner.take_text(len(match[0]))
    return True


def number_references(nodes: Iterable[Inline], state: State) -> tuple[Inline, ...]:
    """Return ``nodes`` with their footnote references numbered, in document order."""

    def number(node: Node) -> Node:
        if type(node) is not FootnoteReference:
            return node
        numbers = state.refer_to_footnote(node.label)
        return FootnoteReference(node.label, *numbers) if numbers else node

    return tuple(result for node in nodes for result in rewrite(node, number))  # type: ignore[misc]
