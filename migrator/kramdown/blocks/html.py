"""Block HTML (kramdown syntax: HTML Blocks).

An element's content is raw (HTML goes on, text stays text), blocks or inlines. Raw is the rule;
``markdown="1"`` on the element or the option ``parse_block_html`` ask for the element's own
content model.
"""

from __future__ import annotations

import re
from typing import Final

from migrator.html.tables import KNOWN, RAW_TEXT, SPAN, VOID, ContentModel, content_model
from migrator.html.tags import RAW_START, TAG, TAG_CLOSE, parse_attributes
from migrator.kramdown.native_html import make_native
from migrator.kramdown.parser import (
    MAX_DEPTH,
    BlockFrame,
    BlockParser,
    Finish,
    Frame,
    QueueFrame,
)
from migrator.kramdown.patterns import TRAILING_WHITE_SPACE
from migrator.kramdown.reader import Reader
from migrator.kramdown.tree import (
    ContainerDraft,
    ContentDraft,
    Draft,
    HtmlDraft,
    HtmlTextDraft,
    RawDraft,
)

_INDENT: Final = re.compile(r" {0,3}+")
_RAW_BY_ATTRIBUTE: Final[dict[str, ContentModel]] = {"0": "raw", "span": "span", "block": "block"}
_VERBATIM: Final = (("<!--", "-->"), ("<?", "?>"))
_CDATA: Final = ("<![CDATA[", "]]>")


def parse_html(parser: BlockParser, frame: BlockFrame) -> bool:
    """Take a comment, an element that is no span element, or the end tag of this container."""
    reader = frame.reader
    comment = _verbatim_end(reader, reader.position, *_VERBATIM[0])
    if comment:
        text = reader.text[reader.position : comment]
        frame.container.children.append(RawDraft(text, reader.line))
        reader.position = comment
        reader.skip(TRAILING_WHITE_SPACE)
        return True
    indent = _INDENT.match(reader.text, reader.position)
    start = indent.end() if indent else reader.position
    tag = TAG.match(reader.text, start)
    if tag:
        if tag["name"].lower() in SPAN:
            return False
        _open_block(parser, frame, tag)
        return True
    return _close_container(frame, start)


def _open_block(parser: BlockParser, frame: BlockFrame, tag: re.Match[str]) -> None:
    children = frame.container.children
    if not parser.state.options.html_to_native:
        open_element(parser, frame, frame.container, tag)
        return
    # The element is converted when all frames that read it are done.
    parser.push(QueueFrame(iter(()), lambda: make_native(children), frame.depth))
    open_element(parser, frame, frame.container, tag)


def _close_container(frame: BlockFrame, start: int) -> bool:
    tag = TAG_CLOSE.match(frame.reader.text, start)
    if tag is None:
        return False
    name, container = tag["name"].lower(), frame.container
    if name in SPAN or not isinstance(container, HtmlDraft) or container.name != name:
        return False
    frame.reader.position = tag.end()
    frame.is_done = True
    return True


def open_element(
    parser: BlockParser,
    frame: BlockFrame | RawHtmlFrame,
    parent: ContainerDraft,
    tag: re.Match[str],
) -> None:
    """Add the element that ``tag`` starts, and read its content or push a frame that does."""
    reader = frame.reader
    name = tag["name"]
    if name.lower() in KNOWN:
        name = name.lower()
    attributes = dict(parse_attributes(tag["attributes"], lower=name in KNOWN))
    element = HtmlDraft(name, attributes, reader.line)
    reader.position = tag.end()
    element.is_inside_raw = is_raw(parent)
    element.is_closed = bool(tag["closed"]) or name in VOID
    if isinstance(frame, BlockFrame):
        frame.add(element)
    else:
        parent.children.append(element)
    if name in RAW_TEXT:
        element.is_closed = False
        _take_raw_text(parser, reader, element)
    element.content = _content_model(parser, parent, element)
    if element.content == "block":
        reader.skip(TRAILING_WHITE_SPACE)
    if not element.is_closed and name not in RAW_TEXT:
        _read_content(parser, frame, parent, element)


def _content_model(parser: BlockParser, parent: ContainerDraft, element: HtmlDraft) -> ContentModel:
    asked = element.attributes.pop("markdown", None)
    if asked == "1":
        return content_model(element.name)
    if asked in _RAW_BY_ATTRIBUTE:
        return _RAW_BY_ATTRIBUTE[asked]
    if is_raw(parent) or not parser.state.options.parse_block_html:
        return "raw"
    return content_model(element.name)


def is_raw(container: ContainerDraft) -> bool:
    """Whether ``container`` is an element whose content is raw."""
    return isinstance(container, HtmlDraft) and container.content == "raw"


