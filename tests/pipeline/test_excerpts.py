"""Excerpts are cut only where the format shows them; what authors wrote comes always."""

from __future__ import annotations

from pathlib import Path

import pytest

from converters import load_converter
from migrator.diagnostics import ignore
from migrator.pipeline.building import DocumentBuilder
from migrator.site.reader import load_site
from tests.site.helpers import write_files

POSTS = {
    "_posts/2020-01-01-cut.md": "---\ntitle: a\n---\n첫 글\n\n둘째 글\n",
    "_posts/2020-01-02-own.md": "---\ntitle: b\nexcerpt: 제 글\n---\n첫 글\n\n둘째 글\n",
}


@pytest.mark.parametrize(
    ("wanted", "expected"), [(True, ["<p>첫 글</p>\n", "제 글"]), (False, ["", "제 글"])]
)
def test_excerpts(tmp_path: Path, wanted: bool, expected: list[str]) -> None:
    site = load_site(write_files(tmp_path, POSTS))
    builder = DocumentBuilder(site, excerpts=wanted)
    documents = [builder.build(source, ignore) for source in site.documents]
    assert [document.excerpt_html for document in documents] == expected


def test_only_json_shows_those_that_are_cut() -> None:
    targets = ("html", "json", "markdown", "wordpress")
    assert [name for name in targets if load_converter(name).needs_excerpts] == ["json"]
