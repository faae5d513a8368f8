"""The model as core blocks, in the forms that WordPress 6.1 and the newest editor both accept.

Each node type has one handler that gives finished strings and nodes still to be written; one
loop works these off with a stack of its own. What no core block can hold becomes ``core/html``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, cast

from converters.wordpress import images
from converters.wordpress.block_markup import Support, close_block, open_block, support_of
from converters.wordpress.embeds import Embed, embed_of
from converters.wordpress.prepare import MORE, protected_code, with_protected_code
from converters.wordpress.protect import protect_markup, without_block_comments
from migrator.html.escape import escape_text, escape_value
from migrator.html.options import HtmlOptions
from migrator.html.serializer import to_html
from migrator.html.tables import FLOW
from migrator.model import nodes
from migrator.model.attributes import get_attribute
from migrator.model.nodes import Node
from migrator.model.walk import walk

Part: TypeAlias = str | Node
Parts: TypeAlias = Sequence[Part]

_DETAILS_SINCE: Final = (6, 3)
_SECTIONS: Final = frozenset({"header", "main", "section", "article", "aside", "footer"})
_GAP: Final = "\n\n"
_LEVEL: Final = 2
"""The level that a heading block has if it says nothing."""


@dataclass(frozen=True, slots=True)
class BlockContext:
    """How HTML inside blocks is written, and the oldest WordPress that must accept them."""

    options: HtmlOptions
    version: tuple[int, int]

    def html(self, children: Sequence[Node]) -> str:
        """Return the HTML of ``children``, without line feeds at its ends."""
        finished = [with_protected_code(child) for child in children]
        return without_block_comments(to_html(finished, self.options).strip("\n"))


Handler: TypeAlias = Callable[[Any, BlockContext], Parts]


def write_blocks(children: Sequence[Node], context: BlockContext) -> str:
    """Return prepared blocks (see ``prepare``) as block markup."""
    stack: list[Part] = list(reversed(_joined(children)))
    pieces: list[str] = []
    while stack:
        part = stack.pop()
        if isinstance(part, str):
            pieces.append(part)
            continue
        handler = HANDLERS.get(type(part), _html)
        stack.extend(reversed(handler(part, context)))
    return protect_markup("".join(pieces))


# ------------------------------------------------------------------------ what handlers share


def as_blocks(children: Sequence[Node]) -> list[Node]:
    """Return ``children`` as blocks: loose inlines gathered as Plain, what shows nothing gone."""
    blocks: list[Node] = []
    loose: list[Node] = []
    for child in children:
        if _is_inline(child):
            loose.append(child)
            continue
        _settle(loose, blocks)
        if not _is_silent(child):
            blocks.append(child)
    _settle(loose, blocks)
    return blocks


def _settle(loose: list[Node], blocks: list[Node]) -> None:
    if any(not _is_blank(node) for node in loose):
        blocks.append(nodes.Plain(cast("Any", tuple(loose))))
    loose.clear()


def _is_inline(node: Node) -> bool:
    if isinstance(node, nodes.HtmlElement):
        return node.display == "inline"
    return isinstance(node, _INLINES)


def _is_blank(node: Node) -> bool:
    if isinstance(node, nodes.Text):
        return not node.text.strip(" \t\n\r\f")
    return isinstance(node, nodes.SoftBreak)


def _is_silent(node: Node) -> bool:
    if isinstance(node, nodes.RawBlock):
        return not node.text.strip() or node.format not in _SHOWN_FORMATS
    if isinstance(node, nodes.Plain):
        return all(map(_is_blank, node.children))
    if isinstance(node, nodes.Paragraph) and not node.attributes:
        return all(map(_is_blank, node.children))
    return isinstance(node, nodes.LinkDefinition | nodes.AbbreviationDefinition)


def _joined(children: Sequence[Node]) -> list[Part]:
    parts: list[Part] = []
    for child in as_blocks(children):
        if parts:
            parts.append(_GAP)
        parts.append(child)
    return parts


def _block(name: str, settings: Mapping[str, object], *content: Part) -> Parts:
    return (open_block(name, settings), *content, close_block(name))


def _html(node: Node, context: BlockContext) -> Parts:
    """Write ``node`` as it is in HTML, for what has no core block."""
    html = context.html((node,))
    return _block("html", {}, html) if html else ()


# --------------------------------------------------------------------------- text and headings


def _paragraph(node: nodes.Paragraph, context: BlockContext) -> Parts:
    support = support_of(node.attributes)
    alone = images.lone_child(node)
    if isinstance(alone, nodes.HtmlElement) and not node.attributes:
        media = _MEDIA.get(alone.name)
        if media is not None:
            return media(alone, context)
    if support.rest or _holds_blocks(node):
        return _html(node, context)
    picture = images.picture_of(alone) if alone is not None else None
    if picture is not None:
        block = images.image_block(picture, support, "")
        if block is not None:
            return (block,)
    settings = support.settings | ({"align": support.align} if support.align else {})
    own = (f"has-text-align-{support.align}",) if support.align else ()
    text = context.html(node.children)
    return _block("paragraph", settings, f"{support.tag('p', own)}{text}</p>")


def _holds_blocks(node: Node) -> bool:
    return any(isinstance(child, nodes.HtmlElement) and child.name in FLOW for child in walk(node))


def _plain(node: nodes.Plain, context: BlockContext) -> Parts:
    return (nodes.Paragraph(node.children, line=node.line),)


def _caption(node: nodes.Caption, context: BlockContext) -> Parts:
    return _joined(node.children)


def _heading(node: nodes.Heading, context: BlockContext) -> Parts:
    support = support_of(node.attributes)
    if support.rest or _holds_blocks(node):
        return _html(node, context)
    settings: dict[str, object] = {"level": node.level} if node.level != _LEVEL else {}
    own = ["wp-block-heading"]
    if support.align:
        settings["textAlign"] = support.align
        own.append(f"has-text-align-{support.align}")
    tag = support.tag(f"h{node.level}", own)
    text = f"{tag}{context.html(node.children)}</h{node.level}>"
    return _block("heading", settings | support.settings, text)


def _thematic_break(node: nodes.ThematicBreak, context: BlockContext) -> Parts:
    support = support_of(node.attributes)
    if support.rest or support.align:
        return _html(node, context)
    tag = support.tag("hr", ("wp-block-separator", "has-alpha-channel-opacity"))
    return _block("separator", support.settings, tag.replace(">", "/>"))


def _code_block(node: nodes.CodeBlock, context: BlockContext) -> Parts:
    support = support_of(node.attributes)
    if support.rest or support.align:
        return _html(node, context)
    label = f"language-{node.language}" if node.language else ""
    classes = (label, *support.classes) if label not in ("", *support.classes) else support.classes
    support = Support(support.anchor, classes)
    text = f"{support.tag('pre', ('wp-block-code',))}<code>{protected_code(node)}</code></pre>"
    return _block("code", support.settings, text)


def _raw_block(node: nodes.RawBlock, context: BlockContext) -> Parts:
    if node.text == MORE:
        return _block("more", {}, MORE)
    return _html(node, context)


# -------------------------------------------------------------------------- quotes and groups


def _block_quote(node: nodes.BlockQuote, context: BlockContext) -> Parts:
    support = support_of(node.attributes)
    if support.rest or support.align:
        return _html(node, context)
    tag = support.tag("blockquote", ("wp-block-quote",))
    return _block("quote", support.settings, tag, *_joined(node.children), "</blockquote>")


def _group(name: str, node: nodes.Div | nodes.HtmlElement, context: BlockContext) -> Parts:
    support = support_of(node.attributes)
    if support.rest or support.align:
        return _html(node, context)
    settings = ({"tagName": name} if name != "div" else {}) | support.settings
    tag = support.tag(name, ("wp-block-group",))
    return _block("group", settings, tag, *_joined(node.children), f"</{name}>")


def _div(node: nodes.Div, context: BlockContext) -> Parts:
    if not node.attributes:
        return _joined(node.children)
    return _group("div", node, context)


# --------------------------------------------------------------------------------------- lists


def _bullet_list(node: nodes.BulletList, context: BlockContext) -> Parts:
    return _list("ul", {}, node, context)


def _ordered_list(node: nodes.OrderedList, context: BlockContext) -> Parts:
    settings: dict[str, object] = {"ordered": True}
    if node.start != 1:
        settings["start"] = node.start
    return _list("ol", settings, node, context)


def _list(
    name: str,
    settings: dict[str, object],
    node: nodes.BulletList | nodes.OrderedList,
    context: BlockContext,
) -> Parts:
    support = support_of(node.attributes)
    items = [support_of(item.attributes) for item in node.children]
    if support.rest or support.align or any(item.rest or item.align for item in items):
        return _html(node, context)
    start = f' start="{settings["start"]}"' if "start" in settings else ""
    parts: list[Part] = [support.tag(name, ("wp-block-list",), start)]
    for index, item in enumerate(node.children):
        parts += [_GAP, item] if index else [item]
    return _block("list", settings | support.settings, *parts, f"</{name}>")


def _list_item(node: nodes.ListItem, context: BlockContext) -> Parts:
    """Write an item: text and paragraphs as its content, then blocks; no order but this lasts."""
    support = support_of(node.attributes)
    children = as_blocks(node.children)
    count = next(
        (index for index, child in enumerate(children) if not isinstance(child, _TEXTS)),
        len(children),
    )
    lead = _item_lead(children[:count], support.anchor, node.checked, context).rstrip(" \n")
    outer = Support("", support.classes)
    tag = outer.tag("li")
    return _block("list-item", outer.settings, tag, lead, *_joined(children[count:]), "</li>")


def _item_lead(
    texts: Sequence[Node], anchor: str, checked: bool | None, context: BlockContext
) -> str:
    """Return an item's text; its id stands inside, since 6.1 knows none on an item."""
    mark = ""
    if anchor:
        mark = f'<span id="{escape_value(anchor)}"></span>'
    if checked is not None:
        state = ' checked="checked"' if checked else ""
        mark += f'<input type="checkbox" disabled="disabled"{state} />'
    html = context.html(texts).replace("</p>\n", "</p>")
    if mark and html.startswith("<p"):
        end = html.index(">") + 1
        return html[:end] + mark + html[end:]
    return mark + html


