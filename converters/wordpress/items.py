"""Items of a WXR file as records, written and read back.

A piece's text is one complete item: what the whole site decides (ids, parents, unique slugs,
logins) still stands in it as wished for, and ``facts`` tells what is needed to decide it. The
assembly reads the item, settles all that and writes it anew without the facts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Final

from lxml import etree

from converters.wordpress.xml_elements import NAMESPACES, add_element, add_text, to_text

FACTS: Final = "facts"
_ATTRIBUTES: Final[Mapping[str, Mapping[str, str]]] = {"guid": {"isPermaLink": "false"}}
DATE_FORMAT: Final = "%Y-%m-%d %H:%M:%S"


@dataclass(frozen=True, slots=True)
class ItemTerm:
    """A term on an item."""

    taxonomy: str
    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class ItemAuthor:
    """A writer as the document has it."""

    key: str
    name: str
    email: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class ItemComment:
    """A comment; ``id`` and ``parent`` count from 1 in each item until the site is known."""

    id: int
    parent: int
    author: str
    email: str
    url: str
    date: str
    date_gmt: str
    content: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the assembly must know of an item.

    ``source`` is the document's path, ``path`` that of its URL, ``featured`` the source path of
    its image, ``urls`` the addresses of the old site in its content. ``refused`` are the source
    paths of files that WordPress does not take, ``unreachable`` of those that have no address.
    """

    source: str = ""
    path: str = ""
    featured: str = ""
    is_dated: bool = True
    authors: tuple[ItemAuthor, ...] = ()
    urls: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    unreachable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One item; dates are ``YYYY-MM-DD HH:MM:SS``, ``id`` and ``parent`` 0 where not yet given."""

    title: str
    link: str
    type: str
    slug: str
    status: str
    date: str
    date_gmt: str
    creator: str = ""
    guid: str = ""
    content: str = ""
    excerpt: str = ""
    id: int = 0
    parent: int = 0
    menu_order: int = 0
    comment_status: str = "closed"
    is_sticky: bool = False
    attachment_url: str = ""
    terms: tuple[ItemTerm, ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    comments: tuple[ItemComment, ...] = ()
    facts: Facts = field(default_factory=Facts)


def add_item(parent: etree._Element, item: Item) -> None:
    """Add ``item`` to ``parent``, the channel of a WXR file, without its facts."""
    _add_fields(add_element(parent, "item"), item)


def write_piece(item: Item) -> str:
    """Return ``item`` as a document of its own, with its facts."""
    root = etree.Element("item", nsmap=dict(NAMESPACES))
    _add_fields(root, item)
    add_text(root, FACTS, json.dumps(asdict(item.facts), ensure_ascii=False))
    return to_text(root) + "\n"


def _add_fields(element: etree._Element, item: Item) -> None:
    for name, value in _fields(item):
        add_text(element, name, value, **_ATTRIBUTES.get(name, {}))
    for term in item.terms:
        add_text(element, "category", term.name, domain=term.taxonomy, nicename=term.slug)
    for key, value in item.meta:
        meta = add_element(element, "wp:postmeta")
        add_text(meta, "wp:meta_key", key)
        add_text(meta, "wp:meta_value", value)
    for comment in item.comments:
        _add_comment(element, comment)


def _add_comment(item: etree._Element, comment: ItemComment) -> None:
    element = add_element(item, "wp:comment")
    add_text(element, "wp:comment_id", comment.id)
    add_text(element, "wp:comment_author", comment.author)
    add_text(element, "wp:comment_author_email", comment.email)
    add_text(element, "wp:comment_author_url", comment.url)
    add_text(element, "wp:comment_author_IP", "")
    add_text(element, "wp:comment_date", comment.date)
    add_text(element, "wp:comment_date_gmt", comment.date_gmt)
    add_text(element, "wp:comment_content", comment.content)
    add_text(element, "wp:comment_approved", "1")
    add_text(element, "wp:comment_type", "comment")
    add_text(element, "wp:comment_parent", comment.parent)
    add_text(element, "wp:comment_user_id", 0)


def _fields(item: Item) -> Iterator[tuple[str, str | int]]:
    yield "title", item.title
    yield "link", item.link
    yield "pubDate", _rfc822(item.date_gmt)
    yield "dc:creator", item.creator
    yield "guid", item.guid or item.link
    yield "description", ""
    yield "content:encoded", item.content
    yield "excerpt:encoded", item.excerpt
    yield "wp:post_id", item.id
    yield "wp:post_date", item.date
    yield "wp:post_date_gmt", item.date_gmt
    yield "wp:comment_status", item.comment_status
    yield "wp:ping_status", "closed"
    yield "wp:post_name", item.slug
    yield "wp:status", item.status
    yield "wp:post_parent", item.parent
    yield "wp:menu_order", item.menu_order
    yield "wp:post_type", item.type
    yield "wp:post_password", ""
    yield "wp:is_sticky", int(item.is_sticky)
    if item.attachment_url:
        yield "wp:attachment_url", item.attachment_url


def _rfc822(date_gmt: str) -> str:
    moment = datetime.strptime(date_gmt, DATE_FORMAT).replace(tzinfo=UTC)
    return format_datetime(moment)


def read_item(text: str) -> Item:
    """Return the item of a piece's text. Raises ``lxml.etree.XMLSyntaxError`` if it is no XML."""
    parser = etree.XMLParser(huge_tree=True, resolve_entities=False)
    root = etree.fromstring(text.encode(), parser)
    return Item(
        title=_text(root, "title"),
        link=_text(root, "link"),
        type=_text(root, "wp:post_type"),
        slug=_text(root, "wp:post_name"),
        status=_text(root, "wp:status"),
        date=_text(root, "wp:post_date"),
        date_gmt=_text(root, "wp:post_date_gmt"),
        creator=_text(root, "dc:creator"),
        guid=_text(root, "guid"),
        content=_text(root, "content:encoded"),
        excerpt=_text(root, "excerpt:encoded"),
        menu_order=int(_text(root, "wp:menu_order")),
        comment_status=_text(root, "wp:comment_status"),
        is_sticky=_text(root, "wp:is_sticky") == "1",
        terms=tuple(map(_read_term, root.findall("category"))),
        meta=tuple(map(_read_meta, root.findall("wp:postmeta", NAMESPACES))),
        comments=tuple(map(_read_comment, root.findall("wp:comment", NAMESPACES))),
        facts=_read_facts(root),
    )


