"""Reads back an HTML file: what lxml sees of it must be what it sees of the model."""

from __future__ import annotations

from migrator.diagnostics import Diagnostic, Severity
from migrator.html.options import PLAIN
from migrator.html.serializer import to_html
from migrator.model.document import Document
from migrator.verify.comparison import compare_html


def verify(document: Document, text: str) -> list[Diagnostic]:
    """Return a diagnostic where ``text`` does not show what ``document`` holds."""
    found = compare_html(to_html(document.body, PLAIN), text)
    if found is None:
        return []
    message = f"the HTML does not read back as the document: {found}"
    return [Diagnostic("verify.html-differs", Severity.ERROR, document.path, 0, message)]
