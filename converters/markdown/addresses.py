"""Destinations and titles of links and images."""

from __future__ import annotations

import re
from html.entities import html5
from typing import Final

_NEEDS_ANGLES: Final = re.compile(r"[\x00-\x20\x7f<]")
_PARENTHESES: Final = re.compile(r"[()]")
_BACKSLASH: Final = re.compile(r"\\(?=[!-/:-@\[-`{-~]|\Z)")
_ENTITY: Final = re.compile(r"&(?=#\d{1,8};|#[xX][0-9a-fA-F]{1,8};|([A-Za-z][A-Za-z0-9]{1,31};))")
_LINE_ENDS: Final = re.compile(r"[\r\n]+")
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f]")
_AUTOLINK: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\x00-\x20<>\\\x7f]*\Z")
_EMAIL: Final = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\Z"
)
_MAX_DEPTH: Final = 30


def destination(address: str) -> str:
    """Return ``address`` as a link destination (CommonMark: Link destination)."""
    bare = address.strip(" \t\n\f\r")  # browsers drop that (URL standard: basic URL parser)
    clean = _CONTROLS.sub(lambda match: f"%{ord(match[0]):02X}", bare)
    clean = _escape(clean)
    if not clean or _NEEDS_ANGLES.search(clean) or not _is_balanced(clean):
        return "<" + clean.replace("<", "\\<").replace(">", "\\>") + ">"
    return clean


def title(text: str) -> str:
    """Return ``text`` as a link title in quotes."""
    clean = _escape(_LINE_ENDS.sub(" ", text))
    if clean.endswith("\\\\"):  # cmark takes a backslash before a quote for its escape
        clean = f"{clean[:-2]}&#92;"
    if '"' in clean and "'" not in clean:
        return f"'{clean}'"
    return '"' + clean.replace('"', '\\"') + '"'


def target(address: str, title_text: str | None) -> str:
    """Return what stands in the parentheses of a link or an image."""
    if title_text is None:
        return destination(address)
    return f"{destination(address)} {title(title_text)}"


def is_autolink(address: str, text: str) -> bool:
    """Tell whether ``<address>`` is a link to ``address`` that shows ``text``."""
    return address == text and bool(_AUTOLINK.match(address))


def is_email(address: str, text: str) -> bool:
    """Tell whether ``<text>`` is a link to ``address``, a ``mailto:``."""
    return address == f"mailto:{text}" and bool(_EMAIL.match(text))


def _escape(text: str) -> str:
    escaped = _BACKSLASH.sub(r"\\\\", text)
    return _ENTITY.sub(lambda match: "&amp;" if _is_known(match[1]) else "&", escaped)


def _is_known(name: str | None) -> bool:
    return name is None or name in html5


def _is_balanced(text: str) -> bool:
    depth = 0
    for match in _PARENTHESES.finditer(text):
        depth += 1 if match[0] == "(" else -1
        if not 0 <= depth <= _MAX_DEPTH:
            return False
    return depth == 0
