"""A migrated document and its site, as converters see them: metadata beside the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from migrator.model.nodes import Body


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the site that a document uses.

    ``path`` is the source path in the site, ``url`` its URL path there (with baseurl), ``alt``
    the text of the first image that shows it, ``featured`` whether the front matter names it as
    the document's image.
    """

    path: str
    url: str
    alt: str = ""
    featured: bool = False


@dataclass(frozen=True, slots=True)
class Author:
    """A writer: ``key`` as documents name them, and what ``_data/authors`` or the config adds."""

    key: str
    name: str
    email: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """A reader's comment: ``parent`` is the ``key`` of the comment it answers, '' for none."""

    key: str
    html: str
    parent: str = ""
    author: str = ""
    email: str = ""
    url: str = ""
    date: datetime | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document stands in its site: what a path for it can be made of."""

    path: str
    collection: str
    slug: str
    date: datetime | None = None
    draft: bool = False
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A source document ready for a converter.

    ``path`` is the source path in the site, ``url`` the unescaped-as-Jekyll URL path without
    baseurl, ``html`` the body as Jekyll's converter gives it before any cleaning, ``body`` the
    model after the transforms. ``front_matter`` is what the file itself says, ``data`` the same
    with the site's defaults merged. ``aliases`` are further URL paths (``redirect_from``);
    ``redirect_to`` is where a document that only leads elsewhere leads, "" for all others.
    ``comments`` stand each after the one it answers. ``linked_ids`` are ids in it that other
    documents may link to; ``own_files`` the source paths of those of its ``assets`` that nothing
    else on the site refers to; ``links`` maps addresses in it (without query and fragment) to
    the documents that stand there.
    """

    path: str
    collection: str
    url: str
    title: str
    date: datetime | None
    slug: str
    body: Body
    html: str = ""
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    excerpt_html: str = ""
    excerpt_is_explicit: bool = False
    draft: bool = False
    published: bool = True
    layout: str | None = None
    modified: datetime | None = None
    authors: tuple[Author, ...] = ()
    front_matter: Mapping[str, object] = field(default_factory=dict)
    data: Mapping[str, object] = field(default_factory=dict)
    assets: tuple[Asset, ...] = ()
    aliases: tuple[str, ...] = ()
    redirect_to: str = ""
    output_ext: str = ".html"
    comments: tuple[Comment, ...] = ()
    linked_ids: frozenset[str] = frozenset()
    own_files: frozenset[str] = frozenset()
    links: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SiteInfo:
    """What converters need to know of the whole site; small enough to go to every worker.

    ``data`` is what the site's data files hold, by name.
    """

    title: str = ""
    description: str = ""
    url: str = ""
    baseurl: str = ""
    language: str = ""
    timezone: str = "UTC"
    built_at: datetime | None = None
    authors: tuple[Author, ...] = ()
    collections: tuple[str, ...] = ()
    config: Mapping[str, object] = field(default_factory=dict)
    data: Mapping[str, object] = field(default_factory=dict)
