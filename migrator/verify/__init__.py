"""Reading every output back with a parser that is not ours."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TypeAlias, cast

from migrator.diagnostics import Diagnostic
from migrator.model.document import Document

Verifier: TypeAlias = Callable[[Document, str], list[Diagnostic]]
"""Takes a document and the text it was converted to; returns what a reader would miss."""

_MODULES = {"markdown": "markdown", "json": "json_documents", "wordpress": "wordpress"}

__all__ = ["Verifier", "load_verifier"]


def load_verifier(target: str) -> Verifier | None:
    """Import and return the verifier of the format ``target``, None for a format without one."""
    name = _MODULES.get(target)
    if name is None:
        return None
    return cast("Verifier", import_module(f"{__name__}.{name}").verify)
