"""The objects of a site as templates see them (Jekyll: lib/jekyll/drops/, page.rb).

They are made on demand and kept, so that a template that walks over thousands of posts costs no
more than their number.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Final

from migrator.liquid.ruby import Drop, compare, inspect, is_array, to_text
from migrator.site.excerpts import excerpt_separator
from migrator.site.records import Site, SourceDocument, StaticFile

if TYPE_CHECKING:
    from migrator.liquid.state import SiteState

JEKYLL_VERSION: Final = "4.3.1"
ENVIRONMENT: Final = "production"
RELATED: Final = 10
_HTML: Final = (".html", ".xhtml", ".htm")
_RECURSIVE: Final = frozenset(("content", "output", "excerpt", "next", "previous"))
_DEEPEST: Final = 2


def relative_path(document: SourceDocument, config: Mapping[str, object]) -> str:
    """Return the path that Jekyll's documents give themselves: without ``collections_dir``."""
    if document.kind == "page":
        return document.path
    return _below_collections(document.path, config)


def _below_collections(path: str, config: Mapping[str, object]) -> str:
    folder = to_text(config.get("collections_dir")).strip("/")
    return path.removeprefix(f"{folder}/") if folder else path


class DocumentDrop(Drop):
    """A post or an item of a collection."""

    def __init__(self, state: SiteState, document: SourceDocument) -> None:
        self.state = state
        self.document = document
        self._fields: Mapping[str, Callable[[], object]] = {
            "id": self._id,
            "output": lambda: state.output_of(document),
            "content": lambda: state.content_of(document),
            "to_s": self.text,
            "relative_path": self.path,
            "path": self.path,
            "url": lambda: document.url,
            "date": self.date,
            "collection": lambda: document.collection,
            "excerpt": self._excerpt,
            "name": self._name,
            "previous": lambda: state.neighbour(document, -1),
            "next": lambda: state.neighbour(document, 1),
        }

    def get(self, key: object) -> object:
        """Return a field of Jekyll's own, or of the front matter."""
        field = self._fields.get(key)  # type: ignore[call-overload]
        if field is not None:
            return field()
        return self.document.data.get(key)  # type: ignore[call-overload]

    def has(self, key: object) -> bool:
        """Tell whether there is such a field."""
        return key in self._fields or key in self.document.data

    def text(self) -> str:
        """Return the content, as Jekyll's documents do."""
        return self.state.content_of(self.document)

    def date(self) -> datetime:
        """Return the date; without one, the time of the build."""
        return self.document.date or self.state.site.built_at

    def compare(self, other: object) -> int | None:
        """Compare by date, then by path."""
        if not isinstance(other, DocumentDrop):
            return None
        return compare([self.date(), self.path()], [other.date(), other.path()])

    def to_dict(self, depth: int = 0) -> dict[str, object]:
        """Return all fields; deep down without those that lead back."""
        names = [*self._fields, *self.document.data]
        fields = {
            name: self.get(name)
            for name in names
            if name != "to_s" and not (depth >= _DEEPEST and name in _RECURSIVE)
        }
        for name in ("previous", "next"):
            if isinstance(neighbour := fields.get(name), DocumentDrop):
                fields[name] = neighbour.to_dict(_DEEPEST)
        return fields

    def path(self) -> str:
        """Return the path that Jekyll's documents give themselves."""
        return relative_path(self.document, self.state.site.config)

    def _excerpt(self) -> object:
        """Return the excerpt; without a separator Jekyll makes none, and the data stays."""
        if excerpt_separator(self.document, self.state.site.config):
            return self.state.excerpt_of(self.document)
        return self.document.data.get("excerpt")

    def _name(self) -> object:
        name = self.document.data.get("name")
        return posixpath.basename(self.document.path) if name is None else name

    def _id(self) -> str:
        slug = self.document.data.get("slug")
        basename = posixpath.splitext(posixpath.basename(self.document.path))[0]
        folder = posixpath.dirname(self.document.url.rstrip("/"))
        return f"{folder.rstrip('/')}/{basename if slug is None else to_text(slug)}"


class ExcerptDrop(DocumentDrop):
    """The excerpt of a document, which is ``page`` while the excerpt itself is expanded."""

    def __init__(self, state: SiteState, document: SourceDocument, text: str) -> None:
        super().__init__(state, document)
        self._text = text
        self._fields = {
            **self._fields,
            "id": lambda: f"{self._id()}#excerpt",
            "content": lambda: text,
            "excerpt": lambda: None,
        }

    def text(self) -> str:
        """Return the excerpt as it was cut."""
        return self._text

    def path(self) -> str:
        """Return the path with the mark that Jekyll adds."""
        return f"{super().path()}/#excerpt"


