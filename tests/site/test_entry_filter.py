"""include and exclude. Expected: Jekyll."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrator.site.entry_filter import EntryFilter
from migrator.site.globs import expand_braces, fnmatch_pattern, glob_paths
from tests.site.helpers import SiteMaker, page, write_files

ROWS = [
    ([], [], "", "a.md", True),
    ([], [], "", "_a", False),
    ([], [], "", ".a", False),
    ([], [], "", "#a", False),
    ([], [], "", "~a", False),
    ([], [], "", "a~", False),
    ([], [], "", "a.", False),
    ([], [], "_docs", "sub/_a.md", False),
    ([], [], "_docs", "_sub/a/b.md", False),
    ([], [], "_docs", "sub/_x/b.md", True),
    ([], ["bin"], "", "bin", False),
    ([], ["bin"], "", "binary", False),
    ([], ["bin/"], "", "bin", False),
    ([], ["bin/"], "", "binary", True),
    ([], ["*.tmp"], "sub", "a.tmp", False),
    ([], ["sub/*"], "sub/deep", "a.md", False),
    ([], ["/sub"], "", "sub", False),
    ([], ["a.md"], "sub", "a.md", True),
    (["_a"], [], "", "_a", True),
    (["_a"], [], "sub", "_a", True),
    ([".well"], [], "", ".well-known", True),
    (["bin"], ["bin"], "", "bin", True),
    (["bin"], ["b*"], "", "bin", True),
    ([None, 5], [None, 5], "", "a.md", True),
]


@pytest.mark.parametrize(("include", "exclude", "folder", "entry", "expected"), ROWS)
def test_accepts(
    include: list[object], exclude: list[object], folder: str, entry: str, expected: bool
) -> None:
    entry_filter = EntryFilter.of({"include": include, "exclude": exclude})
    assert entry_filter.accepts(folder, entry, is_folder=True) is expected


def test_jekylls_own_excludes_and_the_sites(make_site: SiteMaker) -> None:
    loaded = make_site(
        {
            "_config.yml": "exclude: [bin]\ninclude: [_shown.md, '.git/x.md', missing.md]\n",
            "vendor/bundle/a.md": page(),
            "vendor/other.md": page(),
            "node_modules/a.md": page(),
            "binary/a.md": page(),
            "_shown.md": page(),
            ".git/x.md": page(),
            "_site/a.md": page(),
        }
    )
    assert loaded.paths == ["_shown.md", "vendor/other.md", ".git/x.md"]


@pytest.mark.parametrize(
    ("pattern", "name", "expected"),
    [
        ("*.md", "a/b.md", True),
        ("a?c", "abc", True),
        ("[ab]c", "bc", True),
        ("[!ab]c", "bc", False),
        ("[a", "[a", True),
        ("\\*", "*", True),
        ("\\*", "a", False),
        ("{a,b}", "a", False),
        ("{a,b}", "{a,b}", True),
        ("**/x", "a/b/x", True),
    ],
)
def test_fnmatch(pattern: str, name: str, expected: bool) -> None:
    assert (fnmatch_pattern(pattern).fullmatch(name) is not None) is expected


def test_glob(tmp_path: Path) -> None:
    root = write_files(tmp_path, dict.fromkeys(("a.md", "b/c.md", "b/d/e.md", "b/.f.md"), ""))
    assert sorted(glob_paths(root, "**/*.md")) == ["a.md", "b/c.md", "b/d/e.md"]
    assert glob_paths(root, "b/{c,d}*") == ["b/c.md", "b/d"]
    assert glob_paths(root, "b/.*.md") == ["b/.f.md"]
    assert glob_paths(root, "../*") == []
    assert expand_braces("x{a,{b,c}}") == ["xa", "xb", "xc"]
