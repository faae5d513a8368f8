"""Drops what editors leave behind: attributes, decoration, spacer paragraphs, empty elements.

Nothing that readers can read is lost, and all that goes is counted, by kind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, cast

from migrator.model.attributes import Attributes, get_attribute, without_attributes
from migrator.model.nodes import (
    Body,
    Caption,
    Div,
    Emphasis,
    Heading,
    HtmlElement,
    LineBreak,
    Link,
    Node,
    Paragraph,
    Plain,
    RawBlock,
    RawInline,
    SoftBreak,
    Span,
    Strikethrough,
    Strong,
    TableCell,
    Text,
)
from migrator.model.walk import WITH_ATTRIBUTES, children_of, rewrite_lined, with_children
from migrator.transforms.clean_attributes import clean_attributes
from migrator.transforms.clean_marks import MARK_PROPERTIES, style_marks, with_marks
from migrator.transforms.context import Notes, TransformContext, TransformOptions
from migrator.transforms.flow import is_comment, is_inline, without_blanks
from migrator.transforms.native_code import finish_code
from migrator.transforms.native_inlines import (
    MARK_NAMES,
    InlineFinisher,
    finish_a,
    finish_mark_element,
)
from migrator.transforms.styles import Styles, style_value, without_style

KINDS: Final[Mapping[str, str]] = {
    "editor-attribute": "dropped {count} attributes that editors left behind",
    "editor-comment": "dropped {count} comments that editors left behind",
    "link-card": "made links with a description of {count} cards",
    "fold": "made native details of {count} boxes that readers open",
    "caption": "made figures of {count} pictures with captions",
    "word-list": "made lists of {count} runs of paragraphs that Word had written for one",
    "decoration": "dropped {count} inline styles or attributes with colours, fonts or sizes",
    "span": "unwrapped {count} spans that say nothing",
    "empty-element": "dropped {count} empty elements",
    "spacer": "dropped {count} spacer paragraphs",
    "edge-break": "dropped {count} line breaks at the edge of a block",
    "break-paragraph": "parted paragraphs at {count} places where two line breaks stood",
    "table-head": "gave {count} tables their first row, all bold or header cells, as head",
    "bold-heading": "made headings of {count} paragraphs that were all bold",
    "tracking": "dropped {count} parameters that only track readers",
}
"""What is counted, and how it is told."""

_NOTHING: Final = " \t\n\f\r\u00a0\u3000\u200b\u200c\u200d\u2060\ufeff"
_HOLDERS: Final = frozenset({"ul", "ol", "dl", "table"})
_AROUND: Final[Mapping[str, InlineFinisher]] = {
    **dict.fromkeys(MARK_NAMES.values(), finish_mark_element),
    "a": finish_a,
    "code": finish_code,
}
_FONT: Final[Mapping[Styles, tuple[str, ...]]] = {
    "clean": ("color", "face", "size"),
    "shown": ("face",),
    "all": (),
}
_PLAIN_WEIGHT: Final = frozenset({"normal", "400", "300", "lighter"})


def clean(body: Body, context: TransformContext, notes: Notes) -> Body:
    """Return ``body`` without editor markup; what is gone is counted in ``notes``."""
    if not context.options.clean:
        return body
    cleaner = _Cleaner(notes, context.options)
    (cleaned,) = rewrite_lined(body, cleaner.clean_node, _CLEANED)
    return cast("Body", _parted(cleaned))


class _Cleaner:
    """Cleans one node at a time, its children being clean already."""

    def __init__(self, notes: Notes, options: TransformOptions) -> None:
        self._notes = notes
        self._does = options.cleans
        self._styles: Styles = options.styles if self._does("decoration") else "all"
        self._cleans = self._styles != "all"

    def clean_node(self, node: Node, line: int) -> Node | Sequence[Node]:
        """Return what takes the place of ``node`` at ``line``."""
        node = _parted(node)
        attributes: Attributes = getattr(node, "attributes", ())
        if attributes:
            if self._cleans and _is_plain_bold(node, attributes):
                return children_of(node)
            node = self._with_clean_attributes(node, attributes, line)
        cleaner = _CLEANERS.get(type(node))
        return cleaner(self, node, line) if cleaner else node

    def _with_clean_attributes(self, node: Node, attributes: Attributes, line: int) -> Node:
        marks = style_marks(node) if self._cleans else []
        if marks:
            attributes = without_style(attributes, MARK_PROPERTIES)
        editor = self._does("editor-attribute")
        cleaned = clean_attributes(node, attributes, self._styles, editor=editor)
        self._notes.count("editor-attribute", line, cleaned.editor)
        self._notes.count("decoration", line, cleaned.decoration)
        if cleaned.attributes != getattr(node, "attributes", ()):
            node = replace(cast("Any", node), attributes=cleaned.attributes)
        return with_marks(node, marks)

    # inlines

    def clean_span(self, node: Span, line: int) -> Node | Sequence[Node]:
        """Unwrap a span that carries nothing."""
        if node.attributes or not self._does("span"):
            return node
        self._notes.count("span", line)
        return node.children

    def clean_mark(self, node: Strong | Emphasis | Strikethrough, line: int) -> Any:
        """Unwrap a mark around nothing visible."""
        if not self._does("empty-element"):
            return node
        if not node.children and not node.attributes:
            self._notes.count("empty-element", line)
            return ()
        return node.children if node.children and _shows_nothing(node.children) else node

    def clean_link(self, node: Link, line: int) -> Node | Sequence[Node]:
        """Drop a link that nobody can see."""
        if node.attributes or without_blanks(node.children) or not self._does("empty-element"):
            return node
        self._notes.count("empty-element", line)
        return node.children

    def clean_element(self, node: HtmlElement, line: int) -> Node | Sequence[Node]:
        """Unwrap ``font`` and Word's own elements; drop an empty list or table."""
        is_empty = node.name in _HOLDERS and not node.children and not node.attributes
        if is_empty and self._does("empty-element"):
            self._notes.count("empty-element", line)
            return ()
        if node.name in _AROUND and node.display == "block":
            return self._again_around(node, line)
        if not self._does("span"):
            return node
        if node.name == "font":
            rest = without_attributes(node.attributes, _FONT[self._styles])
            if rest or not all(map(is_inline, node.children)):
                return replace(node, attributes=rest) if rest else node.children
            self._notes.count("span", line)
            return node.children
        if node.name.startswith(("o:", "st1:")):
            self._notes.count("span", line)
            return node.children
        return node

    def _again_around(self, node: HtmlElement, line: int) -> Node | Sequence[Node]:
        """Return a mark or link around blocks anew: those it could not go into may be gone."""
        if node.children:
            return _AROUND[node.name](node, node.children)
        if any(name != "href" for name, _ in node.attributes) or not self._does("empty-element"):
            return node
        self._notes.count("empty-element", line)
        return ()

    # blocks

    def clean_text_block(self, node: Paragraph | Plain | Heading, line: int) -> Any:
        """Drop a block that shows nothing but its comments; drop line breaks at its edges."""
        if not _has_id(node) and _shows_only_comments(node.children):
            if not self._does("spacer"):
                return node
            self._notes.count("spacer", line)
            comments = [child for child in node.children if isinstance(child, RawInline)]
            return [RawBlock(child.format, child.text, child.line) for child in comments]
        return self._without_edge_breaks(node, line)

    def clean_cell(self, node: TableCell | Caption, line: int) -> Node:
        """Empty a cell that shows nothing; drop line breaks at the edges of one that does."""
        if not all(map(is_inline, node.children)):
            return node
        if _shows_nothing(node.children):
            return with_children(node, ())
        return self._without_edge_breaks(node, line)

    def clean_div(self, node: Div, line: int) -> Node | Sequence[Node]:
        """Drop a div without content and attributes."""
        if node.children or node.attributes or not self._does("empty-element"):
            return node
        self._notes.count("empty-element", line)
        return ()

    def _without_edge_breaks(self, node: Node, line: int) -> Node:
        children = children_of(node)
        if LineBreak not in map(type, children) or not self._does("edge-break"):
            return node
        start, end = 0, len(children)
        while start < end and _is_nothing(children[start]):
            start += 1
        while end > start and _is_nothing(children[end - 1]):
            end -= 1
        edges = (*children[:start], *children[end:])
        breaks = [child for child in edges if isinstance(child, LineBreak)]
        if not breaks:
            return node
        self._notes.count("edge-break", line, len(breaks))
        return with_children(node, children[start:end])


