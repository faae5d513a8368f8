"""Post meta: where a document came from, and the front matter that the user wants kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Final

from converters.wordpress.seo import seo_meta
from migrator.model.document import Document

ALIAS_KEY: Final = "_jekyll_redirect_from"
TARGET_KEY: Final = "_jekyll_redirect_to"
KEY_LIMIT: Final = 255
ALL: Final = "all"
_OWN_NAMES: Final = """
    author authors categories category comments date excerpt permalink published redirect_from
    slug tag tags title
"""
_OWN_KEYS: Final = frozenset(_OWN_NAMES.split())
"""Front matter that an item carries in fields of its own."""
_SERIALISED: Final = re.compile(r"\s*(?:N;|[abCdEiOs]:)")
"""What WordPress might take for serialised PHP, and change or lose (is_serialized)."""
_IGNORED_KEYS: Final = frozenset(
    {"_edit_lock", "_edit_last", "_wp_attached_file", "_wp_attachment_metadata"}
)


def meta_of(
    document: Document, wanted: tuple[str, ...], seo_plugin: str = ""
) -> tuple[tuple[str, str], ...]:
    """Return key and value pairs: the document's old address and ``wanted`` front matter.

    ``seo_plugin`` names the plugin for which what search engines are told is kept, '' for none.
    """
    pairs = [("_jekyll_path", document.path), ("_jekyll_url", document.url)]
    pairs += [(ALIAS_KEY, alias) for alias in document.aliases]
    pairs += [(TARGET_KEY, document.redirect_to)] if document.redirect_to else []
    pairs += [("_jekyll_author", author.name) for author in document.authors[1:]]
    pairs += _front_matter(document.data if wanted != (ALL,) else document.front_matter, wanted)
    if document.modified is not None:  # the importer ignores post_modified
        pairs.append(("_jekyll_modified", document.modified.isoformat()))
    kept = tuple((key, safe_value(value)) for key, value in pairs)
    return kept + tuple(seo_meta(document.data, seo_plugin))


def _front_matter(data: Mapping[str, object], wanted: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    keys = [key for key in data if key not in _OWN_KEYS] if wanted == (ALL,) else wanted
    for key in keys:
        name = str(key)
        if key in data and 0 < len(name) <= KEY_LIMIT and name not in _IGNORED_KEYS:
            yield name, _plain(data[key])


def _plain(value: object) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False, default=_json_value)


def _json_value(value: object) -> str:
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)


def safe_value(value: str) -> str:
    """Return ``value`` so that WordPress stores these characters and takes none for PHP data."""
    if _SERIALISED.match(value):
        return f's:{len(value.encode("utf-8", "replace"))}:"{value}";'
    return value
