"""Where a document goes below the output folder, by a pattern of the user's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from migrator.model.document import Document

_PLACEHOLDER: Final = re.compile(r"\{([a-z_]+)\}")
_DATED: Final = frozenset({"year", "month", "day"})
_FORBIDDEN: Final = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]+')
_DATE_PREFIX: Final = re.compile(r"\d{2,4}-\d{1,2}-\d{1,2}-")
_MAX_BYTES: Final = 240
_RESERVED: Final = frozenset(
    ["con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))]
)
PLACEHOLDERS: Final = frozenset({*_DATED, "collection", "slug", "path", "name", "categories"})


def check_pattern(pattern: str) -> None:
    """Raise ValueError for a placeholder that does not exist."""
    for name in _PLACEHOLDER.findall(pattern):
        if name not in PLACEHOLDERS:
            known = ", ".join(f"{{{known}}}" for known in sorted(PLACEHOLDERS))
            raise ValueError(f"the path pattern '{pattern}' has '{{{name}}}'; use: {known}")


def output_path(document: Document, pattern: str, page_pattern: str) -> str:
    """Return the path of ``document``: ``pattern`` for posts, ``page_pattern`` for the rest.

    The path is relative, NFC, and never leads out of the output folder.
    """
    is_post = document.collection == "posts" and document.date is not None and document.slug
    chosen = pattern if is_post or "{path}" not in page_pattern else page_pattern
    if document.date is None and _DATED.intersection(_PLACEHOLDER.findall(chosen)):
        chosen = page_pattern
    values = _values(document)
    filled = _PLACEHOLDER.sub(lambda match: values.get(match[1], ""), chosen)
    return safe_path(filled)


def safe_path(path: str) -> str:
    """Return ``path`` with only such segments as every system can hold below a folder."""
    segments = [_safe_segment(segment) for segment in path.split("/")]
    return "/".join(segment for segment in segments if segment) or "untitled.md"


def _values(document: Document) -> Mapping[str, str]:
    path = _path_without_extension(document.path)
    name = _DATE_PREFIX.sub("", path.rsplit("/", 1)[-1])
    when = document.date
    return {
        "collection": document.collection,
        "year": f"{when:%Y}" if when else "",
        "month": f"{when:%m}" if when else "",
        "day": f"{when:%d}" if when else "",
        "slug": (document.slug or name).replace("/", "-"),
        "path": path,
        "name": name,
        "categories": "/".join(document.categories),
    }


def _path_without_extension(path: str) -> str:
    """Return the source path without extension and without the mark of a collection's folder."""
    folders, _, name = path.rpartition("/")
    stem = name.rsplit(".", 1)[0] if "." in name[1:] else name
    full = f"{folders}/{stem}" if folders else stem
    return "/".join(part.removeprefix("_") or part for part in full.split("/"))


def _safe_segment(segment: str) -> str:
    clean = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", segment)).strip(" ").rstrip(".")
    if not clean.strip("."):
        return ""
    stem, dot, extension = clean.rpartition(".")
    stem, extension = (stem, dot + extension) if stem else (clean, "")
    if stem.lower() in _RESERVED:
        stem = f"{stem}-"
    return _cut(stem, _MAX_BYTES - len(extension.encode())) + extension


def _cut(text: str, size: int) -> str:
    data = text.encode()
    return text if len(data) <= size else data[:size].decode(errors="ignore")
