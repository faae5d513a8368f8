"""Rewrites Markdown links to source files, as jekyll-relative-links does before Liquid.

``[text](other.md#part)`` becomes a link to the URL of ``other.md``. Source of the rules:
jekyll-relative-links, generator.rb. Its patterns know no code blocks; neither do these.
"""

from __future__ import annotations

import posixpath
import re
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
_TEXT: Final = rf"(.{{0,{_LONGEST}}}?)"
_FRAGMENT: Final = rf"(#.{{1,{_LONGEST}}}?|)"
_TITLE: Final = (
    rf'(\s{{1,99}}"(?:\\"|[^"]){{0,{_LONGEST}}}(?<!\\)"'
    rf"|\s{{1,99}}\"(?:\\'|[^']){{0,{_LONGEST}}}(?<!\\)')?"
)
_LINK: Final = re.compile(
    rf"\[{_TEXT}\]\(([^)]{{1,{_LONGEST}}}?){_FRAGMENT}{_TITLE}\)"
    rf"|^\s{{0,99}}?\[{_TEXT}\]: (.{{1,{_LONGEST}}}?){_FRAGMENT}{_TITLE}\s{{0,99}}?$",
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
    for match in _LINK.finditer(body.text):
        replacement = _replacement(site, document, match)
        if replacement is None:
            continue
        _add(written, lines, body, (end, match.start()), body.text[end : match.start()])
        _add(written, lines, body, match.span(), replacement)
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


def _replacement(site: Site, document: SourceDocument, match: re.Match[str]) -> str | None:
    """Return the link with the URL in it; None to leave it as it is."""
    is_inline = match[2] is not None
    text, path, fragment, title = match.groups()[:4] if is_inline else match.groups()[4:]
    if path.startswith("#") or _SCHEME.match(path):
        return None
    folder = "" if path.startswith("/") else posixpath.dirname(_relative_path(site, document))
    target = posixpath.normpath(posixpath.join("/", folder, path.lstrip("/")))
    if posixpath.normpath(posixpath.join(folder, path.lstrip("/"))).startswith(".."):
        return None
    url = _url_of(site, unquote_plus(target.lstrip("/")))
    if url is None:
        return None
    address = relative_url(url, site.config) + (fragment or "") + (title or "")
    return f"[{text}]({address})" if is_inline else f"\n[{text}]: {address}"


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
