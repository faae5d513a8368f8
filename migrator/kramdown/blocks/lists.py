"""Lists (kramdown syntax: Ordered and Unordered Lists; GFM: task lists)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from migrator.kramdown.blocks.items import (
    TAB,
    ItemLines,
    first_line,
    skip_attribute_list,
    take_attribute_list,
    take_blank_lines,
    take_plain_lines,
)
from migrator.kramdown.parser import MAX_DEPTH, BlockFrame, BlockParser, QueueFrame
from migrator.kramdown.patterns import (
    BULLET_START,
    END_MARKER,
    ITEM_ATTRIBUTE_LIST,
    LIST_START,
    THEMATIC_BREAK,
)
from migrator.kramdown.reader import Reader
from migrator.kramdown.tree import (
    BlankDraft,
    BoundaryDraft,
    HtmlDraft,
    ItemDraft,
    ListDraft,
    ParagraphDraft,
    is_paragraph,
)

_MARKERS: Final = {
    False: tuple(re.compile(rf"( {{0,{most}}}+[+*-])(?=[\t| ])") for most in range(4)),
    True: tuple(re.compile(rf"( {{0,{most}}}+[0-9]++\.)(?=[\t| ])") for most in range(4)),
}
"""An item's marker in ordered lists (True) and others, by the blanks allowed before it."""

_BLANKS: Final = " \t\n"
_SPACE: Final = re.compile(r"[ \t\n\r\f\v]*+")
_TASK: Final = re.compile(r"[ \t\n\r\f\v]*+\[([ xX])\][ \t\n\r\f\v]++")


def parse_list(parser: BlockParser, frame: BlockFrame) -> bool:
    """Take a list: items with their nested blocks, up to a line that does not go on them."""
    reader = frame.reader
    if LIST_START.match(reader.text, reader.position) is None:
        return False
    is_ordered = BULLET_START.match(reader.text, reader.position) is None
    draft = ListDraft(is_ordered=is_ordered, line=reader.line)
    if frame.attribute_list is not None:
        draft.attribute_list, frame.attribute_list = frame.attribute_list, None
    items = _ItemReader(reader, draft)
    is_ended = items.read()
    frame.container.children.append(draft)
    chain = _nest(draft, MAX_DEPTH - frame.depth) if items.is_one_paragraph else [draft]

    def finish() -> None:
        for inner in reversed(chain):
            last = _finish_items(inner, is_ended=is_ended)
            if parser.state.options.is_gfm:
                _mark_tasks(inner)
        if last is not None and not is_ended:
            frame.container.children.append(last)

    depth = frame.depth + len(chain)
    parser.push(QueueFrame(_item_frames(chain[-1], depth), finish, depth - 1))
    return True


def _nest(draft: ListDraft, deepest: int) -> list[ListDraft]:
    """Return ``draft`` and the lists in it that start on its first line, and on nothing else.

    In ``- - - text`` with lazy lines after it, each list holds one item with the next list.
    Parsing them one by one would read the lazy lines again for each.
    """
    chain = [draft]
    lines, line = draft.items[0].pieces[0]
    text, position = lines[0], 0
    # A thematic break has one sort of mark, so none starts before the last of another.
    marks_from = len(text.rstrip(_BLANKS + text.rstrip(_BLANKS)[-1:]))
    while len(chain) < deepest:
        marker = LIST_START.match(text, position)
        if marker is None or (position >= marks_from and THEMATIC_BREAK.match(text, position)):
            break
        inner = ListDraft(is_ordered=BULLET_START.match(text, position) is None, line=line)
        item = ItemDraft(line)
        # LIST_START takes the character after the marker, which belongs to the content.
        content = _SPACE.match(text, marker.end() - 1)
        position = skip_attribute_list(item, text, content.end() if content else marker.end())
        inner.items.append(item)
        chain[-1].items[0].children.append(inner)
        chain.append(inner)
    lines[0] = text[position:]
    outermost, innermost = draft.items[0], chain[-1].items[0]
    outermost.pieces, innermost.pieces = innermost.pieces, outermost.pieces
    return chain


def _item_frames(draft: ListDraft, depth: int) -> Iterator[BlockFrame]:
    for item in draft.items:
        for lines, line in item.pieces:
            yield BlockFrame(Reader("".join(lines), line), item, depth)
        item.pieces.clear()


