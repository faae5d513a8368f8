"""What the profiles build: figures with captions, details, cards of links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from migrator.model.attributes import Attributes, classes_of, get_attribute
from migrator.model.nodes import (
    Block,
    Caption,
    Div,
    Figure,
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
    Text,
)
from migrator.model.walk import children_of, line_of, walk
from migrator.transforms.flow import inlines, is_inline, to_blocks, without_blanks
from migrator.transforms.styles import style_value

_BACKGROUND: Final = re.compile(r"url\(\s*[\"']?([^\"')]+)")
_TEXTS: Final = (Plain, Paragraph, Heading, Caption)
_PROSE: Final = (*_TEXTS, Div, Figure, HtmlElement, RawBlock)
_BLANK: Final = " \t\n\f\r\u00a0\u200b"
Line = list[Node]


def has_class(node: Node, name: str) -> bool:
    """Tell whether ``node`` has the class ``name``."""
    return name in classes_of(getattr(node, "attributes", ()))


def find(root: Node, name: str) -> Node | None:
    """Return the first node within ``root`` with the class ``name``."""
    return next((node for node in walk(root) if has_class(node, name)), None)


def content_of(node: Node) -> tuple[Block, ...]:
    """Return what stands in ``node`` as blocks."""
    return to_blocks(children_of(node), line_of(node))


def shows(nodes: Iterable[Node]) -> bool:
    """Tell whether something of ``nodes`` can be seen."""
    return any(
        (isinstance(node, Text) and node.text.strip(_BLANK)) or isinstance(node, Image)
        for child in nodes
        for node in walk(child)
    )


def figure(content: Sequence[Node], caption: Node, line: int) -> Node | None:
    """Return ``content`` as figure with ``caption``, None where that says nothing in a line."""
    lines = [part for part in lines_of(caption) if shows(part)]
    if not lines or not is_prose(caption):
        return None
    words = Caption(inlines(_joined(lines)), line=line_of(caption) or line)
    blocks = [block for block in to_blocks(content, line) if block is not caption]
    return Figure((*blocks, words), line=line)


def details(summary: Sequence[Node], content: Sequence[Node], line: int) -> Node:
    """Return a box to be opened: ``summary``, inlines, and the ``content`` below."""
    title = HtmlElement("summary", (Plain(inlines(summary), line),), line=line)
    return HtmlElement("details", (title, *to_blocks(content, line)), line=line)


def link_card(node: Node) -> Paragraph | None:
    """Return the card of a link as a paragraph: picture, title as link, what it says, a line each.

    None where no link stands in it.
    """
    destination = next(filter(None, map(_destination, walk(node))), "")
    lines = [line for line in lines_of(node) if shows(line)]
    if not destination or not lines or not is_prose(node):
        return None
    is_titled = False
    for place, line in enumerate(lines):
        is_picture = all(isinstance(part, Image | Link) for part in without_blanks(line))
        if (is_picture or not is_titled) and not any(isinstance(part, Link) for part in line):
            lines[place] = [
                Link(destination, inlines(without_blanks(line) if is_picture else line))
            ]
        is_titled = is_titled or not is_picture
    return Paragraph(inlines(_joined(lines)), line=line_of(node))


def is_prose(root: Node) -> bool:
    """Tell whether ``root`` holds texts and boxes of texts alone: no list, code or table."""
    return all(is_inline(node) or isinstance(node, _PROSE) for node in walk(root))


def lines_of(root: Node) -> list[Line]:
    """Return the inlines of each text below ``root``, and background pictures, in their order."""
    return list(_lines(root))


def _lines(root: Node) -> Iterator[Line]:
    waiting: list[Node] = [root]
    while waiting:
        node = waiting.pop()
        picture = background_of(getattr(node, "attributes", ()))
        if picture:
            yield [Image(picture)]
        kids = children_of(node)
        if isinstance(node, _TEXTS) and all(map(is_inline, kids)):
            yield _spaced(kids)
        elif not is_inline(node):
            waiting.extend(reversed(kids))


def background_of(attributes: Attributes) -> str:
    """Return the address of the picture behind an element, "" where there is none."""
    found = _BACKGROUND.search(style_value(attributes, "background-image") or "")
    return found[1] if found else ""


def _spaced(kids: Sequence[Node]) -> Line:
    """Return ``kids`` with a space between spans that only a style sheet parts."""
    found: Line = []
    for kid in kids:
        if found and isinstance(kid, Span) and isinstance(found[-1], Span):
            found.append(Text(" "))
        found.append(kid)
    return found


def _joined(lines: Sequence[Line]) -> list[Node]:
    found: list[Node] = []
    for line in lines:
        found += [LineBreak(), *line] if found else line
    return found


def _destination(node: Node) -> str:
    if isinstance(node, Link):
        return node.destination
    if isinstance(node, HtmlElement) and node.name == "a":
        return get_attribute(node.attributes, "href") or ""
    return ""


def inner_inlines(node: Node | None) -> tuple[Inline, ...]:
    """Return all lines of ``node`` as inlines parted by line breaks."""
    return () if node is None else inlines(_joined([x for x in lines_of(node) if shows(x)]))
