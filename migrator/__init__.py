"""Move a Jekyll site elsewhere: parse it, convert it, prove that nothing was lost.

The public API, loaded on first use so that importing the package costs nothing:

- ``migrate(root, target, output, options)`` runs a whole migration and returns its report.
- ``load_site(root, options, sink)`` reads a site as Jekyll does.
- ``parse(text, options)`` parses kramdown into the document model.
- ``MigrationOptions``, ``ReadOptions``, ``RunReport``, ``Site``, ``Document``, ``Diagnostic`` and
  ``Severity`` are what they take and give.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from migrator.diagnostics import Diagnostic, Severity
    from migrator.kramdown import parse
    from migrator.model.document import Document
    from migrator.pipeline import MigrationOptions, migrate
    from migrator.report.records import RunReport
    from migrator.site.reader import ReadOptions, load_site
    from migrator.site.records import Site

__all__ = [
    "Diagnostic",
    "Document",
    "MigrationOptions",
    "ReadOptions",
    "RunReport",
    "Severity",
    "Site",
    "load_site",
    "migrate",
    "parse",
]

_HOMES = {
    "Diagnostic": "migrator.diagnostics",
    "Document": "migrator.model.document",
    "MigrationOptions": "migrator.pipeline",
    "ReadOptions": "migrator.site.reader",
    "RunReport": "migrator.report.records",
    "Severity": "migrator.diagnostics",
    "Site": "migrator.site.records",
    "load_site": "migrator.site.reader",
    "migrate": "migrator.pipeline",
    "parse": "migrator.kramdown",
}


def __getattr__(name: str) -> object:
    """Import and return the public name ``name``."""
    if name not in _HOMES:
        raise AttributeError(f"module 'migrator' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)
