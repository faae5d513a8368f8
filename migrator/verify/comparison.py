"""Compares two pieces of HTML by what readers see, as lxml, a parser that is not ours, reads them.

Quoting, attribute order, white space, the spelling of emphasis (``b`` or ``strong``) and the
wrappers of highlighters make no difference; text, structure, links, images, code and the
attributes that readers see something of do.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from itertools import zip_longest
from typing import Final

from migrator.verify.html_events import (
    BLOCK_TAGS,
    ComparisonOptions,
    Event,
    TooDeepError,
    events_of,
)

__all__ = [
    "ComparisonOptions",
    "Difference",
    "TooDeepError",
    "compare_html",
    "compare_text",
    "has_same_letters",
    "visible_text",
]

DEFAULT_OPTIONS: Final = ComparisonOptions()
_BEFORE: Final = 20
_AFTER: Final = 40
_PATH_DEPTH: Final = 4
_TAG: Final = re.compile(r"<[^<>]*>")
_ZERO_WIDTH: Final = ("\u200b", "\u2060", "\ufeff")


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where two sides differ: the elements around it, and an excerpt of each."""

    where: str
    left: str
    right: str

    def __str__(self) -> str:
        place = f"in {self.where}: " if self.where else ""
        return f"{place}{self.left} against {self.right}"


def compare_html(
    left: str, right: str, options: ComparisonOptions = DEFAULT_OPTIONS
) -> Difference | None:
    """Return the first difference that a reader could see, None where there is none.

    HTML that is nested too deeply for lxml is a difference: it could not be compared.
    """
    try:
        left_events, right_events = events_of(left, options), events_of(right, options)
    except TooDeepError as error:
        return Difference("", str(error), "the other side")
    return _first_difference(left_events, right_events)


def visible_text(html: str) -> str:
    """Return the text that readers see, white space folded to single spaces, NBSP included.

    Blocks and line breaks part words; scripts, styles, the title of a page and alternative texts
    are not text.
    """
    pieces: list[str] = []
    drawings = titles = 0
    for event in events_of(html, DEFAULT_OPTIONS):
        step = {"open": 1, "close": -1}.get(event.kind, 0)
        drawings += step * (event.name == "svg")
        titles += step * (event.name == "title" and not drawings)
        if event.kind == "text":
            pieces.append("" if titles else event.text)
        elif event.kind == "code":
            pieces.append(f" {event.text} ")
        elif event.name in BLOCK_TAGS:
            pieces.append(" ")
    return " ".join("".join(pieces).split())


def has_same_letters(left: str, right: str, reading: Callable[[str], str] = str) -> bool:
    """Tell cheaply whether two pieces of HTML hold the same characters outside of tags.

    White space does not count; ``reading`` rewrites the texts of both sides first. True means
    that no text is lost between them; False only that ``visible_text`` has to look closer.
    """
    return reading(_letters(left)) == reading(_letters(right))


def _letters(html: str) -> str:
    return "".join(_without_zero_width(unescape(_TAG.sub("", html))).split())


def _without_zero_width(text: str) -> str:
    for sign in _ZERO_WIDTH:
        text = text.replace(sign, "")
    return text


def compare_text(left: str, right: str) -> Difference | None:
    """Return the first difference of two texts, white space (NBSP and zero width) folded."""
    left_text, right_text = _folded(left), _folded(right)
    if left_text == right_text:
        return None
    return Difference("", *_text_excerpts(left_text, right_text))


def _folded(text: str) -> str:
    return " ".join(_without_zero_width(text).split())


def _first_difference(left: list[Event], right: list[Event]) -> Difference | None:
    around: list[str] = []
    for left_event, right_event in zip_longest(left, right):
        if left_event != right_event:
            where = " > ".join(around[-_PATH_DEPTH:])
            return Difference(where, *_excerpts(left_event, right_event))
        if left_event.kind == "open":
            around.append(left_event.name)
        elif left_event.kind == "close":
            around.pop()
    return None


def _excerpts(left: Event | None, right: Event | None) -> tuple[str, str]:
    if left and right and left[:2] == right[:2] and left.text != right.text:
        return _text_excerpts(left.text, right.text)
    return _show(left), _show(right)


def _text_excerpts(left: str, right: str) -> tuple[str, str]:
    same = next(
        (place for place, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]),
        min(len(left), len(right)),
    )
    window = slice(max(0, same - _BEFORE), same + _AFTER)
    return repr(left[window]), repr(right[window])


def _show(event: Event | None) -> str:
    if event is None:
        return "the end"
    if event.kind == "open":
        attributes = "".join(f' {name}="{value}"' for name, value in event.attributes)
        return f"<{event.name}{attributes}>"
    if event.kind == "close":
        return f"</{event.name}>"
    label = {"code": f"code in {event.name or 'no language'} ", "raw": f"{event.name} "}
    return label.get(event.kind, "") + repr(event.text[:_AFTER])
