"""HTML elements in a line to native inlines, where ``html_to_native`` asks for it.

Source of the rules: kramdown's option ``html_to_native``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, cast

from migrator.model.attributes import get_attribute, set_attribute, without_attributes
from migrator.model.nodes import (
    CodeSpan,
    Emphasis,
    HtmlElement,
    Image,
    Inline,
    LineBreak,
    Link,
    MathInline,
    Strong,
)
from migrator.model.walk import text_of

_HIGHLIGHTER: Final = re.compile(r"\s+\bhighlighter-\w+\b|\bhighlighter-\w+\b\s*")
_SPACES: Final = " \t\n\r\f\v"


def to_native(node: HtmlElement) -> Inline:
    """Return the native inline for ``node``, or ``node`` where it has none."""
    convert = _CONVERTERS.get(node.name)
    return node if convert is None else convert(node)


def _children(node: HtmlElement) -> tuple[Inline, ...]:
    return cast("tuple[Inline, ...]", node.children)


def _has_outer_space(node: HtmlElement) -> bool:
    text = text_of(node)
    return text != text.strip(_SPACES)


def _emphasis(node: HtmlElement) -> Inline:
    return node if _has_outer_space(node) else Emphasis(_children(node), node.attributes)


def _strong(node: HtmlElement) -> Inline:
    return node if _has_outer_space(node) else Strong(_children(node), node.attributes)


def _link(node: HtmlElement) -> Inline:
    destination = get_attribute(node.attributes, "href")
    if not destination:
        return node
    title = get_attribute(node.attributes, "title")
    rest = without_attributes(node.attributes, ("href", "title"))
    return Link(destination, _children(node), title, rest, node.line)


def _image(node: HtmlElement) -> Inline:
    rest = without_attributes(node.attributes, ("src", "alt", "title"))
    source = get_attribute(node.attributes, "src") or ""
    alt = get_attribute(node.attributes, "alt") or ""
    return Image(source, alt, get_attribute(node.attributes, "title"), rest, node.line)


def _line_break(node: HtmlElement) -> Inline:
    return LineBreak(node.attributes)


def _code_span(node: HtmlElement) -> Inline:
    attributes = node.attributes
    classes = get_attribute(attributes, "class")
    if classes is not None:
        attributes = set_attribute(attributes, "class", _HIGHLIGHTER.sub("", classes))
    return CodeSpan(text_of(node), attributes)


def _script(node: HtmlElement) -> Inline:
    kind = get_attribute(node.attributes, "type") or ""
    if "math/tex" not in kind:
        return node
    return MathInline(text_of(node), without_attributes(node.attributes, ("type",)))


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
