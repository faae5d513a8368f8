"""Links and images."""

from __future__ import annotations

import re
from typing import Final

from converters.markdown import addresses, literal_addresses
from converters.markdown.attributes import (
    IMAGE_MEANINGFUL,
    LINK_MEANINGFUL,
    anchor_html,
    anchor_of,
    is_bare,
    note_dropped,
)
from converters.markdown.context import Context
from converters.markdown.escaping import FINISHED, LINK_TEXT, escape
from converters.markdown.handlers.inlines.base import InlineState, Wrap
from converters.markdown.hugo.elements import relref, with_relrefs
from converters.markdown.relocation import RELREF
from converters.markdown.tokens import Bracket, Token, Verbatim
from migrator.diagnostics import Severity
from migrator.html.serializer import PLAIN, to_html
from migrator.model import nodes
from migrator.model.attributes import Attributes
from migrator.model.walk import text_of

_ESCAPED: Final = re.compile(r"\\.")
_KEPT_BACKSLASHES: Final = {r"\~": "&#126;", r"\|": "&#124;"}
"""What kramdown's alternative texts would keep the backslash of."""
_SPACES: Final = re.compile(r"[ \t\n\r\f]+")


def link(state: InlineState, node: nodes.Link) -> Wrap:
    """``[text](address "title")``, or ``<address>`` where that is all there is."""
    if state.in_link:  # HTML knows no link in a link: browsers end the outer one
        message = f"a link within a link was left out: {node.destination}"
        state.context.tell("markdown.link-in-link", Severity.WARNING, node.line, message)
        return Wrap((), node.children)
    if not is_bare(state.context, node.attributes, LINK_MEANINGFUL):
        start, end = _tags(node)
        return Wrap((Verbatim(start),), node.children, (Verbatim(end),), is_link=True)
    note_dropped(state.context, node.attributes, node.line)
    opening: list[Token] = []
    anchor = anchor_of(state.context, node.attributes)
    if anchor:
        opening.append(Verbatim(anchor_html(anchor)))
    automatic = _autolink(state.context, node)
    if automatic:
        return Wrap((*opening, Verbatim(automatic)))
    closing = Bracket(f"]{state.context.target(_target(state.context, node))}", False)
    opening.append(Bracket("[", True))
    if state.context.dialect.shortcodes and _looks_like_a_box(node):
        opening.append(Verbatim(f"&#{ord(text_of(node))};"))
        return Wrap((*opening, closing))
    return Wrap(opening, node.children, (closing,), is_link=True)


def _looks_like_a_box(node: nodes.Link) -> bool:
    """Tell whether Goldmark would take the link at the start of an item for a task's box."""
    return len(node.children) == 1 and node.children[0] in {nodes.Text("x"), nodes.Text("X")}


def _target(context: Context, node: nodes.Link | nodes.Image) -> str:
    if context.dialect.attribute_lists:
        return literal_addresses.target(node.destination, node.title)
    if not node.destination.startswith(RELREF):
        return addresses.target(node.destination, node.title)
    shown = relref(node.destination)
    return shown if node.title is None else f"{shown} {addresses.title(node.title)}"


def _autolink(context: Context, node: nodes.Link) -> str:
    if node.title is not None or len(node.children) != 1:
        return ""
    child = node.children[0]
    if type(child) is not nodes.Text:
        return ""
    if context.dialect.attribute_lists and not literal_addresses.is_autolink(node.destination):
        return ""
    if addresses.is_autolink(node.destination, child.text):
        return f"<{child.text}>"
    return f"<{child.text}>" if addresses.is_email(node.destination, child.text) else ""


def _tags(node: nodes.Link) -> tuple[str, str]:
    empty = to_html(nodes.Link(node.destination, (), node.title, node.attributes), PLAIN)
    return with_relrefs(empty).removesuffix("</a>"), "</a>"


def image(state: InlineState, node: nodes.Image) -> Wrap:
    """``![alt](address "title")``; HTML where its size or its variants are given."""
    alt = _alt(node.alt, state.context)
    bare = is_bare(state.context, node.attributes, IMAGE_MEANINGFUL)
    if not bare or (state.context.dialect.literal_alts and "\\" in alt):
        kept = _without_silent(state.context, node.attributes)
        shown = nodes.Image(node.destination, node.alt, node.title, kept)
        return Wrap((Verbatim(to_html(shown, PLAIN)),))
    note_dropped(state.context, node.attributes, node.line)
    tokens: list[Token] = []
    anchor = anchor_of(state.context, node.attributes)
    if anchor:
        tokens.append(Verbatim(anchor_html(anchor)))
    target = state.context.target(_target(state.context, node))
    tokens.append(Verbatim(f"![{alt}]{target}"))
    return Wrap(tokens)


def _alt(text: str, context: Context) -> str:
    """Return an alternative text escaped; marks within the brackets pair with none outside."""
    folded = _SPACES.sub(" ", text).strip(" ")
    mask = bytes((FINISHED, *[LINK_TEXT] * len(folded), FINISHED))
    escaped = escape(f"[{folded}]", mask, context.dialect, "cell")[1:-1]
    if context.dialect.attribute_lists:
        return _ESCAPED.sub(lambda match: _KEPT_BACKSLASHES.get(match[0], match[0]), escaped)
    return escaped


def _without_silent(context: Context, attributes: Attributes) -> Attributes:
    silent = {"class", "loading", "decoding", "id"}
    if anchor_of(context, attributes):
        silent.discard("id")
    return tuple(pair for pair in attributes if pair[0] not in silent)
