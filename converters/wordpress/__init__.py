"""The model to a WordPress export file (WXR 1.2) that WordPress's importer takes whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from converters.base import OutputFile, Piece
from converters.wordpress.authors import Authors
from converters.wordpress.checklist import CHECKLIST_NAME, write_checklist
from converters.wordpress.conversion import ItemWriter
from converters.wordpress.dates import zone_of
from converters.wordpress.import_once import IMPORT_ONCE_NAME, write_import_once
from converters.wordpress.items import read_item, write_piece
from converters.wordpress.menus import Menu, MenuWriter, read_menus
from converters.wordpress.options import parse_options
from converters.wordpress.permalinks import REDIRECT_FILES
from converters.wordpress.planning import Plan, Planner
from converters.wordpress.redirects import write_redirects
from converters.wordpress.registration import PLUGIN_NAME, needs_plugin, write_plugin
from converters.wordpress.splitting import part_for, parts_of, tell_of_parts
from converters.wordpress.spool import Spool
from converters.wordpress.taxonomy import Taxonomy
from converters.wordpress.wp_cli import SCRIPT_NAME, Import, write_script
from converters.wordpress.wxr import FileWriter
from migrator.diagnostics import Diagnostic, Severity
from migrator.model.document import Document, SiteInfo

FILE_NAME = "wordpress.xml"
MENUS_NAME = "wordpress-menus.xml"
_MENUS_MESSAGE = (
    f"the menus are in {MENUS_NAME}: import it after the rest (without {IMPORT_ONCE_NAME} once "
    "only: WordPress doubles menu items), and give each menu its place under Appearance, Menus"
)

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
    needs_references = False
    needs_excerpts = False
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
        plan = Plan(Authors.of(self.site), taxonomy=Taxonomy(self.options.nested_categories))
        planner = Planner(self.writer.address, self.assembly_diagnostics.append, plan)
        with Spool() as spool:
            for piece in pieces:
                planner.note(read_item(piece.text), piece.assets, spool.add(piece.text))
            planner.finish()
            files = FileWriter(self.site, self.writer.address, plan, spool.read)
            parts = parts_of(plan, self.options.split, self.options.split_size)
            self.assembly_diagnostics.extend(tell_of_parts(parts))
            names = [_file_name(number, len(parts)) for number in range(1, len(parts) + 1)]
            for name, part in zip(names, parts, strict=True):
                sources = tuple(entry.source for entry in part.entries)
                yield OutputFile(name, files.chunks(part), sources)
            menus = read_menus(self.site, self.options.menus, self.assembly_diagnostics.append)
            if menus:
                yield self._menus(plan, menus, files)
        yield from self._redirects(plan)
        yield from self._guides(plan, names, menus)

    def _menus(self, plan: Plan, menus: Sequence[Menu], files: FileWriter) -> OutputFile:
        writer = MenuWriter(plan, menus, self.writer.address)
        told = Diagnostic("wordpress.menus", Severity.INFO, "", 0, _MENUS_MESSAGE)
        self.assembly_diagnostics.append(told)
        return OutputFile(MENUS_NAME, files.chunks(part_for(plan, writer.linked), writer))

    def _redirects(self, plan: Plan) -> Iterator[OutputFile]:
        for form in self.options.redirects:
            chunks = write_redirects(
                plan, form, self.options.permalink, self.writer.address.baseurl
            )
            yield OutputFile(REDIRECT_FILES[form], chunks)

    def _guides(
        self, plan: Plan, names: Sequence[str], menus: Sequence[Menu]
    ) -> Iterator[OutputFile]:
        """Yield what does and tells the rest: the plugins, the script, the checklist."""
        what = Import(
            plan=plan,
            files=names,
            menus=menus,
            menus_file=MENUS_NAME,
            options=self.options,
            address=self.writer.address,
            timezone=self.site.timezone,
        )
        yield OutputFile(IMPORT_ONCE_NAME, write_import_once())
        if needs_plugin(plan):
            yield OutputFile(PLUGIN_NAME, write_plugin(plan))
        yield OutputFile(SCRIPT_NAME, write_script(what))
        yield OutputFile(CHECKLIST_NAME, write_checklist(what))


def _file_name(number: int, count: int) -> str:
    if count == 1:
        return FILE_NAME
    return f"wordpress-{number:0{len(str(count))}}.xml"
