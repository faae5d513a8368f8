"""The model as HTML for the classic editor: what wpautop makes of it is what it was.

wpautop turns blank lines into paragraphs and line feeds into breaks. So each block stands on one
line, and each element that wpautop does not know as a block stands in a ``div``.
Source of the rules: WordPress, wpautop (wp-includes/formatting.php).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, zip_longest
from typing import Any, Final, cast

from converters.wordpress.blocks import as_blocks
from converters.wordpress.blocks.links import pushed_link
from converters.wordpress.prepare import MORE, with_protected_code
from converters.wordpress.protect import protect_markup
from converters.wordpress.scripts import WPAUTOP_BLOCKS, without_tags
from migrator.html.options import HtmlOptions
from migrator.html.serializer import to_html
from migrator.model import nodes
from migrator.model.nodes import Node
from migrator.model.walk import line_of, rewrite, with_children

KNOWN_BLOCKS: Final = frozenset(WPAUTOP_BLOCKS.split()) - {"math"}
"""Elements that wpautop takes for blocks. Formulas are in texts too, and are put into ``div``."""
_TOKEN: Final = re.compile(
    r"""(?P<verbatim><(?P<name>pre|script|style|textarea)\b.*?</(?P=name)\s*>)"""
    r"""|(?P<tag></?(?P<element>[a-zA-Z][\w:-]*)(?:"[^"]*"|'[^']*'|[^"'>])*>)|(?P<text>[^<]+|<)""",
    re.DOTALL | re.IGNORECASE,
)
_LINE: Final = re.compile(r"[ \t]*\n\s*")
_BLANK_LINES: Final = re.compile(r"\n\s*\n")
_FORMULA: Final = re.compile(
    r"<math(?=[\s>])(?![^>]*\sdisplay=\"block\")([^>]*>[^<]*(?:<(?!/?math[\s>])[^<]*)*)</math>"
)
"""A formula in a text. wpautop tells small letters from capitals, browsers do not."""
_FIRST_TAG: Final = re.compile(r"<([a-zA-Z][\w:-]*)")
_VERBATIM: Final = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2\s*>)", re.DOTALL)
_BREAKS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<before><br\s*/?>\s*)<br(?=\s*/?>)",
        rf"(?P<before></?(?:{'|'.join(WPAUTOP_BLOCKS.split())})\b[^>]*>\s*)<br(?=\s*/?>)",
        r"(?P<before>)<br(?=\s*/?>\s*</?(?:p|li|div|dl|dd|dt|th|pre|td|ul|ol)\b)",
    )
)
"""Line breaks that wpautop takes for a new paragraph, or drops: after another, at a block's edge.

It knows them by having no attributes.
"""
_WRAPPING: Final = frozenset({"blockquote", "details", "form", "fieldset"})
"""Elements whose loose text wpautop would give a paragraph, or break."""
_HOLDING: Final = frozenset({"div", "section", "article", "aside", "header", "footer", "figure"})
"""Elements whose loose text beside blocks wpautop would give half a paragraph."""
_HOLDERS: Final = (nodes.ListItem, nodes.Definition, nodes.TableCell, nodes.Div)
_NAMES_AFTER_TEXT: Final = frozenset({"p", "div", "dl", "pre", "ul", "ol"})
_WELL_AFTER_TEXT: Final = (
    nodes.Paragraph,
    nodes.Div,
    nodes.BulletList,
    nodes.OrderedList,
    nodes.DefinitionList,
    nodes.CodeBlock,
)
"""Blocks before which wpautop makes no break of the text that a list item begins with."""


def write_classic(children: Sequence[Node], options: HtmlOptions) -> str:
    """Return prepared blocks (see ``prepare``) as HTML, a blank line between two blocks."""
    written = (_write(block, options) for block in as_blocks(children))
    return protect_markup("\n\n".join(filter(None, written)))


def _write(block: Node, options: HtmlOptions) -> str:
    if isinstance(block, nodes.RawBlock) and block.text == MORE:
        return MORE
    if isinstance(block, nodes.Plain):
        block = nodes.Paragraph(block.children, line=block.line)
    linked = rewrite(with_protected_code(block), _push_link)
    wrapped = [one for part in linked for one in rewrite(part, _wrap_loose_text)]
    parted = [one for part in wrapped for one in rewrite(part, _box_formula)]
    boxed = [one for part in parted for one in rewrite(part, _box_loose_text)]
    html = _with_own_breaks(compact(to_html(boxed, options)))
    html = _FORMULA.sub(r"<MATH\1</MATH>", html)
    first = _FIRST_TAG.match(html)
    if first is not None and first[1] in KNOWN_BLOCKS:
        return html
    return f"<div>{html}</div>" if html else ""


