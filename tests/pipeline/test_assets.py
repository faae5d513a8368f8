"""Which files of the site go with its documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrator import migrate
from migrator.pipeline import MigrationOptions
from migrator.pipeline.run import AssetChoice
from tests.site.helpers import page, write_files

FILES = {
    "_config.yml": (
        "title: Site\ncollections: {docs: {output: false}}\n"
        "defaults:\n- {scope: {path: hidden}, values: {published: false}}\n"
    ),
    "a.md": page() + "[used](/used.txt)\n",
    "used.txt": "1",
    "other.txt": "2",
    "hidden/no.txt": "3",
    "_docs/no.txt": "4",
}


@pytest.mark.parametrize(
    ("assets", "copied"),
    [("used", ["used.txt"]), ("all", ["other.txt", "used.txt"]), ("none", [])],
)
def test_assets(tmp_path: Path, assets: AssetChoice, copied: list[str]) -> None:
    site = write_files(tmp_path / "site", FILES)
    report = migrate(site, "json", tmp_path / "out", MigrationOptions(assets=assets))
    found = sorted(file.name for file in (tmp_path / "out").rglob("*.txt"))
    assert found == copied
    assert report.assets == len(copied)


@pytest.mark.parametrize("target", ["markdown", "json"])
def test_files_that_lie_with_git_lfs_are_told(tmp_path: Path, target: str) -> None:
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"
    files = {
        "_config.yml": "title: Site\n",
        "a.md": page() + "![](/a.png) ![](/b.png) ![](/c.png)\n",
        "a.png": "a",
        "b.png": pointer,
        "c.png": pointer,
    }
    report = migrate(write_files(tmp_path / "site", files), target, tmp_path / "out")
    (told,) = (one for one in report.diagnostics if one.code == "writer.lfs")
    assert (told.path, told.count) == ("b.png", 2)
    assert "git lfs pull" in told.message


def test_a_change_date_that_is_none_is_told_with_its_line(tmp_path: Path) -> None:
    site = write_files(
        tmp_path / "site", {"a.md": "---\ntitle: T\nlast_modified_at: soon\n---\nx\n"}
    )
    report = migrate(site, "json", tmp_path / "out")
    told = [one for one in report.documents[0].diagnostics if one.code == "site.date"]
    assert [(one.path, one.line) for one in told] == [("a.md", 3)]
