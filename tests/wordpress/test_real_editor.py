"""The blocks of the fixture sites in the block editors of real WordPresses: all are valid."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrator.pipeline import MigrationOptions, migrate
from migrator.site.reader import ReadOptions
from tests.peers.wordpress import editor
from tests.peers.wordpress.editor import NEWEST, OLDEST, contents, judge
from tests.wordpress.wordpress_samples import read_cases

FIXTURES = Path(__file__).parents[2] / "fixtures"
SITES = sorted(
    file.parent
    for group in ("sites", "wordpress")
    for file in FIXTURES.glob(f"{group}/*/_config.yml")
)
CASES = sorted(FIXTURES.glob("wordpress/content/*.blocks.txt"))
EDITORS = {"oldest": (OLDEST, "6.1"), "newest": (NEWEST, "6.1"), "newest, its own": (NEWEST, "6.9")}
"""Editors with the oldest WordPress that a site is written for."""
FAULTS = {
    "classic": "<p>Text in no block.</p>",
    "unknown": "<!-- wp:nowhere/nothing /-->",
    "invalid": '<!-- wp:heading -->\n<h3 class="wp-block-heading">T</h3>\n<!-- /wp:heading -->',
}


def needs(includes: Path) -> None:
    """Skip the test where the editor in ``includes`` cannot run."""
    reason = editor.missing(includes)
    if reason:
        pytest.skip(f"no block editor: {reason}")


@pytest.mark.parametrize("name", EDITORS)
def test_the_editor_takes_all_that_is_written(name: str, tmp_path: Path) -> None:
    includes, version = EDITORS[name]
    needs(includes)
    texts: dict[str, str] = {}
    for site in SITES:
        output = tmp_path / site.name
        options = {"wordpress-version": version}
        read = ReadOptions(timezone="Asia/Seoul")
        migrate(
            site, "wordpress", output, MigrationOptions(read, converter_options=options, jobs=1)
        )
        found = contents(sorted(output.glob("*.xml")))
        texts |= {f"{site.name}: {item}": text for item, text in found.items()}
    result = judge(texts, includes)
    assert result.problems == []
    assert len(texts) > len(SITES)
    assert len(result.blocks) > 10


@pytest.mark.parametrize("includes", [OLDEST, NEWEST], ids=["oldest", "newest"])
def test_the_editor_tells_what_is_wrong(includes: Path) -> None:
    needs(includes)
    result = judge(FAULTS, includes)
    assert [line.partition(":")[0] for line in result.problems] == ["invalid", "classic", "unknown"]


def test_the_editor_takes_the_expected_blocks() -> None:
    needs(NEWEST)
    texts = {
        f"{file.name} {name}": text for file in CASES for name, text in read_cases(file).items()
    }
    assert judge(texts, NEWEST).problems == []
