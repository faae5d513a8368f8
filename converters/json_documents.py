"""Documents as JSON: one a line in ``documents.jsonl``, the site in ``site.json``."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from converters.base import OutputFile, Piece
from converters.json_values import to_json_value
from migrator.diagnostics import Diagnostic, Severity
from migrator.html.depth import MAX_DEPTH, bound_depth
from migrator.model.codec import MODEL_VERSION, encode
from migrator.model.document import Document, SiteInfo
from migrator.model.nodes import Body

DOCUMENTS_FILE: Final = "documents.jsonl"
SITE_FILE: Final = "site.json"

_LINE_SEPARATORS: Final = re.compile("[\x85\u2028\u2029]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_COLLECTION: Final = re.compile(r'"collection": ("(?:[^"\\]|\\.)*")')


class JsonConverter:
    """Writes the model itself; see ``migrator/model/schema.json``."""

    name = "json"
    copies_assets = True
    keeps_styles = False
    needs_references = False
    needs_excerpts = True
    assets_folder = ""
    shares_files = True
    verifier = ""
    assembly_diagnostics: Sequence[Diagnostic] = ()

    def __init__(self, site: SiteInfo, options: Mapping[str, str]) -> None:
        """Take no option; raise ValueError where one is given."""
        if options:
            unknown = ", ".join(sorted(options))
            raise ValueError(f"the JSON converter has no options, but was given: {unknown}")
        self._site = site
        self._zone = ZoneInfo(site.timezone)

    def convert(self, document: Document) -> Piece:
        """Return ``document`` as one line of JSON."""
        body = bound_depth(document.body)
        diagnostics = () if body is document.body else (_too_deep(document),)
        text = _to_json(self._record(document, body)) + "\n"
        return Piece(document.path, DOCUMENTS_FILE, text, diagnostics, document.assets)

    def assemble(self, pieces: Iterator[Piece]) -> Iterator[OutputFile]:
        """Yield the documents' lines as they come, then the site with their counts."""
        counts: Counter[str] = Counter()
        yield OutputFile(DOCUMENTS_FILE, _count_lines(pieces, counts))
        yield OutputFile(SITE_FILE, _lazily(self._site, self._zone, counts))

    def _record(self, document: Document, body: Body) -> dict[str, object]:
        return {
            "model_version": MODEL_VERSION,
            "path": document.path,
            "collection": document.collection,
            "url": document.url,
            "title": document.title or None,
            "date": _date(document.date, self._zone),
            "modified": _date(document.modified, self._zone),
            "slug": document.slug or None,
            "categories": list(document.categories),
            "tags": list(document.tags),
            "excerpt_html": document.excerpt_html,
            "draft": document.draft,
            "published": document.published,
            "layout": document.layout,
            "aliases": list(document.aliases),
            "authors": [asdict(author) for author in document.authors],
            "assets": [asdict(asset) for asset in document.assets],
            "front_matter": to_json_value(document.front_matter),
            "html": document.html,
            "content": encode(body),
        }


def _count_lines(pieces: Iterator[Piece], counts: Counter[str]) -> Iterator[str]:
    """Yield the lines; the quote before the name tells the key from text within a string."""
    for piece in pieces:
        found = _COLLECTION.search(piece.text)
        if found:
            counts[json.loads(found[1])] += 1
        yield piece.text


def _lazily(site: SiteInfo, zone: ZoneInfo, counts: Counter[str]) -> Iterator[str]:
    """Yield the site's record when it is asked for: after the documents have been counted."""
    record = {
        "model_version": MODEL_VERSION,
        "title": site.title,
        "description": site.description,
        "url": site.url,
        "baseurl": site.baseurl,
        "language": site.language,
        "timezone": site.timezone,
        "built_at": _date(site.built_at, zone),
        "authors": [asdict(author) for author in site.authors],
        "documents": counts.total(),
        "collections": {**dict.fromkeys(site.collections, 0), **counts},
    }
    yield _to_json(record, indent=2) + "\n"


def _date(moment: datetime | None, zone: ZoneInfo) -> str | None:
    if moment is None:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).isoformat()


def _to_json(record: Mapping[str, object], indent: int | None = None) -> str:
    """Return JSON that stays on its line for every reader and can be written as UTF-8."""
    text = json.dumps(record, ensure_ascii=False, allow_nan=False, indent=indent)
    if _SURROGATE.search(text):
        return json.dumps(record, ensure_ascii=True, allow_nan=False, indent=indent)
    return _LINE_SEPARATORS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _too_deep(document: Document) -> Diagnostic:
    message = f"what is nested deeper than {MAX_DEPTH} levels is kept as raw HTML in the content"
    return Diagnostic("json.too-deep", Severity.WARNING, document.path, 0, message)
