"""Drafts: the blocks of a text while it is parsed, before their inlines are.

The block phase builds drafts, because link definitions and attribute definitions that come later
in a text count for what stands before. ``builder`` turns them into the nodes of the model.
``line`` is one-based in the text given to the parser.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import TypeGuard

from migrator.html.tables import ContentModel
from migrator.kramdown.attribute_lists import AttributeList
from migrator.model.nodes import Alignment, Display, Inline, Section


class Draft:
    """A block under construction; ``attribute_list`` is what block attribute lists give it."""

    __slots__ = ("attribute_list", "line")

    def __init__(self, line: int = 0) -> None:
        self.line = line
        self.attribute_list: AttributeList | None = None

    def refers_to(self, name: str) -> bool:
        """Whether the attribute list names the mark ``name`` (``toc``, ``footnotes``)."""
        return self.attribute_list is not None and name in self.attribute_list.references


class ContainerDraft(Draft):
    """A block that holds blocks."""

    __slots__ = ("children",)

    def __init__(self, line: int = 0) -> None:
        super().__init__(line)
        self.children: list[Draft] = []


class TextDraft(Draft):
    """A block that holds a text whose inlines are parsed in the second phase."""

    __slots__ = ("inlines", "text")

    def __init__(self, text: str, line: int) -> None:
        super().__init__(line)
        self.text = text
        self.inlines: tuple[Inline, ...] = ()


# ------------------------------------------------------------------- what shows nothing itself


class BlankDraft(Draft):
    """Blank lines; they decide tightness and keep blocks apart."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Boundary(Enum):
    """What kind of line stands at a boundary between blocks."""

    MARKER = "marker"  # the end-of-block marker "^"
    DEFINITION = "definition"  # a link, abbreviation or footnote definition
    OTHER = "other"  # an attribute list, an attribute definition, an extension


class BoundaryDraft(Draft):
    """A line that shows nothing and ends the block before it."""

    __slots__ = ("kind",)

    def __init__(self, kind: Boundary) -> None:
        super().__init__()
        self.kind = kind


# ------------------------------------------------------------------------------------- leaves


class StrayTextDraft(TextDraft):
    """Inlines that stand in a container without being a paragraph.

    ``is_last`` at the end of a container; the whole text is none, as kramdown counts.
    """

    __slots__ = ("is_last",)

    def __init__(self, text: str, line: int) -> None:
        super().__init__(text, line)
        self.is_last = False


class ContentDraft(StrayTextDraft):
    """The inlines that an HTML element holds, up to the line feed before its end tag.

    ``pieces`` are joined late.
    """

    __slots__ = ("pieces",)

    def __init__(self, text: str, line: int) -> None:
        super().__init__("", line)
        self.pieces = [text]


class LiteralDraft(TextDraft):
    """Text that is kept as it is: what is nested too deep to be parsed."""

    __slots__ = ()


class ParagraphDraft(TextDraft):
    """A paragraph; ``is_plain`` where it is a tight item's text. ``pieces`` are joined late."""

    __slots__ = ("is_plain", "pieces")

    def __init__(self, text: str, line: int) -> None:
        super().__init__("", line)
        self.pieces = [text]
        self.is_plain = False


class HeadingDraft(TextDraft):
    """A heading with the id that its text gives it, if any."""

    __slots__ = ("level", "own_id")

    def __init__(self, level: int, text: str, own_id: str | None, line: int) -> None:
        super().__init__(text, line)
        self.level = level
        self.own_id = own_id


class TermDraft(TextDraft):
    """A term of a definition list."""

    __slots__ = ()


class CellDraft(TextDraft):
    """A cell of a table."""

    __slots__ = ()


class CodeDraft(Draft):
    """A code block; ``language`` and ``options`` are what the fence says."""

    __slots__ = ("language", "options", "text")

    def __init__(self, text: str, line: int, language: str = "", options: str = "") -> None:
        super().__init__(line)
        self.text = text
        self.language = language
        self.options = options


class ThematicBreakDraft(Draft):
    """A horizontal rule."""

    __slots__ = ()


class MathDraft(Draft):
    """Display mathematics."""

    __slots__ = ("latex",)

    def __init__(self, latex: str, line: int) -> None:
        super().__init__(line)
        self.latex = latex


class RawDraft(Draft):
    """Verbatim text of ``format``: comments, processing instructions, ``{::nomarkdown}``."""

    __slots__ = ("display", "format", "text")

    def __init__(self, text: str, line: int, format: str = "html") -> None:  # noqa: A002 - the model's name
        super().__init__(line)
        self.text = text
        self.format = format
        self.display: Display = "block"


