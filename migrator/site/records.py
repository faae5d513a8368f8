"""What reading a site yields: frozen records, small enough to go to every worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

from migrator.model.document import Comment

Kind: TypeAlias = Literal["post", "draft", "page", "item"]


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A post, draft, page or collection item that Jekyll would render.

    ``path`` is relative to the site, with ``/``. ``collection`` is ``posts``, ``pages`` or the
    collection's label. ``front_matter`` is what the file says; ``data`` what Jekyll holds for it:
    defaults merged, title, slug, date, categories, tags and the like filled in. ``url`` is as
    Jekyll gives it (percent-escaped, without baseurl). ``body_line`` is the one-based line in the
    file at which the body starts. ``written`` is false for items of collections whose
    ``output`` is false. ``title_stripped`` tells that jekyll-titles-from-headings takes the first
    heading out of the body. Pages have no date, slug, categories or tags of their own: those are
    empty, as in Jekyll. The body itself stays on disk: see ``reader.read_body``.
    """

    path: str
    collection: str
    kind: Kind
    extname: str
    url: str
    output_path: str
    output_ext: str
    title: str
    slug: str
    date: datetime | None
    front_matter: Mapping[str, object]
    data: Mapping[str, object]
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    draft: bool = False
    published: bool = True
    written: bool = True
    layout: str | None = None
    body_line: int = 1
    is_markdown: bool = True
    title_stripped: bool = False


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file that Jekyll copies as it is; ``url`` as Jekyll gives it, without baseurl.

    ``written`` is false for files of collections whose ``output`` is false, and for those whose
    defaults say ``published: false``: templates see them, the built site does not have them.
    """

    path: str
    url: str
    collection: str = ""
    written: bool = True


@dataclass(frozen=True, slots=True)
class SiteIndex:
    """Where everything is: source paths and URL paths to what stands there.

    URL paths are percent-decoded, NFC, without baseurl; ``/a/`` and ``/a/index.html`` both lead
    to the same entry, and so does ``/a`` for ``/a.html``.
    """

    documents_by_path: Mapping[str, SourceDocument] = field(default_factory=dict)
    documents_by_url: Mapping[str, SourceDocument] = field(default_factory=dict)
    static_by_path: Mapping[str, StaticFile] = field(default_factory=dict)
    static_by_url: Mapping[str, StaticFile] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Site:
    """A site as pass 1 found it.

    ``documents`` holds what Jekyll would render: posts (oldest first), then other collections in
    Jekyll's order, then pages. ``config`` is Jekyll's defaults with the site's files merged.
    ``data`` is ``site.data``. ``hidden`` holds drafts, future and unpublished documents that
    were left out, with the reason. ``comments`` are those of another service's export, by the path
    of the document they are on; ``image_keys`` is front matter that may name a document's image,
    before what is looked at anyway.
    """

    root: Path
    config: Mapping[str, object]
    zone: ZoneInfo
    built_at: datetime
    documents: tuple[SourceDocument, ...] = ()
    static_files: tuple[StaticFile, ...] = ()
    data: Mapping[str, object] = field(default_factory=dict)
    hidden: tuple[tuple[SourceDocument, str], ...] = ()
    index: SiteIndex = field(default_factory=SiteIndex)
    comments: Mapping[str, tuple[Comment, ...]] = field(default_factory=dict)
    image_keys: tuple[str, ...] = ()
