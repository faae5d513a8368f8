"""Reads posts and drafts, and decides which of them the site shows (Jekyll: publisher.rb)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from migrator.diagnostics import Severity
from migrator.site.collections import sort_documents
from migrator.site.context import ReadContext
from migrator.site.documents import Collection, read_document
from migrator.site.records import SourceDocument
from migrator.site.ruby_values import is_true

UNPUBLISHED: Final = "unpublished"
FUTURE: Final = "future"
DRAFT: Final = "draft"
LIMITED: Final = "limit_posts"
Hidden = tuple[SourceDocument, str]


@dataclass(slots=True)
class Sorted:
    """Documents that the site shows, and those that it leaves out, with the reason."""

    shown: list[SourceDocument]
    hidden: list[Hidden]


def read_posts(
    context: ReadContext, collection: Collection, posts: Iterable[str], drafts: Iterable[str]
) -> Sorted:
    """Return the posts and drafts at the given paths, oldest first."""
    read = [read_document(context, collection, path, "post") for path in posts]
    read += [read_document(context, collection, path, "draft") for path in drafts]
    found = Sorted([], [])
    for document in sort_documents((one for one in read if one), collection):
        reason = _reason_to_hide(context, collection, document)
        if reason:
            found.hidden.append((document, reason))
        else:
            found.shown.append(document)
    _limit(context, found)
    return found


def _reason_to_hide(context: ReadContext, collection: Collection, document: SourceDocument) -> str:
    if document.kind == "draft" and not context.show_drafts:
        return DRAFT
    return publication_problem(context, collection, document)


def publication_problem(
    context: ReadContext, collection: Collection, document: SourceDocument
) -> str:
    """Return why Jekyll does not publish a document, or an empty string."""
    # Only false counts as unpublished for items, but an empty `published:` hides posts too.
    if not context.unpublished and not is_true(document.data.get("published", True)):
        return UNPUBLISHED
    in_future = document.date is not None and document.date > context.clock.now
    if in_future and not context.future and not collection.future:
        return FUTURE
    return ""


def _limit(context: ReadContext, found: Sorted) -> None:
    limit = context.config.get("limit_posts")
    if not isinstance(limit, int) or limit <= 0 or len(found.shown) <= limit:
        return
    left_out = found.shown[:-limit]
    found.hidden += [(document, LIMITED) for document in left_out]
    found.shown = found.shown[-limit:]
    message = f"`limit_posts: {limit}` leaves out {len(left_out)} older posts, as in Jekyll"
    context.report("site.limit-posts", Severity.WARNING, "_config.yml", message)
