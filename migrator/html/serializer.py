"""The document model to HTML, as kramdown's HTML converter writes it.

What comes out is equal to kramdown's as a tree (DOM); indentation and such white space between
blocks as nobody sees is not reproduced. Each node type has one handler that says what stands
where: a sequence of finished strings and of nodes still to be written. One loop with a stack of
its own works these off, so depth is bounded by memory alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, TypeAlias, cast

from migrator.html import code, footnotes
from migrator.html.escape import escape_text, format_attributes
from migrator.html.options import JEKYLL, PLAIN, HtmlOptions
from migrator.html.tables import RAW_TEXT, VOID
from migrator.model import nodes
from migrator.model.attributes import Attributes, classes_of, get_attribute, set_attribute
from migrator.model.nodes import Node

__all__ = ["HANDLERS", "JEKYLL", "PLAIN", "Handler", "HtmlOptions", "Parts", "to_html"]

Part: TypeAlias = str | Node
Parts: TypeAlias = Sequence[Part]
Handler: TypeAlias = Callable[[Any, HtmlOptions], Parts]

_DEFAULTS: Final = HtmlOptions()


def to_html(
    node: Node | Sequence[Node],
    options: HtmlOptions = _DEFAULTS,
    handlers: Mapping[type, Handler] | None = None,
) -> str:
    """Return the HTML of ``node``, or of several nodes as the blocks or inlines of one place.

    ``handlers``: what writes each type of node, where it is not ``HANDLERS``.
    """
    written_by = HANDLERS if handlers is None else handlers
    root = cast("Parts", node if isinstance(node, Sequence) else (node,))
    stack: list[Part] = list(reversed(_sequence(cast("Sequence[Node]", root), options)))
    pieces: list[str] = []
    escape = options.escape
    while stack:
        part = stack.pop()
        if type(part) is str:
            pieces.append(part)
        elif type(part) is nodes.Text:
            pieces.append(escape(part.text))
        else:
            stack.extend(written_by[type(part)](part, options)[::-1])
    return "".join(pieces)


# ------------------------------------------------------------------------ what handlers share


def _element(name: str, attributes: Attributes, content: Parts, end: str = "\n") -> list[Part]:
    written = format_attributes(attributes) if attributes else ""
    return [f"<{name}{written}>", *content, f"</{name}>{end}"]


def _sequence(children: Sequence[Node], options: HtmlOptions) -> Parts:
    """Return a body's children: blocks on lines of their own, footnotes in their section."""
    if not any(type(child) is nodes.FootnoteDefinition for child in children):
        return _blocks(children)
    first = next(
        index for index, child in enumerate(children) if type(child) is nodes.FootnoteDefinition
    )
    rest = [child for child in children[first:] if type(child) is not nodes.FootnoteDefinition]
    return [*_blocks(children[:first]), *_footnotes(children, options), *_blocks(rest)]


def _footnotes(children: Sequence[Node], options: HtmlOptions) -> Parts:
    definitions = [child for child in children if type(child) is nodes.FootnoteDefinition]
    first = definitions[0].number
    start = f' start="{first}"' if first != 1 else ""
    parts: list[Part] = [f'<div class="footnotes" role="doc-endnotes">\n<ol{start}>\n']
    for definition, repeats in zip(definitions, footnotes.count_repeats(children), strict=True):
        name = options.footnote_prefix + definition.label
        content = footnotes.with_backlinks(definition, repeats, options)
        parts += _element("li", (("id", f"fn:{name}"),), ["\n", *_blocks(content)])
    return [*parts, "</ol>\n</div>\n"]


def _blocks(children: Iterable[Node]) -> list[Part]:
    """Return ``children`` with a line feed after those that do not end with one themselves."""
    parts: list[Part] = []
    for child in children:
        parts.append(child)
        if _wants_line_feed(child):
            parts.append("\n")
    return parts


