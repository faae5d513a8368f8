"""Attributes that editors leave behind, and inline styles that are decoration.

Those with a profile say themselves what they leave (see ``editors``); here stand what others do:
Google Docs, TinyMCE, Froala, Draft, ProseMirror.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from migrator.model.attributes import (
    Attributes,
    classes_of,
    get_attribute,
    set_attribute,
    without_attributes,
)
from migrator.model.nodes import (
    BlockQuote,
    BulletList,
    Caption,
    CodeBlock,
    CodeSpan,
    Definition,
    DefinitionList,
    Div,
    Emphasis,
    Figure,
    Heading,
    HtmlElement,
    Image,
    LineBreak,
    Link,
    ListItem,
    Node,
    OrderedList,
    Paragraph,
    Span,
    Strikethrough,
    Strong,
    Table,
    TableCell,
    TableRow,
    TableSection,
    Term,
    ThematicBreak,
)
from migrator.transforms.editors import ATTRIBUTES, CLASSES
from migrator.transforms.seen_styles import is_seen
from migrator.transforms.styles import Styles, filter_style

_EDITOR_NAMES: Final = re.compile(
    rf"""(?:
      data-(?:mce|ffr|pm|ogs[bc]|sheets|mso|message|sourcepos)(?:-.*)?
    | data-(?:offset-key|editor|reactroot|reactid|start|end|testid|text-align)
    | data-(?:is-(?:last|only)-node|path-to-node|index-in-node|selectable-paragraph)
    | contenteditable | spellcheck | draggable | aria-level | bis_skin_checked
    | mce_.* | _mce_.* | js(?:action|controller|name|model) | {ATTRIBUTES}
    )\Z""",
    re.X,
)
_IMAGE_EDITOR_NAMES: Final = re.compile(r"data-(?:filename|url|alt|lightbox|phocus)\Z")
_EDITOR_CLASSES: Final = re.compile(
    rf"""(?:
      Apple-.* | docs-internal.* | kix-.*
    | ProseMirror.* | public-DraftStyle.* | mce-.* | fr-(?:fi[clr]|di[bi]|draggable) | {CLASSES}
    )\Z""",
    re.X,
)
_EDITOR_IDS: Final = re.compile(r"(?:docs-internal-guid-|SE-[0-9a-f]{8}|mce_\d|yui_)")
_EDITOR_VALUES: Final = {("dir", "ltr"), ("role", "presentation"), ("rel", "dofollow")}

_DECORATION: Final = re.compile(
    r"""(?:
      color | caret-color | background(?:-color|-image)? | font | font-(?!weight|style).*
    | line-height | letter-spacing | word-(?:spacing|break|wrap) | overflow-wrap | white-space
    | text-(?:indent|shadow|rendering|size-adjust) | border(?:-.*)? | margin(?:-.*)?
    | padding(?:-.*)? | outline(?:-.*)? | box-(?:sizing|shadow) | mso-.* | -.* | orphans | widows
    | transition | cursor | tab-size | unicode-bidi | break-(?:before|after|inside)
    )\Z""",
    re.X,
)
_SIZES: Final = re.compile(r"(?:(?:min-|max-)?(?:width|height)|vertical-align|table-layout)\Z")
_IMAGE_DECORATION: Final = re.compile(r"(?:color|background.*|border.*|font.*|mso-.*|cursor)\Z")
_DEFAULT_VALUES: Final = {
    "text-align": {"left", "start", "justify", "inherit", "initial"},
    "font-weight": {"normal", "400", "300", "inherit"},
    "font-style": {"normal", "inherit"},
    "text-decoration": {"none", "inherit"},
    "text-decoration-line": {"none", "inherit"},
    "text-transform": {"none"},
    "float": {"none"},
    "display": {"inline"},
    "direction": {"ltr"},
    "vertical-align": {"baseline", "inherit"},
}
_TABLE_ATTRIBUTES: Final = (
    *("border", "bordercolor", "cellpadding", "cellspacing", "frame", "rules"),
    *("width", "height", "bgcolor", "valign", "nowrap"),
)
_TABLE_PARTS: Final = (Table, TableSection, TableRow, TableCell)
_DECORATION_ATTRIBUTES: Final[dict[type[Node], tuple[str, ...]]] = {
    **dict.fromkeys(_TABLE_PARTS, _TABLE_ATTRIBUTES),
    ThematicBreak: ("size", "width", "noshade", "color", "align"),
    LineBreak: ("clear",),
    Image: ("border", "hspace", "vspace"),
}
_STYLED: Final = frozenset(
    {Paragraph, Heading, BlockQuote, ThematicBreak, CodeBlock, ListItem, BulletList, OrderedList}
    | {Term, Definition, DefinitionList, Caption, Figure, Div, LineBreak, Emphasis, Strong}
    | {Strikethrough, CodeSpan, Link, Span, *_TABLE_PARTS}
)
_STYLED_ELEMENTS: Final = frozenset(
    {"u", "sub", "sup", "small", "mark", "ins", "big", "font", "kbd"}
)


@dataclass(frozen=True, slots=True)
class CleanedAttributes:
    """What is left of a node's attributes, and how many of each kind are gone."""

    attributes: Attributes
    editor: int = 0
    decoration: int = 0


