"""Readers' comments out of Disqus' XML export, matched with a site's documents.

Source of the format: docs.disqus.com, "Comments Export" (namespaces ``http://disqus.com`` and
``http://disqus.com/disqus-internals``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from migrator.diagnostics import Diagnostic, DiagnosticSink, Severity
from migrator.model.document import Comment
from migrator.site.index import url_key
from migrator.site.records import SourceDocument
from migrator.site.ruby_values import to_text
from migrator.site.urls import baseurl_of

_NAMES: Final = {"d": "http://disqus.com"}
_THREAD: Final = "{http://disqus.com}thread"
_POST: Final = "{http://disqus.com}post"
_ID: Final = "{http://disqus.com/disqus-internals}id"
_IDENTIFIER_KEYS: Final = (
    "disqus_identifier",
    "disqus_id",
    "disqus_thread_id",
    "comments_id",
    "comment_id",
    "id",
    "guid",
)
"""Front matter that themes give Disqus as a page's identifier."""
_URL_KEYS: Final = ("disqus_url", "redirect_from")
_REDIRECT: Final = re.compile(r"""(?<=href=["'])https?://disq\.us/url\?[^"']*""")
_MENTION: Final = re.compile(r"@([\w-]+):disqus\b")


class ExportError(ValueError):
    """A file that is no export of Disqus, with what to give instead."""


@dataclass(slots=True)
class Thread:
    """The comments on one page: ``link`` is its address, ``identifier`` what the theme said."""

    key: str
    link: str
    title: str
    identifier: str
    comments: list[Comment] = field(default_factory=list)


@dataclass(slots=True)
class DisqusExport:
    """All threads of an export; ``left_out`` counts deleted, unapproved and spam comments."""

    threads: dict[str, Thread] = field(default_factory=dict)
    left_out: int = 0


def comments_by_document(
    file: Path,
    documents: Iterable[SourceDocument],
    config: Mapping[str, object],
    sink: DiagnosticSink,
) -> dict[str, tuple[Comment, ...]]:
    """Return the comments in ``file`` by the path of the document that they are on.

    Each comment stands after the one that it answers. Threads of no document are told.

    Raises:
        ExportError: ``file`` cannot be read, or is no export of Disqus.

    """
    export = read_export(file)
    places = _places(documents, baseurl_of(config))
    found: dict[str, list[Comment]] = {}
    for thread in export.threads.values():
        path = next((places[key] for key in _keys_of(thread) if key in places), "")
        if path:
            found.setdefault(path, []).extend(thread.comments)
        elif thread.comments:
            sink(_unmatched(file, thread))
    if export.left_out:
        message = f"{export.left_out} comments left out: deleted, not approved, or spam"
        sink(Diagnostic("comments.left-out", Severity.INFO, file.name, 0, message))
    return {path: tuple(comments) for path, comments in found.items()}


def _unmatched(file: Path, thread: Thread) -> Diagnostic:
    name = thread.link or thread.identifier or thread.key
    message = (
        f"{len(thread.comments)} comments on '{name}' ({thread.title}) belong to no document: give "
        "the right one this address in 'redirect_from', or this 'disqus_identifier': "
        f"'{thread.identifier}'"
    )
    return Diagnostic("comments.no-document", Severity.WARNING, file.name, 0, message)


# ------------------------------------------------------------------------------------- matching


def _places(documents: Iterable[SourceDocument], baseurl: str) -> dict[str, str]:
    """Return what a thread may name a document by, with its path; the first of two has it."""
    places: dict[str, str] = {}
    everything = list(documents)
    for document in everything:
        places.setdefault(_address_key(document.url), document.path)
        places.setdefault(_address_key(baseurl + document.url), document.path)
    for document in everything:
        for value in _named(document.data, _URL_KEYS):
            places.setdefault(_address_key(value), document.path)
            places.setdefault(_address_key(baseurl + value), document.path)
        for value in _named(document.data, _IDENTIFIER_KEYS):
            places.setdefault(value.strip(), document.path)
    return places


def _named(data: Mapping[str, object], keys: Iterable[str]) -> Iterator[str]:
    for key in keys:
        value = data.get(key)
        for one in value if isinstance(value, list) else [value]:
            if one and not isinstance(one, Mapping):
                yield to_text(one)


def _keys_of(thread: Thread) -> Iterator[str]:
    """Yield what ``thread`` may be named by, the surest first."""
    if thread.identifier:
        yield thread.identifier
        if "/" in thread.identifier:
            yield _address_key(thread.identifier)
    if thread.link:
        yield _address_key(thread.link)


