"""The HTML of a document as cmark would write it, had its Markdown been written perfectly.

Where it and cmark's are equal letter by letter, nothing has to be read to compare them. So names
of classes and all else that readers see nothing of are left out, and addresses and quotation marks
are escaped as cmark escapes them. How far that goes matters for speed alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias
from urllib.parse import quote

from migrator.html.code import code_block
from migrator.html.escape import escape_value, format_attributes
from migrator.html.options import PLAIN, HtmlOptions
from migrator.html.serializer import HANDLERS, Handler, Parts, to_html
from migrator.model import nodes
from migrator.model.attributes import Attributes
from migrator.model.nodes import Node
from migrator.verify.cmark import render
from migrator.verify.html_events import SHOWN_ATTRIBUTES

MathForm: TypeAlias = Literal["dollars", "tex"]
"""How formulas show: ``$x$`` as GitHub writes them, or ``\\(x\\)`` as our HTML has them."""

_OPTIONS: Final = replace(PLAIN, escape=escape_value)
_SAFE: Final = "!#$%&'()*+,/:;=?@"
"""What cmark leaves as it is in addresses, besides letters, digits and ``_.-~``."""
_KEPT: Final = (SHOWN_ATTRIBUTES | {"style"}) - {"id"}
_READ_AGAIN: Final = frozenset({"liquid", "markdown"})
"""Formats of raw blocks that stand in the Markdown as they are."""


def expected_html(body: nodes.Body, math: MathForm) -> str:
    """Return the HTML of ``body`` as cmark would write it, were it written perfectly."""
    handlers = _HANDLERS[math]
    notes = [child for child in body.children if type(child) is nodes.FootnoteDefinition]
    if not notes:
        return to_html(body, _OPTIONS, handlers)
    first = min(note.number for note in notes)  # in Markdown it is always 1

    def number(node: nodes.FootnoteReference, options: HtmlOptions) -> Parts:
        return (f"<sup>{node.number - first + 1}</sup>",)

    numbered = {**handlers, nodes.FootnoteReference: number}
    return to_html(_with_notes_last(body, notes), _OPTIONS, numbered)


def _with_notes_last(body: nodes.Body, notes: Sequence[nodes.FootnoteDefinition]) -> list[Node]:
    """Return the blocks of ``body``, then ``notes`` as one ordered list in a section."""
    blocks = [child for child in body.children if type(child) is not nodes.FootnoteDefinition]
    items = tuple(nodes.ListItem(note.children) for note in notes)
    return [*blocks, nodes.HtmlElement("section", (nodes.OrderedList(items),))]


def _shown(attributes: Attributes) -> Attributes:
    return tuple(pair for pair in attributes if pair[0] in _KEPT)


def _plainly(kind: type) -> Handler:
    """Return the usual handler of ``kind``, without attributes of which readers see nothing."""
    handler = HANDLERS[kind]

    def handle(node: Any, options: HtmlOptions) -> Parts:
        if node.attributes:
            node = replace(node, attributes=_shown(node.attributes))
        return handler(node, options)

    return handle


_EDGE: Final = " \t\n\f\r"
"""What browsers drop from the ends of an address (URL standard: basic URL parser)."""


def _address(address: str) -> str:
    bare = address.strip(_EDGE)
    return escape_value(bare if bare.isascii() else quote(bare, safe=_SAFE))


def _titled(node: nodes.Link | nodes.Image) -> str:
    """Return the title of ``node`` and its other attributes, which win, as HTML."""
    title = f' title="{escape_value(node.title)}"' if node.title is not None else ""
    return title + format_attributes(_shown(node.attributes))


def _link(node: nodes.Link, options: HtmlOptions) -> Parts:
    return (f'<a href="{_address(node.destination)}"{_titled(node)}>', *node.children, "</a>")


def _image(node: nodes.Image, options: HtmlOptions) -> Parts:
    alt = escape_value(node.alt)
    return (f'<img src="{_address(node.destination)}" alt="{alt}"{_titled(node)} />',)


def _line_break(node: nodes.LineBreak, options: HtmlOptions) -> Parts:
    return ("<br />\n",)


def _table_cell(node: nodes.TableCell, options: HtmlOptions) -> Parts:
    if not node.alignment or node.attributes:
        return HANDLERS[nodes.TableCell](node, options)
    start, *rest = HANDLERS[nodes.TableCell](replace(node, alignment=""), options)
    return (f'{str(start)[:-1]} align="{node.alignment}">', *rest)


def _number(node: nodes.FootnoteReference, options: HtmlOptions) -> Parts:
    return (f"<sup>{node.number}</sup>",)


def _raw_block(node: nodes.RawBlock, options: HtmlOptions) -> Parts:
    if node.format not in _READ_AGAIN:
        return HANDLERS[nodes.RawBlock](node, options)
    return (render(node.text) + "\n",)


def _raw_inline(node: nodes.RawInline, options: HtmlOptions) -> Parts:
    if node.format != "liquid":
        return HANDLERS[nodes.RawInline](node, options)
    return (render(node.text).removeprefix("<p>").removesuffix("</p>\n"),)


def _formula_in_dollars(node: nodes.MathInline, options: HtmlOptions) -> Parts:
    return (options.escape(f"${node.latex if node.latex.strip() else ' '}$"),)


def _formula_as_code(node: nodes.MathBlock, options: HtmlOptions) -> Parts:
    return (code_block(nodes.CodeBlock(node.latex.strip("\n") + "\n", "math"), options),)


def _formula_apart(node: nodes.MathBlock, options: HtmlOptions) -> Parts:
    """Return a formula in a block of its own, as readers see it, however our HTML has it."""
    return ("<div>\n", *HANDLERS[nodes.MathBlock](node, options), "</div>\n")


_WITHOUT_THE_UNSEEN: Final[tuple[type[Node], ...]] = (
    nodes.Paragraph,
    nodes.Heading,
    nodes.BlockQuote,
    nodes.BulletList,
    nodes.OrderedList,
    nodes.ListItem,
    nodes.Table,
    nodes.TableSection,
    nodes.TableRow,
    nodes.Emphasis,
    nodes.Strong,
    nodes.Strikethrough,
)
_COMMON: Final[Mapping[type, Handler]] = {
    **HANDLERS,
    **{kind: _plainly(kind) for kind in _WITHOUT_THE_UNSEEN},
    nodes.Link: _link,
    nodes.Image: _image,
    nodes.LineBreak: _line_break,
    nodes.TableCell: _table_cell,
    nodes.FootnoteReference: _number,
    nodes.RawBlock: _raw_block,
    nodes.RawInline: _raw_inline,
}
_HANDLERS: Final[Mapping[MathForm, Mapping[type, Handler]]] = MappingProxyType(
    {
        "tex": {**_COMMON, nodes.MathBlock: _formula_apart},
        "dollars": {
            **_COMMON,
            nodes.MathInline: _formula_in_dollars,
            nodes.MathBlock: _formula_as_code,
        },
    }
)
