"""Blocks and inlines: what stands in a line, and how loose text gets its ``Plain``.

Rules: HTML standard, "Content models" and "Rendering: Flow content".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final, cast

from migrator.html.tables import EITHER, FLOW, SPAN
from migrator.model.nodes import (
    Abbreviation,
    Block,
    CodeSpan,
    Div,
    Emphasis,
    FootnoteReference,
    HtmlElement,
    Image,
    Inline,
    LineBreak,
    Link,
    MathInline,
    Node,
    Paragraph,
    Plain,
    RawBlock,
    RawInline,
    SmartPunctuation,
    SoftBreak,
    Span,
    Strikethrough,
    Strong,
    Text,
)
from migrator.model.walk import line_of

WHITE_SPACE: Final = " \t\n\f\r"
"""What HTML folds; a no-break space is not white space."""

INLINE_TYPES: Final = frozenset(
    {
        Text,
        SmartPunctuation,
        SoftBreak,
        LineBreak,
        Emphasis,
        Strong,
        Strikethrough,
        CodeSpan,
        Link,
        Image,
        MathInline,
        FootnoteReference,
        Abbreviation,
        Span,
        RawInline,
    }
)

PHRASING: Final = SPAN | frozenset(
    {"area", "bdi", "blink", "data", "embed", "font", "marquee", "meter", "nobr", "output"}
    | {"param", "progress", "s", "slot", "source", "strike", "track", "wbr"}
)
"""Elements that always stand in a line of text."""

OPAQUE: Final = frozenset({"math", "script", "style", "svg", "template", "textarea", "xmp"})
"""Elements whose content is not HTML prose: nothing inside is touched."""


_PICTURES: Final = frozenset({"math", "picture", "svg"})
"""Elements that stand in a line with their neighbours, and alone if they have none."""


def is_inline(node: Node) -> bool:
    """Tell whether ``node`` stands in a line of text."""
    if isinstance(node, HtmlElement):
        return node.display == "inline"
    return type(node) in INLINE_TYPES


def is_blank(node: Node) -> bool:
    """Tell whether ``node`` is white space and nothing else."""
    return isinstance(node, SoftBreak) or (
        isinstance(node, Text) and not node.text.strip(WHITE_SPACE)
    )


def without_blanks(nodes: Iterable[Node]) -> list[Node]:
    """Return ``nodes`` less those that are white space alone."""
    return [node for node in nodes if not is_blank(node)]


def is_comment(node: Node) -> bool:
    """Tell whether ``node`` is an HTML comment in a line of text."""
    return isinstance(node, RawInline) and node.format == "html" and node.text.startswith("<!--")


def to_blocks(nodes: Iterable[Node], line: int = 0) -> tuple[Block, ...]:
    """Return ``nodes`` as blocks: runs of inlines become ``Plain``, white space alone nothing.

    A comment, or an element that may stand in a line, stays in the line that it interrupts, and a
    picture in the line that it begins. ``line`` is for a ``Plain`` whose inlines know no line.
    """
    blocks: list[Node] = []
    run: list[Node] = []
    siblings = tuple(nodes)
    for place, node in enumerate(siblings):
        if isinstance(node, Plain):  # loose text goes on with what stands beside it
            line = line if run else node.line or line
            run.extend(node.children)
            continue
        joins = is_inline(node) or _shows(run) or _begins_line(siblings, place)
        if joins and (inline := _as_inline(node)) is not None:
            run.append(inline)
            continue
        blocks.extend(_closed(run, line))
        run.clear()
        blocks.append(node)
    blocks.extend(_closed(run, line))
    return cast("tuple[Block, ...]", tuple(blocks))


def to_phrasing(nodes: Iterable[Node]) -> list[Node]:
    """Return the content of a paragraph or a heading, with what may stand in a line as inline."""
    return [_as_inline(node) or node for node in nodes]


def to_inlines(nodes: Iterable[Node]) -> tuple[Inline, ...] | None:
    """Return ``nodes`` as inlines, paragraphs parted by line breaks; None where blocks remain."""
    phrasing = to_phrasing(nodes)
    if all(map(is_inline, phrasing)):
        return inlines(phrasing)
    found: list[Node] = []
    waiting = list(reversed(to_blocks(phrasing)))
    while waiting:
        block = waiting.pop()
        if isinstance(block, Div) and not block.attributes:
            waiting.extend(reversed(block.children))
            continue
        if not isinstance(block, Plain | Paragraph):
            return None
        if found:
            found.append(LineBreak())
        found.extend(block.children)
    return inlines(found)


def inlines(nodes: Iterable[Node]) -> tuple[Inline, ...]:
    """Return ``nodes``, known to be inlines, as a tuple of that type."""
    return cast("tuple[Inline, ...]", tuple(nodes))


def _shows(run: Sequence[Node]) -> bool:
    return any(not is_blank(node) and not isinstance(node, RawInline) for node in run)


def _begins_line(nodes: Sequence[Node], place: int) -> bool:
    """Tell whether the node at ``place`` is a picture with text or another picture after it."""
    if not _is_picture(nodes[place]):
        return False
    place += 1
    while place < len(nodes) and is_blank(nodes[place]):
        place += 1
    return place < len(nodes) and (
        _is_picture(nodes[place])
        or isinstance(nodes[place], Plain)
        or (is_inline(nodes[place]) and _shows(nodes[place : place + 1]))
    )


def _is_picture(node: Node) -> bool:
    return isinstance(node, HtmlElement) and node.name in _PICTURES


def _closed(run: Sequence[Node], line: int) -> list[Node]:
    """Return a run of inlines as blocks: a Plain, or comments alone, or nothing."""
    if not _shows(run):
        return list(_raw_blocks(run))
    return [Plain(inlines(run), next(filter(None, map(line_of, run)), line))]


def _raw_blocks(run: Sequence[Node]) -> Iterator[RawBlock]:
    """Yield what no text parts as one block each; a comment stays alone."""
    groups = groupby(run, lambda node: (type(node), is_comment(node), getattr(node, "format", "")))
    for (kind, alone, _), group in groups:
        raw = [node for node in group if isinstance(node, RawInline)]
        if kind is not RawInline:
            continue
        if alone:
            yield from (RawBlock(node.format, node.text, node.line) for node in raw)
        else:
            text = "".join(node.text for node in raw)
            yield RawBlock(raw[0].format, text, raw[0].line)


def _as_inline(node: Node) -> Node | None:
    """Return ``node`` as an inline if it is one or may be one, None for any other."""
    if is_inline(node):
        return node
    if isinstance(node, RawBlock):
        return RawInline(node.format, node.text, node.line)
    if not isinstance(node, HtmlElement) or node.name in FLOW:
        return None
    if node.name in OPAQUE:
        return replace(node, display="inline")
    if node.name not in EITHER and node.children:
        return None
    children: list[Node] = []
    for child in node.children:
        if not isinstance(child, Plain):
            return None
        children.extend(child.children)
    return replace(node, display="inline", children=tuple(children))
