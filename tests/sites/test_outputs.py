"""What is written for the fixture sites, opened as its readers would: lxml, jsonschema."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from lxml import etree

from migrator import migrate
from migrator.model.schema import load_schema

SITES = Path(__file__).parents[2] / "fixtures/sites"
NAMES = ("saenal-news", "every-feature")
WP = "{http://wordpress.org/export/1.2/}"
CHANNEL = ("title", "link", "description", "language", f"{WP}wxr_version", f"{WP}base_site_url")
ITEM = (
    "title",
    "link",
    "guid",
    "{http://purl.org/dc/elements/1.1/}creator",
    "{http://purl.org/rss/1.0/modules/content/}encoded",
    "{http://wordpress.org/export/1.2/excerpt/}encoded",
    *(
        WP + name
        for name in (
            "post_id",
            "post_date",
            "post_date_gmt",
            "post_name",
            "status",
            "post_parent",
            "post_type",
            "comment_status",
        )
    ),
)


@pytest.mark.parametrize("name", NAMES)
def test_the_wxr_has_its_fields(name: str, tmp_path: Path) -> None:
    report = migrate(SITES / name, "wordpress", tmp_path / "out")
    channel = etree.parse(tmp_path / "out/wordpress.xml").getroot().find("channel")
    assert channel is not None
    assert [field for field in CHANNEL if channel.findtext(field) is None] == []
    items = channel.findall("item")
    for item in items:
        assert [field for field in ITEM if item.findtext(field) is None] == []
    kinds = [item.findtext(f"{WP}post_type") for item in items]
    converted = sum(bool(record.outputs) for record in report.documents)
    assert len(kinds) - kinds.count("attachment") == converted
    assert kinds.count("attachment") == report.assets > 0
    identifiers = [item.findtext(f"{WP}post_id") for item in items]
    assert len(set(identifiers)) == len(identifiers)
    assert channel.findall(f"{WP}author")
    assert channel.findall(f"{WP}category")


@pytest.mark.parametrize("name", NAMES)
def test_the_json_keeps_to_the_committed_schema(name: str, tmp_path: Path) -> None:
    migrate(SITES / name, "json", tmp_path / "out")
    schema = load_schema()
    document = Draft202012Validator({**schema, "$ref": "#/$defs/DocumentRecord"})
    site = Draft202012Validator({**schema, "$ref": "#/$defs/SiteRecord"})
    lines = (tmp_path / "out/documents.jsonl").read_text("utf-8").splitlines()
    assert len(lines) > 10
    for line in lines:
        assert [error.message for error in document.iter_errors(json.loads(line))] == []
    record = json.loads((tmp_path / "out/site.json").read_text("utf-8"))
    assert [error.message for error in site.iter_errors(record)] == []
    assert record["documents"] == len(lines)