def _wants_line_feed(node: Node) -> bool:
    if isinstance(node, nodes.HtmlElement):
        return node.display == "block"
    return type(node) is nodes.Plain


def _is_inline(node: Node) -> bool:
    if isinstance(node, nodes.HtmlElement):
        return node.display == "inline"
    return type(node) in _INLINE_TYPES


def _content(children: Sequence[Node]) -> Parts:
    """Return the content of an item or a cell: text directly after the tag, blocks on lines."""
    if len(children) == 1 and type(children[0]) is nodes.Plain:
        return children[0].children
    if not children or _is_inline(children[0]):
        return children
    lead = () if type(children[0]) is nodes.Plain else ("\n",)
    return [*lead, *_blocks(children)]


def _simple(name: str, end: str = "\n") -> Handler:
    """Return a handler for an element of inlines."""

    def handle(node: Any, options: HtmlOptions) -> Parts:
        return _element(name, node.attributes, node.children, end)

    return handle


def _nested(name: str) -> Handler:
    """Return a handler for an element of blocks or parts, each on a line of its own."""

    def handle(node: Any, options: HtmlOptions) -> Parts:
        return _element(name, node.attributes, ["\n", *_blocks(node.children)])

    return handle


def _nothing(node: Node, options: HtmlOptions) -> Parts:
    return ()


# ------------------------------------------------------------------------------------- blocks


def _body(node: nodes.Body, options: HtmlOptions) -> Parts:
    return _sequence(node.children, options)


def _plain(node: nodes.Plain, options: HtmlOptions) -> Parts:
    return node.children


def _heading(node: nodes.Heading, options: HtmlOptions) -> Parts:
    anchor = get_attribute(node.attributes, "id") if options.header_links else ""
    link = [f"<a{format_attributes((('href', f'#{anchor}'),))}></a>"] if anchor else []
    return _element(f"h{node.level}", node.attributes, [*link, *node.children])


def _thematic_break(node: nodes.ThematicBreak, options: HtmlOptions) -> Parts:
    return (f"<hr{format_attributes(node.attributes)} />\n",)


def _code_block(node: nodes.CodeBlock, options: HtmlOptions) -> Parts:
    return (code.code_block(node, options),)


def _math_block(node: nodes.MathBlock, options: HtmlOptions) -> Parts:
    if options.math_engine is None:
        return _element("div", _with_class(node.attributes, "kdmath"), [f"$$\n{node.latex}\n$$"])
    text = f"\\[{escape_text(node.latex)}\\]\n"
    return _element("div", node.attributes, [text]) if node.attributes else (text,)


def _raw(node: nodes.RawBlock | nodes.RawInline, options: HtmlOptions) -> Parts:
    """HTML goes through, what no one evaluated is shown as written, the rest shows nothing."""
    end = "\n" if type(node) is nodes.RawBlock else ""
    if node.format == "html":
        return (node.text + end,)
    if node.format == "liquid":
        return (escape_text(node.text) + end,)
    if node.format in nodes.SOURCE_MARKUPS:
        return (f"<pre>{escape_text(node.text)}</pre>{end}",)
    return ()


def _footnote_definition(node: nodes.FootnoteDefinition, options: HtmlOptions) -> Parts:
    return _footnotes((node,), options)


# -------------------------------------------------------------------------------------- lists


def _list(name: str, attributes: Attributes, items: Sequence[nodes.ListItem]) -> Parts:
    if any(item.checked is not None for item in items):
        attributes = _with_class(attributes, "task-list")
    return _element(name, attributes, ["\n", *items])


def _bullet_list(node: nodes.BulletList, options: HtmlOptions) -> Parts:
    return _list("ul", node.attributes, node.children)


def _ordered_list(node: nodes.OrderedList, options: HtmlOptions) -> Parts:
    attributes = node.attributes
    if node.start != 1:
        attributes = set_attribute(attributes, "start", str(node.start))
    return _list("ol", attributes, node.children)


