"""The configuration: defaults, several files, collections, plugins, GitHub Pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrator.diagnostics import Diagnostic
from migrator.site.config import DEFAULT_EXCLUDES, ConfigOptions, load_config
from tests.site.helpers import Files, SiteMaker, page, write_files


def read(
    root: Path, files: Files, *names: str, **overrides: object
) -> tuple[dict[str, object], list[Diagnostic]]:
    found: list[Diagnostic] = []
    write_files(root, files)
    options = ConfigOptions([root / name for name in names], overrides)
    return load_config(root, options, found.append), found


def test_no_file_gives_jekylls_defaults(tmp_path: Path) -> None:
    config, found = read(tmp_path, {})
    assert config["permalink"] == "date"
    assert config["exclude"] == list(DEFAULT_EXCLUDES)
    assert config["collections"] == {
        "posts": {
            "output": True,
            "permalink": "/:categories/:year/:month/:day/:title:output_ext",
        }
    }
    assert not found


def test_files_merge_deeply_and_nulls_keep(tmp_path: Path) -> None:
    config, _ = read(
        tmp_path,
        {
            "a.yml": "title: A\nkramdown: {input: kramdown, x: 1}\nauthor: {name: N}\n",
            "b.yml": "title:\nkramdown: {x: 2}\nauthor: {email: e}\npermalink:\n",
        },
        "a.yml",
        "b.yml",
        future=True,
    )
    kramdown = config["kramdown"]
    assert isinstance(kramdown, dict)
    assert (kramdown["input"], kramdown["x"], kramdown["auto_ids"]) == ("kramdown", 2, True)
    assert config["author"] == {"name": "N", "email": "e"}
    assert (config["title"], config["permalink"], config["future"]) == ("A", "date", True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("collections: [docs, a b]", ["posts", "docs", "a b"]),
        ("collections: {docs: {output: true}, x: }", ["posts", "docs", "x"]),
        ("collections: {docs: {}, posts: {permalink: /p/}}", ["posts", "docs"]),
        ("collections: 5", ["posts"]),
    ],
)
def test_collections(tmp_path: Path, text: str, expected: list[str]) -> None:
    config, _ = read(tmp_path, {"_config.yml": text})
    collections = config["collections"]
    assert isinstance(collections, dict)
    assert list(collections) == expected


def test_gems_and_the_gemfile_name_plugins(tmp_path: Path) -> None:
    gemfile = (
        "gem 'jekyll'\n# gem 'no'\ngroup :jekyll_plugins do\n  gem 'jekyll-feed'\nend\n"
        "gem 'other'\ngem 'one', group: :jekyll_plugins\n"
    )
    config, _ = read(tmp_path, {"_config.yml": "gems: [a, b]", "Gemfile": gemfile})
    assert config["plugins"] == ["a", "b", "jekyll-feed", "one"]


def test_github_pages(tmp_path: Path) -> None:
    gemfile = "gem 'github-pages', group: :jekyll_plugins\n"
    config, _ = read(
        tmp_path, {"_config.yml": "kramdown: {hard_wrap: true, template: x}", "Gemfile": gemfile}
    )
    kramdown, plugins = config["kramdown"], config["plugins"]
    assert isinstance(kramdown, dict)
    assert isinstance(plugins, list)
    assert config["future"] is True
    assert (kramdown["hard_wrap"], kramdown["template"]) == (True, "")
    assert "jekyll-titles-from-headings" in plugins
    config, _ = read(tmp_path, {"_config.yml": "future: false", "Gemfile": gemfile})
    assert config["future"] is False


def test_toml(tmp_path: Path) -> None:
    config, _ = read(tmp_path, {"_config.toml": 'title = "T"\n[kramdown]\ninput = "GFM"\n'})
    assert config["title"] == "T"


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("_config.yml", "a: 1\nb: x: y\n", 2),
        ("_config.yml", "just text", 1),
        ("_config.toml", "= 5", 0),
    ],
)
def test_a_broken_file_is_told(tmp_path: Path, name: str, text: str, line: int) -> None:
    config, found = read(tmp_path, {name: text})
    assert config["permalink"] == "date"
    assert [(one.code, one.path, one.line) for one in found] == [("site.config", name, line)]


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    _, found = read(tmp_path, {}, "none.yml")
    assert [one.code for one in found] == ["site.unreadable"]


def test_settings_of_a_wrong_type_are_told(tmp_path: Path) -> None:
    config, found = read(
        tmp_path, {"_config.yml": "exclude: bin\npermalink: [x]\ndata_dir: ../../etc\n"}
    )
    assert config["exclude"] == ["bin", *DEFAULT_EXCLUDES]
    assert (config["permalink"], config["data_dir"]) == ("date", "etc")
    assert [one.code for one in found] == ["site.config-value"] * 2


def test_source_that_is_no_folder_of_the_site_is_told(make_site: SiteMaker) -> None:
    for named in ("../elsewhere", "missing"):
        loaded = make_site({"a.md": page(), "_config.yml": f"source: {named}\n"})
        assert loaded.paths == ["a.md"]
        assert loaded.codes == ["site.config-value"]
