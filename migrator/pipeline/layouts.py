"""Puts a document's body into the layouts that carry content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from migrator.diagnostics import DiagnosticSink
from migrator.html.fragment import parse_fragment
from migrator.model.nodes import Block, Body, FootnoteDefinition, Node, RawBlock
from migrator.model.walk import rewrite
from migrator.source import LineMap

_MARK: Final = "<!-- jekyll-migrator: the body -->"
_TAG: Final = re.compile(r"<[^>]*>")


def in_layout(body: Body, html: str, page: str, sink: DiagnosticSink, path: str) -> Body:
    """Return the model of ``page``, in which ``body`` (as ``html``) stands inside layouts.

    The body keeps its nodes and lines; what the layouts add has line 0: it comes from no line of
    the document's file. Where the layouts did something to the body's HTML, or show it more than
    once, all of the page is read as HTML.
    """
    spliced = _spliced(body, html, page, sink, path)
    return spliced or parse_fragment(page, _no_lines(page), sink, path)


def _spliced(body: Body, html: str, page: str, sink: DiagnosticSink, path: str) -> Body | None:
    if not html.strip() or page.count(html) != 1:
        return None
    before, _, after = page.partition(html)
    notes = [child for child in body.children if isinstance(child, FootnoteDefinition)]
    if notes and _TAG.sub("", after).strip():
        return None  # the notes would move behind what the layout writes there
    marked = f"{before}{_MARK}{after}"
    outer = parse_fragment(marked, _no_lines(marked), sink, path)
    content = [child for child in body.children if not isinstance(child, FootnoteDefinition)]
    places = 0

    def put(node: Node) -> Node | Sequence[Node]:
        nonlocal places
        if isinstance(node, RawBlock) and node.text.strip() == _MARK:
            places += 1
            return content
        return node

    (root,) = rewrite(outer, put)
    if places != 1 or not isinstance(root, Body):
        return None
    children: tuple[Block, ...] = (*root.children, *notes)
    return Body(children)


def _no_lines(text: str) -> LineMap:
    return LineMap(table=(0,) * (text.count("\n") + 1))
