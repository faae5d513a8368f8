"""Jekyll plugins that make or change documents, chosen by the site's configuration.

jekyll-optional-front-matter and jekyll-readme-index make pages of static files;
jekyll-titles-from-headings and jekyll-default-layout fill in titles and layouts. Plugins that
make documents without a source file (archives, redirects, further pages of a pagination) add
nothing that has to move.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from migrator.diagnostics import ignore
from migrator.site.context import ReadContext
from migrator.site.front_matter import split
from migrator.site.pages import read_page
from migrator.site.records import SourceDocument, StaticFile
from migrator.site.tree import files_below

OPTIONAL_FRONT_MATTER: Final = "jekyll-optional-front-matter"
README_INDEX: Final = "jekyll-readme-index"
TITLES_FROM_HEADINGS: Final = "jekyll-titles-from-headings"
DEFAULT_LAYOUT: Final = "jekyll-default-layout"

_NEVER_PAGES: Final = (
    "README", "LICENSE", "LICENCE", "COPYING", "CODE_OF_CONDUCT", "CONTRIBUTING",
    "ISSUE_TEMPLATE", "PULL_REQUEST_TEMPLATE",
)  # fmt: skip
_README: Final = re.compile(r"(?:^|/)readme(?P<ext>\.[^./]+)$", re.IGNORECASE)
_INDEX_NAME: Final = re.compile(r"(?:index\.(?:html?|xhtml|xml))?\Z", re.IGNORECASE)
_HEADING: Final = re.compile(
    r"\A\s*(?:#{1,3}\s+(.*)(?:\s+#{1,3})?|(.*)\r?\n[-=]+\s*)$", re.MULTILINE
)
_TAG: Final = re.compile(r"<[^>]*>")
_SPACE: Final = re.compile(r"\s+")
_FOOTNOTE: Final = re.compile(r"\[\^[^\]]*\]")

Markdownify = Callable[[str], str]
Pages = list[SourceDocument]
StaticFiles = list[StaticFile]


def is_enabled(config: Mapping[str, object], plugin: str, section: str = "") -> bool:
    """Return whether the site uses a plugin and its own ``enabled`` does not turn it off."""
    plugins = config.get("plugins")
    listed = isinstance(plugins, list) and plugin in plugins
    return listed and option(config, section, "enabled") is not False


def option(config: Mapping[str, object], section: str, key: str) -> object:
    """Return a plugin's own setting from its section of the configuration, or None."""
    settings = config.get(section)
    return settings.get(key) if isinstance(settings, Mapping) else None


def add_pages(
    context: ReadContext, pages: Pages, static_files: StaticFiles
) -> tuple[Pages, StaticFiles]:
    """Return pages and static files after the plugins that make pages of static files."""
    if is_enabled(context.config, OPTIONAL_FRONT_MATTER, "optional_front_matter"):
        pages, static_files = _without_front_matter(context, pages, static_files)
    if is_enabled(context.config, README_INDEX, "readme_index"):
        pages, static_files = _readme_pages(context, pages, static_files)
    return pages, static_files


def _without_front_matter(
    context: ReadContext, pages: Pages, static_files: StaticFiles
) -> tuple[Pages, StaticFiles]:
    if context.config.get("require_front_matter"):
        return pages, static_files
    paths = [one.path for one in static_files if _becomes_page(context, one)]
    made = [page for page in (read_page(context, path) for path in paths) if page]
    removed = _removed(context, "optional_front_matter", made)
    return pages + made, [one for one in static_files if one.path not in removed]


def _becomes_page(context: ReadContext, file: StaticFile) -> bool:
    stem, extension = posixpath.splitext(posixpath.basename(file.path))
    if not context.extensions.is_markdown(extension):
        return False
    return stem.upper() not in _NEVER_PAGES or context.entry_filter.includes(file.path)


def _removed(context: ReadContext, section: str, made: Pages) -> set[str]:
    if option(context.config, section, "remove_originals") is not True:
        return set()
    return {page.path for page in made}


