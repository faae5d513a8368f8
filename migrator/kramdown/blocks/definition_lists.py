"""Definition lists (kramdown syntax: Definition Lists)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from migrator.kramdown.blocks.items import (
    TAB,
    ItemLines,
    first_line,
    take_attribute_list,
    take_blank_lines,
    take_plain_lines,
)
from migrator.kramdown.parser import BlockFrame, BlockParser, QueueFrame
from migrator.kramdown.patterns import DEFINITION_START, END_MARKER
from migrator.kramdown.reader import Reader
from migrator.kramdown.tree import (
    BlankDraft,
    ContentDraft,
    DefinitionDraft,
    DefinitionListDraft,
    Draft,
    HtmlDraft,
    HtmlTextDraft,
    ParagraphDraft,
    TermDraft,
    is_paragraph,
)

_WHITE_SPACE: Final = re.compile(r"[ \t\n\r\f\v]+")
_MARKERS: Final = tuple(re.compile(rf"( {{0,{most}}}+:)(?=[\t| ])") for most in range(4))


def parse_definition_list(parser: BlockParser, frame: BlockFrame) -> bool:
    """Take definitions; every line of the paragraph before them is a term."""
    reader = frame.reader
    if DEFINITION_START.match(reader.text, reader.position) is None:
        return False
    taken = _take_paragraph(frame.container.children)
    if taken is None:
        return False
    paragraph, has_blank = taken
    draft = DefinitionListDraft(paragraph.line)
    frame.attribute_list = None
    draft.attribute_list = paragraph.attribute_list
    draft.parts.extend(_terms(paragraph))
    _read_definitions(reader, draft, starts_as_paragraph=has_blank)

    def finish() -> None:
        _finish_list(frame.container.children, draft)

    parser.push(QueueFrame(_frames(draft, frame.depth + 1), finish, frame.depth))
    return True


def _take_paragraph(children: list[Draft]) -> tuple[ParagraphDraft, bool] | None:
    """Remove and return the paragraph that ends here, and whether one blank line follows it."""
    last = children[-1] if children else None
    if is_paragraph(last):
        paragraph, has_blank = _of_text(last), False
    elif is_paragraph(before := _before_one_blank(children)):
        paragraph, has_blank = _of_text(before), True
    else:
        return None
    if paragraph is None:
        return None
    del children[-2 if has_blank else -1 :]
    return paragraph, has_blank


def _before_one_blank(children: list[Draft]) -> Draft | None:
    last = children[-1] if len(children) > 1 else None
    return children[-2] if type(last) is BlankDraft and last.text == "\n" else None


def _of_text(paragraph: ParagraphDraft | HtmlDraft) -> ParagraphDraft | None:
    """Return the paragraph, or that of the first text of one that was HTML, as kramdown takes it.

    Where it holds more than text, kramdown would lose it: then it is none.
    """
    if isinstance(paragraph, ParagraphDraft):
        return paragraph
    texts = [c for c in paragraph.children if isinstance(c, HtmlTextDraft | ContentDraft)]
    if not texts or len(texts) < len(paragraph.children):
        return None
    text = "".join(texts[0].pieces)
    if isinstance(texts[0], HtmlTextDraft):
        text = _WHITE_SPACE.sub(" ", text).strip(" ")
    made = ParagraphDraft(text, paragraph.line)
    made.attribute_list = paragraph.attribute_list
    return made


def _terms(paragraph: ParagraphDraft) -> Iterator[TermDraft]:
    lines = "".join(paragraph.pieces).rstrip("\n").split("\n")
    for number, text in enumerate(lines):
        term = TermDraft("", paragraph.line + number)
        term.text = take_attribute_list(term, text)
        yield term


def _read_definitions(
    reader: Reader, draft: DefinitionListDraft, *, starts_as_paragraph: bool
) -> None:
    text = reader.text
    marker = _MARKERS[3]
    item = DefinitionDraft(0, starts_as_paragraph=False)
    lines = ItemLines(reader, 0)
    after_blank = False
    while reader.position < reader.size:
        if found := marker.match(text, reader.position):
            item = DefinitionDraft(reader.line, starts_as_paragraph=starts_as_paragraph)
            reader.position = reader.line_end(found.end())
            content, indentation = first_line(len(found[1]), text[found.end() : reader.position])
            item.pieces.append(take_attribute_list(item, content))
            draft.parts.append(item)
            lines = ItemLines(reader, indentation)
            marker = _MARKERS[min(indentation, TAB) - 1]
            starts_as_paragraph = after_blank = False
        elif END_MARKER.match(text, reader.position):
            break
        elif not after_blank and (plain := take_plain_lines(reader)):
            starts_as_paragraph = False
            item.pieces.append(plain)
        elif blank := take_blank_lines(reader):
            starts_as_paragraph = after_blank = True
            item.pieces.append(blank)
        elif (line := lines.take(lazy=not after_blank)) is not None:
            starts_as_paragraph = after_blank = False
            item.pieces.append(line)
        else:
            break


def _frames(draft: DefinitionListDraft, depth: int) -> Iterator[BlockFrame]:
    for part in draft.parts:
        if isinstance(part, DefinitionDraft):
            yield BlockFrame(Reader("".join(part.pieces), part.line), part, depth)
            part.pieces.clear()


def _finish_list(children: list[Draft], draft: DefinitionListDraft) -> None:
    """Decide which definitions are plain text; join the list with one right before it."""
    trailing: Draft | None = None
    for part in draft.parts:
        if not isinstance(part, DefinitionDraft) or not part.children:
            continue
        trailing = part.children.pop() if type(part.children[-1]) is BlankDraft else None
        first = part.children[0] if part.children else None
        if is_paragraph(first) and not part.starts_as_paragraph:
            if len(part.children) > 1 and isinstance(first, ParagraphDraft):
                first.pieces.append("\n")
            first.is_plain = True
    before = _list_before(children)
    if before:
        before.parts.extend(draft.parts)
    else:
        children.append(draft)
    if trailing is not None:
        children.append(trailing)


def _list_before(children: list[Draft]) -> DefinitionListDraft | None:
    """Return the definition list right before, less a blank line after it, which goes."""
    last = children[-1] if children else None
    before = children[-2] if len(children) > 1 else None
    if type(last) is BlankDraft and isinstance(before, DefinitionListDraft):
        children.pop()
        return before
    return last if isinstance(last, DefinitionListDraft) else None
