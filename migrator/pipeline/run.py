"""A whole run: read the site, spread its documents over workers, write what comes back."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, TypeAlias
from urllib.parse import unquote

from converters import Converter, Piece, load_converter
from migrator.diagnostics import Diagnostic, DiagnosticSink, Severity
from migrator.kramdown import to_html
from migrator.model.document import Asset, SiteInfo
from migrator.pipeline.batches import map_in_order
from migrator.pipeline.comments import unplaced_comments
from migrator.pipeline.garbage import collect_rarely, collected_rarely
from migrator.pipeline.lfs import tell_of_pointers
from migrator.pipeline.references import References, read_references
from migrator.pipeline.settings import check_layouts, settings_of
from migrator.pipeline.site_info import site_info
from migrator.pipeline.worker import MigrationWork, Outcome
from migrator.report.files import report_files
from migrator.report.listener import Listener, SilentListener
from migrator.report.records import DocumentRecord, RunReport, Status
from migrator.site.disqus import ExportError
from migrator.site.reader import ReadOptions, load_site
from migrator.site.records import Site, StaticFile
from migrator.transforms.cleaning import chosen_kinds
from migrator.verify.registry import check_file
from migrator.writer import WriteError, Writer

SMALL_SITE = 48
"""Below this many documents one process is faster than starting a pool."""

AssetChoice: TypeAlias = Literal["used", "all", "none"]


class NotASiteError(Exception):
    """A folder that holds nothing to migrate, with what to give instead."""


class OptionError(ValueError):
    """An option of the output format that can't be, with what would do."""


@dataclass(frozen=True, slots=True)
class MigrationOptions:
    """How to migrate.

    ``layouts`` names the outermost layout to put documents into (``all``: all but their
    outermost; empty: none). ``jobs`` counts processes, 0 for one a core.
    """

    read: ReadOptions = field(default_factory=ReadOptions)
    converter_options: Mapping[str, str] = field(default_factory=dict)
    clean: bool = True
    cleaning: Sequence[str] = ()
    layouts: str = ""
    assets: AssetChoice = "used"
    jobs: int = 0
    force: bool = False


def migrate(
    root: Path,
    target: str,
    output: Path,
    options: MigrationOptions | None = None,
    *,
    executor: Executor | None = None,
    listener: Listener | None = None,
) -> RunReport:
    """Convert the site at ``root`` to ``target`` in the folder ``output``; return the report.

    ``executor`` is any ``concurrent.futures.Executor`` to spread documents over; without one a
    process pool of ``options.jobs`` is made, or none for a small site. The report is written to
    ``report.json`` and ``report.html`` there too; neither they nor any output depend on the
    number of workers.

    Raises NotASiteError for a folder that holds no site, LookupError for an unknown target,
    OptionError, a ValueError, for an unknown converter option or layout, WriteError for an output
    folder that can't be written.
    """
    options = options or MigrationOptions()
    report = RunReport(target)
    site = _read_site(root, options.read, report)
    about = site_info(site)
    report.diagnostics.extend(unplaced_comments(site))
    report.site, report.settings = about.title, settings_of(site, target, options)
    converter = _converter(site, target, about, options)
    with Writer(output, site.root, force=options.force) as writer:
        run = _Run(site, converter, writer, report, listener or SilentListener(), options)
        run.go(target, executor)
    return report


def _converter(site: Site, target: str, about: SiteInfo, options: MigrationOptions) -> Converter:
    try:
        check_layouts(site, options.layouts)
        return load_converter(target)(about, options.converter_options)
    except ValueError as error:
        raise OptionError(str(error)) from error


def _read_site(root: Path, options: ReadOptions, report: RunReport) -> Site:
    try:
        site = load_site(root, options, report.diagnostics.append, to_html)
    except NotADirectoryError as error:
        raise NotASiteError(str(error)) from error
    except ExportError as error:
        raise OptionError(str(error)) from error
    if not site.documents and not site.hidden:
        raise NotASiteError(
            f"{root} holds no posts and no pages; give the folder that holds _config.yml or _posts"
        )
    return site


