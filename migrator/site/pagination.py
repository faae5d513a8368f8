"""Finds the page that lists the posts by pages, as the plugin jekyll-paginate does (pager.rb).

Only its first page stands in a file; the further ones are made by the plugin and have nothing
of their own to move.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from migrator.site.plugins import is_enabled
from migrator.site.records import Site, SourceDocument
from migrator.site.ruby_values import is_true, to_text

PAGINATE: Final = "jekyll-paginate"
_TEMPLATE_NAME: Final = "index.html"
_NUMBER: Final = ":num"


@dataclass(frozen=True, slots=True)
class Pagination:
    """The page ``template`` shows the first ``per_page`` of ``posts`` (newest first)."""

    template: SourceDocument
    per_page: int
    posts: tuple[SourceDocument, ...]
    path_pattern: str

    @property
    def page_count(self) -> int:
        """How many pages the posts fill."""
        return -(-len(self.posts) // self.per_page)

    @property
    def second_path(self) -> str | None:
        """The URL path of page 2, None if there is no such page."""
        if self.page_count < 2:  # noqa: PLR2004 - two pages are what it says
            return None
        path = self.path_pattern.replace(_NUMBER, "2", 1)
        return path if path.startswith("/") else f"/{path}"


def find_pagination(site: Site) -> Pagination | None:
    """Return how the site paginates its posts; None if it does not, or has no posts."""
    per_page = _posts_a_page(site.config)
    template = _template(site) if per_page else None
    posts = tuple(_listed_posts(site))
    if template is None or not posts:
        return None
    return Pagination(template, per_page, posts, to_text(site.config.get("paginate_path")))


def _posts_a_page(config: Mapping[str, object]) -> int:
    value = config.get("paginate")
    if not is_enabled(config, PAGINATE) or isinstance(value, bool):
        return 0
    try:
        return max(0, int(to_text(value)))
    except ValueError:
        return 0


def _template(site: Site) -> SourceDocument | None:
    """Return the deepest ``index.html`` in the folders that lead to ``paginate_path``."""
    folders = set(_folders_to(to_text(site.config.get("paginate_path"))))
    found = [
        page
        for page in site.documents
        if page.kind == "page"
        and posixpath.basename(page.path) == _TEMPLATE_NAME
        and posixpath.dirname(page.path) in folders
    ]
    return max(found, key=lambda page: len(page.path), default=None)


def _folders_to(paginate_path: str) -> Iterator[str]:
    folder = posixpath.dirname(posixpath.normpath("/" + paginate_path.lstrip("/")))
    while folder != "/":
        yield folder.lstrip("/")
        folder = posixpath.dirname(folder)
    yield ""


def _listed_posts(site: Site) -> Iterator[SourceDocument]:
    for document in reversed(site.documents):
        if document.collection == "posts" and not is_true(document.data.get("hidden")):
            yield document
