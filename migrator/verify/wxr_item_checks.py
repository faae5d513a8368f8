"""Traps that one item of a WXR file can hold, one small check each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import PurePosixPath
from typing import Final, TypeAlias
from urllib.parse import unquote, urlsplit

from migrator.diagnostics import Severity
from migrator.verify.wxr_records import WxrItem

Finding: TypeAlias = tuple[str, Severity, str]
"""A code's last part, how much it matters, and what WordPress will do."""

SLUG_LIMIT: Final = 200
META_KEY_LIMIT: Final = 255
ID_LIMIT: Final = 10_000_000
TERM_NAME_LIMIT: Final = 200
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\Z")
_NO_DATE: Final = "0000-00-00 00:00:00"
_STATUSES: Final = frozenset({"publish", "future", "draft", "pending", "private", "trash"})
_STORED_SLUG: Final = re.compile(r"(?:[a-z0-9_-]|%[0-9a-f]{2})*\Z")
_IGNORED_META: Final = frozenset({"_edit_lock", "_wp_attachment_metadata", "_edit_last"})
_SERIALISED: Final = re.compile(
    r'(?:N;|b:[01];|i:-?\d+;|d:[^;]+;|s:(?P<length>\d+):"(?P<text>.*)";)'
)
_LOOKS_SERIALISED: Final = re.compile(r"\s*(?:N;|[abCdEiOs]:\d)")
_SHORTCODE: Final = re.compile(r"\[/?(?:audio|caption|embed|gallery|playlist|video|wp_caption)\b")
_SHORTCODE_BLOCK: Final = re.compile(r"<!-- wp:shortcode\b.*?<!-- /wp:shortcode -->", re.DOTALL)
_EMBED_WRAPPER: Final = re.compile(r'<div class="wp-block-embed__wrapper">.*?</div>', re.DOTALL)
_LONE_ADDRESS: Final = re.compile(
    r"^\s*https?://[^\s<>\"]+\s*$|<p(?: [^>]*)?>\s*https?://[^\s<>\"]+\s*</p>", re.MULTILINE
)
_TARGET: Final = re.compile(r"<a\b[^>]*\btarget=[^>]*>")
_BLOCK: Final = re.compile(
    r"<!--\s+(?P<end>/)?wp:(?P<name>[a-z][a-z0-9/_-]*)\s+(?P<json>\{.*?\}\s+)?(?P<void>/)?-->",
    re.DOTALL,
)
_UNSAFE_JSON: Final = re.compile(r"[<>&]|--")
_REFUSED_TYPES: Final = frozenset({"", "svg", "html", "htm", "js", "php", "exe", "json", "xml"})
_FEEDS: Final = frozenset({"feed", "rdf", "rss", "rss2", "atom", "embed"})
_PAGED: Final = re.compile(r"(?:page)?\d+\Z")
_TAXONOMIES: Final = frozenset({"category", "post_tag", "post_format", "nav_menu"})
_ATTACHMENT_ID: Final = re.compile(r'wp-image-\d+|<!-- wp:image \{[^>]*"id":\d+|\[gallery ids=')
_ROOT_RELATIVE: Final = re.compile(r"""<[a-z][^<>]*?\s(?:src|href)=["']/(?!/)[^"']*""")
_PORTS: Final = frozenset({None, 80, 443, 8080})


@dataclass(frozen=True, slots=True)
class ItemCheck:
    """A check with the moment that counts as now."""

    now: datetime

    def findings(self, item: WxrItem) -> Iterator[Finding]:
        """Yield what is wrong with ``item`` by itself."""
        for check in CHECKS:
            yield from check(item)
        yield from _status_at(item, self.now)


def _missing(item: WxrItem) -> Iterator[Finding]:
    for name in item.missing:
        yield (
            "missing-field",
            Severity.ERROR,
            f"{name} is missing; the importer may refuse the post",
        )


def _padded(item: WxrItem) -> Iterator[Finding]:
    for name in item.padded:
        yield (
            "white-space",
            Severity.ERROR,
            f"{name} has white space around it, which is not trimmed",
        )


def _title(item: WxrItem) -> Iterator[Finding]:
    if not item.title:
        yield "empty-title", Severity.ERROR, "it has no title; it is taken for any post of its date"