class _ItemReader:
    """Cuts a list into items, and each item's text where its first nested list starts.

    ``_has_nested_list`` is whether a line that looks like an item belongs to the item's content
    even without indentation. ``is_one_paragraph`` tells afterwards that there is one item,
    followed by nothing but lines that go on it lazily.
    """

    __slots__ = (
        "_draft",
        "_has_nested_list",
        "_indentation",
        "_lines",
        "_reader",
        "is_one_paragraph",
    )

    def __init__(self, reader: Reader, draft: ListDraft) -> None:
        self._reader = reader
        self._draft = draft
        self._indentation = 0
        self._has_nested_list = False
        self._lines = ItemLines(reader, 0)
        self.is_one_paragraph = True

    def read(self) -> bool:
        """Read all items; return whether an end-of-block marker ended the list."""
        reader, text = self._reader, self._reader.text
        markers = _MARKERS[self._draft.is_ordered]
        marker = markers[3]
        after_blank = False
        while reader.position < reader.size:
            if after_blank and THEMATIC_BREAK.match(text, reader.position):
                break
            if end := END_MARKER.match(text, reader.position):
                self.is_one_paragraph = False
                reader.position = end.end()
                return True
            if found := marker.match(text, reader.position):
                self._start_item(found)
                marker = markers[min(self._indentation, TAB) - 1]
                after_blank = False
            elif not after_blank and (lines := take_plain_lines(reader)):
                self._draft.items[-1].pieces[-1][0].append(lines)
            elif blank := take_blank_lines(reader):
                self.is_one_paragraph = False
                self._has_nested_list = after_blank = True
                self._draft.items[-1].pieces[-1][0].append(blank)
            elif not self._take_line(lazy=not after_blank):
                break
            else:
                self.is_one_paragraph = after_blank = False
        return False

    def _start_item(self, marker: re.Match[str]) -> None:
        reader = self._reader
        line = reader.line
        item = ItemDraft(line)
        reader.position = reader.line_end(marker.end())
        content, self._indentation = first_line(
            len(marker[1]), reader.text[marker.end() : reader.position]
        )
        content = take_attribute_list(item, content)
        self._has_nested_list = LIST_START.match(content) is not None
        self._lines = ItemLines(reader, self._indentation)
        self.is_one_paragraph = not self._draft.items
        item.pieces.append(([content], line))
        self._draft.items.append(item)

    def _take_line(self, *, lazy: bool) -> bool:
        start_line = self._reader.line
        line = self._lines.take(lazy=lazy)
        if line is None:
            return False
        pieces = self._draft.items[-1].pieces
        if self._has_nested_list != self._lines.is_indented and LIST_START.match(line):
            if self._has_nested_list:
                line = " " * (self._indentation + TAB) + line
            else:
                pieces.append(([], start_line))
                self._has_nested_list = True
        pieces[-1][0].append(line)
        return True


def _finish_items(draft: ListDraft, *, is_ended: bool) -> BlankDraft | None:
    """Decide what is tight; return the blank lines after the last item's content."""
    trailing: BlankDraft | None = None
    items = draft.items
    others_are_tight = len(items) == 1
    for item in items:
        children = item.children
        is_last = item is items[-1]
        if children:
            first = children[0]
            if is_paragraph(first):
                if (
                    len(children) > 1
                    and type(children[1]) is BoundaryDraft
                    and first.attribute_list is not None
                ):
                    del children[1]
                if _is_tight(item, is_last=is_last and not is_ended) and (
                    not is_last or others_are_tight
                ):
                    _make_plain(first, has_more=len(children) > 1, after=item)
            last = children[-1]
            trailing = last if type(last) is BlankDraft else None
            if trailing is not None:
                children.pop()
        if not is_last:
            others_are_tight = others_are_tight or _is_without_paragraph(item)
    return trailing


def _is_tight(item: ItemDraft, *, is_last: bool) -> bool:
    """Whether no blank line follows the item's first paragraph (or only the list's end does)."""
    children = item.children
    return (
        len(children) == 1
        or type(children[1]) is not BlankDraft
        or (
            is_last and len(children) == 2  # noqa: PLR2004 - the paragraph and the blank line
        )
    )


def _make_plain(first: ParagraphDraft | HtmlDraft, *, has_more: bool, after: ItemDraft) -> None:
    if has_more and type(after.children[1]) is not BlankDraft and isinstance(first, ParagraphDraft):
        first.pieces.append("\n")
    first.is_plain = True


def _is_without_paragraph(item: ItemDraft) -> bool:
    first = item.children[0] if item.children else None
    return not is_paragraph(first) or first.is_plain


def _mark_tasks(draft: ListDraft) -> None:
    """Take the boxes off; from the first box on, every item that starts with text is a task."""
    is_task_list = False
    for item in draft.items:
        first = item.children[0] if item.children else None
        if not isinstance(first, ParagraphDraft):
            continue
        # The blank after the box may be the line's end.
        text = "".join(first.pieces)
        box = _TASK.match(text)
        if box:
            is_task_list = True
            item.checked = box[1] != " "
            # An attribute list here is the box's own, and the model has none on boxes.
            own = ITEM_ATTRIBUTE_LIST.match(text, box.end())
            text = text[own.end(1) + 1 if own else box.end() :]
        first.pieces = [text]
        item.is_task = is_task_list
