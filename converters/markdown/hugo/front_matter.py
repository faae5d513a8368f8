"""Front matter for Hugo: its own names for what Jekyll holds (Hugo: Front matter fields)."""

from __future__ import annotations

from typing import Final
from urllib.parse import unquote

from converters.markdown.writers import inherited_writers
from migrator.model.document import Document

MODIFIED_KEYS: Final = ("last_modified_at", "updated", "modified", "lastmod", "updated_at")
"""Jekyll has no name of its own for it; these are used, the first that is set counts."""

_REPLACED: Final = frozenset(
    {"category", "categories", "tag", "tags", "title", "date", "slug", "permalink", "draft"}
    | {"published", "redirect_from", "excerpt"}
)
RESERVED: Final = frozenset(
    {"aliases", "audio", "build", "_build", "cascade", "expirydate", "headless", "images", "kind"}
    | {"iscjklanguage", "keywords", "lang", "layout", "linktitle", "markup", "menu"}
    | {"menus", "outputs", "params", "path", "publishdate", "resources", "sitemap", "summary"}
    | {"translationkey", "type", "unpublishdate", "url", "videos", "weight", "series", "slug"}
)
"""Names that mean something to Hugo and something else to a Jekyll site (in lower case)."""

_HARMLESS: Final = frozenset({"keywords", "images", "series"})


def hugo_values(document: Document) -> dict[str, object]:
    """Return the front matter of ``document`` for Hugo.

    ``url`` keeps the document where it was, ``aliases`` what led to it. Keys of the source that
    Hugo would take for its own stand under ``params``.
    """
    values = _own_values(document)
    params: dict[str, object] = {}
    inherited = inherited_writers(document)
    for key, value in (*document.front_matter.items(), *inherited.items()):
        if key in _REPLACED or key == _modified_key(document):
            continue
        (params if _is_reserved(key, value) else values).setdefault(key, value)
    if params:
        values["params"] = params
    return values


def _own_values(document: Document) -> dict[str, object]:
    front_matter = document.front_matter
    is_hidden = document.draft or not document.published
    summary = document.excerpt_html if document.excerpt_is_explicit else front_matter.get("excerpt")
    found: dict[str, object] = {
        "title": document.title,
        "date": document.date,
        "lastmod": document.modified,
        "slug": document.slug,
        "url": unquote(document.url),
        "aliases": [unquote(alias) for alias in document.aliases],
        "draft": is_hidden,
        "categories": list(document.categories),
        "tags": list(document.tags),
        "summary": summary,
    }
    return {key: value for key, value in found.items() if value}


def _modified_key(document: Document) -> str:
    if document.modified is None:
        return ""
    return next((key for key in MODIFIED_KEYS if document.front_matter.get(key)), "")


def _is_reserved(key: object, value: object) -> bool:
    name = str(key).lower()
    if name in _HARMLESS:
        return not (isinstance(value, list) and all(isinstance(entry, str) for entry in value))
    return name in RESERVED
