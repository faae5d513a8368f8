"""Running text to nodes: breaks, abbreviations, character references of raw HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from migrator.html.tags import decode_references
from migrator.kramdown.entities import decode_known
from migrator.kramdown.inlines.abbreviations import split_abbreviations
from migrator.model.nodes import Inline, LineBreak, SoftBreak, Text

if TYPE_CHECKING:
    from migrator.kramdown.inlines.frames import Frame
    from migrator.kramdown.inlines.scanner import Scanner
    from migrator.kramdown.state import State

_CJK: Final = (
    r"\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3041-\u3096\u309d-\u309f\u30a1-\u30fa"
    r"\u30fd-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff6f\uff71-\uff9d"
    r"\U0001b000-\U0001b16f\U00020000-\U0003134f"
)
_CJK_LINE_FEED: Final = re.compile(rf"(?<=[{_CJK}])\n(?=[{_CJK}])")
"""Line feeds between Han, Hiragana and Katakana (kramdown: remove_line_breaks_for_cjk)."""


def append_text(text: str, frame: Frame, scanner: Scanner, *, is_last: bool) -> None:
    """Add ``text`` to the children of ``frame``; ``is_last`` where a block ends with it."""
    if frame.mode.is_raw:
        if not frame.keeps_references:
            text = _decode(text, scanner.state)
        if ("\n" not in text or frame.keeps_lines) and frame.has_raw_content(scanner):
            frame.children.append(Text(text))
            return
    if scanner.state.abbreviations and not frame.has_raw_content(scanner):
        pieces = list(split_abbreviations(text, scanner.state.abbreviations))
        for piece in pieces:
            if isinstance(piece, str):
                _append_lines(piece, frame, scanner, is_last=is_last and piece is pieces[-1])
            else:
                frame.children.append(piece)
    else:
        _append_lines(text, frame, scanner, is_last=is_last)


def _decode(text: str, state: State) -> str:
    if state.options.html_to_native:
        return decode_known(text)
    return text if state.keeps_references else decode_references(text)


def _append_lines(text: str, frame: Frame, scanner: Scanner, *, is_last: bool) -> None:
    children = frame.children
    ending = None if frame.in_html or frame.mode.is_raw else scanner.hard_line_end
    # Where every line feed is a hard break there is none to take out.
    if "\n" in text and ending != "" and scanner.state.options.remove_line_breaks_for_cjk:
        text = _CJK_LINE_FEED.sub("", text)
    if "\n" not in text:
        children.append(Text(text))
        return
    lines = text.split("\n")
    last = len(lines) - 1
    for index, line in enumerate(lines):
        if index == last:
            _append_part(line, children)
        elif ending is None or not line.endswith(ending):
            _append_part(line, children)
            _append_soft_break(children)
        else:
            _append_part(line[: len(line) - len(ending)], children)
            ends_block = is_last and index == last - 1 and not lines[-1]
            children.append(SoftBreak() if ends_block else LineBreak())


def _append_part(line: str, children: list[Inline]) -> None:
    if line:
        children.append(Text(line))


def _append_soft_break(children: list[Inline]) -> None:
    """Add a soft break, but for the line feed that belongs to a line break."""
    if not children or type(children[-1]) is not LineBreak:
        children.append(SoftBreak())
