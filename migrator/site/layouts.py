"""Reads the site's layouts (Jekyll: layout.rb, readers/layout_reader.rb)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from migrator.diagnostics import DiagnosticSink, ignore
from migrator.site.entry_filter import EntryFilter
from migrator.site.front_matter import read_front_matter, split
from migrator.site.records import Site
from migrator.site.ruby_values import is_true, to_text
from migrator.site.text_files import encoding_of, read_text
from migrator.site.themes import theme_folder
from migrator.source import LineMap, SourceText

_THEME_FOLDER: Final = "_layouts"


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout: its front matter, the layout that it stands in itself, and its text."""

    name: str
    data: Mapping[str, object]
    parent: str
    source: SourceText


def read_layouts(site: Site, sink: DiagnosticSink = ignore) -> Mapping[str, Layout]:
    """Return the layouts of ``site`` by name (the path without its last extension)."""
    folder = to_text(site.config.get("layouts_dir")).strip("/")
    theme = theme_folder(site.root, site.config)
    folders = [site.root / folder] if theme is None else [theme / _THEME_FOLDER, site.root / folder]
    layouts: dict[str, Layout] = {}
    for one in folders:  # the site's own come last: they replace the theme's
        for name in sorted(_entries(one, EntryFilter.of(site.config))):
            path = (one / name).relative_to(site.root).as_posix()
            layout = _read_layout(site, path, name, sink)
            layouts |= {layout.name: layout} if layout else {}
    return layouts


def _entries(folder: Path, entry_filter: EntryFilter) -> list[str]:
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*.*") if path.is_file())
    return [name for name in names if entry_filter.accepts("", name, is_folder=False)]


def _read_layout(site: Site, path: str, name: str, sink: DiagnosticSink) -> Layout | None:
    text = read_text(site.root / path, path, encoding_of(site.config), sink)
    if text is None:
        return None
    data = read_front_matter(text, path, sink).values
    start = split(text)[1]
    parent = data.get("layout")
    lines = LineMap(first_line=text.count("\n", 0, start) + 1)
    return Layout(
        name=name.rpartition(".")[0],
        data=data,
        parent=to_text(parent) if is_true(parent) else "",
        source=SourceText(path, text[start:], lines),
    )
