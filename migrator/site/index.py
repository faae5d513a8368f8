"""Where everything is on the site: source paths and URL paths to documents and static files."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

from migrator.diagnostics import Diagnostic, DiagnosticSink, Severity
from migrator.site.permalinks import unescape_path
from migrator.site.records import SiteIndex, SourceDocument, StaticFile

_INDEX: Final = "index.html"
_HTML: Final = ".html"


def build_index(documents: Iterable[SourceDocument], files: Iterable[StaticFile]) -> SiteIndex:
    """Return the index; where two things have one URL, the first keeps it, as exact URLs do."""
    documents, files = list(documents), list(files)
    by_url: dict[str, SourceDocument] = {}
    static_by_url: dict[str, StaticFile] = {}
    written = [document for document in documents if document.written]
    for document in written:
        by_url.setdefault(url_key(document.url), document)
    for file in (one for one in files if one.written):
        static_by_url.setdefault(url_key(file.url), file)
    for document in written:
        for key in _other_keys(url_key(document.url)):
            if key not in static_by_url:
                by_url.setdefault(key, document)
    return SiteIndex(
        documents_by_path={document.path: document for document in documents},
        documents_by_url=by_url,
        static_by_path={file.path: file for file in files},
        static_by_url=static_by_url,
    )


def report_conflicts(
    documents: Iterable[SourceDocument], files: Iterable[StaticFile], sink: DiagnosticSink
) -> None:
    """Tell where several files have one URL: Jekyll writes one over the other."""
    taken: dict[str, str] = {}
    written: list[SourceDocument | StaticFile] = [one for one in documents if one.written]
    written += [one for one in files if one.written]
    for one in written:
        first = taken.setdefault(url_key(one.url), one.path)
        if first != one.path:
            message = f"'{one.url}' is the address of '{first}' too; only one of them is seen there"
            sink(Diagnostic("site.same-url", Severity.WARNING, one.path, 0, message))


def url_key(url: str) -> str:
    """Return a URL path as the index holds it: percent-decoded, NFC."""
    return unicodedata.normalize("NFC", unescape_path(url))


def _other_keys(key: str) -> list[str]:
    """Return the other URL paths that web servers answer with the same file."""
    if key.endswith("/"):
        return [key + _INDEX, *([key[:-1]] if key != "/" else [])]
    if key.endswith("/" + _INDEX):
        folder = key.removesuffix(_INDEX)
        return [folder, *([folder[:-1]] if folder != "/" else [])]
    if key.endswith(_HTML):
        return [key.removesuffix(_HTML)]
    name = key.rpartition("/")[2]
    return [] if "." in name else [key + _HTML]