class HtmlTextDraft(Draft):
    """Text directly inside raw block HTML, character references as written.

    ``is_literal`` where there are none, ``is_section`` where it is the text of a CDATA section,
    ``is_native`` where ``html_to_native`` makes kramdown read them itself, ``is_prose`` where it
    then looks for abbreviations.
    """

    __slots__ = ("is_literal", "is_native", "is_prose", "is_section", "pieces")

    def __init__(self, text: str, *, is_literal: bool = False, is_section: bool = False) -> None:
        super().__init__()
        self.pieces = [text]
        self.is_literal = is_literal
        self.is_section = is_section
        self.is_native = False
        self.is_prose = False


class InlineDraft(Draft):
    """An inline made of an element of block HTML."""

    __slots__ = ("node",)

    def __init__(self, node: Inline, line: int) -> None:
        super().__init__(line)
        self.node = node


# ---------------------------------------------------------------------------------- containers


class QuoteDraft(ContainerDraft):
    """A quotation."""

    __slots__ = ()


class ItemDraft(ContainerDraft):
    """A list item. ``pieces`` are its texts with their first lines, parsed one by one."""

    __slots__ = ("checked", "is_task", "pieces")

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.pieces: list[tuple[list[str], int]] = []
        self.checked: bool | None = None
        self.is_task = False


class ListDraft(Draft):
    """A bullet list or an ordered list."""

    __slots__ = ("is_ordered", "items")

    def __init__(self, *, is_ordered: bool, line: int) -> None:
        super().__init__(line)
        self.is_ordered = is_ordered
        self.items: list[ItemDraft] = []


class DefinitionDraft(ContainerDraft):
    """A definition; ``starts_as_paragraph`` where a blank line stands before or in it."""

    __slots__ = ("pieces", "starts_as_paragraph")

    def __init__(self, line: int, *, starts_as_paragraph: bool) -> None:
        super().__init__(line)
        self.starts_as_paragraph = starts_as_paragraph
        self.pieces: list[str] = []


class DefinitionListDraft(Draft):
    """Terms and definitions."""

    __slots__ = ("parts",)

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.parts: list[TermDraft | DefinitionDraft] = []


class TableDraft(Draft):
    """A table: its sections with their rows of cells, and the alignment of each column."""

    __slots__ = ("alignments", "sections")

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.alignments: list[Alignment] = []
        self.sections: list[tuple[Section, list[list[CellDraft]]]] = []


class HtmlDraft(ContainerDraft):
    """A block HTML element; ``content`` says how what it holds was parsed.

    ``is_closed`` is whether it has no content by its tag (``<x/>``, void elements),
    ``is_inside_raw`` whether it stands in raw HTML, ``is_native`` whether the option
    ``html_to_native`` makes it kramdown's own (``is_judged`` once that is known), ``is_plain``
    whether it is then a paragraph that is a tight item's text.
    """

    __slots__ = (
        "attributes",
        "content",
        "is_closed",
        "is_inside_raw",
        "is_judged",
        "is_native",
        "is_plain",
        "name",
    )

    def __init__(self, name: str, attributes: dict[str, str], line: int) -> None:
        super().__init__(line)
        self.name = name
        self.attributes = attributes
        self.content: ContentModel = "raw"
        self.is_closed = False
        self.is_inside_raw = False
        self.is_judged = False
        self.is_native = False
        self.is_plain = False

    @property
    def is_paragraph(self) -> bool:
        """Whether this is a paragraph of kramdown's by now."""
        return self.is_native and self.name == "p"


class FootnoteDraft(ContainerDraft):
    """The text of a footnote."""

    __slots__ = ("label",)

    def __init__(self, label: str, line: int) -> None:
        super().__init__(line)
        self.label = label


class RootDraft(ContainerDraft):
    """The whole text."""

    __slots__ = ()


def is_paragraph(draft: Draft | None) -> TypeGuard[ParagraphDraft | HtmlDraft]:
    """Whether ``draft`` is a paragraph, from a text or made of HTML."""
    return isinstance(draft, ParagraphDraft) or (
        isinstance(draft, HtmlDraft) and draft.is_paragraph
    )


def drafts_in(draft: Draft) -> Sequence[Draft]:
    """Return what ``draft`` directly holds; the cells of a table are not among it."""
    if isinstance(draft, ContainerDraft):
        return draft.children
    if isinstance(draft, ListDraft):
        return draft.items
    return draft.parts if isinstance(draft, DefinitionListDraft) else ()


def drafts_below(root: Draft) -> Iterator[Draft]:
    """Yield all that ``root`` holds at any depth, in the order of the document."""
    stack = list(reversed(drafts_in(root)))
    while stack:
        draft = stack.pop()
        yield draft
        stack.extend(reversed(drafts_in(draft)))
