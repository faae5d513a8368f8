"""Destinations and titles of links for kramdown, which knows no escapes in them.

What would end them is a reference, or a byte in the URL's own escape (kramdown: Links).
"""

from __future__ import annotations

import re
from typing import Final

_TO_BYTES: Final = re.compile(r"[\x00-\x1f\x7f<>|]")
_NEEDS_ANGLES: Final = re.compile(r" |\(.*\(|\A[^(]*\)|\([^)]*\Z", re.DOTALL)
_REFERENCE: Final = re.compile(r"&(?=#?\w+;)")
_LINE_ENDS: Final = re.compile(r"[\r\n]+")
_AUTOLINK: Final = re.compile(r"(?:mailto|https?|ftps?):[^\s<>|&]+\Z")


def target(address: str, title_text: str | None) -> str:
    """Return what stands in the parentheses of a link or an image."""
    shown = _destination(address)
    return f"{shown} {_title(title_text)}" if title_text else shown


def is_autolink(address: str) -> bool:
    """Tell whether kramdown takes ``<address>`` for a link (kramdown: Automatic Links)."""
    return bool(_AUTOLINK.match(address)) and not address.startswith("mailto:")


def _destination(address: str) -> str:
    clean = _TO_BYTES.sub(lambda match: f"%{ord(match[0]):02X}", address)
    clean = _REFERENCE.sub("&amp;", clean)
    return f"<{clean}>" if not clean or _NEEDS_ANGLES.search(clean) else clean


def _title(text: str) -> str:
    clean = _REFERENCE.sub("&amp;", _LINE_ENDS.sub(" ", text))
    return '"' + clean.replace('"', "&quot;").replace("|", "&#124;") + '"'
