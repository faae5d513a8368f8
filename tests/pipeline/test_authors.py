"""Who wrote a document, and when it was changed, in every target."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import frontmatter
import pytest

from migrator import migrate
from tests.site.helpers import write_files

CONFIG = (
    "title: Site\ntimezone: Asia/Seoul\nauthor: House\ncollections: [authors]\n"
    "defaults:\n- {scope: {path: _posts/team}, values: {authors: [lee, Kim]}}\n"
)
FILES = {
    "_config.yml": CONFIG,
    "_data/authors.yml": "lee: {name: 이, email: lee@example.com}\n",
    "_authors/park.md": "---\nshort_name: park\nname: 박\n---\n",
    "_posts/2020-01-01-none.md": "---\ntitle: None\n---\ntext\n",
    "_posts/2020-01-02-one.md": "---\ntitle: One\nauthor: park\n---\ntext\n",
    "_posts/2020-01-03-two.md": (
        "---\ntitle: Two\nauthor: lee\nauthors: [lee, {name: Choi}]\n"
        "last_modified_at: 2021-05-06 07:08:09 +0900\n---\ntext\n"
    ),
    "_posts/team/2020-01-04-team.md": "---\ntitle: Team\n---\ntext\n",
}
NAMES = {"None": ["House"], "One": ["박"], "Two": ["이", "Choi"], "Team": ["이", "Kim"]}


def _output(tmp_path: Path, target: str) -> Path:
    report = migrate(write_files(tmp_path / "site", FILES), target, tmp_path / "out")
    assert report.unverified == 0
    return tmp_path / "out"


def _by_title(records: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {record["title"]: record for record in records}


def test_json(tmp_path: Path) -> None:
    lines = (_output(tmp_path, "json") / "documents.jsonl").read_text("utf-8").splitlines()
    records = _by_title([json.loads(line) for line in lines])
    written = {title: [one["name"] for one in records[title]["authors"]] for title in NAMES}
    assert written == NAMES
    assert records["Two"]["authors"][0]["email"] == "lee@example.com"
    assert records["Two"]["modified"] == "2021-05-06T07:08:09+09:00"


def test_markdown(tmp_path: Path) -> None:
    files = _output(tmp_path, "markdown").rglob("*.md")
    records = _by_title([frontmatter.loads(file.read_text("utf-8")).metadata for file in files])
    assert records["One"]["author"] == "park"
    assert records["Two"]["authors"] == ["lee", {"name": "Choi"}]
    assert str(records["Two"]["last_modified_at"]) == "2021-05-06 07:08:09+09:00"
    assert records["Team"]["authors"] == ["lee", "Kim"]
    assert "author" not in records["None"]


@pytest.mark.parametrize(
    "written",
    [
        "<wp:author_display_name><![CDATA[이]]>",
        "<wp:author_display_name><![CDATA[박]]>",
        "<wp:author_display_name><![CDATA[House]]>",
        "<wp:author_email><![CDATA[lee@example.com]]>",
        "<wp:meta_value><![CDATA[Choi]]>",
        "<wp:meta_value><![CDATA[2021-05-06T07:08:09+09:00]]>",
    ],
)
def test_wordpress(tmp_path: Path, written: str) -> None:
    [file] = _output(tmp_path, "wordpress").glob("*.xml")
    assert written in file.read_text("utf-8")
