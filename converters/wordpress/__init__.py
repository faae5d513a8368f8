"""The model to a WordPress export file (WXR 1.2) that WordPress's importer takes whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from converters.base import OutputFile, Piece
from converters.wordpress.conversion import ItemWriter
from converters.wordpress.dates import zone_of
from converters.wordpress.items import read_item, write_piece
from converters.wordpress.options import parse_options
from converters.wordpress.permalinks import REDIRECT_FILES
from converters.wordpress.planning import Plan, Planner
from converters.wordpress.redirects import write_redirects
from converters.wordpress.splitting import parts_of, tell_of_parts
from converters.wordpress.spool import Spool
from converters.wordpress.taxonomy import Taxonomy
from converters.wordpress.wxr import FileWriter
from migrator.diagnostics import Diagnostic
from migrator.model.document import Document, SiteInfo

FILE_NAME = "wordpress.xml"

__all__ = ["WordPressConverter"]


class WordPressConverter:
    """Writes posts, pages and collections as items of WXR files; see ``options`` for the choices.

    Files are not copied: each becomes an attachment, which WordPress fetches from the old site.
    ``assembly_diagnostics`` holds, once the files are written, what only the whole site could
    tell: dates and slugs that had to change.
    """

    name = "wordpress"
    copies_assets = False
    assets_folder = ""
    shares_files = True
    verifier = ""

    def __init__(self, site: SiteInfo, options: Mapping[str, str]) -> None:
        self.options = parse_options(options)
        self.keeps_styles = self.options.styles == "shown"
        self.site = site
        self.writer = ItemWriter.of(site, self.options, zone_of(site))
        self.assembly_diagnostics: list[Diagnostic] = []

    def convert(self, document: Document) -> Piece:
        """Return ``document`` as a piece whose text is its complete item (see ``items``)."""
        diagnostics: list[Diagnostic] = []
        item = self.writer.item(document, diagnostics.append)
        assets = self.writer.attachable(document, diagnostics.append)
        return Piece(document.path, FILE_NAME, write_piece(item), tuple(diagnostics), assets)

    def assemble(self, pieces: Iterator[Piece]) -> Iterator[OutputFile]:
        """Yield the WXR file, or its parts; each has all the terms and parents it needs.

        The items wait in a temporary file until all are seen: a file's head names the authors
        and terms of all its items. Read each file's chunks before asking for the next.
        """
        plan = Plan(taxonomy=Taxonomy(self.options.nested_categories))
        planner = Planner(self.writer.address, self.assembly_diagnostics.append, plan)
        with Spool() as spool:
            for piece in pieces:
                planner.note(read_item(piece.text), piece.assets, spool.add(piece.text))
            planner.finish()
            files = FileWriter(self.site, self.writer.address, plan, spool.read)
            parts = parts_of(plan, self.options.split, self.options.split_size)
            self.assembly_diagnostics.extend(tell_of_parts(parts))
            for number, part in enumerate(parts, 1):
                name = _file_name(number, len(parts))
                sources = tuple(entry.source for entry in part.entries)
                yield OutputFile(name, files.chunks(part), sources)
        for form in self.options.redirects:
            chunks = write_redirects(
                plan, form, self.options.permalink, self.writer.address.baseurl
            )
            yield OutputFile(REDIRECT_FILES[form], chunks)


def _file_name(number: int, count: int) -> str:
    if count == 1:
        return FILE_NAME
    return f"wordpress-{number:0{len(str(count))}}.xml"
