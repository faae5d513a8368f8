"""One document's way through the house: read, expand, parse, transform, convert, verify."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from converters import Converter, Piece, load_converter
from migrator.diagnostics import Diagnostic, DiagnosticSink, Severity
from migrator.model.document import Document
from migrator.pipeline.building import HTML_EXTENSIONS, DocumentBuilder
from migrator.pipeline.foreign_markup import markup_of
from migrator.pipeline.references import References
from migrator.pipeline.site_info import site_info
from migrator.report.records import DocumentRecord, Status
from migrator.site.records import Site, SourceDocument
from migrator.transforms.cleaning import USUAL
from migrator.verify.registry import Verifier, load_verifier


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document; no piece where it failed or was skipped."""

    record: DocumentRecord
    piece: Piece | None = None


@dataclass(frozen=True, slots=True)
class MigrationWork:
    """All that a worker needs to convert any document of a site; picklable."""

    site: Site
    target: str
    converter_options: Mapping[str, str] = field(default_factory=dict)
    clean: bool = True
    cleaning: frozenset[str] = USUAL
    layouts: str = ""
    references: References = field(default_factory=References)

    def prepare(self) -> Callable[[SourceDocument], Outcome]:
        """Return the function that takes one source document through the house.

        Raises LookupError for a target that no converter has, ValueError for a converter option
        that is not known.
        """
        converter = load_converter(self.target)(site_info(self.site), self.converter_options)
        builder = DocumentBuilder(
            self.site,
            styles="shown" if converter.keeps_styles else "clean",
            cleaning=self.cleaning if self.clean else None,
            layouts=self.layouts,
            references=self.references,
            excerpts=converter.needs_excerpts,
        )
        verifier = load_verifier(converter.verifier or self.target)
        return _DocumentMigration(builder, converter, verifier).outcome_of


@dataclass(frozen=True, slots=True)
class _DocumentMigration:
    builder: DocumentBuilder
    converter: Converter
    verifier: Verifier | None

    def outcome_of(self, source: SourceDocument) -> Outcome:
        """Convert ``source``; whatever goes wrong is told in its own record and nowhere else."""
        diagnostics: list[Diagnostic] = []
        if source.output_ext not in HTML_EXTENSIONS and not markup_of(source):
            return _skipped(source)
        try:
            piece, verified = self._convert(source, diagnostics.append)
        except Exception as error:  # the one boundary: a document's failure stays its own
            diagnostics.append(_failure(source, error))
            return Outcome(_record(source, Status.FAILED, diagnostics))
        return Outcome(_record(source, Status.CONVERTED, diagnostics, verified=verified), piece)

    def _convert(self, source: SourceDocument, sink: DiagnosticSink) -> tuple[Piece, bool]:
        document = self.builder.build(source, sink)
        piece = self.converter.convert(document)
        for item in piece.diagnostics:
            sink(item)
        found = self._verify(document, piece)
        for item in found:
            sink(item)
        piece = replace(piece, body=None)  # it is not sent back from the worker
        return piece, not any(item.severity is Severity.ERROR for item in found)

    def _verify(self, document: Document, piece: Piece) -> list[Diagnostic]:
        lost = self.builder.lost_text(document)
        if self.verifier is None:
            message = "this output format has no verifier, so nothing read the output back"
            missing = Diagnostic("verify.none", Severity.ERROR, document.path, 0, message)
            return [*lost, missing]
        written = document if piece.body is None else replace(document, body=piece.body)
        return [*lost, *self.verifier(written, piece.text)]


def _record(
    source: SourceDocument,
    status: Status,
    diagnostics: list[Diagnostic],
    *,
    verified: bool = False,
) -> DocumentRecord:
    return DocumentRecord(
        source.path,
        source.url,
        status,
        title=source.title,
        verified=verified,
        diagnostics=tuple(diagnostics),
    )


def _skipped(source: SourceDocument) -> Outcome:
    kind = source.output_ext.lstrip(".")
    message = f"a page that Jekyll makes into a .{kind} file is no text to read; make it anew"
    told = Diagnostic("pipeline.not-html", Severity.INFO, source.path, 0, message)
    return Outcome(_record(source, Status.SKIPPED, [told]))


def _failure(source: SourceDocument, error: Exception) -> Diagnostic:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" ({trace.tb_frame.f_code.co_qualname})" if trace is not None else ""
    message = (
        f"{type(error).__name__}: {error}{where}; this is a fault of jekyll-migrator, please "
        "report it with this file"
    )
    return Diagnostic("pipeline.failed", Severity.ERROR, source.path, 0, message)
