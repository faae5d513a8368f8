"""Who wrote a document: ``author``, ``authors``, and what the site knows of them.

Sites keep people in ``_data/authors.yml`` (a hash by key, or a list), under ``authors`` in the
configuration, or in a collection ``authors`` (Jekyll's tutorial, "Collections"); documents name
them by key, or hold name, e-mail and URL themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, TypeAlias

from migrator.model.document import Author
from migrator.site.records import Site, SourceDocument
from migrator.site.ruby_values import to_text

_NAMES: Final = ("name", "display_name", "title", "full_name")
_EMAILS: Final = ("email", "mail")
_URLS: Final = ("url", "web", "website", "site", "uri", "home", "homepage")
_KEYS: Final = ("key", "id", "short_name", "username", "login", "nick", "slug", "name")
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>")
"""Some documents name their author by a link."""
_PLACES: Final = ("authors", "people", "team")

People: TypeAlias = Mapping[str, Mapping[str, object]]
"""What a site says of its authors, by key."""


def authors_of(site: Site, document: SourceDocument, known: People) -> tuple[Author, ...]:
    """Return the authors of a document in its order; the site's author where it names none.

    ``author`` comes first, those of ``authors`` follow. ``known`` is what ``known_people`` gives.
    """
    data = document.data
    named = [*_entries(data.get("author")), *_entries(data.get("authors"))]
    authors = [_author(entry, known) for entry in named or _entries(site.config.get("author"))]
    found: dict[str, Author] = {}
    for author in filter(lambda one: one.name, authors):
        found.setdefault(author.key or author.name, author)
    return tuple(found.values())


def site_authors(site: Site) -> tuple[Author, ...]:
    """Return every author of the site's documents, each once, by key."""
    found: dict[str, Author] = {}
    known = known_people(site)
    for document in site.documents:
        if document.kind != "page":
            for author in authors_of(site, document, known):
                found.setdefault(author.key, author)
    return tuple(found[key] for key in sorted(found))


def _entries(value: object) -> list[object]:
    if isinstance(value, list):
        return [entry for entry in value if entry]
    if isinstance(value, Mapping) and value and all(map(_is_hash, value.values())):
        return [{"key": to_text(key), **person} for key, person in value.items()]
    return [value] if value else []


def _is_hash(value: object) -> bool:
    return isinstance(value, Mapping)


def known_people(site: Site) -> People:
    """Return what the site says of its authors, by key."""
    known: dict[str, Mapping[str, object]] = {}
    for document in site.documents:
        if document.collection in _PLACES:
            keys = (_first(document.data, _KEYS), document.slug)
            known.update((key, document.data) for key in keys if key)
    for place in _PLACES:
        for source in (site.config.get(place), site.data.get(place)):
            known.update(_by_key(source))
    return known


def _by_key(source: object) -> dict[str, Mapping[str, object]]:
    if isinstance(source, Mapping):
        people = {to_text(key): person for key, person in source.items()}
    elif isinstance(source, list):
        entries = [person for person in source if isinstance(person, Mapping)]
        people = {_first(person, _KEYS): person for person in entries}
    else:
        return {}
    return {
        key: person if isinstance(person, Mapping) else {"name": person}
        for key, person in people.items()
        if key and person
    }


def _author(entry: object, known: People) -> Author:
    if isinstance(entry, Mapping):
        key = _first(entry, _KEYS)
        details: Mapping[str, object] = {**known.get(key, {}), **entry}
    else:
        key = _TAG.sub("", to_text(entry)).strip()
        details = known.get(key, {})
    return Author(
        key=key,
        name=_TAG.sub("", _first(details, _NAMES)).strip() or key,
        email=_first(details, _EMAILS),
        url=_first(details, _URLS),
    )


def _first(details: Mapping[str, object], keys: tuple[str, ...]) -> str:
    values = (details.get(key) for key in keys)
    return next((to_text(value).strip() for value in values if value), "")
