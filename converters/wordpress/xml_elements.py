"""XML by lxml: elements with their text in CDATA, no white space inside, a part at a time."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from lxml import etree

NAMESPACES: Final = {
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wp": "http://wordpress.org/export/1.2/",
}
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is no character of XML 1.0 (XML: 2.2 Characters), lone surrogates included."""
_SECTION_END: Final = re.compile(r"(?<=\]\])(?=>)")
_BREAK: Final = "break"


def clean_text(text: str) -> tuple[str, int]:
    """Return ``text`` without the characters that XML cannot hold, and how many those were.

    Line ends become line feeds: XML parsers would do the same on reading.
    """
    cleaned, removed = _FORBIDDEN.subn("", text)
    if "\r" in cleaned:
        cleaned = cleaned.replace("\r\n", "\n").replace("\r", "\n")
    return cleaned, removed


@lru_cache(maxsize=256)
def qualified(name: str) -> str:
    """Return ``name`` (``wp:status``) as lxml names it (``{http://…}status``)."""
    prefix, colon, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else name


def add_element(parent: etree._Element, name: str, /, **attributes: str) -> etree._Element:
    """Add an empty element ``name`` to ``parent`` and return it."""
    cleaned = {key: clean_text(value)[0] for key, value in attributes.items()}
    return etree.SubElement(parent, qualified(name), cleaned)


def add_text(parent: etree._Element, name: str, value: str | int, /, **attributes: str) -> None:
    """Add element ``name`` with ``value`` to ``parent``: a number as it is, a text as CDATA."""
    element = add_element(parent, name, **attributes)
    if isinstance(value, int):
        element.text = str(value)
        return
    text = clean_text(value)[0]
    first, *rest = _SECTION_END.split(text) if "]]>" in text else (text,)
    element.text = etree.CDATA(first)
    for section in rest:  # no section may hold "]]>"; lxml takes further ones as tails only
        etree.SubElement(element, _BREAK).tail = etree.CDATA(section)
    if rest:
        etree.strip_tags(element, _BREAK)


def to_text(element: etree._Element) -> str:
    """Return the XML of ``element``, the root of a document."""
    return etree.tostring(element, encoding="unicode")


class Channel:
    """The channel of an RSS file, written in parts: what is in ``element`` goes with ``take``."""

    def __init__(self) -> None:
        self._root = etree.Element("rss", {"version": "2.0"}, nsmap=dict(NAMESPACES))
        self.element = etree.SubElement(self._root, "channel")
        self.element.text = "\n"
        text = to_text(self._root)
        self._length = text.index("</channel>")
        self.start = _DECLARATION + text[: self._length]
        self.end = text[self._length :] + "\n"

    def take(self) -> str:
        """Return what was added to the channel since the last time, a line an element."""
        for child in self.element:
            child.tail = "\n"
        text = to_text(self._root)[self._length : 1 - len(self.end)]
        del self.element[:]
        return text
