"""Themes whose files lie inside the site."""

from __future__ import annotations

import pytest

from migrator.liquid import Expander
from migrator.site.layouts import read_layouts
from migrator.site.reader import read_body
from migrator.site.themes import theme_folder
from tests.site.helpers import SiteMaker

CONFIG = {"_config.yml": "theme: my-theme\nexclude: [themes]\n"}
GEMFILE = {"Gemfile": "gem 'my-theme', path: './themes/mine'\n"}
THEME = {
    "themes/mine/_layouts/post.html": "theme {{ content }}",
    "themes/mine/_layouts/page.html": "theme page",
    "themes/mine/_includes/a.html": "theme a",
    "themes/mine/_includes/b.html": "theme b",
}
OWN = {"_layouts/post.html": "own {{ content }}", "_includes/a.html": "own a"}


def test_the_site_goes_before_its_theme(make_site: SiteMaker) -> None:
    body = {"x.md": "---\n---\n{% include a.html %} {% include b.html %}"}
    site = make_site({**CONFIG, **GEMFILE, **THEME, **OWN, **body}).site
    layouts = read_layouts(site)
    assert {name: one.source.text for name, one in layouts.items()} == {
        "post": "own {{ content }}",
        "page": "theme page",
    }
    document = site.index.documents_by_path["x.md"]
    expanded = Expander(site, str).expand(document, read_body(site, document))
    assert expanded.text == "own a theme b"


def test_a_bundled_theme(make_site: SiteMaker) -> None:
    files = {**CONFIG, "vendor/bundle/ruby/3.1.0/gems/my-theme-1.2/_layouts/x.html": "x"}
    assert list(read_layouts(make_site(files).site)) == ["x"]


@pytest.mark.parametrize(
    "files",
    [
        {**THEME, "_config.yml": "theme: my-theme\n"},
        {**THEME, **GEMFILE, "_config.yml": "title: x\n"},
        {**CONFIG, "Gemfile": "gem 'my-theme', path: '../..'\n"},
        {**CONFIG, "Gemfile": "gem 'my-theme', '1.0'\n"},
        {**GEMFILE, "_config.yml": "theme: ../x\n"},
    ],
)
def test_no_theme_inside_the_site(make_site: SiteMaker, files: dict[str, str]) -> None:
    site = make_site(files).site
    assert theme_folder(site.root, site.config) is None
