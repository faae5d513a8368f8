"""The last step: drafts to the frozen nodes of the model, from the leaves up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias, cast

from migrator.html.escape import format_attributes
from migrator.html.tables import FLOW, SPAN, VOID, content_model
from migrator.html.tags import decode_references
from migrator.kramdown.entities import decode_known
from migrator.kramdown.inlines.abbreviations import split_abbreviations
from migrator.kramdown.resolution import Resolution
from migrator.kramdown.tree import (
    BlankDraft,
    BoundaryDraft,
    CellDraft,
    CodeDraft,
    ContentDraft,
    DefinitionDraft,
    DefinitionListDraft,
    Draft,
    FootnoteDraft,
    HeadingDraft,
    HtmlDraft,
    HtmlTextDraft,
    InlineDraft,
    ItemDraft,
    ListDraft,
    LiteralDraft,
    MathDraft,
    ParagraphDraft,
    QuoteDraft,
    RawDraft,
    RootDraft,
    StrayTextDraft,
    TableDraft,
    TermDraft,
    ThematicBreakDraft,
    drafts_in,
)
from migrator.model import nodes
from migrator.model.attributes import (
    Attributes,
    classes_of,
    get_attribute,
    set_attribute,
    without_attributes,
)
from migrator.model.nodes import Node
from migrator.model.walk import rewrite

Built: TypeAlias = Sequence[Node]
Handler: TypeAlias = Callable[["Builder", Any, Built], Built]

_FOREIGN: Final = frozenset({"svg", "math"})
_OF_TEXT: Final = frozenset({"iframe", "noembed", "noframes", "textarea", "xmp"})
"""Elements in which browsers see no tags."""
_LANGUAGE_CLASS: Final = "language-"
_SINGLE: Final = 1
_SPACES: Final = " \t\n\r\f\v"


class Builder:
    """Builds the nodes of one text; ``resolution`` knows what its references mean."""

    __slots__ = ("_foreign_depth", "_text_depth", "resolution")

    def __init__(self, resolution: Resolution) -> None:
        self.resolution = resolution
        self._foreign_depth = 0
        self._text_depth = 0

    def build(self, root: Draft) -> Built:
        """Return the nodes that ``root`` becomes."""
        results: list[Node] = []
        frames: list[tuple[Draft, list[Node], Iterable[Draft]]] = []
        self._open(root, frames)
        while frames:
            draft, built, remaining = frames[-1]
            child = next(cast("Any", remaining), None)
            if child is not None:
                self._open(child, frames)
                continue
            frames.pop()
            self._count(draft, -1)
            handler = HANDLERS.get(type(draft))
            made = handler(self, draft, built) if handler else ()
            (frames[-1][1] if frames else results).extend(made)
        return results

    def inlines_in(self, draft: HtmlDraft) -> Sequence[nodes.Inline]:
        """Return what a heading holds that was HTML, without the links."""
        built = _unwrapped([node for child in draft.children for node in self.build(child)])
        kept = [node for child in built for node in rewrite(child, _unlinked)]
        return cast("Sequence[nodes.Inline]", kept)

    def _open(self, draft: Draft, frames: list[tuple[Draft, list[Node], Iterable[Draft]]]) -> None:
        self._count(draft, 1)
        inner = () if draft in self.resolution.replaced else drafts_in(draft)
        frames.append((draft, [], iter(inner)))

    def _count(self, draft: Draft, step: int) -> None:
        """Count the elements around that decide what a tag is."""
        if isinstance(draft, HtmlDraft):
            self._foreign_depth += step * (draft.name in _FOREIGN)
            self._text_depth += step * (draft.name in _OF_TEXT)

    @property
    def is_foreign(self) -> bool:
        """Whether this place is inside SVG or MathML, where ``<x/>`` is a whole element."""
        return self._foreign_depth > 0 and not self._text_depth

    def attributes(self, draft: Draft, base: Attributes = ()) -> Attributes:
        """Return the attributes that a draft's attribute list gives, on top of ``base``."""
        return self.resolution.attributes(draft, base)

    def line(self, draft: Draft) -> int:
        """Return the line in the source file."""
        return self.resolution.state.lines[draft.line]


# ------------------------------------------------------------------------------------- leaves


