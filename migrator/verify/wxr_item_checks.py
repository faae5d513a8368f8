"""Traps that one item of a WXR file can hold, one small check each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from migrator.diagnostics import Severity
from migrator.verify.wxr_content_checks import CONTENT_CHECKS
from migrator.verify.wxr_records import Finding, WxrItem

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
_TYPES: Final = """
    jpg jpeg jpe gif png bmp tif tiff webp heic asf asx wmv wmx wm avi divx flv mov qt mpeg
    mpg mpe mp4 m4v ogv webm mkv 3gp 3gpp 3g2 3gp2 txt asc c cc h srt csv tsv ics rtx css vtt dfxp
    mp3 m4a m4b aac ra ram wav ogg oga flac mid midi wma wax mka rtf pdf class tar zip gz gzip rar
    7z psd xcf doc pot pps ppt wri xla xls xlt xlw mdb mpp docx docm dotx dotm xlsx xlsm xlsb xltx
    xltm xlam pptx pptm ppsx ppsm potx potm ppam sldx sldm onetoc onetoc2 onetmp onepkg oxps xps
    odt odp ods odg odc odb odf wp wpd key numbers pages
"""
_ALLOWED_TYPES: Final = frozenset(_TYPES.split())
"""What WordPress takes by its name's ending (get_allowed_mime_types; avif from 6.5 on)."""
_NEWER_TYPES: Final = frozenset({"avif", "heif"})
_ODD_NAME: Final = re.compile(r"%[0-9a-f]{2}|[\s+(),'\"\[\]=;:~#]", re.IGNORECASE)
_FEEDS: Final = frozenset({"feed", "rdf", "rss", "rss2", "atom", "embed"})
_PAGED: Final = re.compile(r"(?:page)?\d+\Z")
_TAG_LIKE: Final = re.compile(r"<\w")
_FALSE: Final = "b:0;"
_TAXONOMIES: Final = frozenset({"category", "post_tag", "post_format", "nav_menu"})
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
    if not item.title and (item.content or item.excerpt or item.attachment_url):
        yield "empty-title", Severity.ERROR, "it has no title; it is taken for any post of its date"
    elif item.title != item.written_title:
        yield "title-blanks", Severity.INFO, "the blanks around its title go"


def _guid(item: WxrItem) -> Iterator[Finding]:
    if "&" in item.guid:
        yield "guid-ampersand", Severity.INFO, "its guid holds &, which is stored as &amp;"


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
    if len(item.slug.encode()) > SLUG_LIMIT:
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
        if term.slug == "":
            message = f"the term '{term.name}' has an empty nicename: WordPress makes one"
            yield "empty-nicename", Severity.WARNING, message
        if is_bad_term_name(term.name):
            message = f"the term '{term.name[:40]}' is refused or loses what looks like a tag"
            yield "term-name", Severity.ERROR, message


def is_bad_term_name(name: str) -> bool:
    """Return whether WordPress refuses or changes the term ``name``."""
    return len(name) > TERM_NAME_LIMIT or _TAG_LIKE.search(name) is not None


def _meta(item: WxrItem) -> Iterator[Finding]:
    for key, value in item.meta:
        if not key or len(key) > META_KEY_LIMIT:
            yield "meta-key", Severity.ERROR, f"the meta key '{key[:40]}' is empty or too long"
        elif key in _IGNORED_META:
            yield "ignored-meta", Severity.INFO, f"the importer ignores the meta key '{key}'"
        if value.strip() == _FALSE:
            message = f"the value of '{key}' is PHP's false, which becomes an empty text"
            yield "serialised-meta", Severity.WARNING, message
        elif _LOOKS_SERIALISED.match(value) and not _is_serialised(value):
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
    ending = PurePosixPath(parts.path).suffix.lower().lstrip(".")
    if ending in _NEWER_TYPES:
        yield "newer-type", Severity.WARNING, f"older WordPress refuses files like '{parts.path}'"
    elif ending not in _ALLOWED_TYPES:
        yield "refused-type", Severity.ERROR, f"WordPress refuses files like '{parts.path}'"
    if _ODD_NAME.search(PurePosixPath(parts.path).name):
        message = f"the file of '{parts.path}' gets another name: without signs, or in hex"
        yield "file-name", Severity.INFO, message
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
    _guid,
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
    _attachment,
    *CONTENT_CHECKS,
)
