"""Inline styles as a block's own settings: colours, the size of text, boxes.

The forms are those that WordPress 6.1 and the newest editor save.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

Declarations: TypeAlias = Sequence[tuple[str, str]]

TEXT_STYLES: Final = frozenset({"color", "background-color", "font-size"})
"""What paragraphs, headings, lists and quotes can be told."""
BOX_STYLES: Final = TEXT_STYLES | {
    *(f"padding-{side}" for side in ("top", "right", "bottom", "left")),
    *(f"border-{part}" for part in ("color", "style", "width", "radius")),
}
"""What groups can be told besides."""
_DECLARATION: Final = re.compile(r"\s*([a-zA-Z-]+)\s*:\s*([^;:{}]+?)\s*\Z")
_IMPORTANT: Final = re.compile(r"\s*!\s*important\Z", re.IGNORECASE)
_PLAIN_COLOUR: Final = re.compile(r"#[0-9a-f]{3,8}\Z|[a-z]+\Z|(?:rgb|hsl)a?\([^()]*\)\Z", re.I)
_LENGTH: Final = re.compile(r"(?:\d+(?:\.\d+)?|\.\d+)(?:px|em|rem|pt|%)?\Z|thin\Z|medium\Z|thick\Z")
_LINES: Final = frozenset({"solid", "dashed", "dotted", "double", "groove", "ridge", "inset"})
_WORD: Final = re.compile(r"[^\s(]+(?:\([^()]*\))?")
_SIDES: Final = ("top", "right", "bottom", "left")
_BY_COUNT: Final = {1: (0, 0, 0, 0), 2: (0, 1, 0, 1), 3: (0, 1, 2, 1), 4: (0, 1, 2, 3)}
"""Which of a shorthand's values each side takes."""
_PLACES: Final = {
    "color": ("color", "text"),
    "background-color": ("color", "background"),
    "font-size": ("typography", "fontSize"),
    **{f"border-{part}": ("border", part) for part in ("color", "style", "width", "radius")},
}
_CLASSES: Final = {
    "border-color": "has-border-color",
    "color": "has-text-color",
    "background-color": "has-background",
}


@dataclass(frozen=True, slots=True)
class BlockStyle:
    """Styles that a block's settings hold, in the order in which they are written."""

    declarations: Declarations = ()

    def with_property(self, name: str, value: str) -> BlockStyle:
        """Return these with one more, which a setting of its own stands for."""
        return BlockStyle((*self.declarations, (name, value)))

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes that go with them."""
        named = dict(self.declarations)
        return tuple(label for name, label in _CLASSES.items() if name in named)

    @property
    def css(self) -> str:
        """The value of the ``style`` attribute."""
        return ";".join(f"{name}:{value}" for name, value in self.declarations)

    @property
    def settings(self) -> dict[str, object]:
        """The block's ``style`` setting, {} for no styles."""
        tree = _Tree()
        for name, value in self.declarations:
            if name.startswith("padding-"):
                tree.padding[name.removeprefix("padding-")] = value
            elif name in _PLACES:
                group, key = _PLACES[name]
                tree.groups.setdefault(group, {})[key] = value
        return tree.settings()


NO_STYLE: Final = BlockStyle()


@dataclass(slots=True)
class _Tree:
    groups: dict[str, dict[str, object]] = field(default_factory=dict)
    padding: dict[str, str] = field(default_factory=dict)

    def settings(self) -> dict[str, object]:
        if self.padding:
            self.groups["spacing"] = {"padding": self.padding}
        return {"style": self.groups} if self.groups else {}


def read_style(text: str, supported: Collection[str]) -> BlockStyle | None:
    """Return the styles in ``text``, None where one is not among ``supported``."""
    declarations: list[tuple[str, str]] = []
    for part in text.split(";"):
        if not part.strip():
            continue
        found = _DECLARATION.match(part)
        if found is None:
            return None
        longhand = _longhand(found[1].lower(), _IMPORTANT.sub("", found[2]))
        if not longhand or any(name not in supported for name, _ in longhand):
            return None
        declarations += longhand
    return BlockStyle(tuple(dict(declarations).items()))


def _longhand(name: str, value: str) -> Declarations:
    """Return a declaration as blocks have it, () for one they cannot hold."""
    if name in ("background", "background-color", "color"):
        long = "background-color" if name == "background" else name
        return ((long, value),) if _PLAIN_COLOUR.match(value) else ()
    if name == "padding":
        values = value.split()
        order = _BY_COUNT.get(len(values))
        if order is None or not all(map(_LENGTH.match, values)):
            return ()
        return tuple(
            (f"padding-{side}", values[place]) for side, place in zip(_SIDES, order, strict=True)
        )
    if name == "border":
        return _border(value)
    if name == "border-radius" and not _LENGTH.match(value):
        return ()
    return ((name, value),)


def _border(value: str) -> Declarations:
    parts: dict[str, str] = {}
    for word in _WORD.findall(value):
        kind = "style" if word in _LINES else "width" if _LENGTH.match(word) else "color"
        if kind in parts or (kind == "color" and not _PLAIN_COLOUR.match(word)):
            return ()
        parts[kind] = word
    order = ("color", "style", "width")
    return tuple((f"border-{kind}", parts[kind]) for kind in order if kind in parts)
