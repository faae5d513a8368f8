"""Small sites, written into a temporary folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrator.diagnostics import Diagnostic
from migrator.site.reader import ReadOptions, load_site
from tests.site.helpers import NOW, Files, LoadedSite, SiteMaker, write_files


@pytest.fixture
def make_site(tmp_path: Path) -> SiteMaker:
    """Return a function that writes files and reads them as a site."""

    def make(files: Files, **options: object) -> LoadedSite:
        found: list[Diagnostic] = []
        write_files(tmp_path, files)
        settings = {"time": NOW, **options}
        site = load_site(tmp_path, ReadOptions(**settings), found.append)  # type: ignore[arg-type]
        return LoadedSite(site, found)

    return make
