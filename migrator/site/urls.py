"""URLs as Jekyll's filters make them (Jekyll: lib/jekyll/filters/url_filters.rb).

They are normalised as the Ruby gem Addressable does: percent-escapes decoded and made again,
dot segments resolved, host in lower case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import quote, unquote_to_bytes

from migrator.site.ruby_values import to_text

_URI = re.compile(r"^(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)
_SUB_DELIMITERS: Final = "!$&'()*+,;="
_SEGMENT_SAFE: Final = _SUB_DELIMITERS + ":@~"
_QUERY_SAFE: Final = "!$'()*+,=:@/?~"
_FRAGMENT_SAFE: Final = _SUB_DELIMITERS + ":@/?~"
_COMPONENT_SAFE: Final = _SUB_DELIMITERS + ":/?#[]@~"
_ENCODED_PLUS = re.compile("%2B", re.IGNORECASE)
_PLUS_MARK: Final = "\ue000"
_STRIPPED: Final = " \t\n\v\f\r\0"  # what Ruby's strip takes off


@dataclass(frozen=True, slots=True)
class _Uri:
    scheme: str | None
    authority: str | None
    path: str
    query: str | None
    fragment: str | None


def _parse(text: str) -> _Uri:
    match = _URI.match(text)
    groups = match.groups() if match else (None, None, text, None, None)
    return _Uri(groups[0], groups[1], groups[2] or "", groups[3], groups[4])


def baseurl_of(config: Mapping[str, object]) -> str:
    """Return ``baseurl`` of the configuration: with a slash in front, none behind; "" for none."""
    baseurl = to_text(config.get("baseurl")).rstrip("/")
    return baseurl if not baseurl or baseurl.startswith("/") or ":" in baseurl else f"/{baseurl}"


def is_absolute(url: str) -> bool:
    """Tell whether ``url`` has a scheme."""
    return _parse(url).scheme is not None


def normalize_component(text: str, safe: str = _COMPONENT_SAFE) -> str:
    """Return ``text`` decoded and encoded again, all but ``safe`` and unreserved characters."""
    decoded = unquote_to_bytes(text).decode("utf-8", "surrogateescape")
    composed = unicodedata.normalize("NFKC", decoded)
    return quote(composed, safe=safe, errors="surrogateescape")


@lru_cache(maxsize=4096)
def normalize(url: str) -> str:
    """Return ``url`` as ``Addressable::URI#normalize`` gives it."""
    uri = _parse(url)
    scheme = uri.scheme.strip(_STRIPPED).lower() if uri.scheme is not None else None
    path = _normalize_path(uri.path)
    if not path and scheme in ("http", "https", "ftp", "tftp"):
        path = "/"
    pieces = [f"{scheme}:" if scheme is not None else ""]
    if uri.authority is not None:
        pieces.append("//" + _normalize_authority(uri.authority, scheme))
    pieces.append(path)
    query = _normalize_query(uri.query)
    fragment = normalize_component(uri.fragment or "", _FRAGMENT_SAFE)
    pieces.extend((f"?{query}" if query else "", f"#{fragment}" if fragment else ""))
    return "".join(pieces)


def _normalize_authority(authority: str, scheme: str | None) -> str:
    user, at, host = authority.rpartition("@")
    name, colon, port = host.rpartition(":")
    if not colon or not port.isdigit():
        name, port = host, ""
    name = name.lower()
    if not name.isascii():
        name = name.encode("idna").decode("ascii")
    default = {"http": "80", "https": "443"}.get(scheme or "")
    return user + at + name.removesuffix(".") + (f":{port}" if port and port != default else "")


def _normalize_query(query: str | None) -> str:
    if not query:
        return ""
    marked = _ENCODED_PLUS.sub(_PLUS_MARK, query)
    pairs = (normalize_component(pair, _QUERY_SAFE + _PLUS_MARK) for pair in marked.split("&"))
    return "&".join(pairs).replace(quote(_PLUS_MARK), "%2B")


def _normalize_path(path: str) -> str:
    segments = [
        normalize_component(part, _SEGMENT_SAFE) for part in path.strip(_STRIPPED).split("/")
    ]
    if not any(segment in (".", "..") for segment in segments):
        return "/".join(segments)
    kept: list[str] = []
    for segment in segments:
        if segment == "..":
            if len(kept) > 1 or (kept and kept[0]):
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept)


def relative_url(text: str, config: Mapping[str, object]) -> str:
    """Return the URL with the site's baseurl before it; absolute URLs stay as they are."""
    if is_absolute(text):
        return text
    baseurl = config.get("baseurl")
    base = "" if baseurl is None else to_text(baseurl).removesuffix("/")
    return normalize(_slashed(base) + _slashed(text))


def absolute_url(text: str, config: Mapping[str, object]) -> str:
    """Return the URL with the site's url and baseurl before it."""
    if is_absolute(text):
        return text
    url = to_text(config.get("url"))
    relative = relative_url(text, config)
    return normalize(url + relative) if url else relative


def _slashed(text: str) -> str:
    return text if not text or text.startswith("/") else f"/{text}"
