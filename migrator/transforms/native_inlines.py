"""Inline HTML elements to native inlines: ``b``, ``i``, ``s``, ``a``, ``img``, ``br``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, TypeAlias, cast

from migrator.model.attributes import (
    Attributes,
    get_attribute,
    set_attribute,
    without_attributes,
)
from migrator.model.nodes import (
    Abbreviation,
    Div,
    Emphasis,
    Heading,
    HtmlElement,
    Image,
    Inline,
    LineBreak,
    Link,
    Node,
    Paragraph,
    Plain,
    RawBlock,
    Span,
    Strikethrough,
    Strong,
    Text,
)
from migrator.transforms.flow import inlines, is_inline, to_blocks

Mark: TypeAlias = Emphasis | Strong | Strikethrough | Span | Link
_MARK_TYPES: Final[dict[str, type[Strong | Emphasis | Strikethrough]]] = {
    "b": Strong,
    "strong": Strong,
    "i": Emphasis,
    "em": Emphasis,
    "s": Strikethrough,
    "strike": Strikethrough,
    "del": Strikethrough,
}
MARK_NAMES: Final = {Strong: "strong", Emphasis: "em", Strikethrough: "del"}
_LEAVES: Final = (Paragraph, Plain, Heading)


def finish_mark_element(element: HtmlElement, kids: Sequence[Node]) -> list[Node]:
    """Return ``b``, ``i``, ``s`` and their like as marks."""
    mark = _MARK_TYPES[element.name]((), element.attributes)
    return finish_mark(mark, kids, element.line)


def finish_mark(mark: Mark, kids: Sequence[Node], line: int = 0) -> list[Node]:
    """Return ``mark`` around ``kids``.

    Where those are paragraphs or headings, the mark goes inside each; around other blocks it
    stays an element.
    """
    if all(map(is_inline, kids)):
        return [_around(mark, kids)]
    blocks = to_blocks(kids, line)
    if all(isinstance(block, (*_LEAVES, RawBlock)) for block in blocks):
        return [_pushed(mark, block) for block in blocks]
    if isinstance(mark, Span):
        return [Div(blocks, mark.attributes, line)] if mark.attributes else list(blocks)
    return [HtmlElement(MARK_NAMES[type(mark)], blocks, mark.attributes, "block", line)]


def finish_span(element: HtmlElement, kids: Sequence[Node]) -> list[Node]:
    """Return a ``span`` as Span; around blocks it is a Div, or nothing if it says nothing."""
    return finish_mark(Span((), element.attributes), kids, element.line)


def finish_a(element: HtmlElement, kids: Sequence[Node]) -> list[Node]:
    """Return an ``a`` with ``href`` as Link; one that is only an anchor as Span with its id."""
    destination = get_attribute(element.attributes, "href")
    if destination is None:
        return _anchor(element, kids)
    title = get_attribute(element.attributes, "title")
    rest = without_attributes(element.attributes, ("href", "title"))
    return finish_link(Link(destination, (), title, rest, element.line), kids)


def finish_link(link: Link, kids: Sequence[Node]) -> list[Node]:
    """Return ``link`` around ``kids``; around blocks, other than a single text, as an element."""
    if all(map(is_inline, kids)):
        return [_around(link, kids)]
    blocks = to_blocks(kids, link.line)
    if len(blocks) == 1 and isinstance(blocks[0], _LEAVES):
        return [_pushed(link, blocks[0])]
    attributes: Attributes = (("href", link.destination), *link.attributes)
    if link.title is not None:
        attributes = set_attribute(attributes, "title", link.title)
    return [HtmlElement("a", blocks, attributes, "block", link.line)]


def finish_img(element: HtmlElement, kids: Sequence[Node]) -> list[Node]:
    """Return an ``img`` as Image; one without ``src`` stays an element."""
    destination = get_attribute(element.attributes, "src")
    if destination is None:
        return [replace(element, display="inline")]
    alt = get_attribute(element.attributes, "alt") or ""
    title = get_attribute(element.attributes, "title")
    rest = without_attributes(element.attributes, ("src", "alt", "title"))
    return [Image(destination, alt, title, rest, element.line), *kids]


def finish_br(element: HtmlElement, kids: Sequence[Node]) -> list[Node]:
    """Return a ``br`` as LineBreak."""
    return [LineBreak(element.attributes), *kids]


def finish_abbr(element: HtmlElement, kids: Sequence[Node]) -> list[Node]:
    """Return an ``abbr`` of plain text as Abbreviation; one with marks inside stays."""
    if len(kids) == 1 and isinstance(kids[0], Text):
        title = get_attribute(element.attributes, "title") or ""
        rest = without_attributes(element.attributes, ("title",))
        return [Abbreviation(" ".join(kids[0].text.split()), title, rest)]
    return [replace(element, display="inline", children=tuple(kids))]


def _anchor(element: HtmlElement, kids: Sequence[Node]) -> list[Node]:
    name = get_attribute(element.attributes, "name")
    identifier = get_attribute(element.attributes, "id")
    if name and identifier and name != identifier:
        return [replace(element, display="inline", children=tuple(kids))]
    attributes = without_attributes(element.attributes, ("name",))
    if name and not identifier:
        attributes = (("id", name), *attributes)
    return finish_mark(Span((), attributes), kids, element.line)


def _around(mark: Mark, kids: Sequence[Node]) -> Mark:
    return replace(mark, children=inlines(kids))


def _pushed(mark: Mark, leaf: Node) -> Node:
    if isinstance(leaf, RawBlock):
        return leaf
    block = cast("Paragraph", leaf)
    inner: tuple[Inline, ...] = block.children
    if len(inner) == 1 and _same_mark(inner[0], mark):
        return block
    return replace(block, children=(_around(mark, inner),))


def _same_mark(node: Node, mark: Mark) -> bool:
    return type(node) is type(mark) and not mark.attributes and not isinstance(mark, Link)


InlineFinisher: TypeAlias = Callable[[HtmlElement, Sequence[Node]], "list[Node]"]
"""Takes an element as it was and its converted children; returns what takes its place."""
