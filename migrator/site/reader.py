"""Reads a site: the way in to this package.

Pass 1 of a migration: ``load_site`` reads the metadata of everything and freezes it;
``read_body`` gets the text of one document later, in any process.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from migrator.diagnostics import Diagnostic, DiagnosticSink, Severity, ignore
from migrator.model.document import Comment
from migrator.site import plugins
from migrator.site.collections import POSTS, all_collections, read_collection
from migrator.site.config import (
    ConfigOptions,
    destination_folder,
    load_config,
    source_folder,
)
from migrator.site.context import ReadContext
from migrator.site.data_files import read_data
from migrator.site.dates import Clock, choose_zone
from migrator.site.defaults import read_defaults
from migrator.site.disqus import comments_by_document
from migrator.site.documents import Collection
from migrator.site.entry_filter import EntryFilter
from migrator.site.extensions import OutputExtensions
from migrator.site.front_matter import line_of_key, split
from migrator.site.index import build_index, report_conflicts
from migrator.site.pages import read_page
from migrator.site.posts import UNPUBLISHED, Hidden, Sorted, publication_problem, read_posts
from migrator.site.records import Site, SourceDocument, StaticFile
from migrator.site.relative_links import with_site_urls
from migrator.site.ruby_values import is_true, to_text
from migrator.site.static_files import static_file
from migrator.site.text_files import encoding_of, read_text
from migrator.site.tree import SiteTree, read_tree
from migrator.source import LineMap, SourceText

CONFIG_FILE: Final = "_config.yml"


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the caller says about reading; None leaves it to the site.

    ``config_files`` replace ``_config.yml``. ``timezone`` counts where the configuration has
    none. ``time`` is when the site is built (an aware moment): later posts are in the future.
    ``settings`` are put over the configuration. ``github_pages`` None: look at the Gemfile.
    ``disqus`` is an XML export of the comments that Disqus holds. ``image_keys`` are further keys
    of front matter (``hero``, ``banner.src``) that name a document's image.
    """

    config_files: Sequence[Path] = ()
    timezone: str | None = None
    drafts: bool | None = None
    future: bool | None = None
    unpublished: bool | None = None
    time: datetime | None = None
    settings: Mapping[str, object] = field(default_factory=dict)
    github_pages: bool | None = None
    disqus: Path | None = None
    image_keys: Sequence[str] = ()


DEFAULT_OPTIONS: Final = ReadOptions()


def load_site(
    root: Path,
    options: ReadOptions = DEFAULT_OPTIONS,
    sink: DiagnosticSink = ignore,
    markdownify: Callable[[str], str] | None = None,
) -> Site:
    """Return everything about the site at ``root`` but the bodies of its documents.

    Nothing is written. Problems go to ``sink``; a document with a problem is kept wherever its
    file can be read at all. ``markdownify`` turns Markdown into HTML; only titles made from
    headings (jekyll-titles-from-headings) need it.

    Raises:
        NotADirectoryError: ``root`` is no folder.
        ExportError: ``options.disqus`` is no export of Disqus.

    """
    context = _context(root, options, sink)
    tree = read_tree(context)
    collections = all_collections(context.config)
    documents, files = _read_collections(context, collections, tree)
    files = [static_file(context, path) for path in tree.static_files] + files
    pages, static_files = _read_pages(context, tree.pages, files, documents.hidden)
    everything = plugins.fill_in(context, [*documents.shown, *pages], markdownify)
    report_conflicts(everything, static_files, sink)
    return Site(
        root=context.root,
        config=context.config,
        zone=context.clock.zone,
        built_at=context.clock.now,
        documents=tuple(everything),
        static_files=tuple(static_files),
        data=read_data(context),
        hidden=tuple(documents.hidden),
        index=build_index(everything, static_files),
        comments=_read_comments(context, options, everything),
        image_keys=tuple(options.image_keys),
    )


def read_body(site: Site, document: SourceDocument, sink: DiagnosticSink = ignore) -> SourceText:
    """Return the body of a document, with the file's line of each of its lines.

    The text is as it stands in the file (CR LF stays). A file that has become unreadable gives
    an empty text and a diagnostic; wrong bytes become U+FFFD and are reported.
    """
    encoding = encoding_of(site.config)
    text = read_text(site.root / document.path, document.path, encoding, sink) or ""
    start = split(text)[1]
    if document.title_stripped:
        start, text = _without_title(text, start)
    line = text.count("\n", 0, start) + 1
    body = SourceText(document.path, text[start:], LineMap(first_line=line))
    return with_site_urls(site, document, body)