def _text(element: etree._Element, name: str) -> str:
    return element.findtext(name, "", NAMESPACES)


def _read_term(element: etree._Element) -> ItemTerm:
    attributes = element.attrib
    return ItemTerm(str(attributes["domain"]), element.text or "", str(attributes["nicename"]))


def _read_meta(element: etree._Element) -> tuple[str, str]:
    return _text(element, "wp:meta_key"), _text(element, "wp:meta_value")


def _read_comment(element: etree._Element) -> ItemComment:
    return ItemComment(
        id=int(_text(element, "wp:comment_id")),
        parent=int(_text(element, "wp:comment_parent")),
        author=_text(element, "wp:comment_author"),
        email=_text(element, "wp:comment_author_email"),
        url=_text(element, "wp:comment_author_url"),
        date=_text(element, "wp:comment_date"),
        date_gmt=_text(element, "wp:comment_date_gmt"),
        content=_text(element, "wp:comment_content"),
    )


def _read_facts(root: etree._Element) -> Facts:
    data = json.loads(root.findtext(FACTS, "{}"))
    return Facts(
        source=data.get("source", ""),
        path=data.get("path", ""),
        featured=data.get("featured", ""),
        is_dated=data.get("is_dated", True),
        authors=tuple(ItemAuthor(**author) for author in data.get("authors", ())),
        urls=tuple(data.get("urls", ())),
        refused=tuple(data.get("refused", ())),
        unreachable=tuple(data.get("unreachable", ())),
    )


__all__ = [
    "DATE_FORMAT",
    "NAMESPACES",
    "Facts",
    "Item",
    "ItemAuthor",
    "ItemComment",
    "ItemTerm",
    "add_item",
    "read_item",
    "write_piece",
]
