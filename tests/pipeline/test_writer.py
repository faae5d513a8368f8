from __future__ import annotations

import json
from pathlib import Path

import pytest

from migrator.writer import REPORT_NAMES, WriteError, Writer, safe_path


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "a.png").write_bytes(b"picture")
    return folder


def _write(target: Path, site: Path, **files: str) -> None:
    with Writer(target, site) as writer:
        for name, text in files.items():
            writer.write(writer.claim(name), [text])
        writer.write(REPORT_NAMES[0], [json.dumps({"files": writer.files})])


@pytest.mark.parametrize(
    ("path", "safe"),
    [
        ("a/b.md", "a/b.md"),
        ("../../etc/passwd", "etc/passwd"),
        ("/absolute.md", "absolute.md"),
        ("a/./b/../c.md", "a/b/c.md"),
        ("a\\..\\b.md", "a/b.md"),
        ("nul\0and\nline.md", "nul-and-line.md"),
        ("왜? 그래서: 답.md", "왜- 그래서- 답.md"),
        ("\u1112\u1161\u11ab.md", "한.md"),
        ("..", "untitled"),
        ("", "untitled"),
    ],
)
def test_paths_stay_inside_and_are_names_everywhere(path: str, safe: str) -> None:
    assert safe_path(path) == safe


def test_long_names_are_cut_between_characters_and_keep_their_extension() -> None:
    safe = safe_path("가" * 200 + ".md")
    assert safe.endswith("가.md")
    assert len(safe.encode()) <= 240


def test_a_name_taken_gets_a_number(site: Path, tmp_path: Path) -> None:
    with Writer(tmp_path / "out", site) as writer:
        names = [writer.claim(name) for name in ("a.md", "A.md", "a.md", "report.json")]
    assert names == ["a.md", "A-2.md", "a-3.md", "report-2.json"]


def _write_and_fail(target: Path, site: Path) -> None:
    with Writer(target, site) as writer:
        writer.write(writer.claim("a.md"), (str(1 // number) for number in (1, 0)))


def test_a_failed_run_leaves_the_earlier_output(site: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    _write(target, site, **{"a.md": "old"})
    with pytest.raises(ZeroDivisionError):
        _write_and_fail(target, site)
    assert (target / "a.md").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "site"]


def test_an_earlier_output_is_replaced_whole(site: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    _write(target, site, **{"a.md": "old", "gone.md": "old"})
    _write(target, site, **{"a.md": "new"})
    assert sorted(path.name for path in target.iterdir()) == ["a.md", REPORT_NAMES[0]]
    assert (target / "a.md").read_text() == "new"


def test_files_of_others_are_not_replaced_without_force(site: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    _write(target, site, **{"a.md": "old"})
    (target / "notes.txt").write_text("mine")
    with pytest.raises(WriteError, match=r"notes\.txt"):
        Writer(target, site)
    with Writer(target, site, force=True) as writer:
        writer.write(writer.claim("b.md"), ["b"])
    assert [path.name for path in target.iterdir()] == ["b.md"]


@pytest.mark.parametrize("where", ["site", "site/out", "."])
def test_the_source_is_never_written(site: Path, tmp_path: Path, where: str) -> None:
    with pytest.raises(WriteError, match="--output"):
        Writer(tmp_path / where, site)
    assert [path.name for path in site.iterdir()] == ["a.png"]


def test_a_link_into_the_source_is_no_way_in(site: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(site)
    with pytest.raises(WriteError, match="inside the site"):
        Writer(tmp_path / "link" / "out", site)


def test_only_files_of_the_site_are_copied(site: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    (site / "link.png").symlink_to(secret)
    with Writer(tmp_path / "out", site) as writer:
        writer.copy(site / "a.png", writer.claim("img/a.png"))
        with pytest.raises(WriteError, match="not a file inside the site"):
            writer.copy(site / "link.png", writer.claim("img/link.png"))
    assert (tmp_path / "out/img/a.png").read_bytes() == b"picture"
    assert not (tmp_path / "out/img/link.png").exists()
