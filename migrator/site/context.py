"""What all parts of the reader share while one site is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from migrator.diagnostics import Diagnostic, DiagnosticSink, Severity, excerpt_of
from migrator.site.dates import Clock
from migrator.site.defaults import FrontMatterDefaults
from migrator.site.entry_filter import EntryFilter
from migrator.site.extensions import OutputExtensions
from migrator.site.text_files import read_text


@dataclass(frozen=True, slots=True)
class ReadContext:
    """The site's settings, ready to use, and the sink for problems.

    ``root`` is the resolved folder that is read, ``destination`` the folder that Jekyll writes
    (``""``: none of it), ``collections_dir`` the folder of all collections (``""``: the root
    itself), both relative to it; ``style`` the site's permalink style.
    """

    root: Path
    destination: str
    config: Mapping[str, object]
    clock: Clock
    defaults: FrontMatterDefaults
    entry_filter: EntryFilter
    extensions: OutputExtensions
    encoding: str
    collections_dir: str
    style: str
    show_drafts: bool
    future: bool
    unpublished: bool
    sink: DiagnosticSink

    def read_quietly(self, path: str) -> str | None:
        """Return the text of a document's file, None if it cannot be read (reported).

        Wrong bytes are not reported here but by ``reader.read_body``.
        """
        return read_text(self.root / path, path, self.encoding, self.sink, tell_bytes=False)

    def report(
        self,
        code: str,
        severity: Severity,
        path: str,
        message: str,
        *,
        line: int = 0,
        excerpt: object = "",
    ) -> None:
        """Send one diagnostic."""
        self.sink(Diagnostic(code, severity, path, line, message, excerpt_of(str(excerpt))))