def _list_item(node: nodes.ListItem, options: HtmlOptions) -> Parts:
    if node.checked is None:
        return _element("li", node.attributes, _content(node.children))
    attributes = _with_class(node.attributes, "task-list-item")
    return _element("li", attributes, _with_checkbox(node.children, checked=node.checked))


def _with_checkbox(children: Sequence[Node], *, checked: bool) -> Parts:
    mark = ' checked="checked"' if checked else ""
    box = f'<input type="checkbox" class="task-list-item-checkbox" disabled="disabled"{mark} />'
    first = children[0] if children else None
    if type(first) is nodes.Paragraph:
        return [
            "\n",
            *_element("p", first.attributes, [box, *first.children]),
            *_blocks(children[1:]),
        ]
    return [box, *_content(children)]


def _definition(node: nodes.Definition, options: HtmlOptions) -> Parts:
    return _element("dd", node.attributes, _content(node.children))


# ------------------------------------------------------------------------- tables and figures


def _table(node: nodes.Table, options: HtmlOptions) -> Parts:
    parts: list[Part] = ["\n"]
    for child in node.children:
        if type(child) is nodes.Caption:
            parts += _element("caption", child.attributes, _content(child.children))
        else:
            parts.append(child)
    return _element("table", node.attributes, parts)


_SECTION_NAMES: Final = {"head": "thead", "body": "tbody", "foot": "tfoot"}


def _table_section(node: nodes.TableSection, options: HtmlOptions) -> Parts:
    return _element(_SECTION_NAMES[node.section], node.attributes, ["\n", *node.children])


def _table_cell(node: nodes.TableCell, options: HtmlOptions) -> Parts:
    attributes = node.attributes
    if node.column_span != 1:
        attributes = set_attribute(attributes, "colspan", str(node.column_span))
    if node.row_span != 1:
        attributes = set_attribute(attributes, "rowspan", str(node.row_span))
    if node.alignment:
        attributes = _with_alignment(attributes, node.alignment)
    content = _content(node.children)
    if not content and options.fill_empty_cells:
        content = ("\u00a0",)
    return _element("th" if node.header else "td", attributes, content)


def _with_alignment(attributes: Attributes, alignment: str) -> Attributes:
    style = get_attribute(attributes, "style")
    lead = f"{style}; " if style is not None else ""
    return set_attribute(attributes, "style", f"{lead}text-align: {alignment}")


# ------------------------------------------------------------------------------------ inlines


def _text(node: nodes.Text | nodes.SmartPunctuation, options: HtmlOptions) -> Parts:
    return (options.escape(node.text),)


def _soft_break(node: nodes.SoftBreak, options: HtmlOptions) -> Parts:
    return ("\n",)


def _line_break(node: nodes.LineBreak, options: HtmlOptions) -> Parts:
    return (f"<br{format_attributes(node.attributes)} />",)


def _code_span(node: nodes.CodeSpan, options: HtmlOptions) -> Parts:
    return (code.code_span(node, options),)


def _link(node: nodes.Link, options: HtmlOptions) -> Parts:
    own: Attributes = (("href", node.destination),)
    if node.title is not None:
        own += (("title", node.title),)
    return _element("a", _merge(own, node.attributes), node.children, "")


def _image(node: nodes.Image, options: HtmlOptions) -> Parts:
    own: Attributes = (("src", node.destination), ("alt", node.alt))
    if node.title is not None:
        own += (("title", node.title),)
    return (f"<img{format_attributes(_merge(own, node.attributes))} />",)


def _math_inline(node: nodes.MathInline, options: HtmlOptions) -> Parts:
    if options.math_engine is None:
        return _element("span", _with_class(node.attributes, "kdmath"), [f"${node.latex}$"], "")
    if node.attributes:
        return _element("span", node.attributes, [f"${node.latex}$"], "")
    return (f"\\({escape_text(node.latex)}\\)",)