# -------------------------------------------------------------------------- tables and figures


def _table(node: nodes.Table, context: BlockContext) -> Parts:
    return _table_figure(node, support_of(()), "", context)


def _table_figure(node: nodes.Table, figure: Support, caption: str, context: BlockContext) -> Parts:
    support = support_of(node.attributes)
    classes = (*figure.classes, *support.classes)
    support = Support(figure.anchor or support.anchor, classes, support.align, support.rest)
    sections = [child for child in node.children if isinstance(child, nodes.TableSection)]
    captions = [child for child in node.children if isinstance(child, nodes.Caption)]
    if support.rest or support.align or not _is_plain_table(sections):
        return _odd_table(node, context)
    caption = caption or "".join(_inline_or_blocks(child.children, context) for child in captions)
    rows = "".join(_section_html(section, context) for section in sections)
    figcaption = images.caption_html(caption)
    html = f"{support.tag('figure', ('wp-block-table',))}<table>{rows}</table>{figcaption}</figure>"
    return _block("table", {"hasFixedLayout": False} | support.settings, html)


def _odd_table(node: nodes.Table, context: BlockContext) -> Parts:
    html = f'<figure class="wp-block-table">{context.html((node,))}</figure>'
    return _block("html", {}, html)


def _is_plain_table(sections: Sequence[nodes.TableSection]) -> bool:
    """Return whether the table block, 6.1's too, can hold these: no spans, styles, second body."""
    bodies = sum(section.section == "body" for section in sections)
    rows = [row for section in sections for row in section.children]
    cells = [cell for row in rows for cell in row.children]
    parts: tuple[nodes.Part, ...] = (*sections, *rows, *cells)
    has_attributes = any(part.attributes for part in parts)
    has_spans = any(cell.column_span != 1 or cell.row_span != 1 for cell in cells)
    return bodies <= 1 and bool(cells) and not has_attributes and not has_spans


