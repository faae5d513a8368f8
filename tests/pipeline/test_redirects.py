"""Documents that only lead elsewhere (jekyll-redirect-from's ``redirect_to``)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from migrator import migrate
from migrator.report.records import RunReport
from tests.site.helpers import write_files

ON = "title: Site\nplugins: [jekyll-redirect-from]\n"
DEFAULTS = "defaults:\n- scope: {path: _posts}\n  values: {redirect_to: /home/}\n"
CODE = "pipeline.redirects"


def _migrated(tmp_path: Path, config: str, line: str, target: str = "json") -> RunReport:
    post = f"---\ntitle: Old\n{line}\n---\nText 본문\n"
    files = {"_config.yml": config, "_posts/2020-01-01-old.md": post}
    report = migrate(write_files(tmp_path / "site", files), target, tmp_path / "out")
    assert report.unverified == 0
    return report


def _told(report: RunReport) -> list[str]:
    return [one.message for one in report.documents[0].diagnostics if one.code == CODE]


@pytest.mark.parametrize(
    ("config", "line", "target"),
    [
        (ON, "redirect_to: /new/", "/new/"),
        (ON, "redirect_to: [null, 'https://new.example/a', /b/]", "https://new.example/a"),
        (ON + DEFAULTS, "layout: none", "/home/"),
        (ON, "redirect_to:", ""),
        (ON, "redirect_to: []", ""),
        ("title: Site\n", "redirect_to: /new/", ""),
    ],
)
def test_told(tmp_path: Path, config: str, line: str, target: str) -> None:
    told = _told(_migrated(tmp_path, config, line))
    assert [message.partition(" on to ")[2] for message in told] == (
        [f"{target}; do so too"] if target else []
    )


def test_told_with_its_line(tmp_path: Path) -> None:
    report = _migrated(tmp_path, ON, "redirect_to: /new/")
    assert [one.line for one in report.documents[0].diagnostics if one.code == CODE] == [3]


def test_json_keeps_key_and_text(tmp_path: Path) -> None:
    _migrated(tmp_path, ON, "redirect_to: /new/")
    record = json.loads((tmp_path / "out/documents.jsonl").read_text("utf-8"))
    assert record["front_matter"]["redirect_to"] == "/new/"
    assert "본문" in record["html"]


def test_markdown_keeps_the_key(tmp_path: Path) -> None:
    report = _migrated(tmp_path, ON, "redirect_to: [/new/, /b/]", "markdown")
    text = (tmp_path / "out" / report.documents[0].outputs[0]).read_text("utf-8")
    assert "redirect_to:" in text
    assert "/new/" in text


def test_wordpress_has_no_page_for_it_and_says_where_it_led(tmp_path: Path) -> None:
    report = _migrated(tmp_path, ON, "redirect_to: [/new/, /b/]", "wordpress")
    text = (tmp_path / "out" / report.documents[0].outputs[0]).read_text("utf-8")
    assert "<item>" not in text
    told = [one for one in report.documents[0].diagnostics if one.code == "wordpress.moved"]
    assert ["/new/" in one.message for one in told] == [True]
