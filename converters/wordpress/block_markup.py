"""Block comments, as the block editor writes them around a block's HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from migrator.html.escape import escape_value
from migrator.model.attributes import Attributes

BlockAttributes = Mapping[str, object]
_ESCAPES: Final = (
    ("\\\\", "\\u005c"),
    ('\\"', "\\u0022"),
    ("--", "\\u002d\\u002d"),
    ("<", "\\u003c"),
    (">", "\\u003e"),
    ("&", "\\u0026"),
)
"""What must not stand in an HTML comment, or would not outlive WordPress's filters."""
_ALIGN_STYLE: Final = re.compile(
    r"\s*text-align\s*:\s*(left|center|right)\s*;?\s*\Z", re.IGNORECASE
)
_ALIGNMENTS: Final = frozenset({"left", "center", "right"})


def open_block(name: str, attributes: BlockAttributes) -> str:
    """Return the comment that opens block ``name``, with a line feed."""
    return f"<!-- wp:{name} {encode_attributes(attributes)}-->\n"


def close_block(name: str) -> str:
    """Return the comment that closes block ``name``, with a line feed before it."""
    return f"\n<!-- /wp:{name} -->"


def encode_attributes(attributes: BlockAttributes) -> str:
    """Return ``attributes`` as JSON that is safe in a comment, with a blank; '' if empty."""
    if not attributes:
        return ""
    text = json.dumps(dict(attributes), ensure_ascii=False, separators=(",", ":"))
    for plain, escaped in _ESCAPES:
        text = text.replace(plain, escaped)
    return text + " "


@dataclass(frozen=True, slots=True)
class Support:
    """What a block's own settings can hold of a node's attributes; ``rest`` is what they cannot."""

    anchor: str = ""
    classes: tuple[str, ...] = ()
    align: str = ""
    rest: Attributes = ()

    @property
    def settings(self) -> dict[str, object]:
        """The block attributes for anchor and classes."""
        settings: dict[str, object] = {}
        if self.anchor:
            settings["anchor"] = self.anchor
        if self.classes:
            settings["className"] = " ".join(self.classes)
        return settings

    def tag(self, name: str, own: Sequence[str] = (), extra: str = "") -> str:
        """Return the start tag ``name``: the id, then the block's ``own`` classes and these."""
        identity = f' id="{escape_value(self.anchor)}"' if self.anchor else ""
        classes = " ".join((*own, *self.classes))
        label = f' class="{escape_value(classes)}"' if classes else ""
        return f"<{name}{extra}{identity}{label}>"


def support_of(attributes: Attributes) -> Support:
    """Sort ``attributes`` into what blocks know and the rest."""
    anchor, align = "", ""
    classes: tuple[str, ...] = ()
    rest: list[tuple[str, str]] = []
    for name, value in attributes:
        aligned = _alignment(name, value)
        if name == "id":
            anchor = value.strip()
        elif name == "class":
            classes = tuple(dict.fromkeys(value.split()))
        elif aligned:
            align = aligned
        elif value or name != "style":
            rest.append((name, value))
    return Support(anchor, classes, align, tuple(rest))


def _alignment(name: str, value: str) -> str:
    if name == "align":
        return value.lower() if value.lower() in _ALIGNMENTS else ""
    found = _ALIGN_STYLE.match(value) if name == "style" else None
    return found[1].lower() if found else ""
