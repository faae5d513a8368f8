"""What verifiers tell of a document whose output does not read back as it should."""

from __future__ import annotations

from migrator.diagnostics import Diagnostic, Severity
from migrator.model.document import Document
from migrator.verify.comparison import Difference


def problem(document: Document, code: str, message: str) -> Diagnostic:
    """Return an error about the whole of ``document``."""
    return Diagnostic(code, Severity.ERROR, document.path, 0, message)


def told_difference(document: Document, difference: Difference | None) -> list[Diagnostic]:
    """Return what tells of ``difference`` between ``document`` and its Markdown, if any."""
    if difference is None:
        return []
    message = f"the Markdown reads back differently: {difference}"
    return [problem(document, "verify.markdown-differs", message)]
