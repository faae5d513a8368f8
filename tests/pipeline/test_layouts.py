"""Documents inside their layouts, where that is asked for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from migrator import migrate
from migrator.pipeline import MigrationOptions

FILES = {
    "_config.yml": "title: Site\n",
    "_layouts/default.html": "<html><body><nav>menu</nav>{{ content }}</body></html>",
    "_layouts/wide.html": "---\nlayout: default\nkind: wide\n---\n<main>{{ content }}</main>",
    "_layouts/post.html": (
        "---\nlayout: wide\nkind: post\n---\n"
        '<p class="lead">{{ page.subtitle }} {{ layout.kind }}</p>\n{{ content }}\n'
        "<p>{{ page.content | strip_html | number_of_words }} words</p>"
    ),
    "_layouts/loop.html": "---\nlayout: loop\n---\n<b>{{ content }}</b>",
    "_layouts/twice.html": "---\nlayout: default\n---\n{{ content }}<hr>{{ content }}",
    "_posts/2020-01-01-a.md": "---\nlayout: post\nsubtitle: 부제\n---\n첫 *문단*\n\n- item\n",
    "_posts/2020-01-02-b.md": "---\nlayout: gone\n---\ntext\n",
    "_posts/2020-01-03-c.md": "---\nlayout: loop\n---\ntext\n",
    "_posts/2020-01-04-d.md": "---\nlayout: twice\n---\ntext\n",
    "_posts/2020-01-05-e.md": "---\nlayout: post\n---\nnote[^1]\n\n[^1]: The note.\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    for name, text in FILES.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return root


def _documents(site: Path, layouts: str) -> dict[str, dict[str, Any]]:
    output = site.parent / f"out-{layouts}"
    report = migrate(site, "json", output, MigrationOptions(layouts=layouts))
    assert report.unverified == 0
    lines = (output / "documents.jsonl").read_text("utf-8").splitlines()
    return {one["slug"]: one for one in map(json.loads, lines)}


def test_off_by_default(site: Path) -> None:
    assert _documents(site, "")["a"]["html"].startswith("<p>첫 <em>문단</em></p>")


def test_up_to_the_one_named(site: Path) -> None:
    html = _documents(site, "post")["a"]["html"]
    assert html.startswith('<p class="lead">부제 post</p>\n<p>첫 <em>문단</em></p>')
    assert html.endswith("<p>3 words</p>")
    assert "<main>" not in html


def test_all_but_the_outermost(site: Path) -> None:
    found = _documents(site, "all")
    assert found["a"]["html"].startswith('<main><p class="lead">부제 post</p>')
    assert "menu" not in found["a"]["html"]


def test_the_body_keeps_its_nodes_and_lines(site: Path) -> None:
    children = _documents(site, "post")["a"]["content"]["children"]
    assert [(one["type"], one.get("line", 0)) for one in children] == [
        ("Paragraph", 0),
        ("Paragraph", 5),
        ("BulletList", 7),
        ("Paragraph", 0),
    ]


def test_documents_without_such_a_layout_stay_bare(site: Path) -> None:
    found = _documents(site, "post")
    assert [found[slug]["html"].strip() for slug in "bcd"] == ["<p>text</p>"] * 3


def test_layouts_in_a_circle_end(site: Path) -> None:
    assert _documents(site, "loop")["c"]["html"].startswith("<b><p>text</p>")


def test_content_shown_twice_is_read_as_html(site: Path) -> None:
    children = _documents(site, "twice")["d"]["content"]["children"]
    assert [one["type"] for one in children] == ["Paragraph", "ThematicBreak", "Paragraph"]


def test_notes_stay_before_what_the_layout_adds(site: Path) -> None:
    html = _documents(site, "post")["e"]["html"]
    assert html.index("The note.") < html.index("words</p>")
