"""Items of a WXR file as records, written and read back.

A piece's text is one complete item: what the whole site decides (ids, parents, unique slugs,
logins) still stands in it as wished for, and ``facts`` tells what is needed to decide it. The
assembly reads the item, settles all that and writes it anew without the facts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Final

from lxml import etree

from converters.wordpress.xml_text import cdata, escape_attribute, tag

NAMESPACES: Final = {
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wp": "http://wordpress.org/export/1.2/",
}
FACTS_NAMESPACE: Final = "urn:jekyll-migrator:facts"
DATE_FORMAT: Final = "%Y-%m-%d %H:%M:%S"
_DECLARATIONS: Final = "".join(f' xmlns:{key}="{value}"' for key, value in NAMESPACES.items())


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
class Facts:
    """What the assembly must know of an item.

    ``source`` is the document's path, ``path`` that of its URL, ``featured`` the source path of
    its image, ``urls`` the addresses of the old site in its content.
    """

    source: str = ""
    path: str = ""
    featured: str = ""
    is_dated: bool = True
    authors: tuple[ItemAuthor, ...] = ()
    urls: tuple[str, ...] = ()


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
    facts: Facts = field(default_factory=Facts)


def write_item(item: Item) -> str:
    """Return ``item`` for a WXR file, without its facts."""
    return f"<item>{''.join(_elements(item))}</item>\n"


def write_piece(item: Item) -> str:
    """Return ``item`` as a document of its own, with its facts."""
    facts = tag("jm:facts", json.dumps(asdict(item.facts), ensure_ascii=False))
    start = f'<item{_DECLARATIONS} xmlns:jm="{FACTS_NAMESPACE}">'
    return f"{start}{''.join(_elements(item))}{facts}</item>\n"


def _elements(item: Item) -> Iterator[str]:
    yield tag("title", item.title)
    yield tag("link", item.link)
    yield tag("pubDate", _rfc822(item.date_gmt))
    yield tag("dc:creator", item.creator)
    yield tag("guid", item.guid or item.link, isPermaLink="false")
    yield tag("description", "")
    yield tag("content:encoded", item.content)
    yield tag("excerpt:encoded", item.excerpt)
    yield tag("wp:post_id", item.id)
    yield tag("wp:post_date", item.date)
    yield tag("wp:post_date_gmt", item.date_gmt)
    yield tag("wp:comment_status", item.comment_status)
    yield tag("wp:ping_status", "closed")
    yield tag("wp:post_name", item.slug)
    yield tag("wp:status", item.status)
    yield tag("wp:post_parent", item.parent)
    yield tag("wp:menu_order", item.menu_order)
    yield tag("wp:post_type", item.type)
    yield tag("wp:post_password", "")
    yield tag("wp:is_sticky", int(item.is_sticky))
    if item.attachment_url:
        yield tag("wp:attachment_url", item.attachment_url)
    for term in item.terms:
        yield tag("category", term.name, domain=term.taxonomy, nicename=term.slug)
    for key, value in item.meta:
        yield f"<wp:postmeta>{tag('wp:meta_key', key)}{tag('wp:meta_value', value)}</wp:postmeta>"


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
        facts=_read_facts(root),
    )


def _text(element: etree._Element, name: str) -> str:
    return element.findtext(name, "", NAMESPACES)


def _read_term(element: etree._Element) -> ItemTerm:
    attributes = element.attrib
    return ItemTerm(str(attributes["domain"]), element.text or "", str(attributes["nicename"]))


def _read_meta(element: etree._Element) -> tuple[str, str]:
    return _text(element, "wp:meta_key"), _text(element, "wp:meta_value")


def _read_facts(root: etree._Element) -> Facts:
    data = json.loads(root.findtext(f"{{{FACTS_NAMESPACE}}}facts", "{}"))
    known = {one.name for one in fields(Facts)}
    authors = tuple(ItemAuthor(**author) for author in data.pop("authors", ()))
    urls = tuple(data.pop("urls", ()))
    rest = {key: value for key, value in data.items() if key in known}
    return Facts(authors=authors, urls=urls, **rest)


def namespace_declarations() -> str:
    """Return the namespace declarations of a WXR file's root element."""
    return _DECLARATIONS


__all__ = [
    "DATE_FORMAT",
    "NAMESPACES",
    "Facts",
    "Item",
    "ItemAuthor",
    "ItemTerm",
    "cdata",
    "escape_attribute",
    "namespace_declarations",
    "read_item",
    "write_item",
    "write_piece",
]