def key_line(site: Site, document: SourceDocument, key: str) -> int:
    """Return the line of a key of the front matter in the document's file, 0 if not found."""
    text = read_text(site.root / document.path, document.path, encoding_of(site.config), ignore)
    return line_of_key(split(text or "")[0], key)


def _without_title(text: str, start: int) -> tuple[int, str]:
    rest = plugins.strip_title(text[start:])
    return len(text) - len(rest.lstrip()), text.rstrip()


def _context(root: Path, options: ReadOptions, sink: DiagnosticSink) -> ReadContext:
    root = Path(os.path.realpath(root))
    if not root.is_dir():
        raise NotADirectoryError(f"no such folder: {root}")
    settings = ConfigOptions(options.config_files, options.settings, options.github_pages)
    config = load_config(root, settings, sink)
    source = source_folder(root, config, sink)
    zone = choose_zone(config.get("timezone"), options.timezone, CONFIG_FILE, sink)
    clock = Clock(zone, (options.time or datetime.now(UTC)).astimezone(zone))
    return ReadContext(
        root=source,
        destination=destination_folder(root, source, config),
        config=config,
        clock=_configured_clock(clock, config, options, sink),
        defaults=read_defaults(config, source, CONFIG_FILE, sink),
        entry_filter=EntryFilter.of(config),
        extensions=OutputExtensions.of(config),
        encoding=encoding_of(config),
        collections_dir=to_text(config["collections_dir"]).strip("/"),
        style=to_text(config["permalink"]),
        show_drafts=_chosen(options.drafts, config.get("show_drafts")),
        future=_chosen(options.future, config.get("future")),
        unpublished=_chosen(options.unpublished, config.get("unpublished")),
        sink=sink,
    )


def _chosen(option: bool | None, configured: object) -> bool:
    return is_true(configured) if option is None else option


def _configured_clock(
    clock: Clock, config: Mapping[str, object], options: ReadOptions, sink: DiagnosticSink
) -> Clock:
    """Return the clock set to the configuration's ``time``, if it has one and no option does."""
    if options.time is not None or not is_true(config.get("time")):
        return clock
    try:
        return replace(clock, now=clock.parse(config["time"]))
    except (ValueError, OverflowError):
        message = "The setting `time` is not a date"
        sink(Diagnostic("site.config-value", Severity.WARNING, CONFIG_FILE, 0, message))
        return clock


def _read_comments(
    context: ReadContext, options: ReadOptions, documents: Sequence[SourceDocument]
) -> Mapping[str, tuple[Comment, ...]]:
    if options.disqus is None:
        return {}
    return comments_by_document(options.disqus, documents, context.config, context.sink)


def _read_collections(
    context: ReadContext, collections: list[Collection], tree: SiteTree
) -> tuple[Sorted, list[StaticFile]]:
    """Return posts first, then the items of the other collections; and their static files."""
    posts = next(one for one in collections if one.label == POSTS)
    found = read_posts(context, posts, tree.posts, tree.drafts)
    files: list[StaticFile] = []
    for collection in collections:
        items, static_files = read_collection(context, collection)
        files += static_files
        for item in items:
            _sort_item(context, collection, item, found)
    return found, files


def _sort_item(
    context: ReadContext, collection: Collection, item: SourceDocument, found: Sorted
) -> None:
    """Put an item where it belongs: a future one is known to the site but not written."""
    reason = publication_problem(context, collection, item)
    if not item.published and not context.unpublished:
        found.hidden.append((item, reason))
    elif reason:
        found.shown.append(replace(item, written=False))
    else:
        found.shown.append(item)


def _read_pages(
    context: ReadContext, paths: list[str], files: list[StaticFile], hidden: list[Hidden]
) -> tuple[list[SourceDocument], list[StaticFile]]:
    read = [page for page in (read_page(context, path) for path in paths) if page]
    read, files = plugins.add_pages(context, read, files)
    pages: list[SourceDocument] = []
    for page in sorted(read, key=lambda one: (one.path.rpartition("/")[2], one.path)):
        if context.unpublished or is_true(page.front_matter.get("published", True)):
            pages.append(page)
        else:
            hidden.append((page, UNPUBLISHED))
    return pages, files