def _address_key(address: str) -> str:
    """Return the path of ``address`` without what servers and themes write now and then."""
    try:
        path = urlsplit(address.strip()).path
    except ValueError:
        return address
    path = url_key(path).strip("/")
    for ending in ("index.html", ".html", ".htm"):
        path = path.removesuffix(ending)
    return "/" + path.strip("/")


# -------------------------------------------------------------------------------------- reading


def read_export(file: Path) -> DisqusExport:
    """Return the threads in ``file`` with their comments, those that answer after the others.

    Raises:
        ExportError: ``file`` cannot be read, or is no export of Disqus.

    """
    export = DisqusExport()
    gone: dict[str, str] = {}
    waiting: dict[str, list[Comment]] = {}
    try:
        for element in _elements(file):
            if element.tag == _THREAD:
                thread = _thread(element)
                export.threads[thread.key] = thread
            else:
                _note_post(element, waiting, gone)
    except (OSError, etree.XMLSyntaxError) as error:
        raise ExportError(f"{file} cannot be read as Disqus' XML export: {error}") from error
    if not export.threads:
        raise ExportError(f"{file} holds no Disqus threads: export anew at disqus.com, Moderation")
    export.left_out = len(gone)
    for key, comments in waiting.items():
        if key in export.threads:
            export.threads[key].comments = _threaded(comments, gone)
    return export


def _elements(file: Path) -> Iterator[etree._Element]:
    """Yield the threads and posts of ``file``; each is gone from memory at the next."""
    with file.open("rb") as stream:
        found = etree.iterparse(
            stream,
            events=("end",),
            tag=(_THREAD, _POST),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=True,
        )
        for _, element in found:
            parent = element.getparent()
            if parent is not None and parent.tag == _POST:
                continue  # the thread that a post names
            yield element
            element.clear()
            while element.getprevious() is not None and parent is not None:
                del parent[0]


def _text(element: etree._Element, name: str) -> str:
    return (element.findtext(name, "", _NAMES) or "").strip()


def _thread(element: etree._Element) -> Thread:
    return Thread(
        element.get(_ID, ""),
        _text(element, "d:link"),
        _text(element, "d:title"),
        _text(element, "d:id"),
    )


def _note_post(
    element: etree._Element, waiting: dict[str, list[Comment]], gone: dict[str, str]
) -> None:
    key, parent = element.get(_ID, ""), _reference(element, "d:parent")
    flags = (_text(element, "d:isDeleted"), _text(element, "d:isSpam"))
    if "true" in flags or _text(element, "d:isApproved") == "false":
        gone[key] = parent
        return
    comment = Comment(
        key=f"disqus-{key}",
        html=_message(_text(element, "d:message")),
        parent=parent,
        author=_text(element, "d:author/d:name") or _text(element, "d:author/d:username"),
        email=_text(element, "d:author/d:email"),
        date=_moment(_text(element, "d:createdAt")),
    )
    if comment.html:
        waiting.setdefault(_reference(element, "d:thread"), []).append(comment)
    else:
        gone[key] = parent


def _reference(element: etree._Element, name: str) -> str:
    found = element.find(name, _NAMES)
    return "" if found is None else found.get(_ID, "")


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _message(html: str) -> str:
    """Return a comment's HTML with links where they lead, and names as readers saw them."""
    return _MENTION.sub(r"@\1", _REDIRECT.sub(lambda link: _target(link[0]), html))


def _target(link: str) -> str:
    """Return where a link through disq.us leads: ``url`` is the address, a colon and a hash."""
    values = parse_qs(urlsplit(link.replace("&amp;", "&")).query).get("url", [""])
    target = values[0].rpartition(":")[0]
    return target.replace("&", "&amp;").replace('"', "%22") if "://" in target else link


def _threaded(comments: list[Comment], gone: Mapping[str, str]) -> list[Comment]:
    """Return ``comments`` by date, parents first.

    Who answered one left out answers its parent; those that answer in a circle answer none.
    """
    known = {comment.key for comment in comments}
    linked = [replace(one, parent=_kept_parent(one.parent, known, gone)) for one in comments]
    linked.sort(key=lambda one: (one.date or datetime.min.replace(tzinfo=UTC), one.key))
    answers: dict[str, list[Comment]] = {}
    for one in linked:
        answers.setdefault(one.parent, []).append(one)
    ordered: list[Comment] = []
    level = answers.get("", [])
    while level:
        ordered += level
        level = [answer for one in level for answer in answers.get(one.key, [])]
    reached = {one.key for one in ordered}
    return ordered + [replace(one, parent="") for one in linked if one.key not in reached]


def _kept_parent(parent: str, known: set[str], gone: Mapping[str, str]) -> str:
    seen: set[str] = set()
    while parent in gone and parent not in seen:
        seen.add(parent)
        parent = gone[parent]
    key = f"disqus-{parent}"
    return key if key in known else ""
