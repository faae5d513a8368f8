"""From a source document to a Document: every stage before the converter."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from migrator.diagnostics import Diagnostic, DiagnosticSink, Severity, ignore
from migrator.html.emoji_codes import with_emoji
from migrator.html.fragment import parse_fragment
from migrator.html.serializer import to_html
from migrator.kramdown import html_options, parse
from migrator.liquid import Expander
from migrator.model.document import Asset, Document, Place
from migrator.model.nodes import Body, FootnoteDefinition
from migrator.pipeline.comments import comments_of
from migrator.pipeline.foreign_markup import markup_of, raw_body
from migrator.pipeline.front_matter import aliases_of, featured_asset, modified_date
from migrator.pipeline.layouts import in_layout
from migrator.pipeline.references import References
from migrator.site.authors import authors_of, known_people
from migrator.site.excerpts import excerpt_source, has_own_excerpt
from migrator.site.formulas import formula_script
from migrator.site.kramdown_settings import kramdown_settings
from migrator.site.page_plugins import mentions_base, shows_emoji
from migrator.site.reader import key_line, read_body
from migrator.site.records import Site, SourceDocument
from migrator.site.redirects import redirect_target
from migrator.site.ruby_values import to_text
from migrator.site.urls import baseurl_of
from migrator.source import SourceText
from migrator.transforms import TransformContext, TransformOptions, apply_transforms
from migrator.transforms.cleaning import USUAL
from migrator.transforms.editors.shortcodes import without_shortcodes
from migrator.transforms.editors.word import without_markers
from migrator.transforms.formulas import without_signs
from migrator.transforms.styles import Styles
from migrator.verify.comparison import compare_text, has_same_letters, visible_text

HTML_EXTENSIONS: Final = frozenset({".html", ".htm", ".xhtml", ""})
"""Output extensions of what readers read; the rest (feeds, style sheets) is not content."""


class DocumentBuilder:
    """Builds documents of one site; made once a process, holds what documents share.

    ``cleaning``: the kinds of it that are wanted, None for none at all. ``excerpts``: whether to
    cut one where the author wrote none.
    """

    def __init__(
        self,
        site: Site,
        *,
        styles: Styles = "clean",
        cleaning: frozenset[str] | None = USUAL,
        layouts: str = "",
        references: References | None = None,
        excerpts: bool = True,
    ) -> None:
        self._site = site
        self._references = references or References()
        self._cuts_excerpts = excerpts
        self._layouts = layouts
        self._transform_options = TransformOptions(
            cleaning is not None, styles, kinds=cleaning or frozenset()
        )
        self._people = known_people(site)
        self._shows_emoji = shows_emoji(site.config)
        self._formulas = formula_script(site)
        self._kramdown = kramdown_settings(site.config)
        self._html_options = html_options(self._kramdown)
        self._expander = Expander(site, self._markdownify_for_liquid)

    def build(self, source: SourceDocument, sink: DiagnosticSink) -> Document:
        """Return the document of ``source``; problems go to ``sink``."""
        written = read_body(self._site, source, sink)
        expanded = self._expander.expand(source, written, sink)
        parsed, html = self._parse(source, expanded, sink)
        excerpt = self._excerpt(source, written, html)
        parsed, html = self._laid_out(source, parsed, html, sink)
        self._tell_of_lists(source, sink)
        transformed = apply_transforms(parsed, self._transform_context(source, sink))
        assets = self._with_featured(source, transformed.assets)
        return Document(
            path=source.path,
            collection=source.collection,
            url=source.url,
            title=source.title,
            date=source.date,
            slug=source.slug,
            body=transformed.body,
            html=html,
            categories=source.categories,
            tags=source.tags,
            excerpt_html=excerpt,
            excerpt_is_explicit=has_own_excerpt(source),
            draft=source.draft,
            published=source.published and source.written,
            layout=source.layout,
            modified=modified_date(source, self._site, sink),
            authors=authors_of(self._site, source, self._people),
            front_matter=source.front_matter,
            data=source.data,
            assets=assets,
            aliases=aliases_of(source),
            redirect_to=self._redirect_target(source, sink),
            output_ext=source.output_ext,
            comments=comments_of(source, self._site),
            linked_ids=self._references.anchors_of(source.path),
            own_files=self._references.own.get(source.path, frozenset()),
            links={
                address: place_of(found)
                for address, found in transformed.links.items()
                if self._is_shown(found)
            },
        )

    def _is_shown(self, source: SourceDocument) -> bool:
        """Tell whether ``source`` becomes a page that readers see now."""
        is_later = source.date is not None and source.date > self._site.built_at
        is_read = source.output_ext in HTML_EXTENSIONS or bool(markup_of(source))
        return source.published and not source.draft and is_read and not is_later

    def lost_text(self, document: Document) -> list[Diagnostic]:
        """Compare the text of Jekyll's HTML with the model's; return what tells of a loss.

        The transforms may drop markup, never a word: this reads both sides with lxml.
        """
        html = to_html(document.body, self._html_options)
        if html == document.html:
            return []
        sides = without_markers(document.html), without_markers(html)
        if has_same_letters(*sides, self._reading):
            return []
        found = compare_text(*(self._reading(visible_text(side)) for side in sides))
        if found is None:
            return []
        message = f"the text of the page and of what was made of it differ: {found}"
        return [Diagnostic("verify.text", Severity.ERROR, document.path, 0, message)]

    def _reading(self, text: str) -> str:
        """Return ``text`` as it is read: less what became a figure, emoji for their codes."""
        plain = without_shortcodes(text)
        if self._formulas.signs:
            plain = without_signs(plain)
        return with_emoji(plain) if self._shows_emoji else plain

    def _parse(
        self, source: SourceDocument, text: SourceText, sink: DiagnosticSink
    ) -> tuple[Body, str]:
        """Return the model of the expanded text, and the HTML that Jekyll makes of it."""
        markup = markup_of(source)
        if markup:
            body = raw_body(text, markup, sink)
            return body, to_html(body, self._html_options)
        if not source.is_markdown:
            return parse_fragment(text.text, text.lines, sink, source.path), text.text
        body = parse(text.text, self._kramdown, text.lines, sink, source.path)
        return body, to_html(body, self._html_options)

    def _laid_out(
        self, source: SourceDocument, body: Body, html: str, sink: DiagnosticSink
    ) -> tuple[Body, str]:
        """Return body and HTML inside the layouts that were asked for, if the document has them."""
        if not self._layouts:
            return body, html
        page = self._expander.lay_out(source, html, self._layouts, sink)
        if page is None:
            return body, html
        return in_layout(body, html, page, sink, source.path), page

    def _tell_of_lists(self, source: SourceDocument, sink: DiagnosticSink) -> None:
        found = self._expander.state.pagination
        if found is not None and found.template.path == source.path:
            message = f"this page lists posts, {found.per_page} a page; only its first page is here"
            sink(Diagnostic("pipeline.lists-posts", Severity.INFO, source.path, 0, message))

    def _redirect_target(self, source: SourceDocument, sink: DiagnosticSink) -> str:
        target = redirect_target(self._site.config, source)
        if target:
            message = f"readers never see this text: Jekyll sends them on to {target}; do so too"
            line = key_line(self._site, source, "redirect_to")
            sink(Diagnostic("pipeline.redirects", Severity.WARNING, source.path, line, message))
        return target

    def _transform_context(self, source: SourceDocument, sink: DiagnosticSink) -> TransformContext:
        config = self._site.config
        return TransformContext(
            path=source.path,
            url=source.url,
            index=self._site.index,
            baseurl=baseurl_of(config),
            site_url=to_text(config.get("url")),
            emoji_codes=self._shows_emoji,
            mentions_base=mentions_base(config, source),
            formula_signs=self._formulas.signs_on(source),
            options=self._transform_options,
            sink=sink,
        )

    def _with_featured(
        self, source: SourceDocument, assets: tuple[Asset, ...]
    ) -> tuple[Asset, ...]:
        featured = featured_asset(source, self._site)
        if featured is None:
            return assets
        others = tuple(asset for asset in assets if asset.path != featured.path)
        shown = next((asset for asset in assets if asset.path == featured.path), featured)
        return (replace(shown, featured=True), *others)

    def _excerpt(self, source: SourceDocument, written: SourceText, html: str) -> str:
        """Return the excerpt as HTML; an explicit one is used as it is, as Jekyll does."""
        if has_own_excerpt(source):
            return to_text(source.data.get("excerpt"))
        if not self._cuts_excerpts:
            return ""
        cut = excerpt_source(source, written, self._site.config)
        if cut is None:
            return ""
        if cut.text == written.text and not _has_liquid(cut.text):
            return html  # with Liquid it could differ: there `page` is the excerpt
        text = self._expander.expand_excerpt(source, cut, ignore).text  # told of with the body
        return self._markdownify(text) if source.is_markdown else text

    def _markdownify_for_liquid(self, text: str) -> str:
        """Return HTML with blank lines between blocks: Liquid may make text of it again."""
        body = parse(text, self._kramdown)
        content = [one for one in body.children if not isinstance(one, FootnoteDefinition)]
        blocks = [to_html(child, self._html_options) for child in content]
        html, written = to_html(body, self._html_options), "".join(blocks)
        return "\n".join(filter(None, [*blocks, html.removeprefix(written)]))

    def _markdownify(self, text: str) -> str:
        return to_html(parse(text, self._kramdown), self._html_options)


def place_of(source: SourceDocument) -> Place:
    """Return where ``source`` stands in its site."""
    return Place(
        source.path,
        source.collection,
        source.slug,
        source.date,
        source.draft,
        source.categories,
    )


def _has_liquid(text: str) -> bool:
    return "{{" in text or "{%" in text
