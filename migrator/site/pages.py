"""Reads pages: files with front matter outside the collections (Jekyll: page.rb)."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from migrator.diagnostics import Severity
from migrator.site.context import ReadContext
from migrator.site.front_matter import read_front_matter
from migrator.site.merge import deep_merge
from migrator.site.permalinks import (
    page_output_path,
    page_template,
    page_url,
    permalink_ext,
    permalink_of,
    without_last_dots,
)
from migrator.site.records import SourceDocument
from migrator.site.ruby_values import is_true, to_text

LABEL = "pages"


def read_page(
    context: ReadContext, path: str, extra: dict[str, object] | None = None
) -> SourceDocument | None:
    """Return the page at ``path`` (relative to the site), or None if it cannot be read.

    ``extra`` is data that a plugin gives the page over its front matter. Jekyll gives pages no
    date, slug, categories or tags: what the front matter says of them stays in ``data``.
    """
    text = context.read_quietly(path)
    if text is None:
        return None
    front_matter = read_front_matter(text, path, context.sink)
    own = front_matter.values | (extra or {})
    seen = {
        key: own[key] if key in own else context.defaults.find(path, LABEL, key)
        for key in ("layout", "permalink", "title")
    }
    place = _place(context, path, permalink_of(seen))
    return SourceDocument(
        path=path,
        collection=LABEL,
        kind="page",
        extname=place.extension,
        url=place.url,
        output_path=page_output_path(place.url, place.output_ext),
        output_ext=place.output_ext,
        title=to_text(seen["title"]) if is_true(seen["title"]) else "",
        slug="",
        date=None,
        front_matter=front_matter.values,
        data=deep_merge(context.defaults.merged(path, LABEL), own),
        published=own.get("published", True) is not False,
        layout=to_text(seen["layout"]) if is_true(seen["layout"]) else None,
        body_line=front_matter.body_line,
        is_markdown=context.extensions.is_markdown(place.extension),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page goes: its file's extension, its URL, and the extension that is written."""

    extension: str
    url: str
    output_ext: str


def _place(context: ReadContext, path: str, permalink: str | None) -> _Place:
    if permalink == "":
        context.report("site.permalink", Severity.ERROR, path, "The permalink is empty; ignored")
    folder, _, name = path.rpartition("/")
    stem, extension = posixpath.splitext(name)
    basename = without_last_dots(stem)
    output_ext = permalink_ext(permalink) or context.extensions.output(extension)
    template = permalink or page_template(basename, output_ext, context.style)
    url = page_url(template, f"/{folder}" if folder else "", basename, output_ext)
    return _Place(extension, url, output_ext)
