"""Walks the site's folders and sorts what Jekyll reads there (Jekyll: reader.rb).

Links that lead out of the site are not followed, nor are links back to a folder above: both are
reported. Files and folders that the system does not let us read are reported and left out.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from migrator.diagnostics import Severity
from migrator.site.context import ReadContext
from migrator.site.dates import DATED_NAME, DATELESS_NAME
from migrator.site.front_matter import has_header
from migrator.site.text_files import unreadable

POSTS: Final = "_posts"
DRAFTS: Final = "_drafts"
_HEADER_BYTES: Final = 256


@dataclass(slots=True)
class SiteTree:
    """Paths relative to the site, with ``/``, by what Jekyll takes them for."""

    posts: list[str] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    static_files: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file or folder: its name and its path relative to the site."""

    name: str
    path: str
    is_folder: bool
    is_link: bool = False


def read_tree(context: ReadContext) -> SiteTree:
    """Return posts, drafts, pages and static files of the site, each sorted by path."""
    tree = SiteTree()
    pending: list[tuple[str, tuple[Path, ...]]] = [("", ())]
    while pending:
        folder, links = pending.pop()
        _read_posts(context, folder, tree)
        for entry in entries(context, folder):
            if not context.entry_filter.accepts(folder, entry.name, is_folder=entry.is_folder):
                continue
            if not entry.is_folder:
                _sort_file(context, entry.path, tree)
            elif entry.path != context.destination:
                followed = _follow(context, entry, links)
                pending += [] if followed is None else [(entry.path, followed)]
    _add_included(context, tree)
    for paths in (tree.posts, tree.drafts, tree.pages, tree.static_files):
        paths.sort()
    return tree


def entries(context: ReadContext, folder: str) -> list[Entry]:
    """Return what stands in a folder of the site, links out of the site left out."""
    found: list[Entry] = []
    try:
        with os.scandir(context.root / folder) as scan:
            found = [entry for item in scan if (entry := _entry(context, folder, item))]
    except OSError as error:
        context.sink(unreadable(folder or ".", error))
    found.sort(key=lambda entry: entry.name)
    return found


def _entry(context: ReadContext, folder: str, item: os.DirEntry[str]) -> Entry | None:
    """Return an entry of a folder, None (reported) for what a site cannot consist of."""
    path = f"{folder}/{item.name}" if folder else item.name
    if not item.name.isprintable() and not _is_utf8(item.name):
        shown = path.encode("utf-8", "replace").decode()
        message = "The file name is not UTF-8; left out"
        context.report("site.file-name", Severity.ERROR, shown, message)
        return None
    if item.is_symlink() and not _stays_inside(context, path):
        return None
    is_folder = item.is_dir()
    if not is_folder and not item.is_file():
        message = "Neither a file nor a folder (a broken link, or a device); left out"
        context.report("site.not-a-file", Severity.WARNING, path, message)
        return None
    return Entry(item.name, path, is_folder, item.is_symlink())


def _is_utf8(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def files_below(context: ReadContext, folder: str) -> Iterator[str]:
    """Yield all files below a folder, as paths relative to it; links to folders are not entered."""
    pending = [folder]
    while pending:
        current = pending.pop()
        for entry in entries(context, current):
            if not entry.is_folder:
                yield entry.path.removeprefix(f"{folder}/")
            elif not entry.is_link:
                pending.append(entry.path)


def starts_with_header(context: ReadContext, path: str) -> bool | None:
    """Return whether a file has front matter; None if it cannot be read (reported)."""
    try:
        with (context.root / path).open("rb") as file:
            return has_header(file.read(_HEADER_BYTES))
    except OSError as error:
        context.sink(unreadable(path, error))
        return None


def _read_posts(context: ReadContext, folder: str, tree: SiteTree) -> None:
    if not folder.startswith(context.collections_dir):
        return
    prefix = f"{folder}/" if folder else ""
    for name, matcher, found in (
        (POSTS, DATED_NAME, tree.posts),
        (DRAFTS, DATELESS_NAME, tree.drafts),
    ):
        place = prefix + name
        if not (context.root / place).is_dir() or not _stays_inside(context, place):
            continue
        for path in files_below(context, place):
            hidden = any(part.startswith(".") for part in path.split("/"))
            accepted = context.entry_filter.accepts(place, path, is_folder=False)
            if not hidden and accepted and matcher.search(path):
                found.append(f"{place}/{path}")


def _sort_file(context: ReadContext, path: str, tree: SiteTree) -> None:
    header = starts_with_header(context, path)
    if header is not None:
        (tree.pages if header else tree.static_files).append(path)


def _add_included(context: ReadContext, tree: SiteTree) -> None:
    """Add single files that ``include`` names although their folder is not read."""
    known = {*tree.pages, *tree.static_files}
    include = context.config.get("include")
    for name in include if isinstance(include, list) else ():
        path = os.path.normpath(str(name)).lstrip("/") if isinstance(name, str) else ""
        if path.startswith("..") or path in known:
            continue
        if (context.root / path).is_file() and _stays_inside(context, path):
            _sort_file(context, path, tree)


def _stays_inside(context: ReadContext, path: str) -> bool:
    """Return whether a path leads to a place in the site; report it if not."""
    target = Path(os.path.realpath(context.root / path))
    if target.is_relative_to(context.root):
        return True
    message = "A link that leads out of the site is not followed"
    context.report("site.link-outside", Severity.WARNING, path, message)
    return False


def _follow(context: ReadContext, entry: Entry, links: tuple[Path, ...]) -> tuple[Path, ...] | None:
    """Return the targets of the links followed down to a folder; None if it is one of them."""
    if not entry.is_link:
        return links
    target = Path(os.path.realpath(context.root / entry.path))
    above = Path(os.path.realpath((context.root / entry.path).parent))
    if target not in links and not above.is_relative_to(target):
        return (*links, target)
    message = "A link to a folder above it is not followed"
    context.report("site.link-cycle", Severity.WARNING, entry.path, message)
    return None
