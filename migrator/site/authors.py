"""Who wrote a document: ``author``, ``authors``, and what the site knows of them.

Sites keep people in ``_data/authors.yml`` (a hash by key, or a list) or under ``authors`` in the
configuration; documents name them by key, or hold name, e-mail and URL themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from migrator.model.document import Author
from migrator.site.records import Site, SourceDocument
from migrator.site.ruby_values import to_text

_NAMES: Final = ("name", "display_name", "title", "full_name")
_EMAILS: Final = ("email", "mail")
_URLS: Final = ("url", "web", "website", "site", "uri", "home", "homepage")
_KEYS: Final = ("key", "id", "username", "login", "nick", "slug", "name")
_PLACES: Final = ("authors", "people", "team")


def authors_of(site: Site, document: SourceDocument) -> tuple[Author, ...]:
    """Return the authors of a document in its order; the site's author where it names none."""
    named = _entries(document.data.get("author")) or _entries(document.data.get("authors"))
    if not named:
        named = _entries(site.config.get("author"))
    known = _known(site)
    authors = [_author(entry, known) for entry in named]
    return tuple(dict.fromkeys(author for author in authors if author.name))


def site_authors(site: Site) -> tuple[Author, ...]:
    """Return every author of the site's documents, each once, by key."""
    found: dict[str, Author] = {}
    for document in site.documents:
        if document.kind != "page":
            for author in authors_of(site, document):
                found.setdefault(author.key, author)
    return tuple(found[key] for key in sorted(found))


def _entries(value: object) -> list[object]:
    if isinstance(value, list):
        return [entry for entry in value if entry]
    return [value] if value else []


def _known(site: Site) -> Mapping[str, Mapping[str, object]]:
    """Return what the site says of its authors, by key."""
    known: dict[str, Mapping[str, object]] = {}
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


def _author(entry: object, known: Mapping[str, Mapping[str, object]]) -> Author:
    if isinstance(entry, Mapping):
        key = _first(entry, _KEYS)
        details: Mapping[str, object] = {**known.get(key, {}), **entry}
    else:
        key = to_text(entry).strip()
        details = known.get(key, {})
    return Author(
        key=key,
        name=_first(details, _NAMES) or key,
        email=_first(details, _EMAILS),
        url=_first(details, _URLS),
    )


def _first(details: Mapping[str, object], keys: tuple[str, ...]) -> str:
    values = (details.get(key) for key in keys)
    return next((to_text(value).strip() for value in values if value), "")
