"""Attribute lists, attribute definitions and extensions.

Source of the rules: kramdown syntax, "Attribute List Definitions", "Inline Attribute Lists",
"Extensions".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from migrator.kramdown.attribute_lists import (
    REFERENCE_NAME,
    AttributeList,
    parse_attribute_list,
)
from migrator.kramdown.options import NEVER_INLINE, InvalidOptionError, with_option
from migrator.kramdown.parser import BlockFrame, BlockParser
from migrator.kramdown.tree import BlankDraft, Boundary, BoundaryDraft, RawDraft

_DEFINITION: Final = re.compile(rf" {{0,3}}+\{{:({REFERENCE_NAME}):", re.ASCII)
_START: Final = re.compile(r" {0,3}+\{::(\w++)(?:[ \t\n\r\f\v]|(?=/?\}))", re.ASCII)

Handler: TypeAlias = Callable[[BlockParser, BlockFrame, AttributeList, str | None, int], None]


def parse_extension(parser: BlockParser, frame: BlockFrame) -> bool:
    """Take an attribute definition, an extension or a block attribute list."""
    return _parse_definition(parser, frame) or _parse_start(parser, frame) or _parse_list(frame)


def _parse_definition(parser: BlockParser, frame: BlockFrame) -> bool:
    reader = frame.reader
    name = _DEFINITION.match(reader.text, reader.position)
    end = name and reader.braces.block_end(name.end())
    if name is None or end is None:
        return False
    definition = parser.state.attribute_definitions.setdefault(name[1], AttributeList())
    parse_attribute_list(reader.text[name.end() : end[0]], definition)
    reader.position = end[1]
    frame.add_boundary(Boundary.OTHER)
    return True


def _parse_list(frame: BlockFrame) -> bool:
    """Take an attribute list: it belongs to the block before it, else to the one after it."""
    reader = frame.reader
    place = reader.attribute_list_at(reader.position)
    if place is None:
        return False
    start, close, end = place
    content = reader.text[start:close]
    reader.position = end
    last = frame.last
    if last is None or type(last) is BlankDraft or _is_mere_boundary(last):
        frame.attribute_list = parse_attribute_list(content, frame.attribute_list)
        return True
    last.attribute_list = parse_attribute_list(content, last.attribute_list)
    if not reader.attribute_list_at(end):
        frame.add_boundary(Boundary.OTHER)
    return True


def _is_mere_boundary(draft: object) -> bool:
    return isinstance(draft, BoundaryDraft) and draft.kind is not Boundary.DEFINITION


def _parse_start(parser: BlockParser, frame: BlockFrame) -> bool:
    reader = frame.reader
    name = _START.match(reader.text, reader.position)
    end = name and reader.braces.block_end(name.end(), shortest=0)
    if name is None or end is None:
        return False
    handler = HANDLERS.get(name[1])
    content = reader.text[name.end() : end[0]]
    is_closed = content.endswith("/")
    body, after = None, end[1]
    if not is_closed:
        stop = reader.search(_stop(name[1]), after)
        if stop:
            body, after = reader.text[after : stop.start()].removesuffix("\n"), stop.end()
    line = reader.line
    if handler is None or (body is None and not is_closed):
        problem = "an unknown extension" if handler is None else "an extension without its end"
        parser.state.report(
            "kramdown.unknown-extension", f"{problem} is kept as text: {name[1]}", line, name[0]
        )
        return False
    reader.position = after
    handler(parser, frame, parse_attribute_list(content.removesuffix("/")), body, line)
    return True


def _stop(name: str) -> re.Pattern[str]:
    return re.compile(rf"^ {{0,3}}\{{:/(?:{name})?\}}[ \t\r\f\v]*\n", re.MULTILINE)


def _comment(
    _parser: BlockParser, frame: BlockFrame, _attributes: AttributeList, body: str | None, line: int
) -> None:
    """Make the body an HTML comment, as kramdown's HTML converter does."""
    if body is not None:
        frame.container.children.append(RawDraft(f"<!-- {body} -->", line))


def _nomarkdown(
    _parser: BlockParser, frame: BlockFrame, attributes: AttributeList, body: str | None, line: int
) -> None:
    """Keep the body as it is, for the formats that ``type`` names (HTML where it names none)."""
    if body is None:
        return
    formats = attributes.pairs.get("type", "").split()
    name = "html" if not formats or "html" in formats else formats[0]
    frame.container.children.append(RawDraft(body, line, name))


def _options(
    parser: BlockParser, frame: BlockFrame, attributes: AttributeList, _body: str | None, line: int
) -> None:
    """Set options from here on; those of the converter count for the whole text."""
    set_options(parser, attributes.pairs, line)
    frame.add_boundary(Boundary.OTHER)


def set_options(parser: BlockParser, pairs: Mapping[str, str], line: int) -> None:
    """Set the options named in an extension's attributes; what cannot be set is told."""
    state = parser.state
    for name, value in pairs.items():
        if name == NEVER_INLINE or name in state.options.forbidden_inline_options:
            state.report("kramdown.forbidden-option", f"{name} may not be set in a text", line)
            continue
        try:
            state.options = with_option(state.options, name, value)
        except KeyError:
            state.report("kramdown.unknown-option", f"no option of kramdown: {name}", line)
        except InvalidOptionError as error:
            state.report("kramdown.invalid-option", f"{name}: {error}", line)


HANDLERS: Final[Mapping[str, Handler]] = {
    "comment": _comment,
    "nomarkdown": _nomarkdown,
    "options": _options,
}
"""The extensions that kramdown knows."""
