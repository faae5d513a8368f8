"""The site index: by source path and by URL path, in all the forms that servers answer."""

from __future__ import annotations

import pickle
import unicodedata

import pytest

from tests.site.helpers import SiteMaker, page

FILES = {
    "a.md": page(),
    "b/index.md": page(),
    "index.md": page(),
    "c.md": page(permalink="/c/"),
    "d.md": page(permalink="/d"),
    "한글.md": page(),
    "img/그림 1.png": "x",
}


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("/a.html", "a.md"),
        ("/a", "a.md"),
        ("/b/", "b/index.md"),
        ("/b", "b/index.md"),
        ("/b/index.html", "b/index.md"),
        ("/", "index.md"),
        ("/index.html", "index.md"),
        ("/c/", "c.md"),
        ("/c", "c.md"),
        ("/d", "d.md"),
        ("/d.html", "d.md"),
        ("/한글.html", "한글.md"),
    ],
)
def test_documents_by_url(make_site: SiteMaker, url: str, path: str) -> None:
    index = make_site(FILES).site.index
    assert index.documents_by_url[url].path == path


def test_static_files_by_url_and_path(make_site: SiteMaker) -> None:
    index = make_site(FILES).site.index
    assert index.static_by_url["/img/그림 1.png"] is index.static_by_path["img/그림 1.png"]


def test_urls_are_nfc(make_site: SiteMaker) -> None:
    name = unicodedata.normalize("NFD", "한글") + ".md"
    assert make_site({name: page()}).site.index.documents_by_url["/한글.html"].path == name


def test_an_exact_url_beats_a_form_of_another(make_site: SiteMaker) -> None:
    files = {"a.md": page(permalink="/x.html"), "b.md": page(permalink="/x")}
    index = make_site(files).site.index
    assert index.documents_by_url["/x"].path == "b.md"
    assert index.documents_by_url["/x.html"].path == "a.md"


def test_items_that_are_not_written_have_no_url(make_site: SiteMaker) -> None:
    files = {"_config.yml": "collections: [docs]\n", "_docs/a.md": page()}
    index = make_site(files).site.index
    assert "/docs/a.html" not in index.documents_by_url
    assert "_docs/a.md" in index.documents_by_path


def test_a_site_travels_to_workers(make_site: SiteMaker) -> None:
    site = make_site(
        {**FILES, "_posts/2020-01-01-x.md": page(date="2020-01-02 03:04:05 +0900")}
    ).site
    assert pickle.loads(pickle.dumps(site)) == site  # noqa: S301 - our own bytes


def test_files_of_a_collection_without_output_have_no_address(make_site: SiteMaker) -> None:
    files = {"_docs/a.txt": "a", "_guides/b.txt": "b", "c.md": page()}
    config = "collections: {docs: {output: false}, guides: {output: true}}\n"
    site = make_site({**files, "_config.yml": config}).site
    assert set(site.index.static_by_path) == {"_docs/a.txt", "_guides/b.txt"}
    assert set(site.index.static_by_url) == {"/guides/b.txt"}


def test_a_shared_address_is_told_of_all_but_the_first(make_site: SiteMaker) -> None:
    loaded = make_site({"a.md": page(permalink="/x/"), "x.md": page(permalink="/x/"), "y.txt": ""})
    assert loaded.codes == ["site.same-url"]
    assert loaded.diagnostics[-1].path == "x.md"
