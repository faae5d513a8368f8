"""The document model: a closed union of frozen nodes.

Containers hold their children in ``children`` and nowhere else, so one walker serves all.
``line`` is the one-based line in the source file, 0 where it is not known. ``Text`` holds real
characters (entities are decoded) and, in prose, no line feed: that is ``SoftBreak`` or
``LineBreak``. Only inside an ``HtmlElement`` as the parser leaves it may text, white space
included, stand beside blocks; the native transform gives such text its ``Plain``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from migrator.model.attributes import NO_ATTRIBUTES, Attributes

Alignment: TypeAlias = Literal["left", "center", "right", ""]
Section: TypeAlias = Literal["head", "body", "foot"]
Display: TypeAlias = Literal["block", "inline"]


# ----------------------------------------------------------------------------- blocks


@dataclass(frozen=True, slots=True)
class Body:
    """The root: a document's blocks, then its footnote definitions in order of first reference."""

    children: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of inlines (HTML ``p``)."""

    children: tuple[Inline, ...] = ()
    attributes: Attributes = NO_ATTRIBUTES
    line: int = 0


@dataclass(frozen=True, slots=True)
class Plain:
    """Inlines that stand as a block without being a paragraph: a tight item's text."""

    children: tuple[Inline, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` is 1 to 6; its id is in ``attributes``."""

    level: int
    children: tuple[Inline, ...] = ()
    attributes: Attributes = NO_ATTRIBUTES
    line: int = 0


@dataclass(frozen=True, slots=True)
class BlockQuote:
    """A quotation of blocks."""

    children: tuple[Block, ...] = ()
    attributes: Attributes = NO_ATTRIBUTES
    line: int = 0


@dataclass(frozen=True, slots=True)
class ThematicBreak:
    """A horizontal rule."""

    attributes: Attributes = NO_ATTRIBUTES
    line: int = 0


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Literal text with its final line feed; ``language`` as written, without ``language-``.

    ``options`` is what followed ``?`` in a fence's language (kramdown's highlighter options).
    """

    text: str
    language: str = ""
    options: str = ""
    attributes: Attributes = NO_ATTRIBUTES
    line: int = 0


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item; ``checked`` is None unless it is a task. Tight text is ``Plain``."""

    children: tuple[Block, ...] = ()
    checked: bool | None = None
    attributes: Attributes = NO_ATTRIBUTES
    line: int = 0


@dataclass(frozen=True, slots=True)
class BulletList:
    """An unordered list."""

    children: tuple[ListItem, ...] = ()
    attributes: Attributes = NO_ATTRIBUTES
    line: int = 0


@dataclass(frozen=True, slots=True)
class OrderedList:
    """An ordered list; ``start`` is what readers see, so 1 for kramdown's own lists."""

    children: tuple[ListItem, ...] = ()
    start: int = 1
    attributes: Attributes = NO_ATTRIBUTES
    line: int = 0


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a definition list (``dt``)."""

    children: tuple[Inline, ...] = ()
    attributes: Attributes = NO_ATTRIBUTES
    line: int = 0


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition of the terms before it (``dd``)."""

    children: tuple[Block, ...] = ()
    attributes: Attributes = NO_ATTRIBUTES
    line: int = 0


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """Terms and definitions in order."""

    children: tuple[Term | Definition, ...] = ()
    attributes: Attributes = NO_ATTRIBUTES
    line: int = 0


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell. Inlines in Markdown tables; blocks where an HTML cell held them (never both)."""

    children: tuple[Node, ...] = ()
    header: bool = False
    alignment: Alignment = ""
    column_span: int = 1
    row_span: int = 1
    attributes: Attributes = NO_ATTRIBUTES
    line: int = 0


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of cells."""

    children: tuple[TableCell, ...] = ()
    attributes: Attributes = NO_ATTRIBUTES
    line: int = 0


@dataclass(frozen=True, slots=True)
class TableSection:
    """Rows of a head, a body or a foot."""

    section: Section = "body"
    children: tuple[TableRow, ...] = ()
    attributes: Attributes = NO_ATTRIBUTES
    line: int = 0


@dataclass(frozen=True, slots=True)
class Caption:
    """The caption of a table or a figure: inlines, or blocks where the HTML held them."""

    children: tuple[Node, ...] = ()
    attributes: Attributes = NO_ATTRIBUTES
    line: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """An optional caption, then sections: at most one head first, at most one foot last."""

    children: tuple[Caption | TableSection, ...] = ()
    attributes: Attributes = NO_ATTRIBUTES
    line: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: its blocks and an optional caption (``figcaption``) first or last."""

    children: tuple[Block, ...] = ()
    attributes: Attributes = NO_ATTRIBUTES
    line: int = 0


@dataclass(frozen=True, slots=True)
class Div:
    """A generic container of blocks (``div``)."""

    children: tuple[Block, ...] = ()
    attributes: Attributes = NO_ATTRIBUTES
    line: int = 0


@dataclass(frozen=True, slots=True)
class MathBlock:
    """Display mathematics in LaTeX, without delimiters."""

    latex: str
    attributes: Attributes = NO_ATTRIBUTES
    line: int = 0


@dataclass(frozen=True, slots=True)
class FootnoteDefinition:
    """The text of a footnote that is referenced; ``label`` as written, ``number`` as shown."""

    label: str
    number: int
    children: tuple[Block, ...] = ()
    attributes: Attributes = NO_ATTRIBUTES
    line: int = 0


@dataclass(frozen=True, slots=True)
class LinkDefinition:
    """``[label]: destination "title"``; shows nothing itself."""

    label: str
    destination: str
    title: str = ""
    attributes: Attributes = NO_ATTRIBUTES
    line: int = 0


@dataclass(frozen=True, slots=True)
class AbbreviationDefinition:
    """``*[text]: title``; shows nothing itself."""

    text: str
    title: str = ""
    attributes: Attributes = NO_ATTRIBUTES
    line: int = 0


SOURCE_MARKUPS: Final = frozenset(
    ("textile", "asciidoc", "creole", "mediawiki", "org", "pod", "rdoc", "rst", "haml", "slim")
)
"""Formats of raw nodes that hold the text of a document nobody could convert: shown as written."""


@dataclass(frozen=True, slots=True)
class RawBlock:
    """Verbatim text in ``format`` (``html``, ``latex``, ``liquid``, ``textile``); last resort.

    HTML comments, processing instructions and doctypes are RawBlock or RawInline of ``html``.
    """

    format: str
    text: str
    line: int = 0


# ----------------------------------------------------------------------------- inlines


@dataclass(frozen=True, slots=True)
class Text:
    """Characters as readers see them."""

    text: str


@dataclass(frozen=True, slots=True)
class SmartPunctuation:
    """Typography: ``text`` is what readers see (``’``, ``…``), ``source`` what was written."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class SoftBreak:
    """A line feed in the source that reads as a space."""


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A hard line break (``br``)."""

    attributes: Attributes = NO_ATTRIBUTES


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasis (``em``)."""

    children: tuple[Inline, ...] = ()
    attributes: Attributes = NO_ATTRIBUTES


@dataclass(frozen=True, slots=True)
class Strong:
    """Strong emphasis (``strong``)."""

    children: tuple[Inline, ...] = ()
    attributes: Attributes = NO_ATTRIBUTES


@dataclass(frozen=True, slots=True)
class Strikethrough:
    """Struck-out text (``del``)."""

    children: tuple[Inline, ...] = ()
    attributes: Attributes = NO_ATTRIBUTES


@dataclass(frozen=True, slots=True)
class CodeSpan:
    """Literal text in a line; a language class, where given, is in ``attributes``."""

    text: str
    attributes: Attributes = NO_ATTRIBUTES


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink; ``title`` is None where there is none."""

    destination: str
    children: tuple[Inline, ...] = ()
    title: str | None = None
    attributes: Attributes = NO_ATTRIBUTES
    line: int = 0


@dataclass(frozen=True, slots=True)
class Image:
    """An image; ``alt`` is plain text."""

    destination: str
    alt: str = ""
    title: str | None = None
    attributes: Attributes = NO_ATTRIBUTES
    line: int = 0


@dataclass(frozen=True, slots=True)
class MathInline:
    """Mathematics in a line, in LaTeX, without delimiters."""

    latex: str
    attributes: Attributes = NO_ATTRIBUTES


@dataclass(frozen=True, slots=True)
class FootnoteReference:
    """A footnote's mark; ``occurrence`` counts the references to one note from 0."""

    label: str
    number: int
    occurrence: int = 0
    attributes: Attributes = NO_ATTRIBUTES


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An abbreviation in the text (``abbr``) with its long form."""

    text: str
    title: str = ""
    attributes: Attributes = NO_ATTRIBUTES


@dataclass(frozen=True, slots=True)
class Span:
    """A generic container of inlines (``span``)."""

    children: tuple[Inline, ...] = ()
    attributes: Attributes = NO_ATTRIBUTES


@dataclass(frozen=True, slots=True)
class RawInline:
    """Verbatim text in ``format`` within a line; see RawBlock."""

    format: str
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class HtmlElement:
    """A raw HTML element, parsed, that has no native node (or not yet: see the transforms).

    ``name`` is lower-case but for SVG and MathML names. A raw text element (``script``,
    ``style``, ``textarea``) holds one Text, written without escaping by HTML's rules.
    """

    name: str
    children: tuple[Node, ...] = ()
    attributes: Attributes = NO_ATTRIBUTES
    display: Display = "block"
    line: int = 0


# ----------------------------------------------------------------------------- unions

Block: TypeAlias = (
    Paragraph
    | Plain
    | Heading
    | BlockQuote
    | ThematicBreak
    | CodeBlock
    | BulletList
    | OrderedList
    | DefinitionList
    | Table
    | Figure
    | Caption
    | Div
    | MathBlock
    | FootnoteDefinition
    | LinkDefinition
    | AbbreviationDefinition
    | RawBlock
    | HtmlElement
)

Inline: TypeAlias = (
    Text
    | SmartPunctuation
    | SoftBreak
    | LineBreak
    | Emphasis
    | Strong
    | Strikethrough
    | CodeSpan
    | Link
    | Image
    | MathInline
    | FootnoteReference
    | Abbreviation
    | Span
    | RawInline
    | HtmlElement
)

Part: TypeAlias = ListItem | Term | Definition | TableSection | TableRow | TableCell
"""Nodes that stand only inside one kind of block."""

Node: TypeAlias = Body | Block | Inline | Part
