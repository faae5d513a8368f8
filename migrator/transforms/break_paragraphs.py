"""Paragraphs that an author parted by two line breaks (Blogger, Naver, hand-written HTML)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, cast

from migrator.model.attributes import without_attributes
from migrator.model.nodes import Body, Div, LineBreak, Node, Paragraph, Plain, SoftBreak, Text
from migrator.model.walk import children_of, rewrite_lined, with_children
from migrator.transforms.context import Notes, TransformContext
from migrator.transforms.flow import inlines

_BLANK: Final = " \t\n\f\r\u00a0\u3000\u200b\ufeff"
_PARENTS: Final[frozenset[type[Node]]] = frozenset({Body, Div})
_TWICE: Final = 2


def part_paragraphs(body: Body, context: TransformContext, notes: Notes) -> Body:
    """Return ``body`` with a paragraph for each part between two or more line breaks."""
    if not context.options.cleans("break-paragraph"):
        return body

    def part(node: Node, line: int) -> Node | Sequence[Node]:
        if isinstance(node, Paragraph):
            return _parted(node, node, line, notes)
        kids: list[Node] = []
        for kid in children_of(node):
            if isinstance(kid, Plain):
                kids += _parted(kid, Paragraph(line=kid.line), line, notes)
            else:
                kids.append(kid)
        return with_children(node, kids)

    (parted,) = rewrite_lined(body, part, _PARENTS | {Paragraph})
    return cast("Body", parted)


def _parted(node: Node, model: Paragraph, line: int, notes: Notes) -> Sequence[Node]:
    """Return the parts of ``node`` as paragraphs like ``model``, or ``node`` where it is one."""
    parts = _parts(children_of(node))
    if len(parts) < _TWICE:
        return (node,)
    notes.count("break-paragraph", line, len(parts) - 1)
    rest = replace(model, attributes=without_attributes(model.attributes, ("id",)))
    return [
        replace(rest if number else model, children=inlines(part))
        for number, part in enumerate(parts)
    ]


def _parts(kids: Sequence[Node]) -> list[list[Node]]:
    """Return what stands between runs of two line breaks or more, what shows nothing left out."""
    parts: list[list[Node]] = [[]]
    gap: list[Node] = []
    for kid in kids:
        if isinstance(kid, LineBreak) or (gap and _is_blank(kid)):
            gap.append(kid)
            continue
        if sum(isinstance(item, LineBreak) for item in gap) >= _TWICE:
            parts.append([])
        else:
            parts[-1] += gap
        gap = []
        parts[-1].append(kid)
    parts[-1] += gap
    return [part for part in parts if not all(map(_is_blank, part))]


def _is_blank(node: Node) -> bool:
    return isinstance(node, SoftBreak) or (isinstance(node, Text) and not node.text.strip(_BLANK))
