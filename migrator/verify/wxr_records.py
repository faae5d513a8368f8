"""A WXR file's elements as plain records, as lxml reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias, cast

from lxml import etree

from migrator.diagnostics import Severity

Finding: TypeAlias = tuple[str, Severity, str]
"""A code's last part, how much it matters, and what WordPress will do."""

WP: Final = "http://wordpress.org/export/1.2/"
NAMESPACES: Final = {
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wp": WP,
}
REQUIRED_FIELDS: Final = (
    "title",
    "dc:creator",
    "content:encoded",
    "excerpt:encoded",
    "wp:post_id",
    "wp:post_date",
    "wp:post_date_gmt",
    "wp:comment_status",
    "wp:ping_status",
    "wp:post_name",
    "wp:status",
    "wp:post_parent",
    "wp:menu_order",
    "wp:post_type",
    "wp:post_password",
    "wp:is_sticky",
)
"""What an item must have for the importer's fallback parser not to refuse it."""


@dataclass(frozen=True, slots=True)
class ItemTerm:
    """A term on an item; ``slug`` is None where the attribute is missing."""

    taxonomy: str
    name: str
    slug: str | None


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: its number and that of the comment it answers."""

    id: str
    parent: str


@dataclass(frozen=True, slots=True)
class WxrItem:
    """An item. ``missing`` names fields it lacks, ``padded`` those with white space around."""

    line: int
    title: str
    written_title: str
    guid: str
    creator: str
    content: str
    excerpt: str
    id: str
    date: str
    date_gmt: str
    slug: str
    status: str
    parent: str
    type: str
    attachment_url: str
    terms: tuple[ItemTerm, ...]
    meta: tuple[tuple[str, str], ...]
    comments: tuple[Comment, ...]
    missing: tuple[str, ...]
    padded: tuple[str, ...]

    @property
    def name(self) -> str:
        """How a message names the item."""
        return f"item {self.id or '?'} '{self.title}'"


@dataclass(frozen=True, slots=True)
class WxrTerm:
    """A term declared in the channel's head."""

    line: int
    taxonomy: str
    name: str
    slug: str
    parent: str
    padded: bool = False


@dataclass(frozen=True, slots=True)
class WxrAuthor:
    """An author declared in the channel's head."""

    line: int
    login: str
    email: str
    padded: bool = False


def read_item(element: etree._Element) -> WxrItem:
    """Return ``element``, an ``item``, as a record."""
    fields = {name: element.find(name, NAMESPACES) for name in REQUIRED_FIELDS}
    texts = {name: _text(field) for name, field in fields.items()}
    return WxrItem(
        line=line_of(element),
        title=texts["title"].strip(),
        written_title=texts["title"],
        guid=_child(element, "guid"),
        creator=texts["dc:creator"],
        content=texts["content:encoded"],
        excerpt=texts["excerpt:encoded"],
        id=texts["wp:post_id"],
        date=texts["wp:post_date"],
        date_gmt=texts["wp:post_date_gmt"],
        slug=texts["wp:post_name"],
        status=texts["wp:status"],
        parent=texts["wp:post_parent"],
        type=texts["wp:post_type"],
        attachment_url=_child(element, "wp:attachment_url"),
        terms=tuple(map(_read_item_term, element.findall("category"))),
        meta=tuple(
            (_child(meta, "wp:meta_key"), _child(meta, "wp:meta_value"))
            for meta in element.findall("wp:postmeta", NAMESPACES)
        ),
        comments=tuple(
            Comment(_child(comment, "wp:comment_id"), _child(comment, "wp:comment_parent"))
            for comment in element.findall("wp:comment", NAMESPACES)
        ),
        missing=tuple(name for name, field in fields.items() if field is None),
        padded=tuple(name for name in _SHORT if texts[name] != texts[name].strip()),
    )


def read_term(element: etree._Element) -> WxrTerm:
    """Return a ``wp:category``, ``wp:tag`` or ``wp:term`` as a record."""
    kind = etree.QName(element).localname
    names = _TERM_FIELDS[kind]
    taxonomy = _child(element, "wp:term_taxonomy") if kind == "term" else _TAXONOMIES[kind]
    slug, name, parent = (_child(element, field) if field else "" for field in names)
    padded = _is_padded(slug, parent, taxonomy)
    return WxrTerm(line_of(element), taxonomy, name, slug, parent, padded)


def read_author(element: etree._Element) -> WxrAuthor:
    """Return a ``wp:author`` as a record."""
    login, email = _child(element, "wp:author_login"), _child(element, "wp:author_email")
    return WxrAuthor(line_of(element), login, email, _is_padded(login, email))


def _is_padded(*texts: str) -> bool:
    return any(text != text.strip() for text in texts)


def _read_item_term(element: etree._Element) -> ItemTerm:
    return ItemTerm(element.get("domain", ""), _text(element), element.get("nicename"))


def _child(element: etree._Element, name: str) -> str:
    return element.findtext(name, "", NAMESPACES)


def _text(element: etree._Element | None) -> str:
    return "" if element is None else element.text or ""


def line_of(element: etree._Element) -> int:
    """Return the line of ``element``, 0 where lxml does not know it."""
    return cast("int | None", element.sourceline) or 0


_SHORT: Final = tuple(
    name for name in REQUIRED_FIELDS if name not in {"title", "content:encoded", "excerpt:encoded"}
)
_TERM_FIELDS: Final = {
    "category": ("wp:category_nicename", "wp:cat_name", "wp:category_parent"),
    "tag": ("wp:tag_slug", "wp:tag_name", ""),
    "term": ("wp:term_slug", "wp:term_name", "wp:term_parent"),
}
_TAXONOMIES: Final = {"category": "category", "tag": "post_tag"}
