"""Converting Jekyll's own Markdown again, as a Jekyll site, changes nothing."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from migrator.pipeline import MigrationOptions, migrate

FIXTURES = Path(__file__).parents[2] / "fixtures"
OPTIONS = MigrationOptions(converter_options={"dialect": "kramdown"}, jobs=1)


def converted(site: Path, output: Path) -> dict[str, str]:
    """Convert ``site`` into a Jekyll site; return its documents."""
    report = migrate(site, "markdown", output, OPTIONS)
    shutil.copy(site / "_config.yml", output)
    assert report.unverified == 0
    return {path.relative_to(output).as_posix(): path.read_text() for path in output.rglob("*.md")}


@pytest.mark.parametrize(
    ("name", "settled"),
    [
        ("sites/saenal-news", 0),
        ("hugo/crossings", 0),
        ("sites/every-feature", 1),  # what {::nomarkdown} held is read as HTML the second time
    ],
)
def test_converting_again_changes_nothing(name: str, settled: int, tmp_path: Path) -> None:
    sites = [FIXTURES / name, *(tmp_path / str(number) for number in range(settled + 2))]
    texts = [converted(site, output) for site, output in pairwise(sites)]
    before, after = texts[-2:]
    assert len(after) > 3
    assert {path: text for path, text in after.items() if text != before[path]} == {}
