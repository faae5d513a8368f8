"""What list items and definitions share: their first line, and the lines that go on them."""

from __future__ import annotations

import re
from typing import Final

from migrator.kramdown.attribute_lists import AttributeList, parse_attribute_list
from migrator.kramdown.patterns import BLANK_LINES, ITEM_ATTRIBUTE_LIST, LAZY_STOPS
from migrator.kramdown.reader import Reader
from migrator.kramdown.tree import Draft

TAB: Final = 4
_LEADING_TAB: Final = re.compile(r"( *)(\t+)")
_LEAD: Final = re.compile(r"[ \t]*+")
_UNIT: Final = re.compile(r"\t| {4}")
_LEADING_SPACE: Final = " \t\n\r\f\v"
_PLAIN_LINES: Final = re.compile(r"(?>(?:[^ \t\n\r\f\v{^<+*\-0-9:][^\n]*+\n)+)")
_WITHOUT_TEXT_INDENTATION: Final = 4


def first_line(indentation: int, content: str) -> tuple[str, int]:
    """Return an item's first line without leading space, and how far its content is indented.

    ``indentation`` is the width of the marker, ``content`` the rest of the line. Where nothing
    but an attribute list follows the marker, the content counts as indented by four.
    """
    attribute_list = ITEM_ATTRIBUTE_LIST.match(content)
    rest = content[attribute_list.end() :] if attribute_list else content
    if not rest.strip(_LEADING_SPACE):
        return content.lstrip(_LEADING_SPACE), _WITHOUT_TEXT_INDENTATION
    while tabs := _LEADING_TAB.match(content):
        column = tabs.end(1) + indentation
        width = TAB - column % TAB + (len(tabs[2]) - 1) * TAB
        content = tabs[1] + " " * width + content[tabs.end() :]
    stripped = content.lstrip(" ")
    return stripped.lstrip(_LEADING_SPACE), indentation + len(content) - len(stripped)


def take_attribute_list(draft: Draft, text: str) -> str:
    """Give ``draft`` the attribute list that ``text`` starts with; return the rest."""
    return text[skip_attribute_list(draft, text, 0) :]


def skip_attribute_list(draft: Draft, text: str, position: int) -> int:
    """Give ``draft`` the attribute list at ``position``, if any; return where it ends."""
    found = ITEM_ATTRIBUTE_LIST.match(text, position)
    if found is None:
        return position
    if draft.attribute_list is None:
        draft.attribute_list = AttributeList()
    parse_attribute_list(found[1], draft.attribute_list)
    return found.end()


class ItemLines:
    """Reads the lines that go on an item whose content is indented by ``indentation``."""

    __slots__ = ("_indentation", "_lazy_stop", "_reader", "is_indented")

    def __init__(self, reader: Reader, indentation: int) -> None:
        self._reader = reader
        self._indentation = indentation
        self._lazy_stop = LAZY_STOPS[min(indentation, len(LAZY_STOPS) - 1)]
        self.is_indented = False

    def take(self, *, lazy: bool) -> str | None:
        """Take the line here, less its indentation; None where it does not go on the item.

        The line is not blank. ``is_indented`` says afterwards whether it was indented enough.
        ``lazy`` allows a line that is not.
        """
        reader = self._reader
        start = reader.position
        lead = _LEAD.match(reader.text, start)
        blanks = lead[0] if lead else ""
        if not self._is_content(blanks) and not (lazy and self._may_be_lazy(start)):
            return None
        reader.position = end = reader.line_end(start)
        if "\t" not in blanks:
            self.is_indented = len(blanks) >= self._indentation
            return reader.text[start + self._indentation * self.is_indented : end]
        return self._dedent(reader.text[start:end])

    def _dedent(self, line: str) -> str:
        rest = line.lstrip("\t")
        line = " " * (TAB * (len(line) - len(rest))) + rest
        self.is_indented = line.startswith(" " * self._indentation)
        return line[self._indentation * self.is_indented :]

    def _is_content(self, blanks: str) -> bool:
        """Whether ``blanks`` are enough, counting a tab or four blanks as one level."""
        if "\t" not in blanks:
            return len(blanks) >= self._indentation
        wanted, rest = divmod(self._indentation, TAB)
        position = 0
        for _level in range(wanted):
            unit = _UNIT.match(blanks, position)
            if unit is None:
                return False
            position = unit.end()
        return blanks.startswith(" " * rest, position) or bool(_UNIT.match(blanks, position))

    def _may_be_lazy(self, start: int) -> bool:
        text = self._reader.text
        if self._lazy_stop.match(text, start):
            return False
        place = self._reader.attribute_list_at(start)
        return place is None or not self._is_near(start)

    def _is_near(self, start: int) -> bool:
        """Whether at most ``indentation`` blanks stand before an attribute list."""
        lead = _LEAD.match(self._reader.text, start)
        return lead is None or len(lead[0]) <= self._indentation


def take_plain_lines(reader: Reader) -> str | None:
    """Take lines here that go on any item lazily, whatever its indentation."""
    plain = _PLAIN_LINES.match(reader.text, reader.position)
    if plain is None:
        return None
    reader.position = plain.end()
    return plain[0]


def take_blank_lines(reader: Reader) -> str | None:
    """Take the blank lines here, if any."""
    blank = BLANK_LINES.match(reader.text, reader.position)
    if blank is None:
        return None
    reader.position = blank.end()
    return blank[0]
