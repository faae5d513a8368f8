"""What front matter says that several targets need: old URLs, the featured image, a change date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from urllib.parse import unquote, urlsplit

from migrator.diagnostics import Diagnostic, DiagnosticSink, Severity
from migrator.model.document import Asset
from migrator.site.dates import Clock
from migrator.site.reader import key_line
from migrator.site.records import Site, SourceDocument
from migrator.site.ruby_values import to_text
from migrator.site.urls import baseurl_of

_IMAGE_KEYS: Final = ("image", "featured_image", "feature_image", "cover", "thumbnail", "header")
_IMAGE_PARTS: Final = ("path", "url", "src", "feature", "image", "teaser")
_ALT_PARTS: Final = ("alt", "image_alt", "caption")
_MODIFIED_KEYS: Final = ("last_modified_at", "updated", "modified", "lastmod", "updated_at")


def aliases_of(source: SourceDocument) -> tuple[str, ...]:
    """Return the further URL paths of a document (jekyll-redirect-from's ``redirect_from``)."""
    value = source.data.get("redirect_from")
    entries = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(to_text(entry) for entry in entries if entry))


def featured_asset(source: SourceDocument, site: Site) -> Asset | None:
    """Return the file of the site that front matter names as the document's image, if any."""
    for key in (*site.image_keys, *_IMAGE_KEYS):
        destination, alt = _image_of(_value_at(source.data, key))
        file = site.index.static_by_url.get(_path_in_site(destination, site))
        if file is not None:
            return Asset(file.path, baseurl_of(site.config) + file.url, alt, featured=True)
    return None


def modified_date(source: SourceDocument, site: Site, sink: DiagnosticSink) -> datetime | None:
    """Return when the document was last changed, by its front matter."""
    for key in _MODIFIED_KEYS:
        value = source.front_matter.get(key)
        if not value or isinstance(value, bool):
            continue
        try:
            return Clock(site.zone, site.built_at).parse(value)
        except ValueError:
            message = f"the front matter's '{key}' is no date: {value!r}"
            line = key_line(site, source, key)
            sink(Diagnostic("site.date", Severity.WARNING, source.path, line, message))
    return None


def _value_at(data: Mapping[str, object], key: str) -> object:
    """Return the value of ``key``, or where there is none of ``hero.src`` that of ``src``."""
    if key in data:
        return data[key]
    value: object = data
    for part in key.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _image_of(value: object) -> tuple[str, str]:
    """Return destination and alternative text of an image in front matter, '' where none."""
    if isinstance(value, str):
        return value, ""
    if isinstance(value, list) and value:
        return _image_of(value[0])
    if not isinstance(value, Mapping):
        return "", ""
    found = (value[part] for part in _IMAGE_PARTS if isinstance(value.get(part), str))
    alts = (to_text(value[part]) for part in _ALT_PARTS if value.get(part))
    return next(found, ""), next(alts, "")


def _path_in_site(destination: str, site: Site) -> str:
    """Return the decoded URL path of ``destination`` without baseurl, '' if it is elsewhere."""
    own = to_text(site.config.get("url")).rstrip("/")
    baseurl = baseurl_of(site.config)
    parts = urlsplit(destination)
    if parts.netloc and f"{parts.scheme}://{parts.netloc}" != own:
        return ""
    path = unquote(parts.path)
    if baseurl and path.startswith(baseurl + "/"):
        path = path[len(baseurl) :]
    return path if path.startswith("/") else "/" + path
