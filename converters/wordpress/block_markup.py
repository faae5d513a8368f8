"""Block comments, as the block editor writes them around a block's HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from converters.wordpress.block_styles import NO_STYLE, BlockStyle, read_style
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
MACHINE_NAMES: Final = frozenset({"itemscope", "itemtype", "itemprop", "itemid"})
"""What search engines read in the old theme's markup; the new theme says it its own way."""
BOX_ROLES: Final = frozenset({"alert", "complementary", "group", "note", "region", "status"})
"""Roles of boxes, which blocks cannot hold."""


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
    style: BlockStyle = NO_STYLE

    @property
    def settings(self) -> dict[str, object]:
        """The block attributes for style, anchor and classes."""
        settings = self.style.settings
        if self.anchor:
            settings["anchor"] = self.anchor
        if self.classes:
            settings["className"] = " ".join(self.classes)
        return settings

    def tag(self, name: str, own: Sequence[str] = (), extra: str = "") -> str:
        """Return the start tag ``name``: the id, then the block's ``own`` classes and these."""
        identity = f' id="{escape_value(self.anchor)}"' if self.anchor else ""
        classes = " ".join((*own, *self.style.classes, *self.classes))
        label = f' class="{escape_value(classes)}"' if classes else ""
        style = f' style="{escape_value(self.style.css)}"' if self.style.css else ""
        return f"<{name}{extra}{identity}{label}{style}>"


def is_for_machines(name: str, value: str) -> bool:
    """Return whether an attribute says something to programs alone, and may go."""
    return name in MACHINE_NAMES or (name == "role" and value.strip() in BOX_ROLES)


def support_of(attributes: Attributes, styles: Collection[str] = ()) -> Support:
    """Sort ``attributes`` into what blocks know, ``styles`` by name among it, and the rest."""
    anchor, align, style = "", "", NO_STYLE
    classes: tuple[str, ...] = ()
    rest: list[tuple[str, str]] = []
    for name, value in attributes:
        if is_for_machines(name, value):
            continue
        aligned = _alignment(name, value)
        if name == "id":
            anchor = value.strip()
        elif name == "class":
            classes = tuple(dict.fromkeys(value.split()))
        elif aligned:
            align = aligned
        elif name == "style":
            aligned, others = _parted_style(value)
            read = read_style(others, styles)
            if read is None:
                rest.append((name, value))
            else:
                align, style = aligned or align, read
        else:
            rest.append((name, value))
    return Support(anchor, classes, align, tuple(rest), style)


def _parted_style(text: str) -> tuple[str, str]:
    """Return the alignment of text that a style names, '' for none, and the style without it."""
    parts = text.split(";")
    found = [(part, _ALIGN_STYLE.match(part)) for part in parts]
    aligned = [match[1].lower() for _, match in found if match]
    others = ";".join(part for part, match in found if not match)
    return (aligned[-1] if aligned else ""), others


def _alignment(name: str, value: str) -> str:
    is_known = name == "align" and value.lower() in _ALIGNMENTS
    return value.lower() if is_known else ""
