"""Front-matter defaults of the configuration (Jekyll: frontmatter_defaults.rb)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from migrator.diagnostics import Diagnostic, DiagnosticSink, Severity
from migrator.site.globs import glob_paths
from migrator.site.merge import deep_merge

_OLD_TYPES: Final = {"page": "pages", "post": "posts", "draft": "drafts"}


@dataclass(frozen=True, slots=True)
class DefaultSet:
    """One entry of ``defaults``.

    ``path`` is the scope's path as written, ``starts`` the beginnings of paths that it covers
    (those that a glob found), ``type`` None where the scope has none.
    """

    values: Mapping[str, object]
    path: str = ""
    starts: tuple[str, ...] = ("",)
    type: str | None = None

    def covers(self, path: str, kind: str) -> bool:
        """Return whether the set applies to a document."""
        return self.type in (None, kind) and path.startswith(self.starts)

    def weighs_less(self, other: DefaultSet) -> bool:
        """Return whether ``other``, which stands later, takes precedence over this set."""
        own, others = len(_without_slash(self.path)), len(_without_slash(other.path))
        if own != others:
            return others >= own
        return other.type is not None or self.type is None


@dataclass(slots=True)
class FrontMatterDefaults:
    """The valid default sets of a site, in the order of the configuration."""

    sets: tuple[DefaultSet, ...] = ()
    _merged: dict[tuple[int, ...], dict[str, object]] = field(default_factory=dict)

    def merged(self, path: str, kind: str) -> dict[str, object]:
        """Return all defaults of a document; ``kind`` is ``pages`` or a collection's label.

        ``path`` is relative to the site (to ``collections_dir`` for documents of collections).
        Do not change what is returned: documents with the same defaults share it.
        """
        sanitized = _without_slash(path)
        matching = tuple(i for i, one in enumerate(self.sets) if one.covers(sanitized, kind))
        if matching not in self._merged:
            self._merged[matching] = self._merge(matching)
        return self._merged[matching]

    def find(self, path: str, kind: str, key: str) -> object:
        """Return the default of one key, None if there is none.

        Jekyll asks so for the layout and permalink of pages. Only sets with the key compete, so
        the answer can differ from what ``merged`` holds.
        """
        value: object = None
        strongest: DefaultSet | None = None
        sanitized = _without_slash(path)
        for current in self.sets:
            if key not in current.values or not current.covers(sanitized, kind):
                continue
            if strongest is None or strongest.weighs_less(current):
                value, strongest = current.values[key], current
        return value

    def _merge(self, matching: tuple[int, ...]) -> dict[str, object]:
        merged: dict[str, object] = {}
        strongest: DefaultSet | None = None
        for index in matching:
            current = self.sets[index]
            if strongest is None or strongest.weighs_less(current):
                merged = deep_merge(merged, current.values)
                strongest = current
            else:
                merged = deep_merge(current.values, merged)
        return merged


def _without_slash(path: str) -> str:
    return path.removeprefix("/")


def read_defaults(
    config: Mapping[str, object], root: Path, path: str, sink: DiagnosticSink
) -> FrontMatterDefaults:
    """Return the defaults of a configuration; entries that make no sense are reported.

    ``path`` is the configuration file, for the reports.
    """
    entries = config.get("defaults")
    sets: list[DefaultSet] = []
    for entry in entries if isinstance(entries, list) else ():
        found = _read_set(entry, config, root)
        if found is None:
            message = "An entry of `defaults` has no values; left out"
            sink(Diagnostic("site.defaults", Severity.WARNING, path, 0, message))
        else:
            sets.append(found)
    return FrontMatterDefaults(tuple(sets))


def _read_set(entry: object, config: Mapping[str, object], root: Path) -> DefaultSet | None:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("values"), Mapping):
        return None
    scope = entry.get("scope")
    scope = scope if isinstance(scope, Mapping) else {}
    path, kind = scope.get("path"), scope.get("type")
    path = path if isinstance(path, str) else ""
    kind = None if kind is None else _OLD_TYPES.get(str(kind), str(kind))
    values = {str(key): value for key, value in entry["values"].items()}
    return DefaultSet(values, path, _starts(path, config, root), kind)


def _starts(path: str, config: Mapping[str, object], root: Path) -> tuple[str, ...]:
    folder = str(config.get("collections_dir") or "")
    prefix = f"{folder}/" if folder else ""
    if "*" not in path:
        return (path.removeprefix(prefix),)
    return tuple(found.removeprefix(prefix) for found in glob_paths(root, path))
