"""Plugins that make or change documents, chosen by the configuration."""

from __future__ import annotations

from migrator.site.reader import read_body
from tests.site.helpers import SiteMaker, page


def test_optional_front_matter(make_site: SiteMaker) -> None:
    files = {"a.md": "text", "README.md": "text", "b.txt": "text", "LICENSE.md": "text"}
    assert make_site(files).paths == []
    on = {**files, "_config.yml": "plugins: [jekyll-optional-front-matter]\n"}
    assert make_site(on).paths == ["a.md"]
    assert make_site({**on, "_config.yml": on["_config.yml"] + "include: [README.md]\n"}).paths == [
        "README.md",
        "a.md",
    ]
    off = on["_config.yml"] + "optional_front_matter: {enabled: false}\n"
    assert make_site({**files, "_config.yml": off}).paths == []


def test_readme_index(make_site: SiteMaker) -> None:
    loaded = make_site(
        {
            "_config.yml": "plugins: [jekyll-readme-index]\ncollections: [docs]\n",
            "README.md": "root",
            "sub/readme.markdown": "sub",
            "taken/README.md": "x",
            "taken/index.html": page(),
            "_docs/deep/README.md": "x",
        }
    )
    urls = {one.path: one.url for one in loaded.site.documents}
    assert urls == {
        "README.md": "/",
        "sub/readme.markdown": "/sub/",
        "taken/index.html": "/taken/",
        "_docs/deep/README.md": "/docs/deep/",
    }


def test_readme_index_with_front_matter(make_site: SiteMaker) -> None:
    files = {
        "README.md": page(title="root"),
        "a/readme.md": page(),
        "b/README.md": page(),
        "b/index.html": page(),
        "c/README.md": "no front matter",
        "d/README.md": page(permalink="/else/where.html"),
        "e/readme.txt": page(),
    }
    config = "plugins: [jekyll-readme-index]\n"
    on = {**files, "_config.yml": config + "readme_index: {with_frontmatter: true}\n"}
    assert {one.path: one.url for one in make_site(on).site.documents} == {
        "README.md": "/",
        "a/readme.md": "/a/",
        "b/README.md": "/b/README.html",
        "b/index.html": "/b/",
        "c/README.md": "/c/",
        "d/README.md": "/else/",
        "e/readme.txt": "/e/readme.txt",
    }
    off = make_site({**files, "_config.yml": config})
    assert off["README.md"].url == "/README.html"
    assert off["c/README.md"].url == "/c/"


def test_a_broken_readme_is_told_of_once(make_site: SiteMaker) -> None:
    config = "plugins: [jekyll-readme-index]\nreadme_index: {with_frontmatter: true}\n"
    loaded = make_site({"_config.yml": config, "README.md": "---\na: [\n---\ntext\n"})
    assert loaded["README.md"].url == "/"
    assert loaded.codes == ["site.front-matter"]


def test_titles_from_headings(make_site: SiteMaker) -> None:
    config = "plugins: [jekyll-titles-from-headings]\ntitles_from_headings: {strip_title: true}\n"
    loaded = make_site(
        {
            "_config.yml": config,
            "a.md": "---\n---\n\n# A *title* & more\n\ntext\n",
            "b.md": "---\n---\nSetext\n===\ntext\n",
            "c.md": "---\ntitle: own\n---\n# Other\n",
            "d.md": "---\n---\ntext\n# Later\n",
            "_posts/2020-01-01-post.md": "---\n---\n# Heading\n",
        }
    )
    titles = {one.path: one.title for one in loaded.site.documents}
    assert titles == {
        "_posts/2020-01-01-post.md": "Post",
        "a.md": "A *title* & more",
        "b.md": "Setext",
        "c.md": "own",
        "d.md": "",
    }
    body = read_body(loaded.site, loaded["a.md"])
    assert (body.text, body.lines[1]) == ("text", 6)
    assert read_body(loaded.site, loaded["c.md"]).text == "# Other\n"


def test_default_layout(make_site: SiteMaker) -> None:
    loaded = make_site(
        {
            "_config.yml": "plugins: [jekyll-default-layout]\ncollections: [docs]\n",
            "_layouts/home.html": "",
            "_layouts/page.html": "",
            "_layouts/default.html": "",
            "index.md": page(),
            "a.md": page(),
            "b.md": page(layout="own"),
            "c.html": page(),
            "_docs/x.md": page(),
            "_posts/2020-01-01-x.md": page(),
        }
    )
    assert {one.path: one.layout for one in loaded.site.documents} == {
        "index.md": "home",
        "a.md": "page",
        "b.md": "own",
        "c.html": None,
        "_docs/x.md": "default",
        "_posts/2020-01-01-x.md": "default",
    }


def test_converters_of_plugins_decide_the_extension(make_site: SiteMaker) -> None:
    files = {"a.coffee": page(), "b.textile": page(), "c.mkdn": page(), "d.MD": page()}
    found = {one.path: one.output_ext for one in make_site(files).site.documents}
    assert found == {
        "a.coffee": ".coffee",
        "b.textile": ".textile",
        "c.mkdn": ".html",
        "d.MD": ".html",
    }
    config = "plugins: [jekyll-coffeescript, jekyll-textile-converter]\nmarkdown_ext: md\n"
    found = {
        one.path: one.output_ext
        for one in make_site({**files, "_config.yml": config}).site.documents
    }
    assert found == {"a.coffee": ".js", "b.textile": ".html", "c.mkdn": ".mkdn", "d.MD": ".html"}
