"""What the tests of the site reader share: small sites, read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from migrator.diagnostics import Diagnostic
from migrator.site.records import Site, SourceDocument

NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)
Files: TypeAlias = Mapping[str, str | bytes]


class LoadedSite:
    """A site that was read, with what was reported."""

    def __init__(self, site: Site, diagnostics: list[Diagnostic]) -> None:
        self.site = site
        self.diagnostics = diagnostics

    def __getitem__(self, path: str) -> SourceDocument:
        return self.site.index.documents_by_path[path]

    @property
    def paths(self) -> list[str]:
        return [document.path for document in self.site.documents]

    @property
    def codes(self) -> list[str]:
        return [one.code for one in self.diagnostics if one.code != "site.timezone"]


SiteMaker: TypeAlias = Callable[..., LoadedSite]


def write_files(root: Path, files: Files) -> Path:
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
    return root


def page(**values: object) -> str:
    """Return a document whose front matter holds the values."""
    lines = "".join(f"{key}: {value}\n" for key, value in values.items())
    return f"---\n{lines}---\nText\n"
