"""Addresses in content: absolute, and an asset's always in the same spelling."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from migrator.model.document import Document, SiteInfo

_HAS_SCHEME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_PLAIN: Final = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/!$'()*+,;=:@"
)


def escape_path(path: str) -> str:
    """Return a decoded URL path with only those characters escaped that must be.

    Letters outside ASCII stay: WordPress names an uploaded file after the URL, and
    ``%ED%95%9C.png`` would become ``ED959C.png``.
    """
    return "".join(map(_escape, path))


def _escape(character: str) -> str:
    if character in _PLAIN or (not character.isascii() and character.isprintable()):
        return character
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))


@dataclass(frozen=True, slots=True)
class SiteAddress:
    """Where the old site stands: ``origin`` (``https://x.com``), ``baseurl``, and its media."""

    origin: str
    baseurl: str
    media: str

    @classmethod
    def of(cls, site: SiteInfo, media_url: str) -> SiteAddress:
        """Return the addresses of ``site``; files are served below ``media_url`` if given."""
        parts = urlsplit(site.url.rstrip("/"))
        origin = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
        baseurl = parts.path.rstrip("/") + "/" + site.baseurl.strip("/")
        baseurl = baseurl.rstrip("/")
        return cls(origin, baseurl, media_url or (origin + baseurl if origin else ""))

    @property
    def home(self) -> str:
        """The address of the site's front page, without a slash at its end."""
        return self.origin + self.baseurl

    @property
    def uploads(self) -> frozenset[str]:
        """Where the new site keeps its files, if it takes the old one's place."""
        media = urlsplit(self.media)
        places = {self.origin, self.home, f"{media.scheme}://{media.netloc}", self.media}
        return frozenset(f"{place}/wp-content/uploads/" for place in places)

    def page(self, path: str) -> str:
        """Return the address of a URL path without baseurl."""
        return f"{self.home}/{path.lstrip('/')}"

    def asset(self, url: str) -> str:
        """Return the address of an asset given its URL path with baseurl; '' if unknown."""
        path = unquote(urlsplit(url).path)
        below = path.removeprefix(unquote(self.baseurl)) if self.baseurl else path
        return f"{self.media}/{escape_path(below.lstrip('/'))}" if self.media else ""


@dataclass(frozen=True, slots=True)
class Resolver:
    """Makes the addresses of one document absolute."""

    address: SiteAddress
    base: str
    assets: frozenset[str]

    @classmethod
    def of(cls, address: SiteAddress, document: Document) -> Resolver:
        """Return the resolver for ``document``."""
        paths = frozenset(unquote(urlsplit(asset.url).path) for asset in document.assets)
        return cls(address, address.page(document.url), paths)

    def resolve(self, url: str) -> str:
        """Return ``url`` absolute; as it is where it is so, or has only a fragment."""
        stripped = url.strip()
        if not stripped or stripped[0] == "#":
            return stripped
        if _HAS_SCHEME.match(stripped):
            if not (self.address.origin and stripped.startswith(self.address.origin + "/")):
                return url
            stripped = stripped[len(self.address.origin) :]
        joined = _join(self.base, stripped)
        path, query_and_fragment = _split_path(joined[len(self.address.origin) :])
        if unquote(path) in self.assets and self.address.media:
            return self.address.asset(path) + query_and_fragment
        return joined.replace("[", "%5B").replace(" ", "%20")


def _join(base: str, url: str) -> str:
    try:
        return urljoin(base, url)
    except ValueError:  # a bracket that looks like half an IPv6 address
        return url


def _split_path(url: str) -> tuple[str, str]:
    end = next((index for index, character in enumerate(url) if character in "?#"), len(url))
    return url[:end], url[end:]
