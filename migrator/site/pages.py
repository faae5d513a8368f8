"""Reads pages: files with front matter outside the collections (Jekyll: page.rb)."""

from __future__ import annotations

import posixpath

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
    defaults = context.defaults.merged(path, LABEL)
    data = deep_merge(defaults, own)
    seen = {
        key: own[key] if key in own else context.defaults.find(path, LABEL, key)
        for key in ("layout", "permalink", "title")
    }
    folder, _, name = path.rpartition("/")
    stem, extension = posixpath.splitext(name)
    basename = without_last_dots(stem)
    permalink = permalink_of(seen)
    if permalink == "":
        context.report("site.permalink", Severity.ERROR, path, "The permalink is empty; ignored")
        permalink = None
    output_ext = permalink_ext(permalink) or context.extensions.output(extension)
    template = permalink or page_template(basename, output_ext, context.style)
    url = page_url(template, f"/{folder}" if folder else "", basename, output_ext)
    layout = seen.get("layout")
    return SourceDocument(
        path=path,
        collection=LABEL,
        kind="page",
        extname=extension,
        url=url,
        output_path=page_output_path(url, output_ext),
        output_ext=output_ext,
        title=to_text(seen["title"]) if is_true(seen.get("title")) else "",
        slug="",
        date=None,
        front_matter=front_matter.values,
        data=data,
        published=own.get("published", True) is not False,
        layout=to_text(layout) if is_true(layout) else None,
        body_line=front_matter.body_line,
        is_markdown=context.extensions.is_markdown(extension),
    )
