"""Taxonomy terms of the whole site: a nicename each, parents before children."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from converters.wordpress.items import ItemTerm
from converters.wordpress.slugs import term_slug, unique
from converters.wordpress.xml_text import tag

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

    def write(self, used: Iterable[TermKey]) -> Iterator[str]:
        """Yield the declarations of ``used`` terms and their parents: categories, then tags."""
        wanted = {ancestor for key in used for ancestor in self._with_parents(key)}
        declared = [(key, term) for key, term in self.terms.items() if key in wanted]
        for taxonomy in (CATEGORY, TAG):
            for key, term in declared:
                if key[0] == taxonomy:
                    yield self._write_term(term)

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

    def _write_term(self, term: Term) -> str:
        number = tag("wp:term_id", term.id)
        if term.taxonomy == TAG:
            content = (
                f"{number}{tag('wp:tag_slug', term.slug)}{tag('wp:tag_name', term.name)}"
                f"{tag('wp:tag_description', '')}"
            )
            return f"<wp:tag>{content}</wp:tag>\n"
        parent = self.terms[term.parent].slug if term.parent else ""
        content = (
            f"{number}{tag('wp:category_nicename', term.slug)}{tag('wp:category_parent', parent)}"
            f"{tag('wp:cat_name', term.name)}{tag('wp:category_description', '')}"
        )
        return f"<wp:category>{content}</wp:category>\n"
