"""One document to one item, with all that does not depend on other documents."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from pathlib import PurePosixPath
from typing import Any, Final, cast
from urllib.parse import unquote

from converters.wordpress import footnotes
from converters.wordpress.block_markup import BOX_ROLES, MACHINE_NAMES, is_for_machines
from converters.wordpress.blocks import BlockContext, write_blocks
from converters.wordpress.classic import write_classic
from converters.wordpress.comments import item_comments
from converters.wordpress.dates import NO_DATE, post_date, status_of
from converters.wordpress.formulas import Formulas
from converters.wordpress.items import Facts, Item, ItemAuthor, ItemTerm
from converters.wordpress.media import begins_with, is_allowed
from converters.wordpress.meta import meta_of
from converters.wordpress.options import WordPressOptions
from converters.wordpress.prepare import Preparation
from converters.wordpress.protect import left_shortcode
from converters.wordpress.slugs import slugify, term_slug
from converters.wordpress.taxonomy import CATEGORY, TAG, names_in, term_name
from converters.wordpress.urls import Resolver, SiteAddress
from converters.wordpress.xml_elements import clean_text
from migrator.diagnostics import Diagnostic, DiagnosticSink, Severity, excerpt_of
from migrator.html.options import HtmlOptions
from migrator.model.document import Asset, Document, SiteInfo
from migrator.model.nodes import Body, Node
from migrator.model.walk import WITH_ATTRIBUTES, nodes_in

HIERARCHICAL: Final = frozenset({"page"})
"""Post types whose items have parents."""
_ORDER_KEYS: Final = ("menu_order", "nav_order", "order", "weight")
_STICKY_KEYS: Final = ("sticky", "pin", "pinned")
_MACHINE_NAME: Final = re.compile(
    rf"\s(?:(?:{'|'.join(sorted(MACHINE_NAMES))})(?=[=\s/>])|role=\"(?:{'|'.join(sorted(BOX_ROLES))})\")"
)
_ORDER_LIMIT: Final = 2**31


@dataclass(frozen=True, slots=True)
class Content:
    """A post's content, the site's own addresses in it, and the meta fields that belong to it."""

    html: str
    urls: list[str]
    meta: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ItemWriter:
    """Converts the documents of one site; picklable, and no document changes it."""

    site: SiteInfo
    options: WordPressOptions
    address: SiteAddress
    html: HtmlOptions
    zone: tzinfo

    @classmethod
    def of(cls, site: SiteInfo, options: WordPressOptions, zone: tzinfo) -> ItemWriter:
        """Return the writer for ``site``."""
        kramdown = site.config.get("kramdown")
        named = kramdown if isinstance(kramdown, Mapping) else {}
        html = replace(HtmlOptions.from_kramdown(named), highlighter=None, fill_empty_cells=False)
        return cls(site, options, SiteAddress.of(site, options.media_url), html, zone)

    def item(self, document: Document, sink: DiagnosticSink) -> Item:
        """Return ``document`` as an item; what could not be carried over goes to ``sink``."""
        post_type = self.options.post_type(document.collection)
        content = self._content(document, sink)
        featured = _featured(document)
        if featured is not None and begins_with(document.body, featured):
            message = "the text begins with the post's image, which most themes show above it too"
            sink(_told("wordpress.image-twice", Severity.INFO, document, message))
        date = post_date(document.date or document.modified or NO_DATE, self.zone)
        link = self.address.page(document.url)
        return Item(
            title=_title(document, sink),
            link=link,
            guid=link,
            type=post_type,
            slug=_slug(document, post_type),
            creator=document.authors[0].key if document.authors else "",
            status=status_of(document, self.site),
            date=date.local,
            date_gmt=date.gmt,
            content=_clean(content.html, document, sink),
            excerpt=document.excerpt_html if document.excerpt_is_explicit else "",
            menu_order=_menu_order(document.data),
            comment_status="closed" if document.data.get("comments") is False else "open",
            is_sticky=any(document.data.get(key) is True for key in _STICKY_KEYS),
            terms=tuple(_terms(document, self.options.taxonomies, sink)),
            meta=meta_of(document, self.options.meta, self.options.seo) + content.meta,
            comments=tuple(item_comments(document, date, self.zone, sink)),
            facts=self._facts(document, content.urls),
        )

    def attachable(self, document: Document, sink: DiagnosticSink) -> tuple[Asset, ...]:
        """Return the assets that WordPress will fetch; the others are told."""
        kept: list[Asset] = []
        for asset in document.assets:
            if not self.address.media:
                message = f"'{asset.path}' cannot be fetched: set 'url' in _config.yml or media-url"
                sink(_told("wordpress.no-address", Severity.WARNING, document, message))
            elif not is_allowed(asset):
                message = f"WordPress takes no file like '{asset.path}'; it stays on the old site"
                sink(_told("wordpress.refused-type", Severity.WARNING, document, message))
            else:
                kept.append(asset)
        return tuple(kept)

    def _content(self, document: Document, sink: DiagnosticSink) -> Content:
        is_blocks = self.options.markup == "blocks"
        has_notes = is_blocks and self.options.wordpress_version >= footnotes.SINCE
        preparation = Preparation(
            Resolver.of(self.address, document),
            self.html,
            separator=_separator(document, self.site),
            newlines=is_blocks,
            notes_address=document.path if has_notes else "",
            formulas=Formulas.of(document.body) if self.options.math == "mathml" else Formulas(),
        )
        children = preparation.run(document.body)
        if self.options.markup == "classic":
            content = write_classic(children, self.html)
        else:
            places = tuple(filter(None, (self.address.origin, self.address.media)))
            context = BlockContext(self.html, self.options.wordpress_version, places)
            content = write_blocks(children, context)
        if preparation.comments:
            message = f"{preparation.comments} HTML comments left out; WordPress acts on some"
            sink(_told("wordpress.comments-dropped", Severity.INFO, document, message))
        _tell_formulas(preparation.formulas, document, sink)
        unsaid = max(0, _count_machine_names(children) - len(_MACHINE_NAME.findall(content)))
        if unsaid:
            message = (
                f"{unsaid} attributes for programs (itemprop, role, …) have no place in blocks"
            )
            sink(_told("wordpress.microdata-dropped", Severity.INFO, document, message))
        shortcode = left_shortcode(content)
        if shortcode:
            message = f"'{shortcode}' in a script or style will run as a shortcode of WordPress"
            sink(_told("wordpress.shortcode", Severity.WARNING, document, message))
        own = [url for url in preparation.seen_urls if self._is_own(url)]
        notes = _clean(preparation.notes, document, sink)
        return Content(content, sorted(own), ((footnotes.META_KEY, notes),) if notes else ())

    def _is_own(self, url: str) -> bool:
        return any(
            place and url.startswith(place) for place in (self.address.origin, self.address.media)
        )

    def _facts(self, document: Document, urls: list[str]) -> Facts:
        featured = _featured(document)
        authors = tuple(
            ItemAuthor(author.key, author.name, author.email, author.url)
            for author in document.authors
        )
        is_dated = document.date is not None
        source = featured.path if featured else ""
        refused = [asset.path for asset in document.assets if not is_allowed(asset)]
        missing = [asset.path for asset in document.assets if not self.address.media]
        return Facts(
            source=document.path,
            path=document.url,
            featured=source,
            is_dated=is_dated,
            authors=authors,
            urls=tuple(urls),
            refused=tuple(refused),
            unreachable=tuple(missing),
        )


def _tell_formulas(formulas: Formulas, document: Document, sink: DiagnosticSink) -> None:
    for left in formulas.left:
        message = f"this formula stays LaTeX, which needs a script to be drawn: {left.reason}"
        told = _told("wordpress.formula-left", Severity.WARNING, document, message)
        sink(replace(told, line=left.line, excerpt=excerpt_of(left.latex)))
    if formulas.unnumbered:
        message = (
            f"{formulas.unnumbered} formulas have no number in MathML; MathJax may have set one"
        )
        sink(_told("wordpress.formula-numbers", Severity.INFO, document, message))


def _count_machine_names(children: Sequence[Node]) -> int:
    body = Body(cast("Any", tuple(children)))
    return sum(
        is_for_machines(name, value)
        for node in nodes_in(body, WITH_ATTRIBUTES)
        for name, value in getattr(node, "attributes", ())
    )


def _featured(document: Document) -> Asset | None:
    return next((asset for asset in document.assets if asset.featured), None)


def page_path(url: str) -> tuple[str, ...]:
    """Return the segments of a page's URL path, without ``index`` and extension."""
    path = unquote(url).strip("/")
    for ending in (".html", ".htm"):
        path = path.removesuffix(ending)
    segments = [segment for segment in path.split("/") if segment]
    if segments and segments[-1] == "index":
        segments.pop()
    return tuple(segments)


