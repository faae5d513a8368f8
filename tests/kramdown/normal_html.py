"""HTML as a list of lines that are equal where the DOM is, but for white space nobody sees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import TypeAlias

from lxml import etree, html

from migrator.html.tables import FLOW, KNOWN

BLOCKS = FLOW | {"br", "iframe"}
HOLD_LINES = frozenset(
    {"dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "summary", "td", "th"}
)
KEEPS_WHITE_SPACE = frozenset({"pre", "textarea", "script", "style"})
_BLANKS = re.compile(r"[ \t\r\n\f]+")


class Kind(Enum):
    """What a token is."""

    BLOCK = "block tag"
    INLINE = "inline tag"
    TEXT = "text"


Token: TypeAlias = tuple[str, Kind]


def normalise(text: str) -> list[Token]:
    """Return the tags with their attributes in order of name, and the texts between them."""
    root = html.fragment_fromstring(f"<div>{text}</div>" if text.strip() else "<div></div>")
    return _fold(_tokens(root))


def _tokens(root: etree._Element) -> Iterator[Token]:
    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        if event == "comment":
            yield f"<!--{_BLANKS.sub(' ', element.text or '')}-->", Kind.BLOCK
        elif event == "start":
            if not _is_highlight(element):
                yield _start_tag(element), _kind_of(element)
            yield _text(element, element.text), Kind.TEXT
            continue
        elif not _is_highlight(element):
            yield f"</{element.tag}>", _kind_of(element)
        if element is not root:
            yield _text(element.getparent(), element.tail), Kind.TEXT


def _kind_of(element: etree._Element) -> Kind:
    """Elements that HTML does not know are blocks where they do not stand in a line of text."""
    while element.tag not in BLOCKS:
        parent = element.getparent()
        if element.tag in KNOWN or parent is None or parent.tag in HOLD_LINES:
            return Kind.INLINE
        element = parent
    return Kind.BLOCK


def _is_highlight(element: etree._Element) -> bool:
    """Whether this is a highlighter's mark, which depends on its version."""
    return element.tag == "span" and any(parent.tag == "code" for parent in element.iterancestors())


def _start_tag(element: etree._Element) -> str:
    pairs = dict(element.attrib)
    if "class" in pairs:
        pairs["class"] = " ".join(sorted(set(pairs["class"].split())))
    attributes = "".join(f" {name}={value!r}" for name, value in sorted(pairs.items()))
    return f"<{element.tag}{attributes}>"


def _text(parent: etree._Element, text: str | None) -> str:
    if parent.tag in {"pre", "textarea"} and text is parent.text:
        text = (text or "").removeprefix("\n")  # HTML: Parsing, a line feed after <pre>
    places = [parent, *parent.iterancestors()]
    if parent.tag == "iframe":
        return ""  # no browser shows it
    if parent.tag in {"script", "style"}:
        return (text or "").strip().replace("\n", "\\n")
    if any(place.tag in KEEPS_WHITE_SPACE for place in places):
        return (text or "").replace("\n", "\\n")
    return _BLANKS.sub(" ", text or "")


def _fold(tokens: Iterable[Token]) -> list[Token]:
    """Join texts, and drop blanks beside blocks."""
    folded: list[Token] = []
    for text, kind in tokens:
        last_text, last_kind = folded[-1] if folded else ("", Kind.BLOCK)
        if kind is not Kind.TEXT:
            if kind is Kind.BLOCK and last_kind is Kind.TEXT:
                folded[-1] = last_text.rstrip(" "), Kind.TEXT
            folded.append((text, kind))
        elif last_kind is Kind.TEXT:
            folded[-1] = last_text + text, Kind.TEXT
        else:
            folded.append((text.lstrip(" ") if last_kind is Kind.BLOCK else text, kind))
    return [token for token in folded if token[0]]