def _paragraph(builder: Builder, draft: ParagraphDraft, _built: Built) -> Built:
    children, line = draft.inlines, builder.line(draft)
    if draft.is_plain:
        return (nodes.Plain(children, line),)
    attributes = builder.attributes(draft)
    image = children[0] if len(children) == _SINGLE else None
    if isinstance(image, nodes.Image) and builder.resolution.is_standalone(image):
        return (_figure(image, attributes, line),)
    return (nodes.Paragraph(children, attributes, line),)


def _figure(image: nodes.Image, attributes: Attributes, line: int) -> nodes.Figure:
    """Return the figure of an image alone in its paragraph, which takes the image's class and id.

    Source of the rule: kramdown syntax, "Images" (standalone).
    """
    own = image.attributes
    for name in ("class", "id"):
        value = get_attribute(own, name)
        if value is not None and get_attribute(attributes, name) is None:
            attributes = set_attribute(attributes, name, value)
            own = without_attributes(own, [name])
    image = nodes.Image(image.destination, image.alt, image.title, own, image.line)
    caption = nodes.Caption((nodes.Text(image.alt),) if image.alt else (), line=line)
    return nodes.Figure((nodes.Plain((image,), line), caption), attributes, line)


def _stray_text(builder: Builder, draft: StrayTextDraft, _built: Built) -> Built:
    return (nodes.Plain(draft.inlines, builder.line(draft)),)


def _heading(builder: Builder, draft: HeadingDraft, _built: Built) -> Built:
    resolved = builder.resolution.headings[draft]
    return (nodes.Heading(resolved.level, draft.inlines, resolved.attributes, builder.line(draft)),)


def _term(builder: Builder, draft: TermDraft, _built: Built) -> Built:
    return (nodes.Term(draft.inlines, builder.attributes(draft), builder.line(draft)),)


def _code(builder: Builder, draft: CodeDraft, _built: Built) -> Built:
    attributes, language = builder.attributes(draft), draft.language
    if not language:
        attributes, language = _take_language(attributes)
    line = builder.line(draft)
    return (nodes.CodeBlock(draft.text, language, draft.options, attributes, line),)


def _take_language(attributes: Attributes) -> tuple[Attributes, str]:
    """Take the first class ``language-…`` out of ``attributes``."""
    classes = classes_of(attributes)
    label = next((name for name in classes if name.startswith(_LANGUAGE_CLASS)), "")
    if not label:
        return attributes, ""
    classes.remove(label)
    rest = " ".join(classes)
    attributes = (
        set_attribute(attributes, "class", rest)
        if rest
        else without_attributes(attributes, ["class"])
    )
    return attributes, label.removeprefix(_LANGUAGE_CLASS)


def _thematic_break(builder: Builder, draft: ThematicBreakDraft, _built: Built) -> Built:
    return (nodes.ThematicBreak(builder.attributes(draft), builder.line(draft)),)


def _math(builder: Builder, draft: MathDraft, _built: Built) -> Built:
    return (nodes.MathBlock(draft.latex, builder.attributes(draft), builder.line(draft)),)


def _raw(builder: Builder, draft: RawDraft, _built: Built) -> Built:
    kind = nodes.RawBlock if draft.display == "block" else nodes.RawInline
    return (kind(draft.format, draft.text, builder.line(draft)),)


# --------------------------------------------------------------------------------- containers


def _quote(builder: Builder, draft: QuoteDraft, built: Built) -> Built:
    children = cast("tuple[nodes.Block, ...]", tuple(built))
    return (nodes.BlockQuote(children, builder.attributes(draft), builder.line(draft)),)


def _item(builder: Builder, draft: ItemDraft, built: Built) -> Built:
    attributes: Attributes = (("class", "task-list-item"),) if draft.is_task else ()
    children = cast("tuple[nodes.Block, ...]", tuple(built))
    attributes = builder.attributes(draft, attributes)
    return (nodes.ListItem(children, draft.checked, attributes, builder.line(draft)),)


