"""Reads the site's files: decoding, byte order marks, and what to say when it fails."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from pathlib import Path

from migrator.diagnostics import Diagnostic, DiagnosticSink, Severity, ignore
from migrator.site.front_matter import BYTE_ORDER_MARK


def encoding_of(config: Mapping[str, object]) -> str:
    """Return the encoding of the site's text files; UTF-8 where Python does not know it."""
    name = config.get("encoding")
    try:
        return codecs.lookup(str(name or "utf-8")).name
    except LookupError:
        return "utf-8"


def read_text(
    file: Path, path: str, encoding: str, sink: DiagnosticSink, *, tell_bytes: bool = True
) -> str | None:
    """Return the text of ``file`` without byte order mark; None if it cannot be read.

    Bytes that are not in the encoding become U+FFFD and are reported with their line, unless
    ``tell_bytes`` is false: a document's file is read twice. ``path`` is the path in the site.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        sink(unreadable(path, error))
        return None
    return decode(data, path, encoding, sink if tell_bytes else ignore)


def decode(data: bytes, path: str, encoding: str, sink: DiagnosticSink) -> str:
    """Return ``data`` as text without byte order mark, wrong bytes reported and replaced."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        bad = data[error.start : error.end].hex(" ")
        message = f"Bytes that are not {encoding} ({bad}) became the replacement character"
        sink(Diagnostic("site.encoding", Severity.ERROR, path, line, message))
        text = data.decode(encoding, "replace")
    return text.removeprefix(BYTE_ORDER_MARK)


def unreadable(path: str, error: OSError) -> Diagnostic:
    """Return the diagnostic for a file or folder that the system does not let us read."""
    message = f"Cannot be read: {error.strerror or error}"
    return Diagnostic("site.unreadable", Severity.ERROR, path, 0, message)
