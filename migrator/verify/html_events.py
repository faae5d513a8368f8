"""HTML as a flat list of what readers see: text, marks, blocks and the attributes that matter.

White space is folded as browsers fold it: runs are one space, none stands at the edge of a block,
and a space just inside an inline element counts as standing outside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal, NamedTuple, TypeAlias
from urllib.parse import unquote

from lxml import etree

from migrator.verify.html_code import find_code_blocks

EventKind: TypeAlias = Literal["open", "close", "text", "code", "raw"]


class Event(NamedTuple):
    """``name`` is the element's, or a code block's language; a close repeats the attributes."""

    kind: EventKind
    name: str = ""
    text: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ComparisonOptions:
    """What counts as a difference.

    ``heading_ids``: ids of headings. ``item_paragraphs``: whether a list item, definition or
    cell holds its text in ``p``. ``block_alignment``: ``text-align`` on other elements than
    cells. ``paragraphs``: whether text stands in ``p`` or bare; where one run of text ends and
    the next begins still counts. ``typography``: curly quotes, dashes and ellipses against ASCII.
    ``ignored_attributes``: names never compared. ``transparent``: elements that, where they
    carry no attribute that matters, count as absent.
    """

    heading_ids: bool = True
    item_paragraphs: bool = True
    block_alignment: bool = True
    paragraphs: bool = True
    typography: bool = True
    ignored_attributes: frozenset[str] = frozenset()
    transparent: frozenset[str] = frozenset({"span", "font", "tbody", "colgroup", "col"})


class TooDeepError(ValueError):
    """The HTML is nested deeper than the reading parser can follow."""


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


BLOCK_TAGS: Final = _names(
    """address article aside audio blockquote body br canvas caption center col colgroup dd details
    dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header
    hgroup hr html legend li main menu nav object ol optgroup option p pre search section summary
    table tbody td tfoot th thead title tr ul video"""
)
"""Elements beside which white space shows nothing, or next to nothing."""
REPLACED_TAGS: Final = _names(
    "button embed iframe img input math meter picture progress select svg textarea"
)
HEADING_TAGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SAME: Final = {"acronym": "abbr", "b": "strong", "i": "em", "s": "del", "strike": "del"}
_MARKS: Final = frozenset({"strong", "em", "del"})
_VERBATIM: Final = frozenset({"pre", "textarea"})
_RAW: Final = frozenset({"script", "style", "iframe", "noembed", "noframes", "xmp"})
_ITEMS: Final = frozenset({"li", "dd", "dt", "td", "th"})
SHOWN_ATTRIBUTES: Final = _names(
    """align alt checked colspan controls data href id name open poster reversed rowspan src srcset
    start title type value"""
)
_ONLY_ON: Final = {
    "checked": frozenset({"input"}),
    "name": frozenset({"input"}),
    "type": frozenset({"input", "ol", "script"}),
    "value": frozenset({"li", "input"}),
}
_DEFAULTS: Final = {"start": "1", "colspan": "1", "rowspan": "1"}
_FLAGS: Final = frozenset({"checked", "controls", "open", "reversed"})
_ADDRESSES: Final = frozenset({"href", "src", "poster", "data"})
_SPACES: Final = re.compile(r"[ \t\n\f\r]+")
_TEXT_ALIGN: Final = re.compile(r"(?:^|;)\s*text-align\s*:\s*(left|right|center|justify)", re.I)
_ASCII: Final = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'", "–": "--", "—": "---"}
    | {"…": "...", "«": "<<", "»": ">>"}
)


def events_of(html: str, options: ComparisonOptions) -> list[Event]:
    """Return what readers see of ``html``, a fragment or a page.

    Raises TooDeepError where lxml gives up on the nesting.
    """
    body = _parse(html)
    reader = _Reader(options, find_code_blocks(body))
    reader.read(body)
    return _merged(reader.events)


def _parse(html: str) -> etree._Element:
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    data = html.replace("\0", "\ufffd").encode("utf-8", "replace")
    root = etree.fromstring(b"<html><body>" + data + b"</body></html>", parser)
    if any("depth" in entry.message for entry in parser.error_log):
        raise TooDeepError("the HTML is nested too deeply to be compared")
    _move_feet(root)
    return root


def _move_feet(root: etree._Element) -> None:
    """Put a table's foot last, where browsers show it."""
    for foot in list(root.iter("tfoot")):
        table = foot.getparent()
        if table is not None and table.tag == "table" and foot.getnext() is not None:
            table.append(foot)


