"""What the JSON output holds beside the nodes: one record a document, one for the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from migrator.model.document import Asset, Author
from migrator.model.nodes import Body


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A line of documents.jsonl.

    ``title`` and ``slug`` are null where Jekyll has none (a page has no slug). ``date`` and
    ``modified`` are ISO 8601 with an offset. ``html`` is the body as Jekyll's
    converter gives it, before any cleaning; ``content`` is the model after the transforms.
    ``front_matter`` is what the file itself says. ``path`` is the source path in the site.
    """

    model_version: str
    path: str
    collection: str
    url: str
    title: str | None
    date: str | None
    modified: str | None
    slug: str | None
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    excerpt_html: str
    draft: bool
    published: bool
    layout: str | None
    aliases: tuple[str, ...]
    authors: tuple[Author, ...]
    assets: tuple[Asset, ...]
    front_matter: Mapping[str, object]
    html: str
    content: Body


@dataclass(frozen=True, slots=True)
class SiteRecord:
    """The content of site.json; ``collections`` counts the documents of each collection."""

    model_version: str
    title: str
    description: str
    url: str
    baseurl: str
    language: str
    timezone: str
    built_at: str | None
    authors: tuple[Author, ...]
    documents: int
    collections: Mapping[str, int]