def _shows_nothing(nodes: Sequence[Node]) -> bool:
    return all(map(_is_nothing, nodes))


def _shows_only_comments(nodes: Sequence[Node]) -> bool:
    return all(_is_nothing(node) or is_comment(node) for node in nodes)


def _is_nothing(node: Node) -> bool:
    """Tell whether ``node`` is a break or white space of any kind."""
    if isinstance(node, Text):
        return not node.text.strip(_NOTHING)
    return isinstance(node, SoftBreak | LineBreak)


def _is_plain_bold(node: Node, attributes: Attributes) -> bool:
    """Tell whether ``node`` is the ``b`` that is not bold which Google Docs writes around all."""
    return isinstance(node, Strong) and style_value(attributes, "font-weight") in _PLAIN_WEIGHT


def _has_id(node: Node) -> bool:
    return bool(get_attribute(getattr(node, "attributes", ()), "id"))


def _parted(node: Node) -> Node:
    """Return ``node`` with loose texts that a spacer parted, and that now touch, as paragraphs."""
    children = children_of(node)
    if list(map(type, children)).count(Plain) <= 1:
        return node
    touching = {
        place
        for place in range(1, len(children))
        if isinstance(children[place], Plain) and isinstance(children[place - 1], Plain)
    }
    if not touching:
        return node
    parted = [
        Paragraph(child.children, line=child.line)
        if isinstance(child, Plain) and (place in touching or place + 1 in touching)
        else child
        for place, child in enumerate(children)
    ]
    return with_children(node, parted)


_CLEANED: Final[frozenset[type[Node]]] = WITH_ATTRIBUTES | {Plain}
"""Types of nodes that there may be something to clean on."""

_CLEANERS: Final[Mapping[type[Node], Callable[[_Cleaner, Any, int], Node | Sequence[Node]]]] = {
    Span: _Cleaner.clean_span,
    Strong: _Cleaner.clean_mark,
    Emphasis: _Cleaner.clean_mark,
    Strikethrough: _Cleaner.clean_mark,
    Link: _Cleaner.clean_link,
    HtmlElement: _Cleaner.clean_element,
    Paragraph: _Cleaner.clean_text_block,
    Plain: _Cleaner.clean_text_block,
    Heading: _Cleaner.clean_text_block,
    TableCell: _Cleaner.clean_cell,
    Caption: _Cleaner.clean_cell,
    Div: _Cleaner.clean_div,
}
