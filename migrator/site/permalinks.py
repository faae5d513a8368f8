"""URLs as Jekyll makes them, and the files they lead to.

Source of the rules: Jekyll, url.rb, drops/url_drop.rb, page.rb, document.rb, static_file.rb.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import quote, unquote

from migrator.site.ruby_values import to_text
from migrator.site.slugs import downcase, slugify
from migrator.site.strftime import strftime

HTML_EXTENSIONS: Final = (".html", ".xhtml", ".htm")
_PLACEHOLDER: Final = re.compile(r":([a-z_]+)")
_PLAIN: Final = re.compile(r"^[a-zA-Z0-9./-]+$", re.MULTILINE)
_SLASHES: Final = re.compile(r"/{2,}")
_LAST_DOTS: Final = re.compile(r"\.+\Z")
_UNESCAPED: Final = "-._~!$&'()*+,;=:@/"
_SUFFIXES: Final = {"pretty": "/", "date": ":output_ext", "ordinal": ":output_ext"} | {
    "none": ":output_ext"
}
_DATE_PATTERNS: Final = {
    "year": "%Y", "month": "%m", "day": "%d", "hour": "%H", "minute": "%M", "second": "%S",
    "i_day": "%-d", "i_month": "%-m", "short_month": "%b", "long_month": "%B",
    "short_year": "%y", "w_year": "%G", "week": "%V", "w_day": "%u", "short_day": "%a",
    "long_day": "%A", "y_day": "%j",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class UrlParts:
    """What the placeholders of a document's permalink are filled from.

    ``path`` is the path below the collection's folder without extension, ``basename`` the file
    name without extension, ``slug`` the front matter's or the file name's.
    """

    collection: str
    path: str
    basename: str
    slug: str
    output_ext: str
    date: datetime
    categories: tuple[str, ...] = ()


def document_url(template: str, parts: UrlParts) -> str:
    """Return the URL of a document of a collection; unknown placeholders stay as written."""
    return sanitize_url(_PLACEHOLDER.sub(lambda match: _replacement(match[1], parts), template))


def unknown_placeholders(template: str) -> list[str]:
    """Return the placeholders of a template that Jekyll does not know (it would stop)."""
    return [name for name in _PLACEHOLDER.findall(template) if _known_part(name) is None]


def _known_part(name: str) -> str | None:
    """Return the placeholder that ``name`` starts with: ``:month_`` may be ``:month`` and ``_``."""
    for candidate in (name, name.removesuffix("_")):
        if candidate in _VALUES or candidate in _DATE_PATTERNS:
            return candidate
    return None


def _replacement(name: str, parts: UrlParts) -> str:
    known = _known_part(name)
    if known is None:
        return f":{name}"
    if known in _DATE_PATTERNS:
        value = strftime(parts.date, _DATE_PATTERNS[known])
    else:
        value = _VALUES[known](parts)
    return escape_path(value) + name[len(known) :]


def _joined(categories: Iterable[str]) -> str:
    return "/".join(dict.fromkeys(categories))


_VALUES: Final[Mapping[str, Callable[[UrlParts], str]]] = {
    "collection": lambda parts: parts.collection,
    "path": lambda parts: parts.path,
    "output_ext": lambda parts: parts.output_ext,
    "name": lambda parts: slugify(parts.basename),
    "title": lambda parts: slugify(parts.slug, "pretty", cased=True),
    "slug": lambda parts: slugify(parts.slug),
    "categories": lambda parts: _joined(downcase(name) for name in parts.categories),
    "slugified_categories": lambda parts: _joined(slugify(name) for name in parts.categories),
}


def page_url(template: str, folder: str, basename: str, output_ext: str) -> str:
    """Return the URL of a page; ``folder`` starts with ``/`` or is empty."""
    values = {"path": folder, "basename": basename, "output_ext": output_ext}
    for name, value in values.items():
        template = template.replace(f":{name}", escape_path(value))
    return sanitize_url(template)


def page_template(basename: str, output_ext: str, style: str) -> str:
    """Return the URL template of a page without a permalink of its own."""
    if output_ext not in HTML_EXTENSIONS:
        return "/:path/:basename:output_ext"
    if basename == "index":
        return "/:path/"
    return with_suffix("/:path/:basename", style)


def with_suffix(template: str, style: str) -> str:
    """Return ``template`` with the ending of the site's permalink style."""
    if style in _SUFFIXES:
        return template + _SUFFIXES[style]
    ending = next((end for end in ("/", ":output_ext") if style.endswith(end)), "")
    return template + ending


def escape_path(path: str) -> str:
    """Return ``path`` percent-escaped, but for what may stand in a URL path."""
    return path if _PLAIN.search(path) else quote(path, safe=_UNESCAPED)


def unescape_path(path: str) -> str:
    """Return ``path`` with percent-escapes decoded."""
    return unquote(path, errors="surrogateescape") if "%" in path else path


def sanitize_url(url: str) -> str:
    """Return ``url`` with a leading ``/``, without ``..``, ``./`` and doubled slashes."""
    return _SLASHES.sub("/", f"/{url}".replace("..", "/").replace("./", ""))


def permalink_ext(permalink: str | None) -> str:
    """Return the extension that a document's own permalink ends in, or an empty string."""
    if not permalink or permalink.endswith("/"):
        return ""
    return posixpath.splitext(permalink)[1]


def output_path(url: str, output_ext: str) -> str:
    """Return the file below the destination folder that a URL is written to."""
    path = _below_root(unescape_path(url))
    if url.endswith("/"):
        return posixpath.join(path, "index.html").lstrip("/")
    return (path if path.endswith(output_ext) else path + output_ext).lstrip("/")


def page_output_path(url: str, output_ext: str) -> str:
    """Return the file below the destination folder that a page is written to."""
    path = _below_root(unescape_path(url))
    if url.endswith("/"):
        path = posixpath.join(path, "index")
    return (path if path.endswith(output_ext) else path + output_ext).lstrip("/")


def _below_root(path: str) -> str:
    return posixpath.normpath("/" + path.lstrip("/"))


def document_id(url: str, slug: str) -> str:
    """Return Jekyll's ``id`` of a document: its URL's folder and its slug."""
    return posixpath.join(posixpath.dirname(url), slug)


def without_last_dots(name: str) -> str:
    """Return a file name or path without the full stops it ends in."""
    return _LAST_DOTS.sub("", name)


def permalink_of(data: Mapping[str, object]) -> str | None:
    """Return a document's own permalink; false and null are none."""
    value = data.get("permalink")
    return None if value is None or value is False else to_text(value)