def _list(builder: Builder, draft: ListDraft, built: Built) -> Built:
    replacement = builder.resolution.replaced.get(draft)
    if replacement is not None:
        return replacement
    is_task_list = any(item.is_task for item in draft.items)
    base: Attributes = (("class", "task-list"),) if is_task_list else ()
    attributes, line = builder.attributes(draft, base), builder.line(draft)
    items = cast("tuple[nodes.ListItem, ...]", tuple(built))
    if draft.is_ordered:
        return (nodes.OrderedList(items, 1, attributes, line),)
    return (nodes.BulletList(items, attributes, line),)


def _definition(builder: Builder, draft: DefinitionDraft, built: Built) -> Built:
    children = cast("tuple[nodes.Block, ...]", tuple(built))
    return (nodes.Definition(children, builder.attributes(draft), builder.line(draft)),)


def _definition_list(builder: Builder, draft: DefinitionListDraft, built: Built) -> Built:
    parts = cast("tuple[nodes.Term | nodes.Definition, ...]", tuple(built))
    prefix = builder.resolution.term_id_prefix(draft)
    if prefix is not None:
        terms = iter([part for part in draft.parts if isinstance(part, TermDraft)])
        parts = tuple(
            builder.resolution.with_id(part, next(terms), prefix)
            if isinstance(part, nodes.Term)
            else part
            for part in parts
        )
    return (nodes.DefinitionList(parts, builder.attributes(draft), builder.line(draft)),)


def _table(builder: Builder, draft: TableDraft, _built: Built) -> Built:
    sections = []
    for section, rows in draft.sections:
        made = [_row(builder, draft, row, is_head=section == "head") for row in rows]
        sections.append(nodes.TableSection(section, tuple(made), line=made[0].line))
    return (nodes.Table(tuple(sections), builder.attributes(draft), builder.line(draft)),)


def _row(
    builder: Builder, draft: TableDraft, row: Sequence[CellDraft], *, is_head: bool
) -> nodes.TableRow:
    line = builder.line(row[0]) if row else 0
    cells = [
        nodes.TableCell(cell.inlines, header=is_head, alignment=alignment, line=line)
        for cell, alignment in zip(row, draft.alignments, strict=True)
    ]
    return nodes.TableRow(tuple(cells), line=line)


def _html(builder: Builder, draft: HtmlDraft, built: Built) -> Built:
    attributes = builder.attributes(draft, tuple(draft.attributes.items()))
    line = builder.line(draft)
    is_inline = draft.is_inside_raw and draft.name in SPAN
    if _stays_open(builder, draft):
        tag = f"<{draft.name}{format_attributes(attributes)} />"
        kind = nodes.RawInline if draft.is_inside_raw else nodes.RawBlock
        return (kind("html", tag, line),)
    children = built if draft.content == "block" else _unwrapped(built)
    if _is_on_lines(draft) and any(type(one) is not BoundaryDraft for one in draft.children):
        children = _on_lines(children)
    elif draft.is_native and content_model(draft.name) != "raw":
        children = _with_blanks(children)
    if draft.is_plain:
        return (nodes.Plain(cast("tuple[nodes.Inline, ...]", tuple(children)), line),)
    display: nodes.Display = "inline" if is_inline else "block"
    return (nodes.HtmlElement(draft.name, tuple(children), attributes, display, line),)


def _with_blanks(built: Built) -> Built:
    """Return ``built`` with line feeds around the elements that kramdown writes like blocks."""
    spaced: list[Node] = []
    for node in built:
        is_block = isinstance(node, nodes.HtmlElement) and node.name not in SPAN
        spaced += (nodes.Text("\n"), node, nodes.Text("\n")) if is_block else (node,)
    return spaced


def _is_on_lines(draft: HtmlDraft) -> bool:
    """Whether kramdown writes the content on lines of its own and browsers do not ignore that."""
    content = content_model(draft.name) if draft.is_native else draft.content
    return content == "block" and draft.name not in FLOW


def _on_lines(built: Built) -> Built:
    """Return ``built`` on lines of their own: in an element within a line these show as blanks."""
    lines: list[Node] = [nodes.Text("\n")]
    for node in built:
        lines += (node, nodes.Text("\n")) if isinstance(node, nodes.HtmlElement) else (node,)
    return [*lines, nodes.Text("\n")]


def _unwrapped(built: Built) -> Built:
    """Return ``built`` with the inlines of each Plain in its place."""
    unwrapped: list[Node] = []
    for node in built:
        unwrapped.extend(node.children if isinstance(node, nodes.Plain) else (node,))
    return unwrapped


