"""What readers see of HTML, as a flat list of strings that compares by equality.

For HTML that a renderer of Markdown or our own serialiser has written: read by its tags alone,
which is quick. Emphasis and links are not brackets here but a style of each piece of text, so
their nesting makes no difference, and white space has no style; every letter must be bold that
was bold before, and no other. Containers that say nothing, paragraphs within items and
attributes without a place in Markdown are left out, as in ``html_events``, which reads any HTML.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import quote

from migrator.verify.comparison import Difference
from migrator.verify.html_code import PLAIN_LANGUAGES
from migrator.verify.html_events import (
    BLOCK_TAGS,
    REPLACED_TAGS,
    ComparisonOptions,
    kept_attributes,
)

_TOKEN: Final = re.compile(
    r"(?P<gap>[ \t\n\f\r]+(?=<|\Z))|(?P<text>[^<]+)"
    r"|(?P<fence><pre(?:\s[^>]*)?><code[^>]*>)(?P<code>[^<]*)</code></pre>"
    r"|(?P<raw><(?P<name>script|style|textarea|pre|iframe|xmp|noembed|noframes)\b[^>]*>"
    r".*?</(?P=name)\s*>)"
    r"|(?P<tag></?[A-Za-z][^\s/>]*(?:[^>\"']|\"[^\"]*\"|'[^']*')*>)"
    r"|<!--.*?-->|(?P<sign><)",
    re.DOTALL | re.IGNORECASE,
)
_TAG: Final = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
_ATTRIBUTE: Final = re.compile(
    r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?"
)
_LANGUAGE: Final = re.compile(r"[\s\"]lang(?:uage)?-([^\s\"]+)")
_LINE_FEED: Final = "\n"
_SPACES: Final = re.compile(r"[ \t\n\f\r]+")
_WIDE: Final = "\x0b\x1c-\x1f\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_WIDE_SPACE: Final = re.compile(f"[{_WIDE}]")
_WIDE_SPACES: Final = re.compile(f"( *[{_WIDE}][ {_WIDE}]*)")
_STYLES: Final = {"strong": 1, "b": 1, "em": 2, "i": 2, "del": 4, "s": 4, "strike": 4}
_LINK: Final = 8
_SAME: Final = {"acronym": "abbr"}
_TRANSPARENT: Final = frozenset(
    {"span", "font", "abbr", "tbody", "colgroup", "col", "p", "div", "figure", "html", "body"}
)
_MAX_TAGS: Final = 8192
_CONTEXT: Final = 3
_EXCERPT: Final = 60
_URL_SAFE: Final = "!#$%&'()*+,/:;=?@"
_ADDRESSES: Final = frozenset({"href", "src", "poster", "data"})
_OPTIONS: Final = ComparisonOptions(
    heading_ids=False, block_alignment=False, ignored_attributes=frozenset({"id"})
)

# The first character of an item says what it is; text begins with a digit or letter, its style.
_BLOCK: Final = "["
_OPENED: Final = "<"
_CLOSED: Final = ">"
_SPACE: Final = " "
_BORDER: Final = "\u00b6"
_BREAK: Final = _BLOCK + "<br>"
_CODE_OPENED: Final = _OPENED + "<code>"
_CODE_CLOSED: Final = _CLOSED + "</code>"
_NOT_TEXT: Final = frozenset({_BLOCK, _OPENED, _CLOSED, _SPACE, _BORDER})
_PUNCTUATION: Final = re.compile(r"((?:[^\w\s]|_)+)")


def shown_items(source: str) -> list[str]:
    """Return what readers see of ``source``, piece by piece."""
    return _Reader().read(source)


def without_marked_punctuation(items: list[str]) -> list[str]:
    """Return ``items`` as they were if no punctuation stood in emphasis."""
    pieces: list[str] = []
    for item in items:
        if item[0] in _NOT_TEXT:
            pieces.append(item)
            continue
        link = f"{int(item[0], 16) & _LINK:x}"
        for number, part in enumerate(_PUNCTUATION.split(item[1:])):
            if part:
                _join(pieces, (link if number % 2 else item[0]) + part)
    return pieces


def without_code_in_dollars(items: list[str]) -> list[str]:
    """Return ``items`` with code between dollars as text: GitHub reads both as a formula."""
    pieces: list[str] = []
    place = 0
    while place < len(items):
        item = items[place]
        if item == _CODE_OPENED and _stands_in_dollars(items, place):
            place += 1
            _join(pieces, items[place])
            place += 1
        elif item[0] in _NOT_TEXT:
            pieces.append(item)
        else:
            _join(pieces, item)
        place += 1
    return pieces


def _stands_in_dollars(items: list[str], place: int) -> bool:
    if not place or place + 3 >= len(items) or items[place + 2] != _CODE_CLOSED:
        return False
    return items[place - 1][-1] == "$" and items[place + 3][1:2] == "$"


def _join(pieces: list[str], text: str) -> None:
    """Append ``text``, to the piece before it if that has the same style."""
    if pieces and pieces[-1][0] == text[0]:
        pieces[-1] += text[1:]
    else:
        pieces.append(text)


def first_difference(left: list[str], right: list[str]) -> Difference | None:
    """Return the first place where two lists of items differ, None where there is none."""
    if left == right:
        return None
    place = next(
        (place for place, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]),
        min(len(left), len(right)),
    )
    around = [item[1:] for item in left[:place] if item[0] == _BLOCK][-_CONTEXT:]
    return Difference(" ".join(around), _excerpt(left, place), _excerpt(right, place))


def _excerpt(items: list[str], place: int) -> str:
    found = items[place : place + _CONTEXT]
    return repr(" ".join(item[:_EXCERPT] for item in found)) if found else "the end"


class Tag(NamedTuple):
    """What a tag does: ``handler`` takes it, ``shown`` is its item, ``style`` its bit.

    ``pairs`` marks elements whose end tag shows only where their start tag did.
    """

    handler: Callable[[_Reader, Tag], None]
    name: str
    shown: str = ""
    style: int = 0
    pairs: bool = False


_SPACE_SHOWS_NOTHING: Final = frozenset({"checkbox", "svg"})
"""After a box no space counts, and within a drawing there is none between its parts."""


class _Reader:
    """Reads tokens in order; ``_pending`` is a space seen but not yet placed."""

    def __init__(self) -> None:
        self._items: list[str] = []
        self._text: list[str] = []
        self._style = 0
        self._text_style = 0
        self._pending = False
        self._at_edge = True
        self._depths = {1: 0, 2: 0, 4: 0, _LINK: 0}
        self._shown: dict[str, list[bool]] = {}

    def read(self, source: str) -> list[str]:
        for match in _TOKEN.finditer(source):
            kind = match.lastgroup
            if kind == "tag":
                tag = _tag(match[0])
                tag.handler(self, tag)
            elif kind == "gap":
                self._pending = True
            elif kind == "text":
                self._read_text(match[0])
            elif kind == "code":
                self._code(match["fence"], match["code"])
            elif kind == "raw":
                self._raw(match["name"].lower(), match[0])
            elif kind == "sign":
                self._read_text("<")
        self._edge()
        return self._items

    def _code(self, tags: str, text: str) -> None:
        found = _LANGUAGE.search(tags)
        language = html.unescape(found[1]).lower() if found else ""
        label = "" if language in PLAIN_LANGUAGES else language
        self._block(f"{_BLOCK}{label}:{html.unescape(text).rstrip(_LINE_FEED)}")

    def _raw(self, name: str, source: str) -> None:
        keeps_space = name in {"pre", "textarea"}
        text = html.unescape(source) if keeps_space else _SPACES.sub(" ", source)
        self._block(_BLOCK + text)

    # text

    def _read_text(self, source: str) -> None:
        text = html.unescape(source) if "&" in source else source
        if "\n" in text or "  " in text or not text.isprintable():
            text = _SPACES.sub(" ", text)
        if text[0] == " ":
            self._pending = True
            text = text[1:]
        if not text:
            return
        if text[-1] == " ":
            self._append(text[:-1])
            self._pending = True
        else:
            self._append(text)

    def _append(self, text: str) -> None:
        if self._text and self._style == self._text_style:
            if self._pending:
                self._text.append(" ")
        else:
            self._flush()
            self._part_runs()
            self._place_space()
            self._text_style = self._style
        self._text.append(text)
        self._pending = self._at_edge = False

    def _flush(self) -> None:
        if not self._text:
            return
        text = "".join(self._text)
        self._text = []
        if not _WIDE_SPACE.search(text):
            self._items.append(f"{self._text_style:x}{text}")
            return
        for number, part in enumerate(_WIDE_SPACES.split(text)):
            if number % 2:
                self._put_space(part)
            elif part:
                self._items.append(f"{self._text_style:x}{part}")

    def _place_space(self) -> None:
        if self._pending and not self._at_edge:
            self._put_space(" ")
        self._pending = False

    def _put_space(self, space: str) -> None:
        """Put ``space``, which has no style, before inline elements that have just been opened."""
        place = len(self._items)
        while place and self._items[place - 1][0] == _OPENED:
            place -= 1
        if place and self._items[place - 1][0] == _SPACE:
            self._items[place - 1] += space
        else:
            self._items.insert(place, _SPACE + space)

    def _part_runs(self) -> None:
        """Mark the border between two runs of text that no element shows."""
        if self._at_edge and self._items and self._items[-1][0] not in _NO_RUN:
            self._items.append(_BORDER)

    # edges and blocks

    def _edge(self) -> None:
        self._flush()
        while self._items and self._items[-1] == _BREAK:  # it shows nothing at the end of a block
            self._items.pop()
        self._pending = False
        self._at_edge = True

    def _block(self, item: str) -> None:
        self._edge()
        self._items.append(item)

    def block(self, tag: Tag) -> None:
        self._edge()
        if tag.name == "/tr":
            self._drop_missing_cells()
        if not tag.pairs or self._is_shown(tag):
            self._items.append(tag.shown)
        if tag.name == "/thead":
            self._drop_empty_head()

    def _drop_missing_cells(self) -> None:
        """Leave out empty cells at the end of a row: Markdown fills short rows up with them."""
        while self._items[-1:] == [_CELL_END] and self._items[-2].startswith(_CELL):
            del self._items[-2:]

    def _drop_empty_head(self) -> None:
        """Leave out a header row without text: Markdown has no table without one."""
        place = len(self._items) - 1
        while place and self._items[place].startswith(_HEAD_PARTS):
            place -= 1
        if self._items[place] == _HEAD:
            del self._items[place:]

    def _is_shown(self, tag: Tag) -> bool:
        """Tell whether ``tag``, of an element that may say nothing, shows.

        From the first one that shows, the elements of its name are counted to find its end.
        """
        is_end = tag.name[0] == "/"
        opened = self._shown.get(tag.name[1:] if is_end else tag.name)
        if is_end:
            return opened.pop() if opened else False
        if tag.shown and opened is None:
            opened = self._shown[tag.name] = []
        if opened is not None and (tag.shown or opened):
            opened.append(bool(tag.shown))
        return bool(tag.shown)

    def line_break(self, tag: Tag) -> None:
        self._flush()
        self._items.append(_BREAK)
        self._pending = False
        self._at_edge = True

    # inline elements

    def inline(self, tag: Tag) -> None:
        if tag.pairs and not self._is_shown(tag):
            return
        self._flush()
        if tag.name[0] != "/":
            self._part_runs()
        self._items.append(tag.shown)

    def replaced(self, tag: Tag) -> None:
        self._flush()
        self._part_runs()
        self._place_space()
        self._items.append(tag.shown)
        self._at_edge = tag.name in _SPACE_SHOWS_NOTHING

    def style(self, tag: Tag) -> None:
        bit = tag.style
        self._depths[bit] += 1 if tag.name[0] != "/" else -1
        self._style = self._style | bit if self._depths[bit] > 0 else self._style & ~bit
        if tag.shown:
            self.inline(tag)

    def link(self, tag: Tag) -> None:
        """Open or close a link; within a link there is none."""
        if tag.pairs and not self._is_shown(tag):
            return
        is_start = tag.name[0] != "/"
        self._depths[_LINK] += 1 if is_start else -1
        if is_start and self._depths[_LINK] == 1:
            self._flush()
            self._part_runs()
            self._items.append(tag.shown)
        self._style = self._style | _LINK if self._depths[_LINK] > 0 else self._style & ~_LINK


_NO_RUN: Final = frozenset({_BLOCK, _OPENED, _BORDER})
_CELL: Final = (_BLOCK + "<td>", _BLOCK + "<td ")
_CELL_END: Final = _BLOCK + "</td>"
_HEAD: Final = _BLOCK + "<thead>"
_HEAD_PARTS: Final = tuple(_BLOCK + part for part in ("<tr", "</tr", "<th ", "<th>", "</th"))


@lru_cache(maxsize=_MAX_TAGS)
def _tag(source: str) -> Tag:
    """Return what the tag ``source`` does."""
    match = _TAG.match(source)
    assert match is not None  # noqa: S101 - _TOKEN has matched
    is_end, name = bool(match[1]), match[2].lower()
    name = _SAME.get(name, name)
    attributes = "" if is_end else _shown_attributes(name, source[match.end() : -1])
    pairs = name in _TRANSPARENT
    shown = "" if pairs and not attributes and not is_end else f"<{match[1]}{name}{attributes}>"
    slashed = match[1] + name
    if name == "br":
        return Tag(_Reader.line_break, name)
    if name in _STYLES:
        item = _OPENED + shown if attributes else ""
        return Tag(_Reader.style, slashed, item, _STYLES[name])
    if name == "a":
        if not is_end and " href=" not in attributes:
            shown = ""
        return Tag(_Reader.link, slashed, shown and _OPENED + shown, _LINK, pairs=True)
    if name in BLOCK_TAGS:
        return Tag(_Reader.block, slashed, shown and _BLOCK + shown, pairs=pairs)
    if name in REPLACED_TAGS and not is_end:
        kind = "checkbox" if ' type="checkbox"' in attributes else slashed
        return Tag(_Reader.replaced, kind, _CLOSED + shown)
    return Tag(
        _Reader.inline, slashed, shown and (_CLOSED if is_end else _OPENED) + shown, pairs=pairs
    )


def _shown_attributes(name: str, source: str) -> str:
    """Return the attributes in ``source`` that readers see something of, in one spelling."""
    if "=" not in source and not source.strip(" /"):
        return ""
    found = {
        match[1].lower(): html.unescape(match[2] or match[3] or match[4] or "")
        for match in _ATTRIBUTE.finditer(source)
    }
    kept = dict(kept_attributes(name, found, _OPTIONS))
    if kept.get("align") == "justify":  # Markdown aligns left, center and right
        del kept["align"]
    for key in _ADDRESSES.intersection(kept):
        kept[key] = quote(found[key].strip(), safe=_URL_SAFE)
    return "".join(f' {key}="{value}"' for key, value in kept.items())
