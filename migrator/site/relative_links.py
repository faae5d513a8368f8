"""Rewrites Markdown links to source files, as jekyll-relative-links does before Liquid.

``[text](other.md#part)`` becomes a link to the URL of ``other.md``. Source of the rules:
jekyll-relative-links, generator.rb. Its patterns know no code blocks; neither do these.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote_plus

from migrator.site.globs import fnmatch_pattern
from migrator.site.plugins import is_enabled, option
from migrator.site.records import Site, SourceDocument
from migrator.site.ruby_values import to_text
from migrator.site.urls import relative_url
from migrator.source import LineMap, SourceText

RELATIVE_LINKS: Final = "jekyll-relative-links"
_SECTION: Final = "relative_links"
# A link longer than this is none: it bounds what a hostile text can cost.
_LONGEST: Final = 2000
_FRAGMENT: Final = rf"(#[^)\n]{{1,{_LONGEST}}}?)?"
_TITLE: Final = rf'(\s{{1,99}}"(?:\\"|[^"]){{0,{_LONGEST}}}(?<!\\)")?'
_INLINE: Final = re.compile(rf"\]\(([^)#]{{1,{_LONGEST}}}?){_FRAGMENT}{_TITLE}\)")
_REFERENCE: Final = re.compile(
    rf"^\s{{0,99}}?\[.{{0,{_LONGEST}}}?\]: ([^#\n]{{1,{_LONGEST}}}?)"
    rf"{_FRAGMENT}{_TITLE}\s{{0,99}}?$",
    re.MULTILINE,
)
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)


def with_site_urls(site: Site, document: SourceDocument, body: SourceText) -> SourceText:
    """Return the body with its links to source files rewritten, if the plugin does so."""
    if ("](" not in body.text and "]: " not in body.text) or not _applies(site, document):
        return body
    written: list[str] = []
    lines = [body.lines[1]]
    end = 0
    for match in _links(body.text):
        destination = _destination(site, document, match)
        if destination is None:
            continue
        start = match.start()
        text = body.text[match.start() : match.start(1)]
        if match.re is _REFERENCE:
            text = "\n" + text.lstrip()
        written_end = ")" if match.re is _INLINE else ""
        _add(written, lines, body, (end, start), body.text[end:start])
        _add(written, lines, body, match.span(), text + destination + written_end)
        end = match.end()
    if not written:
        return body
    _add(written, lines, body, (end, len(body.text)), body.text[end:])
    return SourceText(body.path, "".join(written), LineMap(table=tuple(lines)))


def _applies(site: Site, document: SourceDocument) -> bool:
    config = site.config
    if not document.is_markdown or not is_enabled(config, RELATIVE_LINKS, _SECTION):
        return False
    if document.kind != "page" and not (
        document.written and option(config, _SECTION, "collections") is True
    ):
        return False
    excluded = option(config, _SECTION, "exclude")
    patterns = excluded if isinstance(excluded, list) else [excluded]
    path = _relative_path(site, document)
    return not any(_covers(to_text(pattern).lstrip("/"), path) for pattern in patterns if pattern)


def _covers(pattern: str, path: str) -> bool:
    return path.startswith(pattern) or fnmatch_pattern(pattern).fullmatch(path) is not None


def _links(text: str) -> Iterator[re.Match[str]]:
    """Yield the links of a text: from ``](`` on, or whole definitions of references."""
    inline = [one for one in _INLINE.finditer(text) if _is_opened(text, one.start())]
    taken = {_line_start(text, one.start()) for one in inline}
    definitions = [
        one for one in _REFERENCE.finditer(text) if _line_start(text, one.start(1)) not in taken
    ]
    yield from sorted([*inline, *definitions], key=lambda one: one.start())


def _is_opened(text: str, place: int) -> bool:
    return text.rfind("[", _line_start(text, place), place) >= 0


def _line_start(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1


def _destination(site: Site, document: SourceDocument, match: re.Match[str]) -> str | None:
    """Return URL, fragment and title to write instead; None to leave the link as it is."""
    path, fragment, title = match.groups()
    if path.startswith("#") or _SCHEME.match(path):
        return None
    folder = "" if path.startswith("/") else posixpath.dirname(_relative_path(site, document))
    target = posixpath.normpath(posixpath.join(folder, path.lstrip("/")))
    url = None if target.startswith("..") else _url_of(site, unquote_plus(target))
    if url is None:
        return None
    return relative_url(url, site.config) + (fragment or "") + (title or "")


def _url_of(site: Site, path: str) -> str | None:
    """Return the URL of the page, static file or written document with that path."""
    page = site.index.documents_by_path.get(path)
    if page is not None and page.kind == "page":
        return page.url
    file = site.index.static_by_path.get(path)
    if file is not None:
        return file.url
    folder = to_text(site.config.get("collections_dir")).strip("/")
    document = site.index.documents_by_path.get(f"{folder}/{path}" if folder else path)
    return document.url if document is not None and document.written else None


def _relative_path(site: Site, document: SourceDocument) -> str:
    folder = to_text(site.config.get("collections_dir")).strip("/")
    if document.kind == "page" or not folder:
        return document.path
    return document.path.removeprefix(f"{folder}/")


def _add(
    written: list[str], lines: list[int], body: SourceText, span: tuple[int, int], text: str
) -> None:
    """Append ``text``, which stands for ``span`` of the body, and the lines of its line feeds."""
    first = body.text.count("\n", 0, span[0]) + 1
    last = first + body.text.count("\n", span[0], span[1])
    count = text.count("\n")
    numbers = [min(first + step, last) for step in range(1, count + 1)]
    if count and numbers[-1] < last:
        numbers[-1] = last
    lines += [body.lines[number] for number in numbers]
    written.append(text)