def _date(item: WxrItem) -> Iterator[Finding]:
    if not item.date or item.date == _NO_DATE:
        yield "empty-date", Severity.ERROR, "it has no date; it is taken for any post of its title"
    elif not _DATE.match(item.date) or _moment(item.date) is None:
        yield "bad-date", Severity.ERROR, f"the date '{item.date}' is refused or loses its offset"
    if not item.date_gmt or item.date_gmt == _NO_DATE:
        message = "it has no GMT date; WordPress computes one with the new site's time zone"
        yield "empty-gmt", Severity.WARNING, message
    elif not _DATE.match(item.date_gmt) or _moment(item.date_gmt) is None:
        yield "bad-date", Severity.ERROR, f"the GMT date '{item.date_gmt}' cannot be read"


def _moment(date: str) -> datetime | None:
    try:
        return datetime.strptime(date, "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _status_at(item: WxrItem, now: datetime) -> Iterator[Finding]:
    moment = _moment(item.date_gmt)
    if moment is None:
        return
    if item.status == "publish" and moment > now:
        yield "future-date", Severity.WARNING, "it is to come: WordPress makes it 'future'"
    if item.status == "future" and moment <= now:
        yield "past-future", Severity.WARNING, "its date is past: WordPress publishes it"


def _empty(item: WxrItem) -> Iterator[Finding]:
    if item.type != "attachment" and not (item.title or item.content or item.excerpt):
        yield "empty-post", Severity.ERROR, "title, content and excerpt are empty: it is refused"


def _id(item: WxrItem) -> Iterator[Finding]:
    if not item.id.isdecimal() or int(item.id) == 0:
        yield "bad-id", Severity.ERROR, f"'{item.id}' is no id for a post"
    elif int(item.id) > ID_LIMIT:
        message = f"the id {item.id} is huge, and so will all later ids of the site be"
        yield "huge-id", Severity.WARNING, message


def _status(item: WxrItem) -> Iterator[Finding]:
    allowed = {"inherit"} if item.type == "attachment" else _STATUSES
    if item.status not in allowed:
        yield "status", Severity.ERROR, f"the status '{item.status}' shows the post to nobody"


def _slug(item: WxrItem) -> Iterator[Finding]:
    if len(item.slug) > SLUG_LIMIT:
        yield "long-slug", Severity.ERROR, "the slug is cut at 200 bytes, maybe within a character"
    try:
        unquote(item.slug, errors="strict")
    except UnicodeDecodeError:
        yield "torn-slug", Severity.ERROR, "the slug is cut within a character: its page is a 404"
    if not _STORED_SLUG.match(item.slug):
        yield "changed-slug", Severity.WARNING, f"WordPress will change the slug '{item.slug}'"


def _reserved_slug(item: WxrItem) -> Iterator[Finding]:
    is_paged = item.type == "page" and _PAGED.match(item.slug) is not None
    if item.slug in _FEEDS or is_paged:
        message = f"WordPress keeps the slug '{item.slug}' for itself and adds a number"
        yield "reserved-slug", Severity.WARNING, message


def _backslash(item: WxrItem) -> Iterator[Finding]:
    if "\\" in item.title:
        message = "a title with a backslash is not known again: importing twice doubles it"
        yield "title-backslash", Severity.INFO, message


def _terms(item: WxrItem) -> Iterator[Finding]:
    for term in item.terms:
        if term.taxonomy not in _TAXONOMIES:
            message = f"the new site must know the taxonomy '{term.taxonomy}', or loses its terms"
            yield "unknown-taxonomy", Severity.WARNING, message
        if term.slug is None:
            message = f"the term '{term.name}' has no nicename: it is ignored"
            yield "missing-nicename", Severity.ERROR, message


def _meta(item: WxrItem) -> Iterator[Finding]:
    for key, value in item.meta:
        if not key or len(key) > META_KEY_LIMIT:
            yield "meta-key", Severity.ERROR, f"the meta key '{key[:40]}' is empty or too long"
        elif key in _IGNORED_META:
            yield "ignored-meta", Severity.INFO, f"the importer ignores the meta key '{key}'"
        if _LOOKS_SERIALISED.match(value) and not _is_serialised(value):
            message = f"the value of '{key}' looks like PHP data and becomes empty or other data"
            yield "serialised-meta", Severity.WARNING, message


def _is_serialised(value: str) -> bool:
    """Return whether ``value`` is a whole scalar in PHP's serialised form."""
    found = _SERIALISED.fullmatch(value.strip(), 0)
    if found is None:
        return value.startswith("a:")
    return found["text"] is None or len(found["text"].encode()) == int(found["length"])


def _comments(item: WxrItem) -> Iterator[Finding]:
    ids = [comment.id for comment in item.comments]
    if len(set(ids)) != len(ids) or "0" in ids:
        yield "comment-id", Severity.ERROR, "comments share an id or have none: only one is kept"
    for comment in item.comments:
        if _as_number(comment.parent) and _as_number(comment.parent) >= _as_number(comment.id):
            message = f"comment {comment.id} comes before {comment.parent}, which it answers"
            yield "comment-order", Severity.ERROR, message


def _as_number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


# ------------------------------------------------------------------------------------- content


def _shortcode(item: WxrItem) -> Iterator[Finding]:
    found = _SHORTCODE.search(_SHORTCODE_BLOCK.sub("", item.content))
    if found:
        yield "shortcode", Severity.WARNING, f"'{found[0]}' runs as a shortcode, code or not"


def _lone_address(item: WxrItem) -> Iterator[Finding]:
    found = _LONE_ADDRESS.search(_EMBED_WRAPPER.sub("", item.content))
    if found:
        message = f"an address alone on its line is embedded: {found[0].strip()[:80]}"
        yield "lone-address", Severity.WARNING, message


def _attachment_ids(item: WxrItem) -> Iterator[Finding]:
    found = _ATTACHMENT_ID.search(item.content)
    if found:
        message = f"'{found[0]}' names an attachment by its old number, which the import changes"
        yield "attachment-id", Severity.WARNING, message


def _relative_addresses(item: WxrItem) -> Iterator[Finding]:
    found = _ROOT_RELATIVE.search(item.content)
    if found:
        message = f"the address in {found[0][-80:]} is left as it is, and leads into the new site"
        yield "relative-address", Severity.INFO, message


def _noopener(item: WxrItem) -> Iterator[Finding]:
    if any("noopener" not in found[0] for found in _TARGET.finditer(item.content)):
        yield "noopener", Severity.INFO, "WordPress adds rel=noopener to links with a target"


def _blocks(item: WxrItem) -> Iterator[Finding]:
    opened: list[str] = []
    for found in _BLOCK.finditer(item.content):
        if found["json"] and _UNSAFE_JSON.search(found["json"]):
            message = f"the settings of block {found['name']} hold raw <, >, & or --"
            yield "block-json", Severity.WARNING, message
        if found["end"]:
            if not opened or opened.pop() != found["name"]:
                message = f"block {found['name']} ends where it was not open"
                yield "block-nesting", Severity.ERROR, message
                return
        elif not found["void"]:
            opened.append(found["name"])
    if opened:
        yield "block-nesting", Severity.ERROR, f"block {opened[-1]} does not end"


def _loose_html(item: WxrItem) -> Iterator[Finding]:
    """Find HTML between blocks: it gets neither a block nor wpautop's paragraphs."""
    depth, end = 0, 0
    first = _BLOCK.search(item.content)
    if first is None:
        return
    for found in _BLOCK.finditer(item.content):
        if depth == 0 and item.content[end : found.start()].strip():
            break
        depth += 0 if found["void"] else (-1 if found["end"] else 1)
        end = found.end()
    else:
        if not item.content[end:].strip():
            return
    yield "loose-html", Severity.WARNING, "HTML stands between blocks and gets no paragraphs"


# --------------------------------------------------------------------------------- attachments


def _attachment(item: WxrItem) -> Iterator[Finding]:
    if item.type != "attachment":
        return
    url = item.attachment_url
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        message = f"'{url}' is no absolute address; it would also spoil all others"
        yield "attachment-url", Severity.ERROR, message
        return
    if _is_private(parts.hostname) or _port(url) not in _PORTS:
        yield "private-host", Severity.ERROR, f"WordPress fetches nothing from '{parts.netloc}'"
    if PurePosixPath(parts.path).suffix.lower().lstrip(".") in _REFUSED_TYPES:
        yield "refused-type", Severity.ERROR, f"WordPress refuses files like '{parts.path}'"
    if "&" in url:
        message = f"'{url}' holds &, which content writes &amp;: it is not replaced there"
        yield "attachment-ampersand", Severity.WARNING, message


def _port(url: str) -> int | None:
    try:
        return urlsplit(url).port
    except ValueError:
        return -1


def _is_private(host: str) -> bool:
    if host == "localhost" or "." not in host:
        return True
    try:
        return not ip_address(host).is_global
    except ValueError:
        return False


CHECKS: Final[tuple[Callable[[WxrItem], Iterator[Finding]], ...]] = (
    _missing,
    _padded,
    _title,
    _date,
    _empty,
    _id,
    _status,
    _slug,
    _reserved_slug,
    _backslash,
    _terms,
    _meta,
    _comments,
    _shortcode,
    _lone_address,
    _attachment_ids,
    _relative_addresses,
    _noopener,
    _blocks,
    _loose_html,
    _attachment,
)
