"""Which verifier reads back which output format."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Final, TypeAlias, cast

from migrator.diagnostics import Diagnostic
from migrator.model.document import Document

Verifier: TypeAlias = Callable[[Document, str], list[Diagnostic]]
"""Given a document and the text of its piece; returns what is wrong with the text."""

_MODULES: Final = {
    "html": "migrator.verify.html",
    "json": "migrator.verify.json_documents",
    "markdown": "migrator.verify.markdown",
    "wordpress": "migrator.verify.wordpress",
}


def load_verifier(target: str) -> Verifier | None:
    """Import and return the verifier of ``target``, None where there is none."""
    module = _MODULES.get(target)
    return cast("Verifier", import_module(module).verify) if module else None
