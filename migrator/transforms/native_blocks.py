"""Block HTML elements to native blocks: ``p``, ``h1``–``h6``, lists, ``figure``, ``div``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, cast

from migrator.model.attributes import (
    Attributes,
    classes_of,
    get_attribute,
    set_attribute,
    without_attributes,
)
from migrator.model.nodes import (
    Block,
    BlockQuote,
    BulletList,
    Caption,
    Definition,
    DefinitionList,
    Div,
    Figure,
    Heading,
    HtmlElement,
    LineBreak,
    ListItem,
    Node,
    OrderedList,
    Paragraph,
    Plain,
    Term,
    ThematicBreak,
)
from migrator.transforms.flow import (
    inlines,
    is_blank,
    is_inline,
    to_blocks,
    to_inlines,
    to_phrasing,
    without_blanks,
)
from migrator.transforms.native_code import finish_code_wrapper

_MAX_DIGITS: Final = 9  # CommonMark allows a list no longer number


def finish_p(element: HtmlElement, kids: Sequence[Node]) -> list[Node]:
    """Return a ``p`` as Paragraph; see finish_paragraph."""
    return finish_paragraph(Paragraph((), element.attributes, element.line), kids)


def finish_paragraph(paragraph: Paragraph, kids: Sequence[Node]) -> list[Node]:
    """Return ``paragraph`` with ``kids``.

    A block inside ends it, as in browsers; what follows is loose text (HTML standard: Parsing,
    "close a p element").
    """
    phrasing = to_phrasing(kids)
    if all(map(is_inline, phrasing)):
        return [replace(paragraph, children=inlines(phrasing))]
    blocks = to_blocks(phrasing, paragraph.line)
    first = blocks[0]
    if isinstance(first, Plain):
        return [replace(paragraph, children=first.children), *blocks[1:]]
    return (
        [Div(blocks, paragraph.attributes, paragraph.line)] if paragraph.attributes else [*blocks]
    )


def finish_heading_element(element: HtmlElement, kids: Sequence[Node]) -> list[Node]:
    """Return ``h1`` to ``h6`` as Heading; one with blocks that are not text stays an element."""
    heading = Heading(int(element.name[1]), (), element.attributes, element.line)
    return finish_heading(heading, kids)


def finish_heading(heading: Heading, kids: Sequence[Node]) -> list[Node]:
    """Return ``heading`` with ``kids``, as an element where they hold other blocks than text."""
    children = to_inlines(kids)
    if children is not None:
        return [replace(heading, children=children)]
    blocks = to_blocks(kids, heading.line)
    return [HtmlElement(f"h{heading.level}", blocks, heading.attributes, "block", heading.line)]


def finish_blockquote(element: HtmlElement, kids: Sequence[Node]) -> list[Node]:
    """Return a ``blockquote`` as BlockQuote."""
    return [BlockQuote(to_blocks(kids, element.line), element.attributes, element.line)]


def finish_hr(element: HtmlElement, kids: Sequence[Node]) -> list[Node]:
    """Return an ``hr`` as ThematicBreak."""
    return [ThematicBreak(element.attributes, element.line), *kids]


def finish_div(element: HtmlElement, kids: Sequence[Node]) -> list[Node]:
    """Return a ``div`` as Div, or as the CodeBlock it wraps for a highlighter."""
    code = finish_code_wrapper(element, kids)
    if code is not None:
        return code
    return [Div(to_blocks(kids, element.line), element.attributes, element.line)]


def finish_figure(element: HtmlElement, kids: Sequence[Node]) -> list[Node]:
    """Return a ``figure`` as Figure with its Caption, or as the CodeBlock it wraps."""
    code = finish_code_wrapper(element, kids)
    if code is not None:
        return code
    blocks = [_caption(block) for block in to_blocks(kids, element.line)]
    return [Figure(tuple(blocks), element.attributes, element.line)]


def _caption(block: Block) -> Block:
    if isinstance(block, HtmlElement) and block.name == "figcaption":
        return Caption(cell_content(block.children), block.attributes, block.line)
    return block


def cell_content(blocks: Sequence[Node]) -> tuple[Node, ...]:
    """Return the content of a cell or caption: inlines where the blocks are one loose text."""
    if len(blocks) == 1 and isinstance(blocks[0], Plain):
        return blocks[0].children
    return tuple(blocks)


# ------------------------------------------------------------------------------- lists


def finish_list(element: HtmlElement, kids: Sequence[Node]) -> list[Node]:
    """Return ``ul`` or ``ol`` as a list.

    What stands between the items belongs to the item before it, as it looks in browsers; what
    stands before the first comes out before the list. Without any item it stays an element.
    """
    before: list[Node] = []
    items: list[tuple[HtmlElement, list[Node]]] = []
    for kid in without_blanks(kids):
        if isinstance(kid, HtmlElement) and kid.name == "li":
            items.append((kid, []))
        else:
            (items[-1][1] if items else before).append(kid)
    if not items:
        return [replace(element, children=to_blocks(kids, element.line), display="block")]
    found = tuple(_item(item, strays) for item, strays in items)
    return [*to_blocks(before, element.line), _list(element, found)]


def _list(element: HtmlElement, items: tuple[ListItem, ...]) -> BulletList | OrderedList:
    if element.name != "ol":
        return BulletList(items, element.attributes, element.line)
    start = get_attribute(element.attributes, "start")
    number = as_number(start)
    if number is None:
        return OrderedList(items, 1, element.attributes, element.line)
    rest = without_attributes(element.attributes, ("start",))
    return OrderedList(items, number, rest, element.line)


def as_number(value: str | None) -> int | None:
    """Return the whole number that an attribute holds, None where it holds none."""
    digits = (value or "").strip()
    plain = digits.isascii() and digits.removeprefix("-").isdigit() and len(digits) <= _MAX_DIGITS
    return int(digits) if plain else None


def _item(element: HtmlElement, strays: Sequence[Node]) -> ListItem:
    children = _followed(element.children, to_blocks(strays, element.line))
    checked, children = _task(children)
    attributes = element.attributes
    if checked is not None:
        attributes = _without_class(attributes, "task-list-item")
    return ListItem(cast("tuple[Block, ...]", children), checked, attributes, element.line)


def _followed(blocks: tuple[Node, ...], strays: tuple[Node, ...]) -> tuple[Node, ...]:
    """Return the blocks of an item and what stood behind it, which began on a new line."""
    last = blocks[-1] if blocks else None
    first = strays[0] if strays else None
    if isinstance(last, Plain) and isinstance(first, Plain):
        joined = replace(last, children=(*last.children, LineBreak(), *first.children))
        return (*blocks[:-1], joined, *strays[1:])
    return (*blocks, *strays)


def _task(children: tuple[Node, ...]) -> tuple[bool | None, tuple[Node, ...]]:
    """Return whether an item is a done or an open task (or none), and its blocks less the box."""
    first = children[0] if children else None
    if not isinstance(first, Plain | Paragraph):
        return None, children
    place = next((i for i, node in enumerate(first.children) if not is_blank(node)), None)
    box = None if place is None else first.children[place]
    if place is None or not isinstance(box, HtmlElement) or not _is_checkbox(box):
        return None, children
    checked = get_attribute(box.attributes, "checked") is not None
    rest = replace(first, children=first.children[place + 1 :])
    if not without_blanks(rest.children):
        return checked, children[1:]
    return checked, (rest, *children[1:])


def _is_checkbox(element: HtmlElement) -> bool:
    kind = get_attribute(element.attributes, "type") or ""
    return element.name == "input" and kind.lower() == "checkbox"


def _without_class(attributes: Attributes, unwanted: str) -> Attributes:
    kept = [name for name in classes_of(attributes) if name != unwanted]
    if kept:
        return set_attribute(attributes, "class", " ".join(kept))
    return without_attributes(attributes, ("class",))


# -------------------------------------------------------------------- definition lists


def finish_dl(element: HtmlElement, kids: Sequence[Node]) -> list[Node]:
    """Return a ``dl`` as DefinitionList; one with other parts than dt and dd stays an element."""
    parts = [_definition_part(kid) for kid in without_blanks(kids)]
    if parts and all(parts):
        found = cast("tuple[Term | Definition, ...]", tuple(parts))
        return [DefinitionList(found, element.attributes, element.line)]
    return [replace(element, children=to_blocks(kids, element.line), display="block")]


def _definition_part(kid: Node) -> Term | Definition | None:
    if not isinstance(kid, HtmlElement):
        return None
    if kid.name == "dd":
        blocks = cast("tuple[Block, ...]", kid.children)
        return Definition(blocks, kid.attributes, kid.line)
    children = to_inlines(kid.children) if kid.name == "dt" else None
    return None if children is None else Term(children, kid.attributes, kid.line)
