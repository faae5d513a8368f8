"""Categories and tags of a document (Jekyll: document.rb, utils.rb pluralized_array_from_hash)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from migrator.site.ruby_values import flatten, is_true, to_text, union

_SPACE = re.compile(r"[ \t\n\v\f\r\0]+")


class TaxonomyError(TypeError):
    """``categories`` is neither text nor a list; Jekyll gives up reading the document."""


def split_words(text: str) -> list[str]:
    """Return the words of a text, split at white space as Ruby's ``split`` does."""
    return [word for word in _SPACE.split(text) if word]


def merge_categories(known: list[object], layer: Mapping[str, object]) -> list[object]:
    """Return the categories with those of one more layer (defaults, front matter) added.

    Raises:
        TaxonomyError: the layer's categories are neither text nor a list.

    """
    value = layer.get("categories")
    if value is None:
        return known
    if isinstance(value, str):
        return union(known, split_words(value))
    if isinstance(value, list):
        return union(known, value)
    raise TaxonomyError(type(value).__name__)


def all_categories(merged: list[object], data: Mapping[str, object]) -> list[object]:
    """Return the final categories: the merged ones and ``category``, once each.

    Values that are not text stand there twice, as they are and as text, as in Jekyll.
    """
    texts = [to_text(value) for value in merged]
    texts += [to_text(value) for value in _singular_or_plural(data, "category", merged)]
    return union(merged, texts)


def all_tags(data: Mapping[str, object]) -> list[object]:
    """Return the tags: ``tag`` wins over ``tags``; only ``tags`` is split at white space."""
    return _singular_or_plural(data, "tag", data.get("tags"))


def _singular_or_plural(data: Mapping[str, object], singular: str, plural: object) -> list[object]:
    value = data.get(singular)
    if not is_true(value):
        value = split_words(plural) if isinstance(plural, str) else plural
        value = value if isinstance(value, list) else None
    return [item for item in flatten([value]) if item is not None]


def names(values: Sequence[object]) -> tuple[str, ...]:
    """Return categories or tags as text, each once, empty ones left out."""
    texts = (to_text(value) for value in values)
    return tuple(dict.fromkeys(text for text in texts if text))
