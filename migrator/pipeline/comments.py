"""Readers' comments: those in a site's data files, as Staticman writes them, and Disqus'.

``_data/comments/<slug>/<name>.yml`` holds one comment, or ``_data/comments/<slug>.yml`` a list.
Source of the fields: staticman.net, Configuration; replies as themes name them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from pathlib import PurePosixPath
from typing import Final

from migrator.diagnostics import Diagnostic, Severity
from migrator.kramdown import to_html
from migrator.model.document import Comment
from migrator.site.dates import Clock
from migrator.site.kramdown_settings import kramdown_settings
from migrator.site.records import Site, SourceDocument
from migrator.site.ruby_values import to_text

_TEXT_KEYS: Final = ("message", "content", "comment", "body", "text")
_NAME_KEYS: Final = ("name", "author", "user")
_URL_KEYS: Final = ("url", "website", "site", "link")
_DATE_KEYS: Final = ("date", "created_at", "timestamp")
_REPLY_KEYS: Final = (
    "replying_to_uid",
    "reply_to_id",
    "replying_to",
    "reply_to",
    "parent",
    "_parent",
)
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>")
_NOT_IN_KEYS: Final = re.compile(r"[^\w-]")
"""What tools that write the files have replaced by a hyphen in the names of folders."""
_SHOWN: Final = 5
_MILLISECONDS: Final = 10_000_000_000
"""A timestamp above this counts milliseconds."""


def comments_of(source: SourceDocument, site: Site) -> tuple[Comment, ...]:
    """Return the comments on ``source``, each after the one that it answers."""
    entries = list(_entries(source, site))
    if not entries:
        return site.comments.get(source.path, ())
    clock, settings = Clock(site.zone, site.built_at), _settings(site)
    made = [_comment(name, entry, clock, settings) for name, entry in entries]
    dated = sorted(
        (comment for comment in made if comment.html),
        key=lambda one: (one.date or datetime.min.replace(tzinfo=UTC), one.key),
    )
    numbered = {str(number): comment.key for number, comment in enumerate(dated, 1)}
    known = {comment.key for comment in dated}
    linked = [replace(one, parent=_parent(one, known, numbered)) for one in dated]
    return (*_parents_first(linked), *site.comments.get(source.path, ()))


def unplaced_comments(site: Site) -> Iterator[Diagnostic]:
    """Yield what tells of comments in data files that belong to no document of ``site``."""
    folder = site.data.get("comments")
    if not isinstance(folder, Mapping):
        return
    shown = [*site.documents, *(document for document, _ in site.hidden)]
    placed = {key for source in shown for key in _keys(source)}
    counts = {str(key): _count(found) for key, found in folder.items() if key not in placed}
    names = [f"'{name}'" for name, count in counts.items() if count]
    if names:
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        message = (
            f"{sum(counts.values())} comments are of no document: no slug, file name or end of a "
            f"URL is {', '.join(names[:_SHOWN])}{more}"
        )
        yield Diagnostic("comments.no-document", Severity.WARNING, "_data/comments", 0, message)


def _count(found: object) -> int:
    """Return how many comments an entry of the folder holds; it may be one itself."""
    if isinstance(found, Mapping) and not _first(found, _TEXT_KEYS):
        return sum(isinstance(one, Mapping) for one in found.values())
    return len(found) if isinstance(found, list) else int(isinstance(found, Mapping))


def _settings(site: Site) -> dict[str, object]:
    """Return the site's Markdown options for comments: no ids twice on a page, code without marks.

    Themes pass comments through ``markdownify``.
    """
    common = {"input": "GFM", "hard_wrap": False, **kramdown_settings(site.config)}
    plain: dict[str, object] = {"syntax_highlighter": None, "syntax_highlighter_opts": {}}
    return {**common, **plain, "auto_ids": False}


def _entries(source: SourceDocument, site: Site) -> Iterator[tuple[str, Mapping[str, object]]]:
    folder = site.data.get("comments")
    if not isinstance(folder, Mapping):
        return
    found = next((folder[key] for key in _keys(source) if key in folder), None)
    if isinstance(found, Mapping):
        pairs = list(found.items())
    else:
        pairs = list(enumerate(found, 1)) if isinstance(found, list) else []
    for name, entry in pairs:
        if isinstance(entry, Mapping):
            yield str(name), entry


def _keys(source: SourceDocument) -> Iterator[str]:
    """Yield the names under which a document's comments may stand, the likeliest first."""
    names = (source.slug, PurePosixPath(source.path).stem, PurePosixPath(source.url).stem)
    yield from names
    yield from (_NOT_IN_KEYS.sub("-", name) for name in names)


def _comment(
    name: str, entry: Mapping[str, object], clock: Clock, settings: Mapping[str, object]
) -> Comment:
    return Comment(
        key=to_text(entry.get("_id")) or name,
        parent=_first(entry, _REPLY_KEYS),
        author=unescape(_TAG.sub("", _first(entry, _NAME_KEYS))),
        email=_email(to_text(entry.get("email"))),
        url=_first(entry, _URL_KEYS),
        date=_date(next((entry[key] for key in _DATE_KEYS if entry.get(key)), None), clock),
        html=to_html(_first(entry, _TEXT_KEYS), settings).strip(),
    )


def _first(entry: Mapping[str, object], keys: tuple[str, ...]) -> str:
    return next((to_text(entry[key]).strip() for key in keys if entry.get(key)), "")


def _email(text: str) -> str:
    """Return ``text`` if it is an address; Staticman mostly keeps a hash of it."""
    return text if "@" in text else ""


def _date(value: object, clock: Clock) -> datetime | None:
    text = to_text(value) if value is not None else ""
    if text.isdecimal():
        seconds = int(text)
        seconds = seconds // 1000 if seconds > _MILLISECONDS else seconds
        return datetime.fromtimestamp(seconds, UTC)
    try:
        return clock.parse(value) if value else None
    except ValueError:
        return None


def _parent(comment: Comment, known: set[str], numbered: Mapping[str, str]) -> str:
    """Return the key of the comment answered: by key, or as themes count, by number."""
    named = comment.parent
    key = named if named in known else numbered.get(named, "")
    return "" if key == comment.key else key


def _parents_first(comments: list[Comment]) -> Iterator[Comment]:
    """Yield each comment after its parent; those that answer in a circle answer none."""
    waiting, seen = comments, set[str]()
    while waiting:
        ready = [one for one in waiting if not one.parent or one.parent in seen]
        if not ready:
            ready = [replace(waiting[0], parent="")]
        yield from ready
        seen.update(one.key for one in ready)
        waiting = [one for one in waiting if one.key not in seen]
