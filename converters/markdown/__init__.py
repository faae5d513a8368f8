"""The document model to Markdown files with front matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from converters.base import OutputFile, Piece
from converters.markdown import liquid
from converters.markdown.abbreviations import definition_lines, definitions_in
from converters.markdown.anchors import anchors_needed
from converters.markdown.attributes import describe
from converters.markdown.context import Context
from converters.markdown.flattening import flattened, without
from converters.markdown.front_matter import values_of, write_front_matter
from converters.markdown.handlers.blocks import write_blocks
from converters.markdown.html_fallback import write_fallback
from converters.markdown.hugo import shortcodes
from converters.markdown.hugo.site import SiteFacts, hugo_files
from converters.markdown.labels import footnote_labels
from converters.markdown.layout import is_bundle, output_path
from converters.markdown.options import MarkdownOptions
from converters.markdown.relocation import Move, content_paths, files_beside, name_of, relocated
from migrator.diagnostics import Diagnostic, Severity
from migrator.model.document import Asset, Document, SiteInfo
from migrator.model.nodes import Block, Body, FootnoteDefinition, Link
from migrator.model.walk import ids_in

__all__ = ["MarkdownConverter", "write_body"]


_MOST_ROUNDS = 8
"""How often what was flattened is looked at again."""

_VERIFIERS = {("gfm", "exact"): "markdown", ("gfm", "tidy"): "markdown-tidy"}
"""Other dialects have a verifier of their own name, and one kind of emphasis."""


class MarkdownConverter:
    """Markdown in one of several dialects, a file a document; see ``MarkdownOptions``."""

    name = "markdown"
    copies_assets = True
    keeps_styles = False
    needs_references = True
    needs_excerpts = False
    shares_files = False
    assembly_diagnostics: Sequence[Diagnostic] = ()

    def __init__(self, site: SiteInfo, options: Mapping[str, str]) -> None:
        self._site = site
        self._options = MarkdownOptions.parse(options)
        dialect = self._options.dialect.name
        self.assets_folder = "static" if dialect == "hugo" else ""
        self.verifier = _VERIFIERS.get((dialect, self._options.emphasis), dialect)

    def convert(self, document: Document) -> Piece:
        """Return ``document`` as Markdown with its front matter."""
        context = new_context(document.body, self._options, document.path, document.linked_ids)
        files = files_beside(document, self._options.layout)
        source = relocated(document.body, self._move(document, files, context))
        if self._options.html == "drop":
            source = flat_body(source, context, document.linked_ids)
        body = write_body(source, context)
        values = values_of(document, self._options.dialect.name, self._options.names)
        head = write_front_matter(values, self._options.front_matter)
        path = output_path(document, self._options.layout)
        text = f"{head}\n{body}" if head and body else head or body
        return Piece(
            document.path,
            path,
            text,
            tuple(context.diagnostics),
            tuple(asset for asset in document.assets if asset not in files),
            is_bundle(document, self._options.layout),
            {asset.path: name_of(asset) for asset in files},
            source,
        )

    def _move(self, document: Document, files: Sequence[Asset], context: Context) -> Move:
        """Return where addresses in ``document`` lead in the new site."""
        names = {unquote(asset.url): name_of(asset) for asset in files}
        if self._options.links != "relref":
            return Move(names)

        def tell(link: Link) -> None:
            message = f"relref leads to documents alone, so this link is kept: {link.destination}"
            context.tell("markdown.link-kept", Severity.INFO, link.line, message)

        return Move(names, content_paths(document.links, self._options.layout), tell)

    def assemble(self, pieces: Iterator[Piece]) -> Iterator[OutputFile]:
        """Yield one file a piece; for Hugo, the configuration that they need."""
        facts = SiteFacts() if self._options.dialect.shortcodes else None
        for piece in pieces:
            if facts:
                facts.note(piece)
            yield OutputFile(piece.path, (piece.text,))
        if facts:
            yield from hugo_files(self._site, facts)


def new_context(
    body: Body,
    options: MarkdownOptions,
    path: str = "",
    linked_ids: frozenset[str] = frozenset(),
) -> Context:
    """Return the context in which ``body`` is written; others link to ``linked_ids`` in it."""
    made_late = options.dialect.shortcodes
    defines = options.dialect.abbreviations and options.abbreviations != "text"
    return Context(
        path,
        options,
        anchors=anchors_needed(body, options.heading_ids, linked_ids, made_late=made_late),
        labels=footnote_labels(body),
        abbreviations=definitions_in(body) if defines else {},
    )


def flat_body(body: Body, context: Context, linked_ids: frozenset[str] = frozenset()) -> Body:
    """Return ``body`` with nothing in it that is written as HTML; problems go to ``context``."""
    flat = flattened(context, body)
    for _ in range(_MOST_ROUNDS):
        trial = new_context(flat, context.options, context.path, linked_ids)
        write_blocks(trial, flat.children)
        if not trial.flat:
            break
        told = (item for item in trial.diagnostics if item.code == "markdown.html-dropped")
        context.diagnostics.extend(told)
        flat = without(flat, trial.flat)
    if context.abbreviations:
        context.abbreviations = definitions_in(flat)
    for name in sorted(context.anchors & ids_in(body) - ids_in(flat)):
        message = f"links to '#{name}' lead nowhere without HTML"
        context.tell("markdown.anchor-dropped", Severity.WARNING, 0, message)
    return flat


def write_body(body: Body, context: Context) -> str:
    """Return ``body`` in Markdown, with one line feed at its end; problems go to ``context``."""
    _write_all(context, body.children)
    if context.has_html_notes and context.labels:
        context.start_again()
        _write_all(context, body.children)
    if context.addresses:
        context.writer.separate()
    for address, number in context.addresses.items():
        context.writer.line(f"[{number}]: {address}")
    _define_abbreviations(context)
    if context.dropped:
        names = describe(context.dropped.most_common())
        message = f"attributes that Markdown cannot hold were left out: {names}"
        context.tell("markdown.attributes-dropped", Severity.INFO, context.dropped_line, message)
    text = context.writer.text()
    if context.dialect.shortcodes:
        return shortcodes.finish(text)
    return liquid.finish(text) if context.dialect.liquid else text


def _define_abbreviations(context: Context) -> None:
    if context.abbreviations:
        context.writer.separate()
    for line in definition_lines(context.abbreviations):
        context.writer.line(line)


def _write_all(context: Context, blocks: Sequence[Block]) -> None:
    """Write ``blocks``, with footnotes as one list in HTML where they cannot be Markdown."""
    notes = [block for block in blocks if isinstance(block, FootnoteDefinition)]
    if not notes or (context.dialect.footnotes and context.labels):
        write_blocks(context, blocks)
        return
    write_blocks(context, [block for block in blocks if not isinstance(block, FootnoteDefinition)])
    context.writer.separate()
    write_fallback(context, Body(tuple(notes)), "footnotes")