class PageDrop(Drop):
    """A page: in Jekyll a plain hash of its front matter and a few fields."""

    def __init__(self, state: SiteState, document: SourceDocument) -> None:
        self.state = state
        self.document = document
        self._fields: Mapping[str, Callable[[], object]] = {
            "content": lambda: state.content_of(document),
            "dir": self._folder,
            "excerpt": lambda: state.excerpt_of(document) or None,
            "name": lambda: posixpath.basename(document.path),
            "path": self.path,
            "url": lambda: document.url,
        }

    def get(self, key: object) -> object:
        """Return a field."""
        field = self._fields.get(key)  # type: ignore[call-overload]
        return field() if field is not None else self.document.data.get(key)  # type: ignore[call-overload]

    def has(self, key: object) -> bool:
        """Tell whether there is such a field."""
        return key in self._fields or key in self.document.data

    def text(self) -> str:
        """Return the hash as Ruby shows it."""
        return inspect(self.to_dict())

    def to_dict(self, depth: int = 0) -> dict[str, object]:
        """Return all fields."""
        del depth
        return {**self.document.data, **{name: self.get(name) for name in self._fields}}

    def path(self) -> object:
        """Return the path: front matter may name another."""
        return self.document.data.get("path", self.document.path)

    def _folder(self) -> str:
        url = self.document.url
        return url if url.endswith("/") else posixpath.dirname(url).rstrip("/") + "/"


class StaticFileDrop(Drop):
    """A static file."""

    def __init__(self, site: Site, file: StaticFile) -> None:
        self.site = site
        self.file = file

    def get(self, key: object) -> object:
        """Return a field."""
        return self.to_dict().get(key) if isinstance(key, str) else None

    def has(self, key: object) -> bool:
        """Tell whether there is such a field."""
        return key in self.to_dict()

    def to_dict(self, depth: int = 0) -> dict[str, object]:
        """Return all fields."""
        del depth
        name = posixpath.basename(self.file.path)
        stem, extension = posixpath.splitext(name)
        return {
            "name": name,
            "extname": extension,
            "modified_time": self._modified_time(),
            "basename": stem,
            "path": self._path(),
            "collection": self.file.collection or None,
        }

    def _path(self) -> str:
        if self.file.collection:
            return _below_collections(self.file.path, self.site.config)
        return f"/{self.file.path}"

    def _modified_time(self) -> datetime | None:
        try:
            seconds = (self.site.root / self.file.path).stat().st_mtime
        except OSError:
            return None
        return datetime.fromtimestamp(int(seconds), self.site.zone)


class CollectionDrop(Drop):
    """A collection: its documents and what the config says of it."""

    def __init__(self, site_drop: SiteDrop, label: str, metadata: Mapping[str, object]) -> None:
        self.site_drop = site_drop
        self.label = label
        self.metadata = metadata

    def get(self, key: object) -> object:
        """Return a field."""
        return self.to_dict().get(key) if isinstance(key, str) else None

    def text(self) -> str:
        """Return the documents as Ruby shows them."""
        return inspect(self.site_drop.documents_of(self.label))

    def to_dict(self, depth: int = 0) -> dict[str, object]:
        """Return all fields."""
        del depth
        folder = f"_{self.label}"
        return {
            **self.metadata,
            "output": self.metadata.get("output", False),
            "label": self.label,
            "docs": self.site_drop.documents_of(self.label),
            "files": self.site_drop.files_of(self.label),
            "directory": folder,
            "relative_directory": folder,
        }


