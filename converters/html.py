"""Documents as HTML: one file a document below its URL path, the body alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from converters.base import OutputFile, Piece
from migrator.diagnostics import Diagnostic
from migrator.html.serializer import PLAIN, to_html
from migrator.model.document import Document, SiteInfo


class HtmlConverter:
    """Writes bodies without a page around them, for sites that bring their own templates."""

    name = "html"
    copies_assets = True
    keeps_styles = False
    needs_references = False
    needs_excerpts = False
    assets_folder = ""
    shares_files = False
    verifier = ""
    assembly_diagnostics: Sequence[Diagnostic] = ()

    def __init__(self, site: SiteInfo, options: Mapping[str, str]) -> None:
        """Take no option; raise ValueError where one is given."""
        if options:
            unknown = ", ".join(sorted(options))
            raise ValueError(f"the HTML converter has no options, but was given: {unknown}")

    def convert(self, document: Document) -> Piece:
        """Return the body of ``document`` as HTML."""
        text = to_html(document.body, PLAIN)
        return Piece(document.path, file_path(document.url), text, (), document.assets)

    def assemble(self, pieces: Iterator[Piece]) -> Iterator[OutputFile]:
        """Yield a file for each piece."""
        for piece in pieces:
            yield OutputFile(piece.path, (piece.text,))


def file_path(url: str) -> str:
    """Return where a web server looks for ``url``: ``/a/`` is a/index.html, ``/a`` a.html."""
    path = unquote(url).lstrip("/")
    if not path or path.endswith("/"):
        return f"{path}index.html"
    return path if "." in path.rsplit("/", 1)[-1] else f"{path}.html"
