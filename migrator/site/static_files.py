"""Static files and their URLs (Jekyll: static_file.rb)."""

from __future__ import annotations

import posixpath

from migrator.site.documents import Collection
from migrator.site.permalinks import escape_path, sanitize_url, without_last_dots
from migrator.site.records import StaticFile


def static_file(path: str) -> StaticFile:
    """Return the record of a file outside the collections."""
    stem, extension = posixpath.splitext(path)
    return StaticFile(path, f"/{without_last_dots(stem)}{extension}")


def collection_file(collection: Collection, path: str, relative: str, template: str) -> StaticFile:
    """Return the record of a static file of a collection.

    ``relative`` is its path relative to ``collections_dir``, ``template`` the collection's.
    """
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
    return StaticFile(path, url, collection.label, written=collection.output)
