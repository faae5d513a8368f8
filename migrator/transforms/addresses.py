"""Addresses in a document: which lead into the site, and what stands there.

Forms understood: relative to the page, root-relative with or without ``baseurl`` (or with it
twice, as Jekyll 3 sites write ``{{ site.baseurl }}{% post_url %}``), absolute on the site's own
host, and source paths (``../about.md``), as the jekyll-relative-links plugin understands them.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from unicodedata import normalize
from urllib.parse import quote, unquote, urlsplit

from migrator.site.records import SourceDocument, StaticFile
from migrator.transforms.context import TransformContext

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PARTS: Final = re.compile(r"(?P<path>[^?#]*)(?P<rest>.*)", re.S)
_LIQUID: Final = re.compile(r"\{[{%]")
_ILLEGAL: Final = re.compile(r"[\s<>\"`\\^{|}]")


@dataclass(frozen=True, slots=True)
class Internal:
    """An address that leads into the site: ``target`` is what stands there, None if nothing.

    ``address`` is the canonical one, root-relative with baseurl, query and fragment kept; where
    nothing stands there, it is as it was written.
    """

    address: str
    target: SourceDocument | StaticFile | None


def resolve(address: str, context: TransformContext) -> Internal | None:
    """Return where ``address`` leads in the site; None if it leads elsewhere or only to ``#…``."""
    local = _local_part(address.strip(), context)
    if local is None:
        return None
    match = _PARTS.match(local)
    path, rest = (match["path"], match["rest"]) if match else (local, "")
    if not path:
        return None
    for candidate in _candidates(_decoded(path), context):
        target = _at_url(candidate, context)
        if target is not None:
            return Internal(_canonical(target, path, context) + rest, target)
    target = _at_source(_decoded(path), context)
    if target is not None:
        return Internal(_canonical(target, path, context) + rest, target)
    return Internal(address, None)


def _local_part(address: str, context: TransformContext) -> str | None:
    """Return ``address`` less the site's own scheme and host; None where it leads elsewhere."""
    if not address or _LIQUID.search(address):
        return None
    if not address.startswith("//") and not _SCHEME.match(address):
        return address
    try:
        parts, own = urlsplit(address), urlsplit(context.site_url)
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https", ""} or not own.netloc:
        return None
    if parts.netloc.lower() != own.netloc.lower():
        return None
    after = address.index("//") + 2 + len(parts.netloc)
    return address[after:] if address[after : after + 1] == "/" else "/" + address[after:]


def _decoded(path: str) -> str:
    return normalize("NFC", unquote(path))


def _candidates(path: str, context: TransformContext) -> Iterator[str]:
    """Yield the URL paths, without baseurl, that ``path`` may stand for."""
    if not path.startswith("/"):
        yield _joined(_decoded(context.url), path)
        return
    baseurl = _decoded(context.baseurl).rstrip("/")
    shorter = path
    for _ in range(2):
        if not baseurl or not (shorter + "/").startswith(baseurl + "/"):
            break
        shorter = shorter[len(baseurl) :] or "/"
        yield shorter
    if shorter == path or baseurl:
        yield path


def _joined(base: str, path: str) -> str:
    """Return ``path`` as seen from the page at ``base``, without ``.`` and ``..``."""
    folder = base[: base.rfind("/") + 1] or "/"
    joined = posixpath.normpath(folder + path)
    joined = "/" + joined.lstrip("/")
    return joined + "/" if path.endswith(("/", "/.", "/..")) and joined != "/" else joined


def _at_url(url: str, context: TransformContext) -> SourceDocument | StaticFile | None:
    index = context.index
    for form in (url, url.rstrip("/") or "/"):
        found = index.documents_by_url.get(form) or index.static_by_url.get(form)
        if found is not None:
            return found
    return None


def _at_source(path: str, context: TransformContext) -> SourceDocument | StaticFile | None:
    """Return what a path in the sources names, from the document's folder or the site's root."""
    folder = posixpath.dirname(context.path)
    source = posixpath.normpath(posixpath.join("/" + folder, path)).lstrip("/")
    found = context.index.documents_by_path.get(source)
    return found or context.index.static_by_path.get(source)


def _canonical(target: SourceDocument | StaticFile, written: str, context: TransformContext) -> str:
    """Return the address of ``target``; the spelling as written where only escapes differ."""
    address = context.baseurl.rstrip("/") + target.url
    if _decoded(address) == _decoded(written) and not _ILLEGAL.search(written):
        return written
    return address if not _ILLEGAL.search(address) else quote(address, safe="/%:@!$&'()*+,;=~")
