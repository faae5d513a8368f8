"""Attribute lists and extensions within a line: ``{:.class}``, ``{::comment}…{:/}``.

Source of the rules: kramdown syntax, "Span Inline Attribute Lists" and "Extensions".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from migrator.html.characters import SPACE
from migrator.kramdown.attribute_lists import AttributeList, merged, parse_attribute_list
from migrator.kramdown.inlines.scanner import Scanner
from migrator.kramdown.options import InvalidOptionError, with_option
from migrator.model.attributes import Attributes, get_attribute, without_attributes
from migrator.model.nodes import (
    Abbreviation,
    CodeSpan,
    Emphasis,
    HtmlElement,
    Image,
    Inline,
    LineBreak,
    Link,
    MathInline,
    RawInline,
    Strikethrough,
    Strong,
)

_EXTENSION_START: Final = re.compile(rf"\{{::([A-Za-z0-9_]++)(?:(/)?\}}|[{SPACE}])")
_STOP: Final = re.compile(r"\{:/(?:[A-Za-z0-9_][A-Za-z0-9_-]*+)?\}")
_BARE_BRACE: Final = re.compile(r"(?<!\\)\}")
_STOPS: Final = {
    name: re.compile(rf"\{{:/(?:{name})?\}}") for name in ("comment", "nomarkdown", "options")
}

_WITH_ATTRIBUTES: Final = frozenset(
    {
        Abbreviation,
        CodeSpan,
        Emphasis,
        HtmlElement,
        LineBreak,
        MathInline,
        Strikethrough,
        Strong,
    }
)


def parse_span_extension(scanner: Scanner) -> bool:
    """Take an attribute list or an extension; where it is neither, its brace is text."""
    text, start = scanner.text, scanner.position
    if not text.startswith("{:", start):
        return False
    extension = _EXTENSION_START.match(text, start)
    taken = (extension and _parse_extension(scanner, extension)) or (
        extension is None and not _STOP.match(text, start) and _parse_attributes(scanner)
    )
    if not taken:
        scanner.take_text(1)
    return True


def _closing_brace(scanner: Scanner, content: int) -> int:
    """Return the brace that ends a list whose content begins at ``content``, -1 for none.

    It is the first one without a backslash; failing that, the last one.
    """
    bare = scanner.find(_BARE_BRACE, content)
    return bare if bare >= 0 else scanner.find_last("}", content)


# ---------------------------------------------------------------------------- attribute lists


def _parse_attributes(scanner: Scanner) -> bool:
    end, frame = _list_end(scanner, scanner.position), scanner.frame
    if end < 0:
        return False
    if scanner.is_ahead and not frame.is_empty:
        # Text that is only looked at is no text yet to kramdown: it takes the list all the same.
        scanner.position = end + 1
        return True
    if frame.ends_with_text:
        return False
    attribute_list, end = _take_lists(scanner, end)
    node = apply_attribute_list(frame.children[-1], attribute_list)
    frame.children[-1] = node
    if isinstance(node, Image) and "standalone" in attribute_list.references:
        scanner.state.standalone_images[id(node)] = node
    scanner.position = end + 1
    return True


def _list_end(scanner: Scanner, start: int) -> int:
    """Return the brace that ends the attribute list at ``start``, -1 where there is none."""
    text, content = scanner.text, start + 2
    if not text.startswith("{:", start) or text.startswith("}", content):
        return -1
    if _EXTENSION_START.match(text, start) or _STOP.match(text, start):
        return -1
    return _closing_brace(scanner, content + 1)


def _take_lists(scanner: Scanner, end: int) -> tuple[AttributeList, int]:
    """Return what the lists say that stand side by side, and where the last one ends.

    All are applied at once, so that each further one costs no more than the first. What each
    refers to comes before what it says itself, and all of it before the next list.
    """
    total, start = AttributeList(), scanner.position
    last = end
    while end >= 0:
        found = parse_attribute_list(scanner.text[start + 2 : end])
        total.references.extend(found.references)
        for name, value in scanner.state.attributes(found):
            total.set(name, value)
        last, start = end, end + 1
        end = _list_end(scanner, start)
    return total, last


def apply_attribute_list(node: Inline, attributes: AttributeList) -> Inline:
    """Return ``node`` with the attributes; a node that shows none is returned as it is.

    What they refer to is among them already.
    """
    if isinstance(node, Link):
        own = (("href", node.destination), *_title(node.title), *node.attributes)
        given = merged((attributes,), own)
        return replace(
            node,
            destination=get_attribute(given, "href") or "",
            title=get_attribute(given, "title"),
            attributes=without_attributes(given, ("href", "title")),
        )
    if isinstance(node, Image):
        own = (("src", node.destination), ("alt", node.alt), *_title(node.title), *node.attributes)
        given = merged((attributes,), own)
        return replace(
            node,
            destination=get_attribute(given, "src") or "",
            alt=get_attribute(given, "alt") or "",
            title=get_attribute(given, "title"),
            attributes=without_attributes(given, ("src", "alt", "title")),
        )
    if type(node) not in _WITH_ATTRIBUTES:
        return node
    changed: Any = node
    given = merged((attributes,), changed.attributes)
    result: Inline = replace(changed, attributes=given)
    return result


def _title(title: str | None) -> Attributes:
    return () if title is None else (("title", title),)


# -------------------------------------------------------------------------------- extensions


def _parse_extension(scanner: Scanner, start: re.Match[str]) -> bool:
    """Take the extension that ``start`` begins; False where it is unknown or has no end."""
    name = start[1]
    if name not in _EXTENSIONS:
        message = f"there is no extension {name!r}"
        scanner.report("kramdown.unknown-extension", message, start.start())
        return False
    end, is_closed, written = _read_start(scanner, start)
    if end < 0:
        return False
    attributes = parse_attribute_list(written)
    if is_closed:
        _EXTENSIONS[name](scanner, attributes, None, end)
        return True
    stop = scanner.find(_STOPS[name], end)
    match = _STOPS[name].match(scanner.text, stop) if stop >= 0 else None
    if match is None:
        message = f"extension {name!r} has no end"
        scanner.report("kramdown.unclosed-extension", message, start.start())
        return False
    _EXTENSIONS[name](scanner, attributes, scanner.text[end:stop], match.end())
    return True


def _read_start(scanner: Scanner, start: re.Match[str]) -> tuple[int, bool, str]:
    """Return where the start tag ends (-1: nowhere), if it has no body, and its attributes."""
    if start[0].endswith("}"):
        return start.end(), start[2] is not None, ""
    brace = _closing_brace(scanner, start.end())
    if brace < 0:
        return -1, False, ""
    written = scanner.text[start.end() : brace]
    is_closed = written.endswith("/")
    return brace + 1, is_closed, written[:-1] if is_closed else written


def _comment(scanner: Scanner, attributes: AttributeList, body: str | None, end: int) -> None:
    if body is None:
        scanner.position = end
        return
    line = scanner.source_line_at(scanner.position)
    scanner.add(RawInline("html", f"<!-- {body} -->", line), end)


def _verbatim(scanner: Scanner, attributes: AttributeList, body: str | None, end: int) -> None:
    if body is None:
        scanner.position = end
        return
    formats = attributes.pairs.get("type", "").split()
    form = "html" if not formats or "html" in formats else formats[0]
    scanner.add(RawInline(form, body, scanner.source_line_at(scanner.position)), end)


def _options(scanner: Scanner, attributes: AttributeList, body: str | None, end: int) -> None:
    state = scanner.state
    for name, value in attributes.pairs.items():
        if name in (*state.options.forbidden_inline_options, "forbidden_inline_options"):
            message = f"option {name!r} may not be set in a text"
            scanner.report("kramdown.forbidden-option", message, scanner.position)
            continue
        try:
            state.options = with_option(state.options, name, value)
        except KeyError:
            message = f"there is no option {name!r}"
            scanner.report("kramdown.unknown-option", message, scanner.position)
        except InvalidOptionError as error:
            scanner.report("kramdown.invalid-option", str(error), scanner.position)
    scanner.position = end


_EXTENSIONS: Final[dict[str, Callable[[Scanner, AttributeList, str | None, int], None]]] = {
    "comment": _comment,
    "nomarkdown": _verbatim,
    "options": _options,
}
