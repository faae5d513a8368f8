"""Inline styles by which readers saw something: colours, sizes of text, boxes.

For targets that can hold them; what says nothing (``color: inherit``), fonts and spacing of lines
are the theme's affair, and go.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from migrator.model.nodes import (
    BlockQuote,
    BulletList,
    Caption,
    CodeSpan,
    Definition,
    Div,
    Emphasis,
    Figure,
    Heading,
    HtmlElement,
    Link,
    ListItem,
    Node,
    OrderedList,
    Paragraph,
    Span,
    Strikethrough,
    Strong,
    TableCell,
    Term,
)

_COLOURS: Final = frozenset({"color", "background", "background-color"})
_TEXT: Final = _COLOURS | {"font-size"}
_BOX: Final = re.compile(r"(?:border|padding|box-shadow)(?:-.*)?\Z")
_SEEN: Final[Mapping[type[Node], frozenset[str]]] = {
    **dict.fromkeys((Paragraph, Heading, BlockQuote, BulletList, OrderedList, ListItem), _TEXT),
    **dict.fromkeys((Term, Definition, Caption, Figure, Div), _TEXT),
    **dict.fromkeys((Span, Strong, Emphasis, Strikethrough, CodeSpan, Link, HtmlElement), _TEXT),
    TableCell: _COLOURS,
}
_BOXES: Final = (Div, Span)
_UNSET: Final = frozenset({"", "inherit", "initial", "unset", "revert", "auto", "normal"})
_SAME_SIZE: Final = frozenset({"1em", "1rem", "100%", "medium"})
_BLACK: Final = re.compile(
    r"(?:black|windowtext|currentcolor|#0{3}|#0{6}|rgba?\(0,0,0(?:,1(?:\.0)?)?\))\Z"
)
_BARE: Final = re.compile(
    r"(?:none|transparent|white|#f{3}|#f{6}|rgba\((?:\d+,){3}0(?:\.0)?\)"
    r"|rgba?\(255,255,255(?:,1(?:\.0)?)?\))\Z"
)
_FLAT: Final = re.compile(r"0(?:px|em|rem|%)?\Z|none\Z|medium none\Z")


def is_seen(node: Node, name: str, value: str) -> bool:
    """Return whether readers saw that ``node`` has the style ``name: value``."""
    plain = value.lower().removesuffix("!important").strip()
    if plain in _UNSET:
        return False
    if name in _SEEN.get(type(node), ()):
        return not _SAYS_NOTHING[name](plain)
    return isinstance(node, _BOXES) and _BOX.match(name) is not None and not _FLAT.match(plain)


def _is_bare(value: str) -> bool:
    return _BARE.match(_squeezed(value)) is not None


def _is_black(value: str) -> bool:
    """Return whether ``value`` is the colour that text has anyway; editors write it on all."""
    return _BLACK.match(_squeezed(value)) is not None


def _squeezed(value: str) -> str:
    return value.replace(" ", "")


_SAYS_NOTHING: Final[Mapping[str, Callable[[str], bool]]] = {
    "color": _is_black,
    "background": _is_bare,
    "background-color": _is_bare,
    "font-size": _SAME_SIZE.__contains__,
}
