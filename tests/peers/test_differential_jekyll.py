"""Generated sites, read by real Jekyll and by us: every document equal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.peers.differential import compare_sites
from tests.peers.jekyll_peer import missing_reason
from tests.peers.site_generator import make_site

REASON = missing_reason()
DOCUMENTS = 200


def test_a_seed_makes_one_site() -> None:
    assert make_site("a/1") == make_site("a/1")
    assert make_site("a/1") != make_site("a/2")


@pytest.mark.skipif(bool(REASON), reason=f"real Jekyll is the judge: {REASON}")
def test_documents_are_as_jekyll_makes_them(tmp_path: Path) -> None:
    tally = compare_sites("fixed", DOCUMENTS, tmp_path)
    assert tally.documents >= DOCUMENTS
    assert tally.differences == []