def _with_own_breaks(html: str) -> str:
    """Return ``html`` with breaks that wpautop leaves alone, but in what is verbatim."""
    parts = _VERBATIM.split(html)
    outside, verbatim = parts[::3], parts[1::3]  # the third of each three is an element's name
    for pattern in _BREAKS:
        outside = [pattern.sub(r'\g<before><br class="next"', part) for part in outside]
    return "".join(chain.from_iterable(zip_longest(outside, verbatim, fillvalue="")))


def compact(html: str) -> str:
    """Return ``html`` on one line, but for what is verbatim (``pre``, scripts)."""
    tokens = list(_TOKEN.finditer(html.strip("\n")))
    return "".join(
        _compact_token(token, tokens[index - 1] if index else None, _next(tokens, index))
        for index, token in enumerate(tokens)
    )


def _next(tokens: list[re.Match[str]], index: int) -> re.Match[str] | None:
    return tokens[index + 1] if index + 1 < len(tokens) else None


def _compact_token(
    token: re.Match[str], before: re.Match[str] | None, after: re.Match[str] | None
) -> str:
    if token["verbatim"]:
        return _compact_verbatim(token["name"].lower(), token["verbatim"])
    if token["tag"]:
        return token["tag"].replace("\n", " ")
    text = _LINE.sub(" ", token["text"])
    if _is_edge(before):
        text = text.lstrip(" ")
    return text.rstrip(" ") if _is_edge(after) else text


def _compact_verbatim(name: str, html: str) -> str:
    if name == "pre":
        return html
    if name == "textarea":
        return html.replace("\n", "&#10;")
    return without_tags(_BLANK_LINES.sub("\n", html))


def _is_edge(token: re.Match[str] | None) -> bool:
    """Return whether white space beside ``token`` shows nothing."""
    if token is None:
        return True
    element = (token["element"] or token["name"] or "").lower()
    return element in KNOWN_BLOCKS


def _push_link(node: Node) -> Node | Sequence[Node]:
    """Put a link around blocks into each: wpautop would part it from them."""
    is_link = isinstance(node, nodes.HtmlElement) and node.name == "a" and node.display == "block"
    pushed = pushed_link(cast("nodes.HtmlElement", node)) if is_link else None
    return node if pushed is None else pushed


def _wrap_loose_text(node: Node) -> Node:
    is_container = isinstance(node, nodes.BlockQuote) or (
        isinstance(node, nodes.HtmlElement) and node.name in _WRAPPING
    )
    if not is_container:
        return node
    children = as_blocks(cast("Any", node).children)
    return with_children(
        node,
        [
            nodes.Paragraph(child.children, line=child.line)
            if isinstance(child, nodes.Plain)
            else _boxed(child)
            for child in children
        ],
    )


def _box_formula(node: Node) -> Node:
    """Put a formula that stands alone into ``div``: newer versions take it for loose text."""
    if not isinstance(node, nodes.HtmlElement) or node.name != "math" or node.display != "block":
        return node
    return nodes.Div((node,), line=node.line)


def _box_loose_text(node: Node) -> Node:
    """Put loose text and elements unknown to wpautop, where blocks are beside, into ``div``."""
    is_holder = isinstance(node, _HOLDERS) or (
        isinstance(node, nodes.HtmlElement) and node.name in _HOLDING
    )
    if not is_holder:
        return node
    children = as_blocks(cast("Any", node).children)
    if all(map(_is_loose, children)):
        return node
    boxed = [_boxed(child) for child in children]
    if isinstance(node, nodes.ListItem) and isinstance(children[0], nodes.Plain):
        boxed[:2] = [children[0], _after_text(boxed[1])]
    return with_children(node, boxed)


def _after_text(child: Node) -> Node:
    """Return ``child`` so that the text of an item before it gets no break."""
    is_element = isinstance(child, nodes.HtmlElement)
    name = cast("nodes.HtmlElement", child).name if is_element else ""
    if isinstance(child, _WELL_AFTER_TEXT) or name in _NAMES_AFTER_TEXT:
        return child
    return _in_box(child)


def _is_loose(child: Node) -> bool:
    is_element = isinstance(child, nodes.HtmlElement)
    is_unknown = is_element and cast("nodes.HtmlElement", child).name not in KNOWN_BLOCKS
    return is_unknown or isinstance(child, nodes.Plain)


def _boxed(child: Node) -> Node:
    return _in_box(child) if _is_loose(child) else child


def _in_box(child: Node) -> nodes.Div:
    return nodes.Div((cast("nodes.Block", child),), line=line_of(child))