class _Reader:
    """Walks a tree once and appends events; ``pending`` is a space seen but not yet placed."""

    def __init__(
        self, options: ComparisonOptions, code: dict[etree._Element, tuple[str, str]]
    ) -> None:
        self.events: list[Event] = []
        self._options = options
        self._code = code
        self._pending = False
        self._at_edge = True
        self._verbatim = 0
        self._open_marks: dict[str, int] = dict.fromkeys(_MARKS, 0)
        self._opened: list[Event | None] = []

    def read(self, root: etree._Element) -> None:
        walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walker:
            if event == "start":
                if self._start(element):
                    walker.skip_subtree()
                continue
            if event == "end":
                self._end(element)
            if element is not root:
                self._text(element.tail or "")

    # elements

    def _start(self, element: etree._Element) -> bool:
        """Open ``element``; return True where its content is dealt with."""
        name = str(element.tag)
        code = self._code.get(element)
        if code is not None:
            self._edge()
            self.events.append(Event("code", code[0], code[1]))
            self._opened.append(None)
            return True
        self._opened.append(self._open(_reader_name(name, element), element))
        if name in _RAW:
            raw = _SPACES.sub(" ", "".join(map(str, element.itertext()))).strip()
            self.events.append(Event("raw", name, raw))
            return True
        if name in _VERBATIM:
            self._verbatim += 1
        self._text(_without_first_line_feed(name, element.text or ""))
        return False

    def _open(self, name: str, element: etree._Element) -> Event | None:
        attributes = kept_attributes(name, dict(element.attrib), self._options)  # type: ignore[arg-type]
        if name in BLOCK_TAGS:
            self._edge()
        elif name in REPLACED_TAGS:
            self._place_space()
            self._at_edge = False
        if not attributes and self._is_transparent(name, element):
            return None
        if name not in BLOCK_TAGS:
            self._part_runs()
        if name in _MARKS and not attributes:
            return self._open_mark(name)
        event = Event("open", name, "", attributes)
        self.events.append(event)
        return event

    def _is_transparent(self, name: str, element: etree._Element) -> bool:
        if name in self._options.transparent or name in {"html", "body"}:
            return True
        if name != "p" or not self._options.paragraphs:
            return name == "p"
        if self._options.item_paragraphs:
            return False
        parent = element.getparent()
        while parent is not None and parent.tag in self._options.transparent:
            parent = parent.getparent()
        return parent is not None and parent.tag in _ITEMS

    def _open_mark(self, name: str) -> Event | None:
        """Open emphasis: within the same mark it adds nothing, after its close it goes on."""
        self._open_marks[name] += 1
        if self._open_marks[name] > 1:
            return Event("text", name)
        event = Event("open", name)
        gap_shows = self._pending and name == "del"
        if self.events and self.events[-1] == Event("close", name) and not gap_shows:
            self.events.pop()
        else:
            self.events.append(event)
        return event

    def _end(self, element: etree._Element) -> None:
        event = self._opened.pop()
        name = str(element.tag)
        if name in _VERBATIM and element not in self._code:
            self._verbatim -= 1
            self._trim_final_line_feeds()
        name = _SAME.get(name, name)
        if event is not None:
            self._close(event)
        if name in BLOCK_TAGS or element in self._code:
            self._edge()
        elif name in REPLACED_TAGS:
            self._at_edge = (element.get("type") or "").lower() == "checkbox"

    def _close(self, event: Event) -> None:
        if event.name in _MARKS and not event.attributes:
            self._open_marks[event.name] -= 1
            if event.kind == "text":  # a mark within the same mark
                return
            if self.events and self.events[-1] == event:
                self.events.pop()
                return
        self.events.append(event._replace(kind="close"))

    # text

    def _text(self, text: str) -> None:
        if not text:
            return
        if not self._options.typography:
            text = text.translate(_ASCII)
        if self._verbatim:
            self._append(text)
            return
        words = _SPACES.sub(" ", text)
        self._pending = self._pending or words[0] == " "
        core = words.strip(" ")
        if not core:
            return
        self._part_runs()
        self._place_space()
        self._append(core)
        self._at_edge = False
        self._pending = words[-1] == " "

    def _append(self, text: str) -> None:
        self.events.append(Event("text", "", text))

    def _edge(self) -> None:
        self._pending = False
        self._at_edge = True

    def _part_runs(self) -> None:
        """Mark the border between two runs of text that no element shows."""
        if self._options.paragraphs or not self._at_edge or not self.events:
            return
        last = self.events[-1]
        if last.kind == "text" or (last.kind == "close" and last.name not in BLOCK_TAGS):
            self._append("\u00b6")

    def _place_space(self) -> None:
        """Write the pending space, before the inline elements that have just been opened."""
        wanted = self._pending and not self._at_edge
        self._pending = False
        if not wanted:
            return
        place = len(self.events)
        while place and _is_inline_open(self.events[place - 1]):
            place -= 1
        self.events.insert(place, Event("text", "", " "))

    def _trim_final_line_feeds(self) -> None:
        while self.events and self.events[-1].kind == "text":
            text = self.events.pop().text.rstrip("\n")
            if text:
                self._append(text)
                return


