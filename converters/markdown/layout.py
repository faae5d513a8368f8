"""Where a document goes below the output folder, by a pattern of the user's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from migrator.model.document import Document, Place

_PLACEHOLDER: Final = re.compile(r"\{([a-z_]+)\}")
_DATED: Final = frozenset({"year", "month", "day"})
_FORBIDDEN: Final = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]+')
_DATE_PREFIX: Final = re.compile(r"\d{2,4}-\d{1,2}-\d{1,2}-")
_INDEX: Final = re.compile(r"(^|/)index((?:\.[^/]*)?\.md)\Z")
_MAX_BYTES: Final = 240
_RESERVED: Final = frozenset(
    ["con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))]
)
PLACEHOLDERS: Final = frozenset(
    {*_DATED, "collection", "folder", "slug", "path", "source", "name", "categories"}
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Patterns of output paths: ``path`` for dated posts, ``page_path`` for everything else.

    ``path`` in a pattern is the source path without extension and without the underscores of
    folders, ``source`` the same with them, ``folder`` the folders above the collection's own
    (``en/news`` for ``en/news/_posts/…``, mostly nothing). ``bundles``: a folder a post, with
    ``index.md``.
    ``has_sections``: ``index.md`` would make its folder one page with attachments (Hugo: Page
    bundles), so an index page is written as ``_index.md``.
    """

    path: str = "{folder}/{collection}/{year}-{month}-{day}-{slug}.md"
    page_path: str = "{path}.md"
    bundles: bool = False
    has_sections: bool = False


LAYOUTS: Final[Mapping[str, Layout]] = MappingProxyType(
    {
        "hugo": Layout(
            "content/{collection}/{folder}/{year}-{month}-{day}-{slug}.md",
            "content/{path}.md",
            has_sections=True,
        ),
        "kramdown": Layout("{folder}/_{collection}/{year}-{month}-{day}-{slug}.md", "{source}.md"),
    }
)


def layout_of(dialect: str, path: str, page_path: str, *, bundles: bool) -> Layout:
    """Return the layout of ``dialect`` with the user's patterns where they are not empty.

    Raises ValueError for a placeholder that does not exist.
    """
    usual = LAYOUTS.get(dialect, Layout())
    chosen = replace(
        usual, path=path or usual.path, page_path=page_path or usual.page_path, bundles=bundles
    )
    check_pattern(chosen.path)
    check_pattern(chosen.page_path)
    return chosen


def check_pattern(pattern: str) -> None:
    """Raise ValueError for a placeholder that does not exist."""
    for name in _PLACEHOLDER.findall(pattern):
        if name not in PLACEHOLDERS:
            known = ", ".join(f"{{{known}}}" for known in sorted(PLACEHOLDERS))
            raise ValueError(f"the path pattern '{pattern}' has '{{{name}}}'; use: {known}")


def output_path(document: Document | Place, layout: Layout) -> str:
    """Return the path of ``document``: relative, NFC, never out of the output folder."""
    values = _values(document)
    is_post = _is_post(document, layout)
    pattern = layout.path if is_post else layout.page_path
    if is_bundle(document, layout):
        pattern = f"{pattern.removesuffix('.md').removesuffix('/index')}/index.md"
    path = safe_path(_PLACEHOLDER.sub(lambda match: values.get(match[1], ""), pattern))
    return path if is_post or not layout.has_sections else _INDEX.sub(_section_index, path)


def is_bundle(document: Document | Place, layout: Layout) -> bool:
    """Tell whether ``document`` has a folder of its own."""
    return layout.bundles and _is_post(document, layout)


def _section_index(match: re.Match[str]) -> str:
    """``index.md`` as ``_index.md``, ``index.ko.md`` as ``index-ko.md``."""
    folder, rest = match.groups()
    if rest == ".md":
        return f"{folder}_index.md"
    return f"{folder}index{rest.removesuffix('.md').replace('.', '-')}.md"


def _is_post(document: Document | Place, layout: Layout) -> bool:
    if document.draft and "{source}" in layout.page_path:  # Jekyll's drafts have their folder
        return False
    if document.date is None and _DATED.intersection(_PLACEHOLDER.findall(layout.path)):
        return False
    is_dated = document.collection == "posts" and document.date is not None and document.slug
    names = ("{path}", "{source}")
    return bool(is_dated) or not any(name in layout.page_path for name in names)


def safe_path(path: str) -> str:
    """Return ``path`` with only such segments as every system can hold below a folder."""
    segments = [_safe_segment(segment) for segment in path.split("/")]
    return "/".join(segment for segment in segments if segment) or "untitled.md"


def _values(document: Document | Place) -> Mapping[str, str]:
    path = _path_without_extension(document.path)
    name = _DATE_PREFIX.sub("", path.rsplit("/", 1)[-1])
    when = document.date
    return {
        "collection": document.collection,
        "folder": _folder_above(document),
        "year": f"{when:%Y}" if when else "",
        "month": f"{when:%m}" if when else "",
        "day": f"{when:%d}" if when else "",
        "slug": (document.slug or name).replace("/", "-"),
        "path": path,
        "source": document.path.removesuffix(_extension(document.path)),
        "name": name,
        "categories": "/".join(document.categories),
    }


def _folder_above(document: Document | Place) -> str:
    """Return the folders above ``_posts`` (or another collection's folder), '' where none."""
    above, found, _ = f"/{document.path}".rpartition(f"/_{document.collection}/")
    return above.strip("/") if found else ""


def _path_without_extension(path: str) -> str:
    """Return the source path without extension and without the mark of a collection's folder."""
    full = path.removesuffix(_extension(path))
    return "/".join(part.removeprefix("_") or part for part in full.split("/"))


def _extension(path: str) -> str:
    name = path.rsplit("/", 1)[-1]
    return f".{name.rsplit('.', 1)[1]}" if "." in name[1:] else ""


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