def _read_content(
    parser: BlockParser,
    frame: BlockFrame | RawHtmlFrame,
    parent: ContainerDraft,
    element: HtmlDraft,
) -> None:
    reader = frame.reader

    def finish() -> None:
        if not is_raw(parent):
            reader.skip(TRAILING_WHITE_SPACE)

    if element.content == "span":
        line, start = reader.line, reader.position
        _take_up_to_end_tag(parser, reader, element)
        text = reader.text[start : reader.position]
        end = TAG_CLOSE.match(reader.text, reader.position)
        reader.position = end.end() if end else reader.position
        element.children.append(ContentDraft(text, line))
        finish()
    elif element.content == "block":
        inner = BlockFrame(reader, element, frame.depth + 1)

        def finish_blocks() -> None:
            if not inner.is_done:
                _tell_unclosed(parser, element)
            finish()

        inner.finish = finish_blocks
        parser.push(inner)
    else:
        parser.push(RawHtmlFrame(reader, element, finish, frame.depth + 1))


def _take_raw_text(parser: BlockParser, reader: Reader, element: HtmlDraft) -> None:
    """Take the text of ``script`` or ``style`` with the end tag."""
    start = reader.position
    _take_up_to_end_tag(parser, reader, element)
    if reader.position > start:
        text = reader.text[start : reader.position]
        element.children.append(HtmlTextDraft(text, is_literal=True))
    end = TAG_CLOSE.match(reader.text, reader.position)
    reader.position = end.end() if end else reader.position


def _take_up_to_end_tag(parser: BlockParser, reader: Reader, element: HtmlDraft) -> None:
    pattern = re.compile(rf"</{re.escape(element.name)}[ \t\n\r\f\v]*+>", re.IGNORECASE)
    found = reader.search(pattern, reader.position)
    if found is None:
        _tell_unclosed(parser, element)
    reader.position = found.start() if found else reader.size


def _tell_unclosed(parser: BlockParser, element: HtmlDraft) -> None:
    parser.state.report(
        "kramdown.unclosed-element",
        f"<{element.name}> has no end tag; it ends where its container does",
        element.line,
        f"<{element.name}>",
    )


class RawHtmlFrame(Frame):
    """Reads raw HTML into ``element`` up to its end tag."""

    __slots__ = ("element", "finish", "reader")

    def __init__(self, reader: Reader, element: HtmlDraft, finish: Finish, depth: int) -> None:
        super().__init__(depth)
        self.reader = reader
        self.element = element
        self.finish = finish

    def step(self, parser: BlockParser) -> None:
        """Read text and markup until an element starts or this one ends."""
        reader, text, stack = self.reader, self.reader.text, parser.stack
        while stack[-1] is self:
            start = reader.position
            found = RAW_START.search(text, start)
            end = found.start() if found else reader.size
            if end > start:
                self._add_text(text[start:end])
                reader.position = end
            if found is None:
                _tell_unclosed(parser, self.element)
                self._leave(parser)
            elif not self._take_verbatim():
                self._take_tag(parser)

    def _leave(self, parser: BlockParser) -> None:
        parser.stack.pop()
        self.finish()

    def _take_verbatim(self) -> bool:
        """Take a comment, a processing instruction or a CDATA section, if one stands here."""
        reader = self.reader
        start = reader.position
        for opening, closing in _VERBATIM:
            end = _verbatim_end(reader, start, opening, closing)
            if end:
                raw = RawDraft(reader.text[start:end], reader.line)
                raw.display = "inline"
                self.element.children.append(raw)
                reader.position = end
                return True
        end = _verbatim_end(reader, start, *_CDATA)
        if end:
            content = reader.text[start + len(_CDATA[0]) : end - len(_CDATA[1])]
            # kramdown takes the references in it for references.
            self.element.children.append(HtmlTextDraft(content, is_section=True))
            reader.position = end
        return bool(end)

    def _take_tag(self, parser: BlockParser) -> None:
        reader, element = self.reader, self.element
        tag = TAG.match(reader.text, reader.position)
        if tag and self.depth < MAX_DEPTH:
            open_element(parser, self, element, tag)
            return
        end = TAG_CLOSE.match(reader.text, reader.position)
        if end:
            reader.position = end.end()
            name = end["name"].lower() if element.name in KNOWN else end["name"]
            if name == element.name:
                self._leave(parser)
                return
            self._tell_stray_end(parser, end)
            self._add_text(end[0])
            return
        if tag:
            self._tell_too_deep(parser, tag)
        self._add_text("<")
        reader.position += 1

    def _tell_stray_end(self, parser: BlockParser, end: re.Match[str]) -> None:
        parser.state.report(
            "kramdown.stray-end-tag",
            "an end tag of nothing is kept as text",
            self.reader.line,
            end[0],
        )

    def _tell_too_deep(self, parser: BlockParser, tag: re.Match[str]) -> None:
        parser.state.report(
            "kramdown.nested-too-deep",
            f"HTML is nested more than {MAX_DEPTH} deep; the tag is kept as text",
            self.reader.line,
            tag[0],
        )

    def _add_text(self, text: str) -> None:
        children: list[Draft] = self.element.children
        last = children[-1] if children else None
        if isinstance(last, HtmlTextDraft) and not last.is_section:
            last.pieces.append(text)
        else:
            children.append(HtmlTextDraft(text))


def _verbatim_end(reader: Reader, start: int, opening: str, closing: str) -> int:
    """Return the place after ``opening … closing`` at ``start``, 0 where there is none."""
    if not reader.text.startswith(opening, start):
        return 0
    found = reader.find(closing, start + len(opening))
    return found + len(closing) if found >= 0 else 0
