r"""Attribute lists: ``{:.class #id key="value" reference}`` and their definitions.

Source of the rules: kramdown syntax, "Attribute List Definitions" and "Inline Attribute Lists".
``\w``, ``\d`` and ``\s`` are ASCII in kramdown, hence ``re.ASCII`` throughout.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from migrator.html.tags import decode_references
from migrator.model.attributes import Attributes

REFERENCE_NAME = r"\w[\w-]*+"
# What may stand between the braces: anything but "}", which a backslash protects.
CONTENT = r"(?:\\\}|[^}])"

_NAME = re.compile(REFERENCE_NAME, re.ASCII)
_KEY = re.compile(rf"({REFERENCE_NAME})=([\"'])", re.ASCII)
_ID_OR_CLASS = re.compile(r"(?>(?:#[A-Za-z][\w:-]*+|\.[^\s.#]++)+)", re.ASCII)
_ID_AND_CLASS_PARTS = re.compile(r"#([A-Za-z][\w:-]*)|\.([^\s.#]+)", re.ASCII)
_SPACE_OR_END = re.compile(r"\s|\Z", re.ASCII)
_VALUE_END = {
    quote: re.compile(
        rf"((?>(?:\\[}}{quote}]|[^{quote}\\]|\\(?![}}{quote}])|{quote}(?!\s|\Z))*)){quote}"
    )
    for quote in "\"'"
}
_ESCAPED = {quote: re.compile(rf"\\([}}{quote}])") for quote in "\"'"}
MOST_DEFINITIONS: Final = 1_000
"""How many definitions one attribute list may take in, those that they name counted too."""

_WORD_START = re.compile(r"\S", re.ASCII)


class AttributeList:
    """What one or several attribute lists say: pairs in order, and names of definitions.

    ``pairs`` are attributes; values of ``class`` add up, of all others the last one wins.
    ``references`` are the bare words: names of attribute definitions, or kramdown's own marks
    (``toc``, ``footnotes``, ``standalone``, ``auto_ids``).
    """

    __slots__ = ("_classes", "_pairs", "references")

    def __init__(self) -> None:
        self._pairs: dict[str, str] = {}
        # Classes to come; joined when asked for, so that many of them cost no more each.
        self._classes: list[str] = []
        self.references: list[str] = []

    @property
    def pairs(self) -> dict[str, str]:
        """The attributes in order."""
        if self._classes:
            add_attribute(self._pairs, "class", " ".join(self._classes))
            self._classes.clear()
        return self._pairs

    def replace(self, name: str, value: str) -> None:
        """Set ``name``, in place of all there was."""
        self.pairs[name] = value

    def set(self, name: str, value: str) -> None:
        """Set ``name``; a class is added to those there are."""
        if name == "class":
            self._pairs.setdefault("class", "")
            self._classes.append(value)
        else:
            self._pairs[name] = value

    def merge(self, other: AttributeList) -> None:
        """Take over all of ``other``, which wins."""
        self.references.extend(other.references)
        for name, value in other.pairs.items():
            self.set(name, value)


def add_attribute(pairs: dict[str, str], name: str, value: str) -> None:
    """Set ``name`` in ``pairs``; a class adds up, everything else is replaced."""
    if name == "class":
        value = f"{pairs.get('class', '')} {value}".lstrip()
    pairs[name] = value


def parse_attribute_list(text: str, into: AttributeList | None = None) -> AttributeList:
    """Parse ``text``, what stands after ``{:`` and before ``}``; add to ``into`` if given.

    Parts that are no attributes are skipped, as kramdown skips them.
    """
    result = AttributeList() if into is None else into
    position = 0
    dead_quotes: set[str] = set()
    # A part begins at the start or after white space; only the start may lack the space.
    while position < len(text):
        end = _parse_part(text, position, result, dead_quotes)
        if end == position:
            end = _next_space(text, position)
        start = _WORD_START.search(text, end)
        if start is None:
            break
        position = start.start() if start.start() > position else position + 1
    return result


def _next_space(text: str, position: int) -> int:
    match = _SPACE_OR_END.search(text, position)
    return match.start() if match else len(text)


def _parse_part(text: str, position: int, result: AttributeList, dead_quotes: set[str]) -> int:
    """Add the part at ``position``; return its end, or ``position`` where there is none."""
    key = _KEY.match(text, position)
    if key and key[2] not in dead_quotes:
        value = _VALUE_END[key[2]].match(text, key.end())
        if value:
            written = _ESCAPED[key[2]].sub(r"\1", value[1])
            result.replace(key[1], decode_references(written))
            return value.end()
        dead_quotes.add(key[2])
    name = _NAME.match(text, position)
    if name and _SPACE_OR_END.match(text, name.end()):
        result.references.append(name[0])
        return name.end()
    marks = _ID_OR_CLASS.match(text, position)
    if marks and _SPACE_OR_END.match(text, marks.end()):
        for part in _ID_AND_CLASS_PARTS.finditer(marks[0]):
            if part[2]:
                result.set("class", part[2])
            else:
                result.set("id", part[1])
        return marks.end()
    return position


def merged(parts: Sequence[AttributeList], base: Attributes = ()) -> Attributes:
    """Return the attributes that ``parts`` give one after the other, on top of ``base``."""
    pairs = dict(base)
    for part in parts:
        for name, value in part.pairs.items():
            add_attribute(pairs, name, value)
    return tuple(pairs.items())


def in_order(
    attribute_list: AttributeList, definitions: Mapping[str, AttributeList]
) -> list[AttributeList]:
    """Return ``attribute_list`` and all it refers to, the referred ones before the referring.

    A definition that names itself is followed once. A few that name each other twice unfold
    without end: there are ``MOST_DEFINITIONS``, then the rest is passed by.
    """
    if not attribute_list.references:
        return [attribute_list]
    ordered: list[AttributeList] = []
    followed = 0
    stack = [(attribute_list, iter(attribute_list.references))]
    open_lists = {id(attribute_list)}
    while stack:
        current, names = stack[-1]
        for name in names:
            definition = definitions.get(name)
            if definition is not None and id(definition) not in open_lists:
                followed += 1
                if followed > MOST_DEFINITIONS:
                    continue
                open_lists.add(id(definition))
                stack.append((definition, iter(definition.references)))
                break
        else:
            stack.pop()
            ordered.append(current)
            open_lists.discard(id(current))
    return ordered