def _footnote_reference(node: nodes.FootnoteReference, options: HtmlOptions) -> Parts:
    return (footnotes.reference(node, options),)


def _abbreviation(node: nodes.Abbreviation, options: HtmlOptions) -> Parts:
    attributes = node.attributes
    if node.title:
        attributes = set_attribute(attributes, "title", node.title)
    return _element("abbr", attributes, [escape_text(node.text)], "")


def _html_element(node: nodes.HtmlElement, options: HtmlOptions) -> Parts:
    start = f"<{node.name}{format_attributes(node.attributes)}"
    if not node.children and node.name in VOID:
        return (f"{start} />",)
    return (f"{start}>", *_html_content(node), f"</{node.name}>")


def _html_content(node: nodes.HtmlElement) -> Parts:
    """Return the content: as it is where the parser left it raw, on lines where it is blocks."""
    if node.name in RAW_TEXT:
        return [child.text if type(child) is nodes.Text else child for child in node.children]
    if any(type(child) in _NATIVE_BLOCK_TYPES for child in node.children):
        return ["\n", *_blocks(node.children)]
    # Raw HTML has its line feeds in the text beside it here, so it gets none of its own.
    return [
        child.text if type(child) is nodes.RawBlock and child.format == "html" else child
        for child in node.children
    ]


def _with_class(attributes: Attributes, name: str) -> Attributes:
    classes = classes_of(attributes)
    if name in classes:
        return attributes
    return set_attribute(attributes, "class", " ".join([*classes, name]))


def _merge(own: Attributes, attributes: Attributes) -> Attributes:
    """Return a node's own fields as attributes, then its other attributes; the latter win."""
    return tuple({**dict(own), **dict(attributes)}.items())


# -------------------------------------------------------------------------------------- table

HANDLERS: Final[Mapping[type, Handler]] = MappingProxyType(
    {
        nodes.Body: _body,
        nodes.Paragraph: _simple("p"),
        nodes.Plain: _plain,
        nodes.Heading: _heading,
        nodes.BlockQuote: _nested("blockquote"),
        nodes.ThematicBreak: _thematic_break,
        nodes.CodeBlock: _code_block,
        nodes.BulletList: _bullet_list,
        nodes.OrderedList: _ordered_list,
        nodes.ListItem: _list_item,
        nodes.DefinitionList: _nested("dl"),
        nodes.Term: _simple("dt"),
        nodes.Definition: _definition,
        nodes.Table: _table,
        nodes.TableSection: _table_section,
        nodes.TableRow: _nested("tr"),
        nodes.TableCell: _table_cell,
        nodes.Figure: _nested("figure"),
        nodes.Caption: _simple("figcaption"),
        nodes.Div: _nested("div"),
        nodes.MathBlock: _math_block,
        nodes.FootnoteDefinition: _footnote_definition,
        nodes.LinkDefinition: _nothing,
        nodes.AbbreviationDefinition: _nothing,
        nodes.RawBlock: _raw,
        nodes.Text: _text,
        nodes.SmartPunctuation: _text,
        nodes.SoftBreak: _soft_break,
        nodes.LineBreak: _line_break,
        nodes.Emphasis: _simple("em", ""),
        nodes.Strong: _simple("strong", ""),
        nodes.Strikethrough: _simple("del", ""),
        nodes.CodeSpan: _code_span,
        nodes.Link: _link,
        nodes.Image: _image,
        nodes.MathInline: _math_inline,
        nodes.FootnoteReference: _footnote_reference,
        nodes.Abbreviation: _abbreviation,
        nodes.Span: _simple("span", ""),
        nodes.RawInline: _raw,
        nodes.HtmlElement: _html_element,
    }
)
"""Every node type and what writes it."""

_INLINE_TYPES: Final = frozenset(nodes.Inline.__args__) - {nodes.HtmlElement}
_NATIVE_BLOCK_TYPES: Final = frozenset(nodes.Block.__args__) - {nodes.HtmlElement, nodes.RawBlock}
