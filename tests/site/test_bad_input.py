"""Broken files and hostile folders: told, never fatal, never in the way of the others."""

from __future__ import annotations

import os
from pathlib import Path

from migrator.diagnostics import Diagnostic
from migrator.site.reader import ReadOptions, load_site, read_body
from tests.site.helpers import NOW, SiteMaker, page, write_files

POST = "_posts/2020-01-01-x.md"


def load(root: Path) -> tuple[list[str], list[Diagnostic]]:
    found: list[Diagnostic] = []
    site = load_site(root, ReadOptions(time=NOW, timezone="UTC"), found.append)
    told = [one for one in found if one.code != "site.timezone"]
    return [document.path for document in site.documents], told


def test_wrong_bytes_are_replaced_and_told_with_their_line(make_site: SiteMaker) -> None:
    loaded = make_site({POST: b"---\ntitle: x\n---\n\nok\nb\xffad\n", "a.md": page()})
    assert loaded.codes == []
    found: list[Diagnostic] = []
    body = read_body(loaded.site, loaded[POST], found.append)
    assert body.text == "ok\nb\ufffdad\n"
    assert [(one.code, one.path, one.line) for one in found] == [("site.encoding", POST, 6)]


def test_another_encoding(make_site: SiteMaker) -> None:
    text = "---\ntitle: 봄\n---\n봄\n".encode("euc-kr")
    loaded = make_site({"_config.yml": "encoding: euc-kr\n", POST: text})
    assert loaded[POST].title == "봄"
    assert read_body(loaded.site, loaded[POST]).text == "봄\n"


def test_links_out_of_the_site_are_not_followed(tmp_path: Path) -> None:
    outside = write_files(tmp_path / "outside", {"secret.md": page(), "2020-01-01-p.md": page()})
    root = write_files(tmp_path / "site", {"a.md": page(), "real/b.md": page()})
    (root / "secret.md").symlink_to(outside / "secret.md")
    (root / "folder").symlink_to(outside)
    (root / "_posts").symlink_to(outside)
    (root / "_data").symlink_to(outside)
    (root / "inside").symlink_to(root / "real")
    paths, told = load(root)
    assert paths == ["a.md", "inside/b.md", "real/b.md"]
    assert {(one.code, one.path) for one in told} == {
        ("site.link-outside", "secret.md"),
        ("site.link-outside", "folder"),
        ("site.link-outside", "_posts"),
        ("site.link-outside", "_data"),
    }


def test_link_cycles_end(tmp_path: Path) -> None:
    root = write_files(tmp_path, {"a/x.md": page(), "b/y.md": page()})
    (root / "a" / "up").symlink_to(root)
    (root / "a" / "other").symlink_to(root / "b")
    (root / "b" / "other").symlink_to(root / "a")
    (root / "_data").mkdir()
    (root / "_data" / "loop").symlink_to(root / "_data")
    paths, told = load(root)
    assert {"a/x.md", "b/y.md"} <= set(paths)
    assert len(paths) < 10
    assert {one.code for one in told} == {"site.link-cycle"}


def test_broken_links_and_devices_are_told(tmp_path: Path) -> None:
    root = write_files(tmp_path, {"a.md": page()})
    (root / "gone.md").symlink_to(root / "missing.md")
    os.mkfifo(root / "pipe.md")
    paths, told = load(root)
    assert paths == ["a.md"]
    assert [(one.code, one.path) for one in told] == [
        ("site.not-a-file", "gone.md"),
        ("site.not-a-file", "pipe.md"),
    ] or sorted(one.path for one in told) == ["gone.md", "pipe.md"]


def test_a_name_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    root = write_files(tmp_path, {"a.md": page()})
    (root / os.fsdecode(b"\xff.md")).write_text(page())
    paths, told = load(root)
    assert paths == ["a.md"]
    assert [(one.code, one.path) for one in told] == [("site.file-name", "?.md")]


def test_a_file_that_vanished_gives_an_empty_body(make_site: SiteMaker) -> None:
    loaded = make_site({POST: page()})
    (loaded.site.root / POST).unlink()
    found: list[Diagnostic] = []
    assert read_body(loaded.site, loaded[POST], found.append).text == ""
    assert [one.code for one in found] == ["site.unreadable"]


def test_one_broken_post_does_not_touch_the_others(make_site: SiteMaker) -> None:
    posts = {f"_posts/2020-01-{day:02d}-p.md": page(title=f"T{day}") for day in range(1, 29)}
    posts["_posts/2020-01-15-p.md"] = "---\na: [\n---\nbody\n"
    loaded = make_site(posts)
    assert len(loaded.site.documents) == 28
    assert loaded.codes == ["site.front-matter"]


def test_the_source_is_not_touched(make_site: SiteMaker) -> None:
    loaded = make_site({POST: page(), "a.md": page()})
    names = sorted(path.name for path in loaded.site.root.rglob("*"))
    assert names == ["2020-01-01-x.md", "_posts", "a.md"]
