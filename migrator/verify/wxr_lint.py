"""Checks a WXR file for what WordPress's importer would lose, merge or change without a word.

Each trap was seen in a real WordPress. The file is read as a stream; the checks themselves are
tables of small functions in ``wxr_item_checks`` and methods in ``wxr_file_checks``.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from lxml import etree

from migrator.diagnostics import Diagnostic, Severity
from migrator.verify.wxr_file_checks import FileChecks
from migrator.verify.wxr_item_checks import ItemCheck
from migrator.verify.wxr_records import WP, Finding, line_of, read_author, read_item, read_term

UPLOAD_LIMIT: Final = 2 * 1024 * 1024
CDATA_LIMIT: Final = 10_000_000
_HEAD_LENGTH: Final = 4096
_ENCODING: Final = re.compile(rb"<\?xml[^>]*\bencoding\s*=\s*[\"']([^\"']+)", re.IGNORECASE)
_CDATA_OR_REFERENCE: Final = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|>[^<>&]*&(?:#\d+|#x[0-9a-f]+|\w+);", re.DOTALL | re.IGNORECASE
)
_BOM: Final = b"\xef\xbb\xbf"


def check_wxr(path: Path, now: datetime | None = None) -> Iterator[Diagnostic]:
    """Yield what is wrong with the WXR file at ``path``, in the file's order.

    ``now`` is the moment that tells future from past, by default the present one. Raises OSError
    where the file cannot be read.
    """
    name = path.name
    head = list(_head_findings(path))
    for finding in head:
        yield _told(name, 1, finding)
    if any(code == "blank-start" for code, _, _ in head):
        return  # no XML parser reads on; the rest shows once this is mended
    try:
        yield from _check_elements(path, now or datetime.now(UTC))
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        message = f"it is no well-formed XML, so posts are lost without a word: {error.msg}"
        yield _told(name, line, ("unreadable", Severity.ERROR, message))


def _told(name: str, line: int, finding: Finding, item: str = "") -> Diagnostic:
    code, severity, message = finding
    return Diagnostic(
        f"wxr.{code}", severity, name, line, f"{item}: {message}" if item else message
    )


def _head_findings(path: Path) -> Iterator[Finding]:
    with path.open("rb") as file:
        head = file.read(_HEAD_LENGTH).removeprefix(_BOM)
    encoding = _ENCODING.match(head)
    if encoding and encoding[1].lower() not in (b"utf-8", b"utf8"):
        yield "encoding", Severity.ERROR, "the encoding is not UTF-8: nothing is imported"
    if head[:1].isspace() and head.lstrip().startswith(b"<?xml"):
        yield "blank-start", Severity.ERROR, "there is white space before <?xml"
    if _entity_outside_cdata(path):
        message = "there is a reference such as &amp; outside CDATA: parsers disagree on its blanks"
        yield "outside-cdata", Severity.WARNING, message
    if b"<!DOCTYPE" in head:
        yield "doctype", Severity.ERROR, "it has a DOCTYPE: WordPress 6.1 imports nothing"
    size = path.stat().st_size
    if size > UPLOAD_LIMIT:
        message = f"it has {size:,} bytes; PHP takes uploads up to 2 MB unless told otherwise"
        yield "upload-size", Severity.INFO, message


def _entity_outside_cdata(path: Path) -> bool:
    with path.open("rb") as file:
        if not path.stat().st_size:
            return False
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return any(found[0][:1] == b">" for found in _CDATA_OR_REFERENCE.finditer(data))


def _check_elements(path: Path, now: datetime) -> Iterator[Diagnostic]:
    name = path.name
    checks, item_check = FileChecks(), ItemCheck(now)
    tags = ("item", *(f"{{{WP}}}{tag}" for tag in ("wxr_version", "author", *_TERM_TAGS)))
    events = etree.iterparse(path, events=("end",), tag=tags, huge_tree=True)
    has_version = False
    for _, element in events:
        local = etree.QName(element).localname
        if element.prefix not in (None, "wp"):
            message = f"the prefix is '{element.prefix}', not 'wp': nothing is imported"
            yield _told(name, line_of(element), ("prefix", Severity.ERROR, message))
        has_version = has_version or local == "wxr_version"
        yield from _check_element(name, element, local, checks, item_check)
        if local == "item":
            _forget(element)
    if not has_version:
        message = "it has no wp:wxr_version, so WordPress does not take it for an export"
        yield _told(name, 0, ("version", Severity.ERROR, message))
    for line, finding in checks.finish():
        yield _told(name, line, finding)


_TERM_TAGS: Final = ("category", "tag", "term")


def _check_element(
    name: str, element: etree._Element, local: str, checks: FileChecks, item_check: ItemCheck
) -> Iterator[Diagnostic]:
    line = line_of(element)
    if local == "item":
        item = read_item(element)
        if len(item.content) > CDATA_LIMIT:
            message = "its content is over 10 MB: only the importer's fallback parser reads it"
            yield _told(name, line, ("huge-content", Severity.WARNING, message), item.name)
        for finding in item_check.findings(item):
            yield _told(name, line, finding, item.name)
        for finding in checks.see_item(item):
            yield _told(name, line, finding, item.name)
    elif local == "author":
        for finding in checks.see_author(read_author(element)):
            yield _told(name, line, finding)
    elif local in _TERM_TAGS:
        for finding in checks.see_term(read_term(element)):
            yield _told(name, line, finding)


def _forget(element: etree._Element) -> None:
    """Free ``element`` and what stands before it, so that memory stays bounded."""
    element.clear()
    while element.getprevious() is not None:
        parent = element.getparent()
        if parent is None:
            return
        del parent[0]