_SECTION_TAGS: Final = {"head": "thead", "body": "tbody", "foot": "tfoot"}


def _section_html(section: nodes.TableSection, context: BlockContext) -> str:
    tag = _SECTION_TAGS[section.section]
    rows = "".join(
        f"<tr>{''.join(_cell_html(cell, context) for cell in row.children)}</tr>"
        for row in section.children
    )
    return f"<{tag}>{rows}</{tag}>" if rows else ""


def _cell_html(cell: nodes.TableCell, context: BlockContext) -> str:
    name = "th" if cell.header else "td"
    align = ""
    if cell.alignment:
        align = f' class="has-text-align-{cell.alignment}" data-align="{cell.alignment}"'
    return f"<{name}{align}>{_inline_or_blocks(cell.children, context)}</{name}>"


def _inline_or_blocks(children: Sequence[Node], context: BlockContext) -> str:
    return context.html(children).replace("</p>\n", "</p>")


def _figure(node: nodes.Figure, context: BlockContext) -> Parts:
    captions = [child for child in node.children if isinstance(child, nodes.Caption)]
    content = [child for child in as_blocks(node.children) if not isinstance(child, nodes.Caption)]
    support = support_of(node.attributes)
    if len(content) != 1 or len(captions) > 1 or support.rest:
        return _html(node, context)
    caption = "".join(_caption_text(child, context) for child in captions)
    return _figure_of(content[0], support, caption, context) or _html(node, context)


