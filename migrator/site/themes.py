"""Finds the files of a theme that lies inside the site (Jekyll: theme.rb).

A theme is a gem. Its files are at hand where the Gemfile gives a path in the site for it, or where
Bundler put it below ``vendor``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from migrator.site.ruby_values import to_text

_GEM_PATH: Final = (
    r"""^\s*gem\s+["']{name}["'].*?(?:\bpath:|:path\s*=>)\s*["'](?P<path>[^"']+)["']"""
)
_BUNDLED: Final = "vendor/bundle/ruby/*/gems"


def theme_folder(root: Path, config: Mapping[str, object]) -> Path | None:
    """Return the folder of the site's theme, None if there is none inside the site."""
    name = to_text(config.get("theme")).strip().lower()
    if not re.fullmatch(r"[\w.-]+", name):
        return None
    folders = (folder.resolve() for folder in _candidates(root, name))
    return next((one for one in folders if one.is_dir() and one.is_relative_to(root)), None)


def _candidates(root: Path, name: str) -> Iterator[Path]:
    gemfile = root / "Gemfile"
    text = gemfile.read_text("utf-8", "replace") if gemfile.is_file() else ""
    pattern = _GEM_PATH.replace("{name}", re.escape(name))
    if match := re.search(pattern, text, re.MULTILINE | re.IGNORECASE):
        yield root / match["path"]
    yield from sorted(root.glob(f"{_BUNDLED}/{name}-[0-9]*"), reverse=True)
