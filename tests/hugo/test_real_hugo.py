"""Real Hugo builds what is written for it: every document at its URL, its body as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hugo.hugo_peer import hugo, judge

FIXTURES = Path(__file__).parents[2] / "fixtures"
NAMES = ("sites/every-feature", "hugo/traps", "hugo/crossings", "sites/saenal-news")

pytestmark = pytest.mark.skipif(hugo() is None, reason="Hugo is not installed")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"front_matter": "toml", "links": "relref"},
        {"front_matter": "json", "bundles": "true", "links": "relref"},
    ],
    ids=["yaml", "toml-relref", "json-bundles-relref"],
)
def test_builds_the_site_with_every_body_equal(
    name: str, options: dict[str, str], tmp_path: Path
) -> None:
    judgement = judge(FIXTURES / name, tmp_path, **options)
    assert judgement.log == ""
    assert judgement.problems == []
    assert judgement.documents == judgement.at_url == judgement.equal > 3