@dataclass(slots=True)
class _Run:
    site: Site
    converter: Converter
    writer: Writer
    report: RunReport
    listener: Listener
    options: MigrationOptions
    claimed: set[str] = field(default_factory=set)
    used: dict[str, Asset] = field(default_factory=dict)
    placed: dict[str, str] = field(default_factory=dict)
    beside: dict[str, str] = field(default_factory=dict)

    def go(self, target: str, executor: Executor | None) -> None:
        """Convert, write, copy assets, and write the report last."""
        needs_references = self.converter.needs_references
        work = MigrationWork(
            self.site,
            target,
            self.options.converter_options,
            clean=self.options.clean,
            cleaning=chosen_kinds(self.options.cleaning),
            layouts=self.options.layouts,
            references=read_references(self.site) if needs_references else References(),
        )
        self.listener.start(len(self.site.documents))
        with _outcomes(work, self.options.jobs, executor) as outcomes:
            self._write_all(self._pieces(outcomes))
        self._tell_of_assembly()
        self._tell_hidden()
        self._copy_assets(self.report.diagnostics.append)
        self.report.files = self.writer.files
        for name, chunks in report_files(self.report):
            self.writer.write(name, chunks)

    def _write_all(self, pieces: Iterator[Piece]) -> None:
        for file in self.converter.assemble(pieces):
            known = file.path in self.claimed
            path = file.path if known else self.writer.claim(file.path)
            place = self.writer.write(path, file.chunks)
            self.placed.update(dict.fromkeys(file.sources, path))
            self._check_file(path, place)

    def _check_file(self, path: str, place: Path) -> None:
        """Report what a look at the whole written file finds, but for remarks."""
        for found in check_file(self.converter.name, place, self.site.built_at):
            if found.severity is not Severity.INFO:
                self.report.diagnostics.append(replace(found, path=path))

    def _pieces(self, outcomes: Iterator[Outcome]) -> Iterator[Piece]:
        """Yield pieces as they come, each with a path of its own where files are not shared."""
        for outcome in outcomes:
            self.listener.advance()
            record, piece = outcome.record, outcome.piece
            if piece is None:
                self.report.documents.append(record)
                continue
            if not self.converter.shares_files:
                piece, record = self._claim_path(piece, record)
            self.report.documents.append(replace(record, outputs=(piece.path,)))
            self.used.update((asset.path, asset) for asset in piece.assets)
            yield piece

    def _claim_path(self, piece: Piece, record: DocumentRecord) -> tuple[Piece, DocumentRecord]:
        path = self.writer.claim(piece.path, own_folder=piece.own_folder)
        self.claimed.add(path)
        folder = path.rpartition("/")[0]
        self.beside.update((f"{folder}/{name}", file) for file, name in piece.beside.items())
        if path == piece.path:
            return piece, record
        told = Diagnostic(
            "writer.path-changed",
            Severity.WARNING,
            piece.source,
            0,
            f"'{piece.path}' is taken or not allowed as a file name; it was written to '{path}'",
        )
        return replace(piece, path=path), replace(record, diagnostics=(*record.diagnostics, told))

    def _tell_of_assembly(self) -> None:
        """Add to each document's record what only the assembly of all pieces could tell."""
        told: dict[str, list[Diagnostic]] = {}
        for item in self.converter.assembly_diagnostics:
            told.setdefault(item.path, []).append(item)
        for index, record in enumerate(self.report.documents):
            more = told.pop(record.source, ())
            place = self.placed.get(record.source)
            if more or place:
                self.report.documents[index] = replace(
                    record,
                    outputs=(place,) if place else record.outputs,
                    diagnostics=(*record.diagnostics, *more),
                )
        for rest in told.values():
            self.report.diagnostics.extend(rest)

    def _tell_hidden(self) -> None:
        for document, reason in self.site.hidden:
            message = f"left out as Jekyll leaves it out: {reason}"
            told = Diagnostic("site.hidden", Severity.INFO, document.path, 0, message)
            self.report.documents.append(
                DocumentRecord(
                    document.path,
                    document.url,
                    Status.SKIPPED,
                    title=document.title,
                    diagnostics=(told,),
                )
            )

    def _copy_assets(self, sink: DiagnosticSink) -> None:
        chosen = self._chosen_assets()
        if self.options.assets == "none":
            self.beside.clear()
        self.report.assets = len(chosen) + len(self.beside)
        tell_of_pointers(self.site.root, sorted({*chosen, *self.beside.values()}), sink)
        if not self.converter.copies_assets:
            return
        folder = self.converter.assets_folder
        places = [(path, f"{folder}/{url.lstrip('/')}") for path, url in sorted(chosen.items())]
        for path, place in [*((file, place) for place, file in self.beside.items()), *places]:
            try:
                self.writer.copy(self.site.root / path, self.writer.claim(place.lstrip("/")))
            except (OSError, WriteError) as error:
                sink(Diagnostic("writer.asset", Severity.ERROR, path, 0, str(error)))

    def _chosen_assets(self) -> dict[str, str]:
        """Return source path to output path of the files that go with the documents."""
        if self.options.assets == "none":
            return {}
        if self.options.assets == "all":
            files = (file for file in self.site.static_files if file.written)
            return {file.path: _output_path(file) for file in files}
        known = self.site.index.static_by_path
        return {path: _output_path(known[path]) for path in self.used if path in known}


def _output_path(file: StaticFile) -> str:
    """Return where a static file goes; Jekyll escapes the URLs of files in collections only."""
    return unquote(file.url) if file.collection else file.url


@contextmanager
def _outcomes(
    work: MigrationWork, jobs: int, executor: Executor | None
) -> Iterator[Iterator[Outcome]]:
    """Give the outcomes in site order, from ``executor``, a pool of our own, or this process."""
    documents = work.site.documents
    workers = jobs or os.cpu_count() or 1
    if executor is not None:
        yield map_in_order(work, documents, executor, workers)
    elif workers == 1 or len(documents) < SMALL_SITE:
        with collected_rarely():
            yield map(work.prepare(), documents)
    else:
        with ProcessPoolExecutor(workers, initializer=_start_worker) as pool:
            yield map_in_order(work, documents, pool, workers)


def _start_worker() -> None:
    collect_rarely()
    _leave_signals()


def _leave_signals() -> None:
    """Leave the terminal's interrupt to the run itself, which then ends its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
