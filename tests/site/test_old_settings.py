"""Settings of older Jekylls, and signs of GitHub Pages."""

from __future__ import annotations

import pytest

from tests.site.helpers import SiteMaker, page


@pytest.mark.parametrize(
    ("config", "severity", "named"),
    [
        ("markdown: redcarpet\n", "warning", "redcarpet"),
        ("markdown: rdiscount\n", "warning", "rdiscount"),
        ("markdown: CommonMark\n", "warning", "CommonMark"),
        ("highlighter: pygments\n", "info", "pygments"),
        ("pygments: true\n", "info", "pygments"),
        ("relative_permalinks: true\n", "warning", "relative_permalinks"),
        ("gems: [jekyll-feed]\n", "info", "gems"),
    ],
)
def test_an_old_setting_is_told_once(
    make_site: SiteMaker, config: str, severity: str, named: str
) -> None:
    loaded = make_site({"_config.yml": config, "a.md": page(), "b.md": page()})
    told = [one for one in loaded.diagnostics if one.code == "site.old-setting"]
    assert [(one.path, str(one.severity)) for one in told] == [("_config.yml", severity)]
    assert named in told[0].message
    assert loaded.paths == ["a.md", "b.md"]


@pytest.mark.parametrize(
    "config", ["markdown: kramdown\n", "markdown: Kramdown\n", "highlighter: rouge\n", "gems:\n"]
)
def test_settings_of_today_are_not_told(make_site: SiteMaker, config: str) -> None:
    assert make_site({"_config.yml": config}).codes == []


def test_gems_are_plugins(make_site: SiteMaker) -> None:
    loaded = make_site({"_config.yml": "gems: [jekyll-readme-index]\n", "README.md": "x"})
    assert loaded["README.md"].url == "/"


def test_a_site_that_imitates_site_github_is_one_of_github_pages(make_site: SiteMaker) -> None:
    files = {"_config.yml": "github: {repository_nwo: a/b}\n", "README.md": "# Title"}
    assert make_site(files)["README.md"].url == "/"
    assert make_site({**files, "Gemfile": "gem 'jekyll'\n"}).paths == []
