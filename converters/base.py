"""What a converter is: a pure function a document, and an assembly of their results into files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from migrator.diagnostics import Diagnostic
from migrator.model.document import Asset, Document, SiteInfo
from migrator.model.nodes import Body


@dataclass(frozen=True, slots=True)
class Piece:
    """One document converted: ``path`` is where it goes below the output folder.

    Several pieces may share one path (a line of ``documents.jsonl``, an item of a WXR file).
    ``own_folder``: nothing but this piece goes into the folder of ``path``, and what ``beside``
    says, which maps source paths of files to their names there. ``body`` is what the text was
    written of, where that is not the document's own body (addresses have moved, HTML was
    flattened): the text is read back against it.
    """

    source: str
    path: str
    text: str
    diagnostics: tuple[Diagnostic, ...] = ()
    assets: tuple[Asset, ...] = ()
    own_folder: bool = False
    beside: Mapping[str, str] = field(default_factory=dict)
    body: Body | None = None


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file to write below the output folder, its text in chunks so that memory stays bounded.

    ``sources`` are the documents in it, where only the assembly could tell which file they go to.
    """

    path: str
    chunks: Iterable[str]
    sources: Sequence[str] = ()


class Converter(Protocol):
    """A target format.

    A converter is made once per run with the site and the user's options (all strings, as the
    command line gives them) and must be picklable: it is sent to every worker. ``copies_assets``
    says whether the files that documents use are copied beside them, ``assets_folder`` below
    which folder of the output they stand at their URL paths ("": the output itself).
    ``keeps_styles`` says whether documents come with the inline styles that readers saw (colours).
    ``needs_references`` says whether documents come with ``linked_ids`` and ``own_files``, for
    which the sources of the whole site are searched first, ``needs_excerpts`` whether with the
    ``excerpt_html`` that Jekyll cuts; one that the author wrote comes always.
    ``shares_files`` says whether several pieces go into one file (then paths may repeat).
    ``verifier`` names what reads its pieces back (one of ``migrator.verify.registry`` or of the
    entry-point group ``migrator.verifiers``), "" where that is called as the converter is.
    ``assembly_diagnostics`` holds, once the files are written, what only all pieces together could
    tell. A class that derives from this one need only give ``name`` and ``convert``: the rest is
    as for a file a document.
    """

    name: str
    copies_assets: bool = False
    assets_folder: str = ""
    keeps_styles: bool = False
    needs_references: bool = True
    needs_excerpts: bool = True
    shares_files: bool = False
    verifier: str = ""
    assembly_diagnostics: Sequence[Diagnostic] = ()

    def __init__(self, site: SiteInfo, options: Mapping[str, str]) -> None:
        """Check ``options``; raise ValueError, with what to do, for one that is not known."""
        if options:
            raise ValueError(f"{self.name} has no options, but was given: {', '.join(options)}")

    def convert(self, document: Document) -> Piece:
        """Return ``document`` in the target format. Pure: runs in any worker, mutates nothing."""

    def assemble(self, pieces: Iterator[Piece]) -> Iterator[OutputFile]:
        """Yield the files to write, given all pieces in site order. Streams: holds no piece."""
        for piece in pieces:
            yield OutputFile(piece.path, (piece.text,))