def _caption_text(caption: nodes.Caption, context: BlockContext) -> str:
    """Return a caption's inlines; a single paragraph in it counts as those."""
    children = as_blocks(caption.children)
    if len(children) == 1 and isinstance(children[0], _TEXTS):
        return context.html(children[0].children)
    return _inline_or_blocks(caption.children, context)


def _figure_of(
    content: Node, support: Support, caption: str, context: BlockContext
) -> Parts | None:
    """Return the block for a figure with one thing in it, None where there is no such block."""
    if isinstance(content, nodes.Table):
        return _table_figure(content, support, caption, context)
    if isinstance(content, _TEXTS):
        alone = images.lone_child(content)
        picture = images.picture_of(alone) if alone is not None else None
        if picture is not None:
            block = images.image_block(picture, support, caption)
            return (block,) if block is not None else None
        content = alone if alone is not None else content
    if isinstance(content, nodes.HtmlElement):
        return _media_figure(content, support, caption)
    return None


# --------------------------------------------------------------------------- media and details


def _media_figure(node: nodes.HtmlElement, support: Support, caption: str) -> Parts | None:
    """Return a frame of a known site, a video or a sound as its block, None if it is none."""
    if support.align or support.rest:
        return None
    if node.name == "iframe":
        embed = embed_of(get_attribute(node.attributes, "src") or "")
        return None if embed is None else _embed(embed, support, caption)
    player = images.player_tag(node)
    if player is None:
        return None
    tag = support.tag("figure", (f"wp-block-{node.name}",))
    html = f"{tag}{player}{images.caption_html(caption)}</figure>"
    return _block(node.name, support.settings, html)


def _embed(embed: Embed, support: Support, caption: str) -> Parts:
    settings = {"url": embed.url, "type": embed.kind, "providerNameSlug": embed.slug}
    own = [
        "wp-block-embed",
        f"is-type-{embed.kind}",
        f"is-provider-{embed.slug}",
        f"wp-block-embed-{embed.slug}",
    ]
    html = (
        f'{support.tag("figure", own)}<div class="wp-block-embed__wrapper">\n'
        f"{escape_text(embed.url)}\n</div>{images.caption_html(caption)}</figure>"
    )
    return _block("embed", settings | {"responsive": True} | support.settings, html)


