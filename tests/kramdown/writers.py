"""Every converter, in every way to write bodies, each with what reads it back."""

from __future__ import annotations

from collections.abc import Mapping

from converters import load_converter
from migrator.diagnostics import Diagnostic
from migrator.model.document import Document, SiteInfo
from migrator.verify.registry import load_verifier

WRITERS: dict[str, tuple[str, Mapping[str, str]]] = {
    "html": ("html", {}),
    "json": ("json", {}),
    "wordpress": ("wordpress", {}),
    "wordpress classic": ("wordpress", {"markup": "classic"}),
    "gfm": ("markdown", {}),
    "gfm tidy": ("markdown", {"emphasis": "tidy"}),
    "commonmark": ("markdown", {"dialect": "commonmark"}),
    "kramdown": ("markdown", {"dialect": "kramdown"}),
    "hugo": ("markdown", {"dialect": "hugo"}),
}


def write_and_verify(writer: str, document: Document) -> tuple[str, list[Diagnostic]]:
    """Return the text of ``document``, and what the verifier says of it."""
    name, options = WRITERS[writer]
    converter = load_converter(name)(SiteInfo(), options)
    piece = converter.convert(document)
    verify = load_verifier(converter.verifier or name)
    assert verify is not None
    return piece.text, verify(document, piece.text)
