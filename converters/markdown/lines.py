"""Inlines to a line of text, or to the lines of a paragraph, in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, cast

from converters.markdown.breaks import line_end
from converters.markdown.code import code_span, literal_code_span
from converters.markdown.context import Context
from converters.markdown.dialects import Dialect
from converters.markdown.emphasis import write_marks
from converters.markdown.escaping import FINISHED, LINK_TEXT, MARK, TEXT, Place, escape
from converters.markdown.handlers.inlines import INLINE_HANDLERS
from converters.markdown.handlers.inlines.base import InlineState, Wrap
from converters.markdown.handlers.inlines.html import TAG_NAME
from converters.markdown.punctuation import move_out
from converters.markdown.quick_lines import is_prose, quick_line
from converters.markdown.spacing import tidy
from converters.markdown.tokens import (
    Bracket,
    Break,
    Chars,
    Code,
    Delimiter,
    Token,
    Unmarked,
    Verbatim,
    Written,
)
from migrator.html.escape import escape_text
from migrator.html.tables import SPAN
from migrator.model.nodes import Node, SmartPunctuation, SoftBreak, Text
from migrator.model.walk import children_of

_TEXTS: Final = frozenset({Text, SmartPunctuation})
_LINE_FEEDS: Final = re.compile(r"[ \t]*\n[ \t]*")
_BLOCK_NAMES: Final = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|"
    "dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|"
    "hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|"
    "search|section|source|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
)
STARTS_BLOCK: Final = re.compile(
    rf"<(?:!--|\?|![A-Za-z]|!\[CDATA\[|(?:script|pre|style|textarea)(?=[\s>]|$)"
    rf"|/?(?:{_BLOCK_NAMES})(?=[\s>]|/>|$))",
    re.IGNORECASE,
)
"""CommonMark: HTML blocks, start conditions 1 to 6."""
_TAG_ALONE: Final = re.compile(
    r"<(?:/[A-Za-z][A-Za-z0-9-]*\s*"
    r"|[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'=<>`]+))?)*\s*/?)"
    r">[ \t]*$",
    re.MULTILINE,
)
"""CommonMark: HTML blocks, start condition 7."""
_DEFINITION: Final = re.compile(r"\[(?:[^\[\]\\]|\\.)+\]:", re.DOTALL)
"""CommonMark: Link reference definitions; a label ends in code, too, if a bracket stands there."""


@dataclass(frozen=True, slots=True)
class Line:
    """Finished text; ``unwritable`` says why it cannot be Markdown, "" where it can."""

    text: str
    unwritable: str = ""


def write_inlines(context: Context, inlines: Sequence[Node], place: Place = "paragraph") -> Line:
    """Return ``inlines`` in Markdown for ``place``; one line but for a paragraph."""
    prose = None if context.dialect.attribute_lists else _prose(inlines, place)
    if prose is not None:
        return Line(prose)
    state = InlineState(context)
    tokens = flatten(state, inlines)
    text = quick_line(tokens, place, context.dialect)
    if text is None:
        text = _long_way(state, tokens, place)
    if place == "paragraph":
        text = _keep_in_paragraph(text, context.dialect)
        return Line(text, state.unwritable or _why_no_text(text, context.dialect))
    return Line(_LINE_FEEDS.sub(" ", text), state.unwritable)


def _long_way(state: InlineState, tokens: Sequence[Token], place: Place) -> str:
    """Return ``tokens`` as a text in ``place``: tidied, with marks that hold, and escaped."""
    finished = list(_finished(tidy(tokens), place, state.context.dialect))
    written = _marked(finished, state) if state.marks else cast("list[Written]", finished)
    return _compose(written, state.context, place)


def _prose(inlines: Sequence[Node], place: Place) -> str | None:
    """Return the text of ``inlines`` if it is its own Markdown: a quick way for most text."""
    pieces: list[str] = []
    for node in inlines:
        kind = type(node)
        if kind in _TEXTS:
            pieces.append(cast("Text", node).text)
        elif kind is SoftBreak and place == "paragraph":
            pieces.append("\n")
        else:
            return None
    text = "".join(pieces)
    return text if is_prose(text) else None


def _marked(tokens: Sequence[Unmarked], state: InlineState) -> list[Written]:
    context = state.context
    exact = context.options.emphasis == "exact"
    moved = move_out(tokens, context.dialect, only_links=exact)
    written, tags = write_marks(moved, context.dialect)
    if context.options.html == "drop":
        for key in tags:
            mark = state.marks[key]
            context.flat[id(mark)] = mark, children_of(mark)
    return written


def flatten(state: InlineState, inlines: Sequence[Node]) -> list[Token]:
    """Return the tokens of ``inlines`` in order."""
    tokens: list[Token] = []
    stack: list[Node | Wrap] = list(reversed(inlines))
    while stack:
        item = stack.pop()
        if type(item) is Wrap:
            tokens.extend(item.closing)
            state.in_link = state.in_link and not item.is_link
            continue
        handler = INLINE_HANDLERS.get(type(item))
        if handler is None:
            state.unwritable = state.unwritable or f"{type(item).__name__} in a line of text"
            continue
        wrap = handler(state, item)
        tokens.extend(wrap.opening)
        if wrap.children or wrap.closing:
            state.in_link = state.in_link or wrap.is_link
            stack.append(wrap)
            stack.extend(reversed(wrap.children))
    return tokens


def _finished(tokens: Sequence[Token], place: Place, dialect: Dialect) -> Iterator[Unmarked]:
    """Write breaks and code spans; a span that touches another would join it: it becomes HTML."""
    touches = False
    is_literal = dialect.attribute_lists
    for token in tokens:
        if isinstance(token, Break):
            yield Verbatim(line_end(place, token, dialect))
        elif isinstance(token, Verbatim) and place == "cell" and is_literal:
            bar = "\\|" if token.text.startswith("$$") else "&#124;"
            yield Verbatim(token.text.replace("|", bar))
        elif not isinstance(token, Code):
            yield token
        elif touches or (is_literal and place == "cell" and token.text[0] == " "):
            yield from _code_tags(token.text, dialect)
        else:
            yield Verbatim(literal_code_span(token.text) if is_literal else code_span(token.text))
        touches = isinstance(token, Code) and not touches


def _code_tags(text: str, dialect: Dialect) -> Sequence[Unmarked]:
    """Return code between tags, where kramdown reads no Markdown."""
    if dialect.attribute_lists:
        return (Verbatim(f"<code>{escape_text(text)}</code>"),)
    return (Verbatim("<code>"), Chars(text), Verbatim("</code>"))


def _compose(tokens: Iterable[Written], context: Context, place: Place) -> str:
    pieces: list[str] = []
    mask = bytearray()
    depth = 0
    for token in tokens:
        text, kind = token.text, FINISHED
        if isinstance(token, Chars):
            kind = LINK_TEXT if depth else TEXT
        elif isinstance(token, Delimiter):
            kind = MARK
        elif isinstance(token, Bracket):
            depth += 1 if token.opening else -1
        pieces.append(text)
        mask += bytes((kind,)) * len(text)
    return escape("".join(pieces), mask, context.dialect, place)


def _keep_in_paragraph(text: str, dialect: Dialect) -> str:
    """Join lines that would be read as an HTML block of their own."""
    if "\n" not in text or "<" not in text:
        return text
    lines = text.split("\n")
    joined = lines[:1]
    for line in lines[1:]:
        alone = len(joined) == 1 and _TAG_ALONE.match(joined[0])
        if not (alone or _starts_block(line, dialect)):
            joined.append(line)
        elif joined[-1].endswith(dialect.hard_break):
            joined[-1] = f"{joined[-1].removesuffix(dialect.hard_break)}<br />{line}"
        else:
            joined[-1] = f"{joined[-1]} {line}"
    return "\n".join(joined)


def _starts_block(line: str, dialect: Dialect) -> bool:
    """Tell whether ``line`` starts a block of HTML (kramdown: any element but a known span)."""
    name = TAG_NAME.match(line) if dialect.attribute_lists else None
    return bool(STARTS_BLOCK.match(line) or (name and name[1].lower() not in SPAN))


def _why_no_text(text: str, dialect: Dialect) -> str:
    """Return why ``text`` would not be read as a paragraph, "" if it would."""
    if text[:1] == "<" and (_starts_block(text, dialect) or _TAG_ALONE.match(text)):
        return "a line that starts with an HTML tag"
    if text[:1] == "[" and _DEFINITION.match(text):
        return "a line that would define a link"
    return ""
