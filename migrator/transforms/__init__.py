"""Model to model: native elements, cleaning, white space, tables, formulas, links and the like.

Transforms are pure: a body goes in, a body comes out; what they note on the way goes to Notes.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from typing import Final, TypeAlias

from migrator.model.nodes import (
    Body,
    Heading,
    HtmlElement,
    Image,
    LineBreak,
    Link,
    Node,
    OrderedList,
    Plain,
    RawBlock,
    RawInline,
    Span,
    Strong,
    Table,
    Text,
)
from migrator.model.walk import EVERY_KIND, kinds_in
from migrator.transforms.bold_headings import show_headings
from migrator.transforms.break_paragraphs import part_paragraphs
from migrator.transforms.clean import KINDS, clean
from migrator.transforms.context import (
    Notes,
    TransformContext,
    Transformed,
    TransformOptions,
)
from migrator.transforms.editors import CONCERNED, apply_profiles
from migrator.transforms.editors.shortcodes import make_captions
from migrator.transforms.editors.word import make_lists
from migrator.transforms.emoji_codes import show_emoji
from migrator.transforms.formulas import find_formulas
from migrator.transforms.headings import mend_heading_ids
from migrator.transforms.links import LINKING, resolve_links
from migrator.transforms.list_starts import number_lists
from migrator.transforms.loose_text import wrap_loose_text
from migrator.transforms.media import SHOWING, resolve_media
from migrator.transforms.mentions import link_mentions
from migrator.transforms.native import to_native
from migrator.transforms.pseudo_tags import show_pseudo_tags
from migrator.transforms.tables import mend_tables
from migrator.transforms.tracking import drop_tracking
from migrator.transforms.white_space import fold_white_space

__all__ = [
    "TRANSFORMS",
    "TransformContext",
    "TransformOptions",
    "Transformed",
    "apply_transforms",
]

Transform: TypeAlias = Callable[[Body, TransformContext, Notes], Body]

_HTML: Final = frozenset({HtmlElement, RawInline, RawBlock})

TRANSFORMS: Final[tuple[tuple[str, Transform, Container[type[Node]]], ...]] = (
    ("pseudo tags", show_pseudo_tags, {HtmlElement}),
    ("native", lambda body, _context, _notes: to_native(body), _HTML),
    ("list starts", lambda body, _context, _notes: number_lists(body), {OrderedList}),
    ("editors", apply_profiles, CONCERNED),
    ("Word's lists", make_lists, {Span}),
    ("captions", make_captions, {Image}),
    ("clean", clean, EVERY_KIND),
    ("white space", lambda body, _context, _notes: fold_white_space(body), EVERY_KIND),
    ("loose text", lambda body, _context, _notes: wrap_loose_text(body), {Plain}),
    ("break paragraphs", part_paragraphs, {LineBreak}),
    ("bold headings", show_headings, {Strong}),
    ("tables", mend_tables, {Table}),
    ("formulas", find_formulas, {Text}),
    ("emoji codes", show_emoji, {Text}),
    ("mentions", link_mentions, {Text}),
    ("headings", mend_heading_ids, {Heading}),
    ("tracking", drop_tracking, {Link}),
    ("links", resolve_links, LINKING),
    ("media", resolve_media, SHOWING),
)
"""All transforms, in the order in which they run, each with the nodes that it is there for."""

DEFAULT_CONTEXT: Final = TransformContext()

MESSAGES: Final[Mapping[str, str]] = {
    **KINDS,
    "repeated-id": "dropped {count} heading ids that stand earlier in the document",
}


def apply_transforms(body: Body, context: TransformContext = DEFAULT_CONTEXT) -> Transformed:
    """Return ``body`` after all transforms, with the assets it uses and what was cleaned.

    Broken links and missing media go to ``context.sink`` as warnings with their lines; what was
    cleaned goes there as one diagnostic a kind, with its count and first line.
    """
    notes = Notes(context)
    kinds = kinds_in(body)
    for _, transform, concerned in TRANSFORMS:
        if not any(kind in concerned for kind in kinds):
            continue
        before, body = body, transform(body, context, notes)
        if body is not before:
            kinds = kinds_in(body)
    return notes.finish(body, MESSAGES)
