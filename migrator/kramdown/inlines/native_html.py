"""HTML elements in a line to native inlines, where ``html_to_native`` asks for it.

Source of the rules: kramdown's option ``html_to_native``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, cast

from migrator.html.tables import SPAN, content_model
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
    SoftBreak,
    Strong,
    Text,
)
from migrator.model.walk import children_of, rewrite, text_of, walk, with_children

_HIGHLIGHTER: Final = re.compile(r"\s+\bhighlighter-\w+\b|\bhighlighter-\w+\b\s*")
_MATHEMATICS: Final = re.compile(r"\bmath/tex\b", re.ASCII)
_SECTION: Final = re.compile(r"(?:%\s*)?<!\[CDATA\[\n?(.*?)(?:\s%)?\]\]>", re.DOTALL)
_BLANKS: Final = re.compile(r"\s+", re.ASCII)
_COUNTED: Final = frozenset({Text, SoftBreak, Abbreviation})
_SPACES: Final = " \t\n\r\f\v"


def with_blanks(children: Sequence[Inline]) -> tuple[Inline, ...]:
    """Return ``children`` with blanks around the elements that kramdown writes like blocks.

    With ``html_to_native`` these are all that it does not know for inline, even within a line.
    """
    rewritten = [node for child in children for node in rewrite(child, _with_blanks_inside)]
    return cast("tuple[Inline, ...]", tuple(_spaced(rewritten)))


def _with_blanks_inside(node: Node) -> Node:
    if type(node) is HtmlElement and content_model(node.name) == "raw":
        return node
    return with_children(node, _spaced(children_of(node)))


def _spaced(children: Sequence[Node]) -> list[Node]:
    spaced: list[Node] = []
    for child in children:
        if type(child) is HtmlElement and child.name not in SPAN:
            spaced += (SoftBreak(), child, SoftBreak())
        else:
            spaced.append(child)
    return spaced


def to_native(node: HtmlElement) -> Inline:
    """Return the native inline for ``node``, or ``node`` where it has none."""
    convert = _CONVERTERS.get(node.name)
    return node if convert is None else convert(node)


def _children(node: HtmlElement) -> tuple[Inline, ...]:
    """Return the children, white space in their texts made one blank."""
    return tuple(
        Text(_BLANKS.sub(" ", child.text)) if type(child) is Text else cast("Inline", child)
        for child in node.children
    )


def _has_outer_space(node: HtmlElement) -> bool:
    """Whether the text begins or ends with white space; code and symbols are not counted."""
    counted = (child for child in walk(node) if type(child) in _COUNTED)
    text = "".join(text_of(child) for child in counted)
    return text != text.strip(_SPACES)


def _unconverted(node: HtmlElement) -> HtmlElement:
    """Return ``node`` as kramdown leaves it: it looks for no abbreviations there."""
    children = [
        Text(child.text) if type(child) is Abbreviation else child for child in node.children
    ]
    return cast("HtmlElement", with_children(node, children))


def _emphasis(node: HtmlElement) -> Inline:
    return (
        _unconverted(node) if _has_outer_space(node) else Emphasis(_children(node), node.attributes)
    )


def _strong(node: HtmlElement) -> Inline:
    return (
        _unconverted(node) if _has_outer_space(node) else Strong(_children(node), node.attributes)
    )


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


_CONVERTERS: Final[Mapping[str, Callable[[HtmlElement], Inline]]] = {
    "a": _link,
    "b": _strong,
    "br": _line_break,
    "code": _code_span,
    "em": _emphasis,
    "i": _emphasis,
    "img": _image,
    "script": _script,
    "strong": _strong,
}