def _merged(events: list[Event]) -> list[Event]:
    """Return ``events`` with runs of text as one event each."""
    merged: list[Event] = []
    for is_text, run in groupby(events, lambda event: event.kind == "text"):
        if is_text:
            merged.append(Event("text", "", "".join(event.text for event in run)))
        else:
            merged.extend(run)
    return merged


def _without_first_line_feed(name: str, text: str) -> str:
    return text[1:] if name in _VERBATIM and text.startswith("\n") else text


def _is_inline_open(event: Event) -> bool:
    return event.kind == "open" and event.name not in BLOCK_TAGS and event.name not in REPLACED_TAGS


def _reader_name(name: str, element: etree._Element) -> str:
    """Return one name for elements that look the same; an ``a`` without ``href`` is a span."""
    if name == "a" and element.get("href") is None:
        return "span"
    return _SAME.get(name, name)


def kept_attributes(
    name: str, attributes: Mapping[str, str], options: ComparisonOptions
) -> tuple[tuple[str, str], ...]:
    """Return those ``attributes`` that readers see something of, in one spelling, sorted."""
    kept: dict[str, str] = {}
    for key, value in attributes.items():
        if key == "name" and name in {"a", "span"}:
            kept.setdefault("id", value)  # an anchor of the old kind
        elif key in SHOWN_ATTRIBUTES and name in _ONLY_ON.get(key, (name,)):
            kept[key] = _normal_value(key, value, options)
    align = _TEXT_ALIGN.search(attributes.get("style") or "")
    if align:
        kept["align"] = align[1].lower()
    if name not in {"td", "th"} and not options.block_alignment:
        kept.pop("align", None)
    if name in HEADING_TAGS and not options.heading_ids:
        kept.pop("id", None)
    return tuple(sorted(pair for pair in kept.items() if _matters(name, *pair, options)))


def _normal_value(key: str, value: str, options: ComparisonOptions) -> str:
    value = _SPACES.sub(" ", value).strip()
    if key in _FLAGS:
        return key
    if key == "align":
        return value.lower()
    if key in _ADDRESSES:
        return unquote(value)
    return value if options.typography else value.translate(_ASCII)


def _matters(name: str, key: str, value: str, options: ComparisonOptions) -> bool:
    if key in options.ignored_attributes or _DEFAULTS.get(key) == value:
        return False
    return bool(value) or (key == "href" and name == "a")