def _readme_pages(
    context: ReadContext, pages: Pages, static_files: StaticFiles
) -> tuple[Pages, StaticFiles]:
    urls = [page.url for page in pages] + [file.url for file in static_files]
    made: Pages = []
    for file in static_files:
        if not _is_readme(context, file.path):
            continue
        folder = _folder_of(file.url)
        if _has_index(folder, [*urls, *(page.url for page in made)]):
            continue
        page = read_page(context, file.path, {"permalink": folder})
        made += [page] if page else []
    removed = _removed(context, "readme_index", made)
    pages = [page for page in pages if page.path not in {one.path for one in made}] + made
    static_files = [one for one in static_files if one.path not in removed]
    if option(context.config, "readme_index", "with_frontmatter") is True:
        pages = _moved_readmes(context, pages, static_files)
    return pages, static_files


def _moved_readmes(context: ReadContext, pages: Pages, static_files: StaticFiles) -> Pages:
    """Return ``pages`` with those called readme at their folder's address, where it is free."""
    moved = list(pages)
    quiet = replace(context, sink=ignore)  # what is wrong with the page has been told
    for place, page in enumerate(pages):
        if not _is_readme(context, page.path):
            continue
        folder = _folder_of(page.url)
        urls = [*(one.url for one in moved), *(file.url for file in static_files)]
        if not _has_index(folder, urls):
            moved[place] = read_page(quiet, page.path, {"permalink": folder}) or page
    return moved


def _is_readme(context: ReadContext, path: str) -> bool:
    match = _README.search(path)
    return match is not None and context.extensions.is_markdown(match["ext"])


def _folder_of(url: str) -> str:
    """Return the address of the folder that ``url`` is in, as Ruby's File.dirname gives it."""
    return posixpath.dirname(url.rstrip("/")).rstrip("/") + "/"


def _has_index(folder: str, urls: Sequence[str]) -> bool:
    return any(
        url.lower().startswith(folder.lower()) and _INDEX_NAME.match(url, len(folder))
        for url in urls
    )


def fill_in(context: ReadContext, documents: Pages, markdownify: Markdownify | None) -> Pages:
    """Return documents with the titles and layouts that plugins give them."""
    if is_enabled(context.config, TITLES_FROM_HEADINGS, "titles_from_headings"):
        documents = [_titled(context, document, markdownify) for document in documents]
    if is_enabled(context.config, DEFAULT_LAYOUT):
        layouts = _layouts(context)
        documents = [_laid_out(document, layouts) for document in documents]
    return documents


def _titled(
    context: ReadContext, document: SourceDocument, markdownify: Markdownify | None
) -> SourceDocument:
    config, section = context.config, "titles_from_headings"
    is_page = document.kind == "page"
    if not document.is_markdown or (is_page and document.data.get("title") is not None):
        return document
    if not is_page and option(config, section, "collections") is not True:
        return document
    match = _HEADING.match(_body(context, document.path))
    data = dict(document.data)
    if match is not None:
        data["title"] = _plain(match[1] or match[2] or "", markdownify)
    stripped = data.get("strip_title", option(config, section, "strip_title")) is True
    title = data.get("title")
    return replace(
        document, title=str(title or ""), data=data, title_stripped=stripped and match is not None
    )


def _body(context: ReadContext, path: str) -> str:
    text = context.read_quietly(path) or ""
    return text[split(text)[1] :]


def strip_title(body: str) -> str:
    """Return a body without the heading that became the title, as ``strip_title`` asks."""
    match = _HEADING.match(body)
    return body if match is None else body[match.end() :]


def _plain(heading: str, markdownify: Markdownify | None) -> str:
    rendered = markdownify(heading) if markdownify else html.escape(heading, quote=False)
    text = _SPACE.sub(" ", _TAG.sub("", rendered)).strip()
    text = text if markdownify else html.unescape(text)
    return _FOOTNOTE.sub("", text)


def _layouts(context: ReadContext) -> set[str]:
    folder = str(context.config["layouts_dir"]).strip("/")
    if not (context.root / folder).is_dir():
        return set()
    return {path.rpartition(".")[0] for path in files_below(context, folder) if "." in path}


def _laid_out(document: SourceDocument, layouts: set[str]) -> SourceDocument:
    if "layout" in document.data or not document.is_markdown:
        return document
    home = ("home",) if document.url == "/" else ()
    own = {"page": "page", "post": "post", "draft": "post"}.get(document.kind, document.collection)
    layout = next((name for name in (*home, own, "default") if name in layouts), None)
    return replace(document, layout=layout, data={**document.data, "layout": layout})