class SiteDrop(Drop):
    """``site``: the config, and all that the site holds."""

    def __init__(self, state: SiteState) -> None:
        self.state = state
        self.site = state.site
        self._fields: Mapping[str, Callable[[], object]] = {
            "time": lambda: self.site.built_at.astimezone(self.site.zone),
            "data": self._data,
            "posts": lambda: self._posts,
            "pages": lambda: self._pages,
            "html_pages": lambda: self._html_pages,
            "static_files": lambda: self._static_files,
            "documents": lambda: self._documents,
            "collections": lambda: self._collections,
            "categories": lambda: self._categories,
            "tags": lambda: self._tags,
            "related_posts": self._related_posts,
            "config": lambda: None,
        }

    def get(self, key: object) -> object:
        """Return a collection, a field of Jekyll's own, or a setting of the config."""
        if key in self._labels and key != "posts":
            return self.documents_of(str(key))
        field = self._fields.get(key)  # type: ignore[call-overload]
        return field() if field is not None else self.site.config.get(key)  # type: ignore[call-overload]

    def has(self, key: object) -> bool:
        """Tell whether there is such a field."""
        return key in self._labels or key in self._fields or key in self.site.config

    def text(self) -> str:
        """Return the name of Ruby's class, as Liquid shows it."""
        return "Jekyll::Drops::SiteDrop"

    def to_dict(self, depth: int = 0) -> dict[str, object]:
        """Return the settings; the documents would lead to everything there is."""
        del depth
        return {**self.site.config, "time": self.get("time"), "data": self._data()}

    def _data(self) -> object:
        """Return the data files; ``data`` in the configuration takes their place."""
        configured = self.site.config.get("data")
        return self.site.data if configured in (None, False) else configured

    def documents_of(self, label: str) -> list[Drop]:
        """Return the documents of a collection, in Jekyll's order."""
        return [self.state.drop(document) for document in self.state.by_collection.get(label, ())]

    def files_of(self, label: str) -> list[Drop]:
        """Return the static files of a collection."""
        files = self.site.static_files
        return [StaticFileDrop(self.site, file) for file in files if file.collection == label]

    @cached_property
    def _labels(self) -> Mapping[str, Mapping[str, object]]:
        configured = self.site.config.get("collections")
        found: dict[str, Mapping[str, object]] = {"posts": {"output": True}}
        if isinstance(configured, Mapping):
            for label, metadata in configured.items():
                found[to_text(label)] = metadata if isinstance(metadata, Mapping) else {}
        elif isinstance(configured, list):
            found.update((to_text(label), {}) for label in configured)
        return found

    @cached_property
    def _posts(self) -> list[Drop]:
        return self.documents_of("posts")[::-1]

    @cached_property
    def _pages(self) -> list[Drop]:
        return [self.state.drop(one) for one in self.site.documents if one.kind == "page"]

    @cached_property
    def _html_pages(self) -> list[Drop]:
        return [
            self.state.drop(one)
            for one in self.site.documents
            if one.kind == "page" and (one.output_ext in _HTML or one.url.endswith("/"))
        ]

    @cached_property
    def _static_files(self) -> list[Drop]:
        return [StaticFileDrop(self.site, file) for file in self.site.static_files]

    @cached_property
    def _documents(self) -> list[Drop]:
        return [
            drop
            for label in self._labels
            for drop in self.documents_of(label) + self.files_of(label)
        ]

    @cached_property
    def _collections(self) -> list[Drop]:
        labels = sorted(self._labels.items())
        return [CollectionDrop(self, label, metadata) for label, metadata in labels]

    @cached_property
    def _categories(self) -> Mapping[object, list[Drop]]:
        return self._posts_by("categories")

    @cached_property
    def _tags(self) -> Mapping[object, list[Drop]]:
        return self._posts_by("tags")

    def _posts_by(self, field: str) -> Mapping[object, list[Drop]]:
        """Return the posts by category or tag, newest first."""
        found: dict[object, list[Drop]] = {}
        for post in self.state.by_collection.get("posts", ()):
            values = post.data.get(field)
            for value in values if is_array(values) else ():  # type: ignore[attr-defined]
                found.setdefault(_hashable(value), []).insert(0, self.state.drop(post))
        return found

    def _related_posts(self) -> object:
        current = self.state.current
        if current is None or current.kind == "page" or self.state.in_excerpt:
            return None
        posts = self._posts
        if len(posts) <= 1:
            return []
        newest = posts[: RELATED + 1]
        return [drop for drop in newest if drop is not self.state.drop(current)][:RELATED]


def _hashable(value: object) -> object:
    """Return a category or tag as the key of a hash; a list stays one, apart from its text."""
    if isinstance(value, (list, tuple)):
        return tuple(_hashable(item) for item in value)
    return value if isinstance(value, (str, int, float, bool)) or value is None else to_text(value)


class JekyllDrop(Drop):
    """``jekyll``."""

    def get(self, key: object) -> object:
        """Return version or environment."""
        return self.to_dict().get(key) if isinstance(key, str) else None

    def to_dict(self, depth: int = 0) -> dict[str, object]:
        """Return both."""
        del depth
        return {"version": JEKYLL_VERSION, "environment": ENVIRONMENT}