def _unlinked(node: Node) -> Node | Sequence[Node]:
    """Return what a link holds in its place."""
    return node.children if isinstance(node, nodes.HtmlElement) and node.name == "a" else node


def _stays_open(builder: Builder, draft: HtmlDraft) -> bool:
    """Whether ``<x/>`` is written as it stands: browsers take it for a start tag."""
    return (
        draft.is_closed
        and draft.content == "raw"
        and draft.name not in VOID
        and not builder.is_foreign
        and draft.name not in _FOREIGN
    )


def _html_text(builder: Builder, draft: HtmlTextDraft, _built: Built) -> Built:
    text = "".join(draft.pieces)
    if not draft.is_literal:
        text = decode_known(text) if draft.is_native else decode_references(text)
    abbreviations = builder.resolution.state.abbreviations
    if not draft.is_prose or not abbreviations:
        return (nodes.Text(text),)
    pieces = split_abbreviations(text, abbreviations)
    return [nodes.Text(piece) if isinstance(piece, str) else piece for piece in pieces]


def _inline(builder: Builder, draft: InlineDraft, _built: Built) -> Built:
    return (nodes.Plain((draft.node,), builder.line(draft)),)


def _footnote(builder: Builder, draft: FootnoteDraft, built: Built) -> Built:
    state, line = builder.resolution.state, builder.line(draft)
    children = cast("tuple[nodes.Block, ...]", tuple(built))
    last = _last_of(draft.children)
    if isinstance(last, HtmlDraft) and last.is_paragraph:
        children = (*children[:-1], _as_paragraph(cast("nodes.HtmlElement", children[-1])))
    is_replaced = last in builder.resolution.replaced
    if is_replaced or _ends_with_blanks(draft, deep=state.options.footnote_backlink_inline):
        # kramdown does not see that only blank lines follow the last paragraph.
        children += (nodes.Paragraph(line=line),)
    number = state.footnotes.numbers[draft.label]
    return (nodes.FootnoteDefinition(draft.label, number, children, line=line),)


def _last_of(drafts: Sequence[Draft]) -> Draft | None:
    """Return the last draft that is still there when the attribute lists are applied."""
    return next((draft for draft in reversed(drafts) if type(draft) is not BoundaryDraft), None)


def _as_paragraph(element: nodes.HtmlElement) -> nodes.Paragraph:
    """Return the paragraph that ``<p>`` became, which takes up the link back."""
    children = list(cast("tuple[nodes.Inline, ...]", element.children)) or [nodes.Text("")]
    last = children[-1]
    if isinstance(last, nodes.Text):
        children[-1] = nodes.Text(last.text.rstrip(_SPACES))
    return nodes.Paragraph(tuple(children), element.attributes, element.line)


def _ends_with_blanks(footnote: FootnoteDraft, *, deep: bool) -> bool:
    """Whether blank lines stand last, and then only what shows nothing; ``deep``: within the last.

    The link back gets a paragraph of its own then (kramdown: converter/html.rb).
    """
    last = _last_of(footnote.children)
    while deep and last is not None and drafts_in(last):
        last = _last_of(drafts_in(last))
    return type(last) is BlankDraft


def _root(_builder: Builder, _draft: RootDraft, built: Built) -> Built:
    return built


HANDLERS: Final[Mapping[type[Draft], Handler]] = {
    ParagraphDraft: _paragraph,
    StrayTextDraft: _stray_text,
    ContentDraft: _stray_text,
    LiteralDraft: _stray_text,
    HeadingDraft: _heading,
    TermDraft: _term,
    CodeDraft: _code,
    ThematicBreakDraft: _thematic_break,
    MathDraft: _math,
    RawDraft: _raw,
    QuoteDraft: _quote,
    ItemDraft: _item,
    ListDraft: _list,
    DefinitionDraft: _definition,
    DefinitionListDraft: _definition_list,
    TableDraft: _table,
    HtmlDraft: _html,
    HtmlTextDraft: _html_text,
    InlineDraft: _inline,
    FootnoteDraft: _footnote,
    RootDraft: _root,
}
"""What each draft becomes; those that show nothing (blank lines, boundaries) are not in it."""
