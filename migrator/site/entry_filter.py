"""Which files and folders Jekyll looks at (Jekyll: entry_filter.rb)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from migrator.site.globs import fnmatch_pattern

_SPECIAL: Final = (".", "_", "#", "~")


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Include or exclude patterns: a glob, or simply the start of a path."""

    globs: tuple[re.Pattern[str], ...]
    starts: tuple[str, ...]
    folders: frozenset[str]

    @classmethod
    def of(cls, patterns: Iterable[object]) -> _Patterns:
        texts = tuple(_relative(item) for item in patterns if isinstance(item, str))
        magic = [text for text in texts if any(sign in text for sign in "*?[\\")]
        folders = frozenset(text[:-1] for text in texts if text.endswith("/"))
        return cls(tuple(fnmatch_pattern(text) for text in magic), texts, folders)

    def match(self, path: str, *, is_folder: bool) -> bool:
        return (
            path.startswith(self.starts)
            or (is_folder and path in self.folders)
            or any(glob.fullmatch(path) for glob in self.globs)
        )


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """The site's ``include`` and ``exclude``, compiled once."""

    included: _Patterns
    excluded: _Patterns

    @classmethod
    def of(cls, config: Mapping[str, object]) -> EntryFilter:
        """Return the filter of a configuration."""
        include, exclude = _list(config.get("include")), _list(config.get("exclude"))
        kept = [pattern for pattern in exclude if pattern not in include]
        return cls(_Patterns.of(include), _Patterns.of(kept))

    def accepts(self, folder: str, entry: str, *, is_folder: bool) -> bool:
        """Return whether Jekyll reads ``entry`` of ``folder``.

        ``folder`` is the path in the site (``""`` for its root), ``entry`` a name or a path below
        the folder. ``exclude`` sees the whole path, ``include`` only the entry and its name.
        """
        if entry.endswith("."):
            return False
        if self.includes(entry, is_folder=is_folder):
            return True
        path = f"{folder}/{entry}" if folder else entry
        if self.excluded.match(path, is_folder=is_folder):
            return False
        name = entry.rpartition("/")[2]
        return not (entry.startswith(_SPECIAL) or name.startswith(_SPECIAL) or entry.endswith("~"))

    def includes(self, entry: str, *, is_folder: bool = False) -> bool:
        """Return whether ``include`` names the entry."""
        name = entry.rpartition("/")[2]
        return self.included.match(entry, is_folder=is_folder) or (
            name != entry and self.included.match(name, is_folder=is_folder)
        )


def _relative(pattern: str) -> str:
    return pattern.lstrip("/")


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
