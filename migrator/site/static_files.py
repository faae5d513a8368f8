"""Static files and their URLs (Jekyll: static_file.rb)."""

from __future__ import annotations

import posixpath

from migrator.site.context import ReadContext
from migrator.site.documents import Collection
from migrator.site.permalinks import escape_path, sanitize_url, without_last_dots
from migrator.site.records import StaticFile
from migrator.site.ruby_values import is_true


def static_file(context: ReadContext, path: str) -> StaticFile:
    """Return the record of a file outside the collections."""
    stem, extension = posixpath.splitext(path)
    url = f"/{without_last_dots(stem)}{extension}"
    return StaticFile(path, url, written=_is_published(context, url))


def collection_file(
    context: ReadContext, collection: Collection, path: str, relative: str
) -> StaticFile:
    """Return the record of a static file of a collection.

    ``relative`` is its path relative to ``collections_dir``.
    """
    template = collection.template(context.style)
    stem, extension = posixpath.splitext(relative)
    values = {
        "collection": collection.label,
        "path": without_last_dots(stem).replace(collection.folder, "", 1),
        "output_ext": "",
        "name": without_last_dots(posixpath.splitext(posixpath.basename(relative))[0]),
        "title": "",
    }
    for name, value in values.items():
        template = template.replace(f":{name}", escape_path(value))
    url = sanitize_url(template).removesuffix("/") + extension
    written = collection.output and _is_published(context, url, collection.label)
    return StaticFile(path, url, collection.label, written=written)


def _is_published(context: ReadContext, url: str, kind: str = "") -> bool:
    """Return whether the defaults of what has that URL let Jekyll write it.

    A file outside the collections has no type: only defaults without one cover it.
    """
    return is_true(context.defaults.merged(url, kind).get("published", True))
