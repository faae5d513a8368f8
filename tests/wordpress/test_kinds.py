"""The site with a post of each kind (see ``make look``): all of it reads back, without traps."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from converters.wordpress import WordPressConverter
from migrator.diagnostics import Severity, ignore
from migrator.kramdown import to_html
from migrator.pipeline.building import DocumentBuilder
from migrator.pipeline.site_info import site_info
from migrator.site.reader import ReadOptions, load_site
from migrator.verify.wordpress import verify
from migrator.verify.wxr_lint import check_wxr
from tests.wordpress.wordpress_samples import FIXTURES

KINDS = FIXTURES / "kinds"
NOW = datetime(2025, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"wordpress-version": "6.9"},
        {"markup": "classic"},
        {"styles": "clean"},
        {"math": "mathml"},
        {"math": "mathml", "wordpress-version": "6.9"},
        {"math": "mathml", "markup": "classic"},
    ],
    ids=lambda options: "-".join(options.values()) or "default",
)
def test_a_post_of_each_kind_reads_back(options: dict[str, str], tmp_path: Path) -> None:
    site = load_site(KINDS, ReadOptions(timezone="Asia/Seoul"), ignore, to_html)
    converter = WordPressConverter(site_info(site), options)
    builder = DocumentBuilder(site, styles="shown" if converter.keeps_styles else "clean")
    documents = [builder.build(source, ignore) for source in site.documents]
    pieces = [converter.convert(document) for document in documents]
    pairs = zip(documents, pieces, strict=True)
    assert len(documents) > 10
    assert {one.path: verify(one, piece.text) for one, piece in pairs} == {
        one.path: [] for one in documents
    }
    for file in converter.assemble(iter(pieces)):
        path = tmp_path / file.path
        path.write_text("".join(file.chunks))
        if path.suffix == ".xml":
            found = [one for one in check_wxr(path, NOW) if one.severity is not Severity.INFO]
            assert found == []
