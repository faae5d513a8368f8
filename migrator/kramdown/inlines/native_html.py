"""HTML elements in a line to native inlines, where ``html_to_native`` asks for it.

Source of the rules: kramdown's option ``html_to_native``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeGuard, cast

from migrator.html.tables import SPAN, content_model
from migrator.kramdown.inlines.frames import join_texts
from migrator.kramdown.inlines.text_edges import TextEdges
from migrator.model.attributes import Attributes, get_attribute, set_attribute, without_attributes
from migrator.model.nodes import (
    Abbreviation,
    CodeSpan,
    Emphasis,
    HtmlElement,
    Image,
    Inline,
    LineBreak,
    Link,
    MathInline,
    Node,
    SmartPunctuation,
    SoftBreak,
    Strong,
    Text,
)
from migrator.model.walk import children_of, text_of, with_children

_HIGHLIGHTER: Final = re.compile(r"\s+\bhighlighter-\w+\b|\bhighlighter-\w+\b\s*")
_MATHEMATICS: Final = re.compile(r"\bmath/tex\b", re.ASCII)
_SECTION: Final = re.compile(r"(?:%\s*)?<!\[CDATA\[\n?(.*?)(?:\s%)?\]\]>", re.DOTALL)
_BLANKS: Final = re.compile(r"\s+", re.ASCII)
_SPACES: Final = " \t\n\r\f\v"
UNDONE: Final = frozenset({"a", "b", "em", "i", "strong"})
"""Elements that stay as they are, and all in them, where they are still there."""


def finish_native(children: Sequence[Inline]) -> tuple[Inline, ...]:
    """Return ``children`` as they are shown when everything that was HTML is converted.

    With ``html_to_native`` kramdown writes like blocks, with white space around, all elements
    that it does not know for inline, but not within raw ones. Character references, which it
    does not count as text while it converts, become text.
    """
    root = _Place(is_raw=False, is_undone=False)
    places = [root]
    remaining: list[Iterator[Node]] = [iter(children)]
    nodes: list[Node] = []
    while remaining:
        child = next(remaining[-1], None)
        if child is None:
            remaining.pop()
            built = places.pop().finish()
            if not places:
                return built
            places[-1].add(with_children(nodes.pop(), built))
        elif kids := children_of(child):
            places.append(places[-1].inside(child))
            remaining.append(iter(kids))
            nodes.append(child)
        else:
            places[-1].add(child)
    return ()


class _Place:
    """What a node holds.

    ``is_undone`` where HTML stays as it is, however deep; ``is_on_lines`` where kramdown writes
    line feeds after the start tag and before the end tag.
    """

    __slots__ = ("built", "is_on_lines", "is_raw", "is_undone")

    def __init__(self, *, is_raw: bool, is_undone: bool, is_on_lines: bool = False) -> None:
        self.built: list[Node] = []
        self.is_raw = is_raw
        self.is_undone = is_undone
        self.is_on_lines = is_on_lines

    def inside(self, node: Node) -> _Place:
        """Return the place in ``node``, which stands here."""
        if type(node) is not HtmlElement:
            return _Place(is_raw=False, is_undone=False)
        if self.is_undone or node.name in UNDONE:
            return _Place(is_raw=True, is_undone=True)
        content = content_model(node.name)
        return _Place(is_raw=content == "raw", is_undone=False, is_on_lines=content == "block")

    def add(self, node: Node) -> None:
        """Add a node whose children are finished."""
        if is_entity(node):
            self.built.append(Text(node.text))
        elif type(node) is HtmlElement and node.name not in SPAN and not self.is_raw:
            self.built += (SoftBreak(), node, SoftBreak())
        else:
            self.built.append(node)

    def finish(self) -> tuple[Inline, ...]:
        """Return what is to be held."""
        ends = [SoftBreak()] if self.is_on_lines else []
        return join_texts(cast("list[Inline]", [*ends, *self.built, *ends]))


def is_entity(node: Node) -> TypeGuard[SmartPunctuation]:
    """Whether ``node`` stands for a character reference until all is converted."""
    return type(node) is SmartPunctuation and node.source.startswith("&")


def is_kept(node: HtmlElement, edges: TextEdges) -> bool:
    """Whether one of the elements ``UNDONE`` stays as it is."""
    if node.name == "a":
        return get_attribute(node.attributes, "href") is None
    return any(edge in _SPACES for edge in edges.of(node))


def to_native(node: HtmlElement, edges: TextEdges) -> Inline:
    """Return the native inline for ``node``, or ``node`` where it has none."""
    make_emphasis = _EMPHASES.get(node.name)
    if make_emphasis:
        if is_kept(node, edges):
            return _unconverted(node)
        return make_emphasis(_children(node), node.attributes)
    convert = _CONVERTERS.get(node.name)
    return node if convert is None else convert(node)


def _children(node: HtmlElement) -> tuple[Inline, ...]:
    """Return the children, white space in their texts made one blank."""
    return tuple(
        Text(_BLANKS.sub(" ", child.text)) if type(child) is Text else cast("Inline", child)
        for child in node.children
    )


def _unconverted(node: HtmlElement) -> HtmlElement:
    """Return ``node`` as kramdown leaves it: it looks for no abbreviations there."""
    children = [
        Text(child.text) if type(child) is Abbreviation else child for child in node.children
    ]
    return cast("HtmlElement", with_children(node, children))


def _link(node: HtmlElement) -> Inline:
    destination = get_attribute(node.attributes, "href")
    if destination is None:
        return _unconverted(node)
    title = get_attribute(node.attributes, "title")
    rest = without_attributes(node.attributes, ("href", "title"))
    return Link(destination, _children(node), title, rest, node.line)


def _image(node: HtmlElement) -> Inline:
    source, alt = get_attribute(node.attributes, "src"), get_attribute(node.attributes, "alt")
    if source is None or alt is None:
        return node
    rest = without_attributes(node.attributes, ("src", "alt", "title"))
    return Image(source, alt, get_attribute(node.attributes, "title"), rest, node.line)


def _line_break(node: HtmlElement) -> Inline:
    return LineBreak(node.attributes)


def _code_span(node: HtmlElement) -> Inline:
    return CodeSpan(text_of(node), without_highlighter(node.attributes))


def without_highlighter(attributes: Attributes) -> Attributes:
    """Return the attributes of ``code`` without the class that a highlighter gave."""
    classes = get_attribute(attributes, "class")
    if classes is None:
        return attributes
    return set_attribute(attributes, "class", _HIGHLIGHTER.sub("", classes))


def _script(node: HtmlElement) -> Inline:
    kind = get_attribute(node.attributes, "type") or ""
    latex = mathematics_of(kind, text_of(node))
    return (
        node if latex is None else MathInline(latex, without_attributes(node.attributes, ("type",)))
    )


def mathematics_of(kind: str, text: str) -> str | None:
    """Return the LaTeX in a script of type ``kind``, None where the script is another."""
    if not _MATHEMATICS.search(kind):
        return None
    section = _SECTION.fullmatch(text)
    return section[1] if section else text


_EMPHASES: Final[Mapping[str, type[Emphasis | Strong]]] = {
    "b": Strong,
    "em": Emphasis,
    "i": Emphasis,
    "strong": Strong,
}
"""Elements that are converted unless white space stands at the edge of their text."""

_CONVERTERS: Final[Mapping[str, Callable[[HtmlElement], Inline]]] = {
    "a": _link,
    "br": _line_break,
    "code": _code_span,
    "img": _image,
    "script": _script,
}
