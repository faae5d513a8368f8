"""HTML within a line of text (kramdown syntax: HTML Spans).

An element's content is parsed unless kramdown takes the element's content for raw; then only
tags count in it. An element without an end tag ends where the text does. Tags of blocks, and
end tags that close nothing, are text.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Final

from migrator.html.tables import BLOCK, KNOWN, RAW_TEXT, VOID, content_model
from migrator.html.tags import (
    TAG,
    TAG_CLOSE,
    TAG_START,
    decode_references,
    parse_attributes,
)
from migrator.kramdown.inlines.frames import Frame
from migrator.kramdown.inlines.native_html import to_native
from migrator.kramdown.inlines.scanner import Scanner
from migrator.kramdown.inlines.scripts import native_in_script, script_text
from migrator.model.attributes import Attributes, get_attribute, without_attributes
from migrator.model.nodes import HtmlElement, Inline, RawInline

_COMMENT_START: Final = "<!--"
_COMMENT_END: Final = "-->"
_CDATA_START: Final = "<![CDATA["
_CDATA_END: Final = "]]>"
_KEEPS_LINES: Final = RAW_TEXT | {"textarea", "pre", "option"}


class HtmlFrame(Frame):
    """An element whose end tag is looked for."""

    __slots__ = ("attributes", "content", "is_in_script", "name", "parsed_as", "start")

    def __init__(
        self, scanner: Scanner, name: str, attributes: Attributes, *, is_raw: bool
    ) -> None:
        dialect = scanner.dialect
        mode = dialect.raw_html if is_raw else dialect.prose
        super().__init__(mode, scanner.frame.inside, in_html=True)
        self.name = name
        self.attributes = attributes
        self.is_in_script = name in RAW_TEXT or scanner.frame.keeps_references
        self.start = scanner.position
        self.parsed_as = (self.start, self.inside, scanner.frame.mode.is_raw)

    @property
    def keeps_references(self) -> bool:
        """Whether character references stay as they are, as in ``script``."""
        return self.is_in_script

    @property
    def keeps_lines(self) -> bool:
        """Whether line feeds stay in the text."""
        return self.name in _KEEPS_LINES

    def has_raw_content(self, scanner: Scanner) -> bool:
        """Whether kramdown looks for no abbreviations: native elements follow their kind."""
        is_native = scanner.state.options.html_to_native
        return self.mode.is_raw and not (is_native and content_model(self.name) != "raw")

    def stops(self, scanner: Scanner, character: str) -> bool:
        """Close at the element's end tag."""
        if character != "<" or not scanner.text.startswith("/", scanner.position + 1):
            return False
        match = TAG_CLOSE.match(scanner.text, scanner.position)
        if match is None or not self._is_called(match["name"]):
            return False
        self._end(scanner, match.end())
        return True

    def _is_called(self, name: str) -> bool:
        return name == self.name or (self.name in KNOWN and name.lower() == self.name)

    def at_end(self, scanner: Scanner) -> None:
        """Close without an end tag."""
        message = f"<{self.name}> has no end tag"
        scanner.report("kramdown.unclosed-html", message, self.start)
        self._end(scanner, scanner.position)

    def _end(self, scanner: Scanner, end: int) -> None:
        children = self.finish(scanner)
        around = scanner.close()
        line = scanner.source_line_at(self.start)
        element = HtmlElement(self.name, children, self.attributes, "inline", line)
        node: Inline = element
        options = scanner.state.options
        if self.is_in_script:
            node = (
                native_in_script(element, scanner.text_edges) if options.html_to_native else element
            )
            if isinstance(node, HtmlElement) and not around.keeps_references:
                node = replace(node, children=script_text(node, options))
        elif options.html_to_native:
            node = to_native(element, scanner.text_edges)
        # Inside what may come to nothing this place may be parsed once more.
        if self.inside:
            scanner.parsed_html[self.parsed_as] = node, end
        scanner.add(node, end)


def parse_span_html(scanner: Scanner) -> bool:
    """Take a comment, a section, a tag; False where no HTML begins."""
    text, start = scanner.text, scanner.position
    following = text[start + 1 : start + 2]
    if following == "!":
        return _parse_declaration(scanner)
    if following == "/":
        match = TAG_CLOSE.match(text, start)
        scanner.take_text(len(match[0]) if match else 1)
        return True
    if not TAG_START.match(text, start):
        return False
    if not _take_known(scanner):
        _parse_tag(scanner)
    return True


def _parse_declaration(scanner: Scanner) -> bool:
    text, start = scanner.text, scanner.position
    if text.startswith(_COMMENT_START, start):
        end = scanner.find(_COMMENT_END, start + len(_COMMENT_START))
        if end < 0:
            scanner.take_text(1)
            return True
        end += len(_COMMENT_END)
        scanner.add(RawInline("html", text[start:end], scanner.source_line_at(start)), end)
        return True
    if not text.startswith(_CDATA_START, start):
        return False
    content = start + len(_CDATA_START)
    end = scanner.find(_CDATA_END, content)
    if end < 0:
        scanner.take_text(1)
    else:
        section = text[content:end]
        # Where references are decoded later, or not at all, the section's own stay.
        is_escaped = scanner.frame.mode.is_raw or scanner.state.keeps_references
        scanner.add_text(escape(section, quote=False) if is_escaped else section, end + 3)
    return True


def _take_known(scanner: Scanner) -> bool:
    """Add the element at the scanner's position if it was parsed in the same surroundings."""
    if not scanner.parsed_html:
        return False
    frame = scanner.frame
    known = scanner.parsed_html.get((scanner.position, frame.inside, frame.mode.is_raw))
    if known is None:
        return False
    scanner.add(*known)
    return True


def _parse_tag(scanner: Scanner) -> None:
    match = TAG.match(scanner.text, scanner.position)
    if match is None:
        scanner.take_text(1)
        return
    name = match["name"]
    is_known = name.lower() in KNOWN
    name = name.lower() if is_known else name
    if name in BLOCK:
        is_kept = scanner.frame.mode.is_raw or scanner.state.keeps_references
        written = match[0] if is_kept else decode_references(match[0])
        scanner.report(
            "kramdown.block-html-in-text", f"<{name}> in a line of text", scanner.position
        )
        scanner.add_text(written, match.end())
        return
    is_in_script = scanner.frame.keeps_references
    attributes = parse_attributes(
        match["attributes"], lower=is_known, fold_lines=True, decode=not is_in_script
    )
    is_raw = not _is_parsed(scanner, name, get_attribute(attributes, "markdown"))
    attributes = without_attributes(attributes, ("markdown",))
    if match["closed"] or name in VOID:
        line = scanner.source_line_at(match.start())
        element = HtmlElement(name, (), attributes, "inline", line)
        native = scanner.state.options.html_to_native and not is_in_script
        node = to_native(element, scanner.text_edges) if native else element
        if native and name == "img":
            scanner.frame.count_image()
        scanner.add(node, match.end())
    else:
        scanner.open(HtmlFrame(scanner, name, attributes, is_raw=is_raw), match.end())


def _is_parsed(scanner: Scanner, name: str, markdown: str | None) -> bool:
    """Whether the content of element ``name`` is parsed, given its attribute ``markdown``."""
    has_raw_content = content_model(name) == "raw"
    if markdown == "span":
        return True
    if markdown == "1":
        return not has_raw_content
    if markdown == "0" or has_raw_content or scanner.frame.mode.is_raw:
        return False
    return scanner.state.options.parse_span_html
