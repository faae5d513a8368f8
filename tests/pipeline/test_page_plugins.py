"""jemoji and jekyll-mentions, chosen by the site's configuration."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from migrator import migrate
from migrator.model.codec import decode
from migrator.model.nodes import Link
from migrator.model.walk import text_of, walk
from tests.site.helpers import page, write_files

TEXT = "Hi :smile: @kim, see [@lee](/x) and `:smile: @kim`\n"


def _migrated(tmp_path: Path, config: str, target: str = "json", **front: str) -> Path:
    files = {"_config.yml": f"title: Site\n{config}\n", "_posts/2020-01-01-a.md": page(**front)}
    files["_posts/2020-01-01-a.md"] += TEXT
    site = write_files(tmp_path / "site", files)
    report = migrate(site, target, tmp_path / "out")
    assert report.unverified == 0
    return tmp_path / "out"


def _document(output: Path) -> dict[str, Any]:
    line: dict[str, Any] = json.loads((output / "documents.jsonl").read_text("utf-8"))
    return line


def _mentioned(document: dict[str, Any]) -> list[str]:
    body = decode(document["content"])
    return [one.destination for one in walk(body) if isinstance(one, Link)][:-1]


def test_without_the_plugins(tmp_path: Path) -> None:
    document = _document(_migrated(tmp_path, "plugins: [jekyll-feed]"))
    assert ":smile: @kim, see" in text_of(decode(document["content"]))
    assert _mentioned(document) == []


def test_emoji_in_the_model_but_not_in_the_converters_html(tmp_path: Path) -> None:
    document = _document(_migrated(tmp_path, "plugins: [jemoji]"))
    assert "Hi :smile: @kim" in document["html"]
    assert text_of(decode(document["content"])).endswith("Hi 😄 @kim, see @lee and :smile: @kim")


@pytest.mark.parametrize(
    ("config", "front", "mentioned"),
    [
        ("plugins: [jekyll-mentions]", {}, ["https://github.com/kim"]),
        ("gems: [jekyll-mentions]", {}, ["https://github.com/kim"]),
        (
            "plugins: [jekyll-mentions]\njekyll-mentions: https://a.example",
            {},
            ["https://a.example/kim"],
        ),
        (
            "plugins: [jekyll-mentions]\njekyll-mentions: {base_url: https://a.example}",
            {},
            ["https://a.example/kim"],
        ),
        (
            "plugins: [jekyll-mentions]\njekyll-mentions: {base_url: https://a.example}",
            {"jekyll-mentions": "https://b.example"},
            ["https://b.example/kim"],
        ),
        ("plugins: [jekyll-mentions]", {"jekyll-mentions": "false"}, []),
        ("plugins: [jekyll-mentions]\njekyll-mentions: 5", {}, ["https://github.com/kim"]),
    ],
)
def test_mentions(tmp_path: Path, config: str, front: dict[str, str], mentioned: list[str]) -> None:
    assert _mentioned(_document(_migrated(tmp_path, config, **front))) == mentioned


@pytest.mark.parametrize("target", ["markdown", "wordpress", "html"])
def test_every_target_has_them_and_is_verified(tmp_path: Path, target: str) -> None:
    output = _migrated(tmp_path, "plugins: [jemoji, jekyll-mentions]", target)
    texts = [file.read_text("utf-8") for file in output.rglob("*.*") if file.suffix != ".json"]
    [text] = [one for one in texts if "Hi" in one]
    assert "😄" in text
    assert "https://github.com/kim" in text
