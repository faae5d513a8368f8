"""Reads collections other than posts, and sorts documents (Jekyll: collection.rb)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Final

from migrator.site.context import ReadContext
from migrator.site.documents import Collection, read_document, relative_to_collections
from migrator.site.records import SourceDocument, StaticFile
from migrator.site.static_files import collection_file
from migrator.site.tree import files_below, starts_with_header

POSTS: Final = "posts"
_NOT_IN_LABELS: Final = re.compile(r"[^a-z0-9_\-.]", re.IGNORECASE)
_SPECIAL: Final = (POSTS, "data")


def all_collections(config: Mapping[str, object]) -> list[Collection]:
    """Return the site's collections in the order of the configuration, posts among them."""
    named = config.get("collections")
    return [
        Collection(_NOT_IN_LABELS.sub("", label), metadata if isinstance(metadata, dict) else {})
        for label, metadata in (named.items() if isinstance(named, Mapping) else ())
    ]


def read_collection(
    context: ReadContext, collection: Collection
) -> tuple[list[SourceDocument], list[StaticFile]]:
    """Return the documents of a collection in Jekyll's order, and its static files."""
    documents: list[SourceDocument] = []
    static_files: list[StaticFile] = []
    folder = "/".join(filter(None, (context.collections_dir, collection.folder)))
    if collection.label in _SPECIAL or not (context.root / folder).is_dir():
        return documents, static_files
    for name in sorted(files_below(context, folder)):
        if not context.entry_filter.accepts(collection.folder, name, is_folder=False):
            continue
        path = f"{folder}/{name}"
        header = starts_with_header(context, path)
        if header:
            document = read_document(context, collection, path, "item")
            documents += [document] if document else []
        elif header is not None:
            relative = relative_to_collections(context, path)
            static_files.append(collection_file(context, collection, path, relative))
    return sort_documents(documents, collection), static_files


def sort_documents(
    documents: Iterable[SourceDocument], collection: Collection
) -> list[SourceDocument]:
    """Return the documents in the order of ``order``, ``sort_by``, or by date and path."""
    by_date = _merge_sorted(list(documents), compare_dates)
    order, sort_by = collection.metadata.get("order"), collection.metadata.get("sort_by")
    if isinstance(order, list):
        return _arranged(by_date, order, collection.folder)
    if isinstance(sort_by, str):
        return _merge_sorted(list(documents), partial(_compare_by, sort_by))
    return by_date


def compare_dates(one: SourceDocument, two: SourceDocument) -> int:
    """Compare two documents as Jekyll sorts them: by date if both have one, then by path."""
    if one.date is not None and two.date is not None and one.date != two.date:
        return -1 if one.date < two.date else 1
    return (one.path > two.path) - (one.path < two.path)


def _merge_sorted(
    documents: list[SourceDocument], compare: Callable[[SourceDocument, SourceDocument], int]
) -> list[SourceDocument]:
    """Return the documents sorted by halves, as Ruby's ``sort`` does on Linux.

    Where some documents have no date, Jekyll's comparison is not consistent, and the order comes
    out of the way of sorting.
    """
    if len(documents) <= 1:
        return documents
    middle = len(documents) // 2
    first = _merge_sorted(documents[:middle], compare)
    second = _merge_sorted(documents[middle:], compare)
    merged: list[SourceDocument] = []
    left = right = 0
    while left < len(first) and right < len(second):
        if compare(first[left], second[right]) <= 0:
            merged.append(first[left])
            left += 1
        else:
            merged.append(second[right])
            right += 1
    return merged + first[left:] + second[right:]


def _arranged(
    documents: list[SourceDocument], order: list[object], folder: str
) -> list[SourceDocument]:
    named = {f"{folder}/{entry}".lower(): place for place, entry in enumerate(order)}
    last = len(order)

    def place(document: SourceDocument) -> int:
        start = document.path.find(f"{folder}/")
        return named.get(document.path[max(start, 0) :].lower(), last)

    return sorted(documents, key=place)


def _compare_by(key: str, one: SourceDocument, two: SourceDocument) -> int:
    first, second = one.data.get(key), two.data.get(key)
    if first is None or second is None:
        if (first is None) != (second is None):
            return 1 if first is None else -1
        return compare_dates(one, two)
    try:
        less, more = first < second, first > second  # type: ignore[operator]
    except TypeError:
        less = more = False
    return -1 if less else 1 if more else compare_dates(one, two)