def clean_attributes(
    node: Node, attributes: Attributes, styles: Styles, *, editor: bool = True
) -> CleanedAttributes:
    """Return ``attributes`` of ``node`` less editor markup, and less decoration by ``styles``."""
    kept = attributes
    if editor:
        kept = _without_editor_classes(_without_editor_names(node, attributes))
    dropped = _dropped(attributes, kept)
    if styles == "all":
        return CleanedAttributes(kept, dropped)
    plain = without_attributes(kept, _DECORATION_ATTRIBUTES.get(type(node), ()))
    plain = _without_decoration(node, plain, styles)
    return CleanedAttributes(plain, dropped, _dropped(kept, plain))


def _dropped(before: Attributes, after: Attributes) -> int:
    """Return how many attributes are gone or changed."""
    kept = set(after)
    return sum(pair not in kept for pair in before)


def _without_editor_names(node: Node, attributes: Attributes) -> Attributes:
    """Names that editors write around images mean something to scripts on other elements."""
    around_image = isinstance(node, Span | Figure | Image)
    return tuple(
        (name, value)
        for name, value in attributes
        if not _is_editor_attribute(name, value)
        and not (around_image and _IMAGE_EDITOR_NAMES.match(name))
    )


def _is_editor_attribute(name: str, value: str) -> bool:
    if name == "id":
        return _EDITOR_IDS.match(value) is not None
    if name == "lang":
        return value.isupper()  # only Word writes EN-US so, on every span
    return (name, value.lower()) in _EDITOR_VALUES or _EDITOR_NAMES.match(name) is not None


def _without_editor_classes(attributes: Attributes) -> Attributes:
    if get_attribute(attributes, "class") is None:
        return attributes
    classes = classes_of(attributes)
    kept = [name for name in classes if not _EDITOR_CLASSES.match(name)]
    if not kept:
        return without_attributes(attributes, ("class",))
    if len(kept) == len(classes):
        return attributes
    return set_attribute(attributes, "class", " ".join(kept))


def _without_decoration(node: Node, attributes: Attributes, styles: Styles) -> Attributes:
    if isinstance(node, Image):
        return filter_style(attributes, lambda name, _: not _IMAGE_DECORATION.match(name))
    if isinstance(node, HtmlElement):
        if node.name not in _STYLED_ELEMENTS:
            return attributes
    elif type(node) not in _STYLED:
        return attributes
    sized, seen = isinstance(node, _TABLE_PARTS), styles == "shown"
    return filter_style(
        attributes,
        lambda name, value: (
            _is_meaningful(name, value, sized) or (seen and is_seen(node, name, value))
        ),
    )


def _is_meaningful(name: str, value: str, sized: bool) -> bool:
    if _DECORATION.match(name) or (sized and _SIZES.match(name)):
        return False
    plain = value.lower().removesuffix("!important").strip()
    return plain not in _DEFAULT_VALUES.get(name, ())
