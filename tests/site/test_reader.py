"""A small site, read whole."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from migrator.diagnostics import Diagnostic
from migrator.site.reader import ReadOptions, load_site, read_body

NOW = ReadOptions(time=datetime(2024, 6, 1, tzinfo=UTC))


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="")
    return root


def test_posts_pages_items_and_static_files(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "_config.yml": "timezone: Asia/Seoul\ncollections: [docs]\n",
            "_posts/2024-05-01-봄-소식.md": "---\ntitle: 봄\ntags: a b\n---\n\n본문\n",
            "about.md": "---\nlayout: page\n---\nHi\n",
            "_docs/one.md": "---\n---\n1\n",
            "robots.txt": "User-agent: *\n",
        },
    )
    found: list[Diagnostic] = []
    site = load_site(root, NOW, found.append)
    post, item, page = site.documents
    assert not found
    assert post.url == "/2024/05/01/%EB%B4%84-%EC%86%8C%EC%8B%9D.html"
    assert (post.title, post.tags, post.slug) == ("봄", ("a", "b"), "봄-소식")
    assert post.date is not None
    assert post.date.isoformat() == "2024-05-01T00:00:00+09:00"
    assert (item.url, item.written, item.date) == ("/docs/one.html", False, None)
    assert (page.url, page.layout) == ("/about.html", "page")
    assert [file.url for file in site.static_files] == ["/robots.txt"]
    body = read_body(site, post)
    assert (body.text, body.lines[1]) == ("본문\n", 6)
    assert site.index.documents_by_url["/2024/05/01/봄-소식.html"] is post
