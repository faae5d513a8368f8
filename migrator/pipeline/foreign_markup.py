"""Documents in markup that Jekyll converts only with a plugin: Textile, AsciiDoc and others.

Their text is carried as it is, in a raw block of that format, and each is told as an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from migrator.diagnostics import Diagnostic, DiagnosticSink, Severity
from migrator.model.nodes import Body, RawBlock
from migrator.site.records import SourceDocument
from migrator.source import SourceText

_MARKUPS: Final[Mapping[str, str]] = {
    ".textile": "textile",
    ".adoc": "asciidoc",
    ".asc": "asciidoc",
    ".asciidoc": "asciidoc",
    ".creole": "creole",
    ".mediawiki": "mediawiki",
    ".org": "org",
    ".pod": "pod",
    ".rdoc": "rdoc",
    ".rst": "rst",
    ".haml": "haml",
    ".slim": "slim",
}


def markup_of(source: SourceDocument) -> str:
    """Return the name of the document's foreign markup, an empty string if it is in none."""
    return "" if source.is_markdown else _MARKUPS.get(source.extname.lower(), "")


def raw_body(text: SourceText, markup: str, sink: DiagnosticSink) -> Body:
    """Return a body that holds ``text`` as it is; that it could not be converted is told."""
    line = text.lines[1]
    message = f"{markup} cannot be converted: the text is carried over as it was written"
    sink(Diagnostic("pipeline.not-convertible", Severity.ERROR, text.path, line, message))
    return Body((RawBlock(markup, text.text, line),) if text.text.strip() else ())
