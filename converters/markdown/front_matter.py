"""Front matter: what Jekyll holds of a document, under the names of its reader, in human order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from converters.markdown.front_matter_data import write_json, write_toml
from converters.markdown.front_matter_yaml import write_yaml
from converters.markdown.hugo.front_matter import hugo_values
from converters.markdown.writers import AUTHOR_KEYS, inherited_writers
from migrator.model.document import Document

_FIRST: Final = ("title", "linkTitle", "date", "last_modified_at", "lastmod", "updated")
_ADDRESS: Final = ("slug", "permalink", "url", "aliases", "redirect_from", "draft")
_TERMS: Final = ("categories", "tags")
_SUMMARY: Final = ("excerpt", "summary", "description", "image")
ORDER: Final = (*_FIRST, *AUTHOR_KEYS, *_ADDRESS, *_TERMS, *_SUMMARY)
"""Keys that come first, in this order; the rest follows as the source has it."""

_REPLACED: Final = frozenset({"category", "tag"})


def values_of(
    document: Document, dialect: str = "gfm", names: Sequence[tuple[str, str]] = ()
) -> dict[str, object]:
    """Return the front matter of ``document``: the source's keys with what Jekyll made of them.

    ``dialect`` decides the names that its reader knows; ``names`` are the user's own pairs of
    such a name and the one to write instead.
    """
    values = _VALUES.get(dialect, _plain_values)(document)
    ordered: dict[str, object] = {key: values[key] for key in ORDER if key in values}
    ordered.update((key, value) for key, value in values.items() if key not in ordered)
    return _renamed(ordered, dict(names))


def write_front_matter(values: Mapping[str, object], style: str = "yaml") -> str:
    """Return ``values`` as front matter with its fences and a final line feed; "" for none."""
    writer = WRITERS.get(style)
    return writer(values) if values and writer else ""


WRITERS: Final[Mapping[str, Callable[[Mapping[str, object]], str]]] = MappingProxyType(
    {"yaml": write_yaml, "toml": write_toml, "json": write_json}
)


def parse_names(text: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs of ``old:new,old:new``; raise ValueError for what is none."""
    pairs = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        old, colon, new = (piece.strip() for piece in part.partition(":"))
        if not (old and colon and new):
            raise ValueError(f"'map' takes pairs of names like date:published, not '{part}'")
        pairs.append((old, new))
    return tuple(pairs)


def _renamed(values: Mapping[str, object], names: Mapping[str, str]) -> dict[str, object]:
    """Return ``values`` under their new names; a key that has such a name already gives way."""
    if not names:
        return dict(values)
    taken = {new for old, new in names.items() if old in values}
    renamed: dict[str, object] = {}
    for key, value in values.items():
        name = names.get(key, key)
        while key not in names and name in taken:
            name += "_"
        renamed[name] = value
    return renamed


def _plain_values(document: Document) -> dict[str, object]:
    values = {key: value for key, value in document.front_matter.items() if key not in _REPLACED}
    values.update(inherited_writers(document))
    values.update(_jekyll_values(document))
    for key, terms in (("tags", document.tags), ("categories", document.categories)):
        if not terms:
            values.pop(key, None)
    return values


def _jekyll_values(document: Document) -> dict[str, object]:
    values: dict[str, object] = {}
    if document.title:
        values["title"] = document.title
    if document.date is not None:
        values["date"] = document.date
    if document.slug:
        values["slug"] = document.slug
    if document.url:
        values["permalink"] = document.url
    if document.aliases and "redirect_from" not in document.front_matter:
        values["aliases"] = list(document.aliases)
    if document.categories:
        values["categories"] = list(document.categories)
    if document.tags:
        values["tags"] = list(document.tags)
    if document.draft:
        values["draft"] = True
    return values


def _kramdown_values(document: Document) -> dict[str, object]:
    """Return the front matter for Jekyll: the file's folder says draft already."""
    values = _plain_values(document)
    for key in ("draft", "aliases"):
        if key not in document.front_matter:
            values.pop(key, None)
    if document.aliases:
        values["redirect_from"] = list(document.aliases)
    return values


_VALUES: Final[Mapping[str, Callable[[Document], dict[str, object]]]] = MappingProxyType(
    {"hugo": hugo_values, "kramdown": _kramdown_values}
)
