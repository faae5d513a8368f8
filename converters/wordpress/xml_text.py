"""Text that every WXR parser reads back as it is: CDATA, without what XML cannot hold."""

from __future__ import annotations

import re
from typing import Final

_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is no character of XML 1.0 (XML: 2.2 Characters), lone surrogates included."""


def clean_text(text: str) -> tuple[str, int]:
    """Return ``text`` without the characters that XML cannot hold, and how many those were.

    Line ends become line feeds: XML parsers would do the same on reading.
    """
    cleaned, removed = _FORBIDDEN.subn("", text)
    if "\r" in cleaned:
        cleaned = cleaned.replace("\r\n", "\n").replace("\r", "\n")
    return cleaned, removed


def cdata(text: str) -> str:
    """Return ``text`` as CDATA; ``]]>`` is split over two sections."""
    return f"<![CDATA[{clean_text(text)[0].replace(']]>', ']]]]><![CDATA[>')}]]>"


def escape_attribute(value: str) -> str:
    """Return ``value`` to stand between double quotes in XML."""
    escaped = clean_text(value)[0].replace("&", "&amp;").replace("<", "&lt;")
    return escaped.replace(">", "&gt;").replace('"', "&quot;")


def tag(name: str, text: str | int, **attributes: str) -> str:
    """Return an element with ``text`` in CDATA (a number as it is), without white space inside."""
    start = name + "".join(
        f' {key}="{escape_attribute(value)}"' for key, value in attributes.items()
    )
    content = str(text) if isinstance(text, int) else cdata(text)
    return f"<{start}>{content}</{name}>"