def _media(node: nodes.HtmlElement, context: BlockContext) -> Parts:
    return _media_figure(node, support_of(()), "") or _html(node, context)


def _preformatted(node: nodes.HtmlElement, context: BlockContext) -> Parts:
    support = support_of(node.attributes)
    if support.rest or support.align or _holds_blocks(nodes.Span(cast("Any", node.children))):
        return _html(node, context)
    text = context.html(node.children)
    html = f"{support.tag('pre', ('wp-block-preformatted',))}{text}</pre>"
    return _block("preformatted", support.settings, html)


def _details(node: nodes.HtmlElement, context: BlockContext) -> Parts:
    children = as_blocks(node.children)
    summary = children[0] if children else None
    attributes = tuple(pair for pair in node.attributes if pair[0] != "open")
    support = support_of(attributes)
    is_summary = isinstance(summary, nodes.HtmlElement) and summary.name == "summary"
    if context.version < _DETAILS_SINCE or support.rest or support.align or not is_summary:
        return _html(node, context)
    summary = cast("nodes.HtmlElement", summary)
    if summary.attributes:
        return _html(node, context)
    is_open = len(attributes) != len(node.attributes)
    tag = support.tag("details", ("wp-block-details",))
    tag = tag.removesuffix(">") + (" open>" if is_open else ">")
    head = f"{tag}<summary>{_summary_text(summary, context)}</summary>"
    settings = ({"showContent": True} if is_open else {}) | support.settings
    return _block("details", settings, head, *_joined(children[1:]), "</details>")


def _summary_text(summary: nodes.HtmlElement, context: BlockContext) -> str:
    children = as_blocks(summary.children)
    plain = [child for child in children if isinstance(child, nodes.Plain)]
    if len(plain) == len(children):
        return context.html([inline for child in plain for inline in child.children])
    return context.html(summary.children)


def _html_element(node: nodes.HtmlElement, context: BlockContext) -> Parts:
    handler = _ELEMENTS.get(node.name)
    if handler is not None:
        return handler(node, context)
    if node.name in _SECTIONS:
        return _group(node.name, node, context)
    return _html(node, context)


# --------------------------------------------------------------------------------------- table

_TEXTS: Final = (nodes.Paragraph, nodes.Plain)
_SHOWN_FORMATS: Final = frozenset({"html", "liquid", "textile"})
_INLINES: Final = (
    nodes.Text,
    nodes.SmartPunctuation,
    nodes.SoftBreak,
    nodes.LineBreak,
    nodes.Emphasis,
    nodes.Strong,
    nodes.Strikethrough,
    nodes.CodeSpan,
    nodes.Link,
    nodes.Image,
    nodes.MathInline,
    nodes.FootnoteReference,
    nodes.Abbreviation,
    nodes.Span,
    nodes.RawInline,
)
_MEDIA: Final[Mapping[str, Handler]] = {"iframe": _media, "video": _media, "audio": _media}
_ELEMENTS: Final[Mapping[str, Handler]] = {**_MEDIA, "pre": _preformatted, "details": _details}

HANDLERS: Final[Mapping[type, Handler]] = {
    nodes.Paragraph: _paragraph,
    nodes.Plain: _plain,
    nodes.Caption: _caption,
    nodes.Heading: _heading,
    nodes.ThematicBreak: _thematic_break,
    nodes.CodeBlock: _code_block,
    nodes.RawBlock: _raw_block,
    nodes.BlockQuote: _block_quote,
    nodes.Div: _div,
    nodes.BulletList: _bullet_list,
    nodes.OrderedList: _ordered_list,
    nodes.ListItem: _list_item,
    nodes.DefinitionList: _html,
    nodes.Table: _table,
    nodes.Figure: _figure,
    nodes.HtmlElement: _html_element,
}
