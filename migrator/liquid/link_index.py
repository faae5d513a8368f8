"""Where ``link`` and ``post_url`` lead (Jekyll: lib/jekyll/tags/link.rb, post_url.rb)."""

from __future__ import annotations

import posixpath
import re
from functools import cached_property
from typing import Final

from migrator.liquid.drops import relative_path
from migrator.liquid.ruby import to_text
from migrator.site.records import Site, SourceDocument, StaticFile

_POST_NAME = re.compile(r"(.+/)*?(\d{2,4}-\d{1,2}-\d{1,2})-([^/]*)", re.ASCII)
_FOLDER: Final = "_posts"


class LinkIndex:
    """Source paths and post names to what they name, in a look-up each."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def file_at(self, path: str) -> SourceDocument | StaticFile | None:
        """Return the document or static file at ``path``, or None."""
        index = self.site.index
        name = path.strip().removeprefix("/")
        document = index.documents_by_path.get(name) or self._by_relative_path.get(name)
        return document or index.static_by_path.get(name)

    @cached_property
    def _by_relative_path(self) -> dict[str, SourceDocument]:
        documents = reversed(self.site.documents)
        return {relative_path(document, self.site.config): document for document in documents}

    def post_named(self, name: str) -> SourceDocument | None:
        """Return the post ``name`` (folder/date-slug, no extension), or None."""
        match = _POST_NAME.fullmatch(name.strip().removeprefix("/"))
        if match is None:
            return None
        folder, date, slug = (match.group(1) or "").strip("/"), match.group(2), match.group(3)
        post = self._posts_by_name.get((folder, f"{date}-{slug}"))
        return post or self._posts_by_date.get((_day(date), _old_name(folder, slug)))

    @cached_property
    def _posts(self) -> tuple[SourceDocument, ...]:
        posts = [one for one in self.site.documents if one.collection == "posts"]
        return tuple(reversed(posts))  # so that the first in order is written last, and kept

    @cached_property
    def _posts_by_name(self) -> dict[tuple[str, str], SourceDocument]:
        found: dict[tuple[str, str], SourceDocument] = {}
        for post in self._posts:
            folder, name = posixpath.split(relative_path(post, self.site.config))
            parts = [part for part in folder.split("/") if part != _FOLDER]
            found[("/".join(parts), posixpath.splitext(name)[0])] = post
        return found

    @cached_property
    def _posts_by_date(self) -> dict[tuple[tuple[int, ...], str], SourceDocument]:
        """Jekyll's older way: the slug and the day, whatever the file is called."""
        return {
            ((post.date.year, post.date.month, post.date.day), to_text(post.data.get("slug"))): post
            for post in self._posts
            if post.date is not None
        }


def _day(date: str) -> tuple[int, ...]:
    return tuple(int(part) for part in date.split("-"))


def _old_name(folder: str, slug: str) -> str:
    return f"{folder}/{slug}" if folder else slug