def _slug(document: Document, post_type: str) -> str:
    candidates = [document.slug, document.title, PurePosixPath(document.path).stem]
    if post_type in HIERARCHICAL:
        path = page_path(document.url)
        candidates.insert(0, path[-1] if path else "home")
    return next(filter(None, map(slugify, candidates)), f"{post_type}-1")


def _title(document: Document, sink: DiagnosticSink) -> str:
    title = _clean(" ".join(document.title.split()), document, sink)
    if title:
        return title
    words = document.slug or PurePosixPath(document.path).stem
    title = unquote(words).replace("-", " ").replace("_", " ").strip().capitalize() or "Untitled"
    message = f"it has no title, which WordPress needs to tell posts apart; now '{title}'"
    sink(_told("wordpress.empty-title", Severity.INFO, document, message))
    return title


def _terms(
    document: Document, taxonomies: Mapping[str, str], sink: DiagnosticSink
) -> list[ItemTerm]:
    terms: list[ItemTerm] = []
    named = [(CATEGORY, document.categories), (TAG, document.tags)]
    named += [(taxonomy, names_in(document.data, key)) for key, taxonomy in taxonomies.items()]
    for taxonomy, names in named:
        for name in names:
            written = term_name(_clean(name, document, sink))
            if written != name:
                message = f"WordPress cannot hold the term '{name}'; it is written '{written}'"
                sink(_told("wordpress.term-changed", Severity.WARNING, document, message))
            if written:
                terms.append(ItemTerm(taxonomy, written, term_slug(written)))
    return list(dict.fromkeys(terms))


def _clean(text: str, document: Document, sink: DiagnosticSink) -> str:
    cleaned, removed = clean_text(text)
    if removed:
        message = f"{removed} control characters left out, which XML cannot hold"
        told = _told("wordpress.characters-dropped", Severity.WARNING, document, message)
        sink(replace(told, excerpt=excerpt_of(cleaned)))
    return cleaned


def _menu_order(data: Mapping[str, object]) -> int:
    values = (data.get(key) for key in _ORDER_KEYS)
    numbers = (value for value in values if isinstance(value, int) and not isinstance(value, bool))
    return next((number for number in numbers if abs(number) < _ORDER_LIMIT), 0)


def _separator(document: Document, site: SiteInfo) -> str:
    value = document.data.get("excerpt_separator") or site.config.get("excerpt_separator")
    return str(value) if value and str(value).strip() else ""


def _told(code: str, severity: Severity, document: Document, message: str) -> Diagnostic:
    return Diagnostic(code, severity, document.path, 0, message)
