"""Taxonomy terms of the whole site: a nicename each, parents before children."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeAlias

from lxml import etree

from converters.wordpress.items import ItemTerm
from converters.wordpress.slugs import term_slug, unique
from converters.wordpress.xml_elements import add_element, add_text

CATEGORY: Final = "category"
TAG: Final = "post_tag"
NAME_LIMIT: Final = 200
_ANGLES: Final = str.maketrans("<>", "‹›")

TermKey: TypeAlias = tuple[str, tuple[str, ...]]
"""A taxonomy, and the names from the topmost parent down to the term."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term with its number in the file and its parent's nicename."""

    id: int
    taxonomy: str
    name: str
    slug: str
    parent: TermKey | None = None


def term_name(name: str) -> str:
    """Return ``name`` as WordPress takes it: no angle brackets, at most 200 characters."""
    return " ".join(name.split()).translate(_ANGLES)[:NAME_LIMIT].strip()


def names_in(data: Mapping[str, object], key: str) -> tuple[str, ...]:
    """Return the names of terms in the front matter's ``key``: one text, or a list of them."""
    value = data.get(key)
    entries = value if isinstance(value, list) else [value]
    named = (
        entry.get("name") or entry.get("title") if isinstance(entry, Mapping) else entry
        for entry in entries
    )
    texts = (
        str(one).strip()
        for one in named
        if isinstance(one, (str, int, float, date)) and not isinstance(one, bool)
    )
    return tuple(dict.fromkeys(filter(None, texts)))


@dataclass(slots=True)
class Taxonomy:
    """All terms, as items name them. ``nested``: a category is the parent of the one after it."""

    nested: bool = False
    terms: dict[TermKey, Term] = field(default_factory=dict)
    _slugs: dict[str, set[str]] = field(default_factory=dict)

    def keys_of(self, terms: Sequence[ItemTerm]) -> tuple[TermKey, ...]:
        """Return the keys of an item's terms, new ones noted with their parents first."""
        keys: list[TermKey] = []
        path: tuple[str, ...] = ()
        for term in terms:
            is_child = self.nested and term.taxonomy == CATEGORY
            path = (*path, term.name) if is_child else (term.name,)
            keys.append(self._note((term.taxonomy, path)))
        return tuple(dict.fromkeys(keys))

    def item_terms(self, keys: Iterable[TermKey]) -> tuple[ItemTerm, ...]:
        """Return ``keys`` as the terms of an item, with their nicenames."""
        chosen = (self.terms[key] for key in keys)
        return tuple(ItemTerm(term.taxonomy, term.name, term.slug) for term in chosen)

    def declare(self, channel: etree._Element, used: Iterable[TermKey]) -> None:
        """Add to ``channel`` what declares ``used`` terms and their parents: categories first."""
        wanted = {ancestor for key in used for ancestor in self._with_parents(key)}
        declared = [(key, term) for key, term in self.terms.items() if key in wanted]
        own = dict.fromkeys(taxonomy for taxonomy, _ in self.terms)
        for taxonomy in dict.fromkeys((CATEGORY, TAG, *own)):
            for key, term in declared:
                if key[0] == taxonomy:
                    self._declare(channel, term)

    def _note(self, key: TermKey) -> TermKey:
        if key not in self.terms:
            taxonomy, path = key
            parent = (taxonomy, path[:-1]) if len(path) > 1 else None
            taken = self._slugs.setdefault(taxonomy, set())
            slug = unique(term_slug(path[-1]), taken)
            taken.add(slug)
            self.terms[key] = Term(len(self.terms) + 1, taxonomy, path[-1], slug, parent)
        return key

    def _with_parents(self, key: TermKey) -> Iterator[TermKey]:
        current: TermKey | None = key
        while current is not None:
            yield current
            current = self.terms[current].parent

    def _declare(self, channel: etree._Element, term: Term) -> None:
        parent = self.terms[term.parent].slug if term.parent else ""
        name, fields = _TERM_ELEMENTS.get(term.taxonomy, _OTHER_ELEMENT)
        values: dict[str, str | int] = {"id": term.id, "slug": term.slug, "parent": parent}
        values |= {"name": term.name, "taxonomy": term.taxonomy}
        element = add_element(channel, name)
        for field_name, value in fields:
            add_text(element, field_name, values.get(value, ""))


_TERM_ELEMENTS: Final = {
    CATEGORY: (
        "wp:category",
        (
            ("wp:term_id", "id"),
            ("wp:category_nicename", "slug"),
            ("wp:category_parent", "parent"),
            ("wp:cat_name", "name"),
            ("wp:category_description", ""),
        ),
    ),
    TAG: (
        "wp:tag",
        (
            ("wp:term_id", "id"),
            ("wp:tag_slug", "slug"),
            ("wp:tag_name", "name"),
            ("wp:tag_description", ""),
        ),
    ),
}
"""How each taxonomy's terms are declared: the element, its fields and what they hold."""
_OTHER_ELEMENT: Final = (
    "wp:term",
    (
        ("wp:term_id", "id"),
        ("wp:term_taxonomy", "taxonomy"),
        ("wp:term_slug", "slug"),
        ("wp:term_parent", "parent"),
        ("wp:term_name", "name"),
        ("wp:term_description", ""),
    ),
)
