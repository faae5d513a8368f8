"""Which verifier reads back which output format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Final, TypeAlias, cast

from migrator.diagnostics import Diagnostic
from migrator.model.document import Document

Verifier: TypeAlias = Callable[[Document, str], list[Diagnostic]]
"""Given a document and the text of its piece; returns what is wrong with the text."""

ENTRY_POINT_GROUP = "migrator.verifiers"

_VERIFIERS: Final = {
    "commonmark": ("migrator.verify.markdown", "verify_commonmark"),
    "html": ("migrator.verify.html", "verify"),
    "hugo": ("migrator.verify.hugo", "verify"),
    "json": ("migrator.verify.json_documents", "verify"),
    "kramdown": ("migrator.verify.kramdown", "verify"),
    "markdown": ("migrator.verify.markdown", "verify"),
    "markdown-tidy": ("migrator.verify.markdown", "verify_tidy"),
    "wordpress": ("migrator.verify.wordpress", "verify"),
}

_FILE_CHECKS: Final = {("wordpress", ".xml"): ("migrator.verify.wxr_lint", "check_wxr")}
"""What looks at a whole file once it is written, by format and the end of its name."""


def check_file(target: str, path: Path, now: datetime) -> Iterator[Diagnostic]:
    """Yield what is wrong with the written file at ``path``; ``now`` is when the site was read."""
    found = _FILE_CHECKS.get((target, path.suffix))
    if found is not None:
        yield from getattr(import_module(found[0]), found[1])(path, now)


def load_verifier(target: str) -> Verifier | None:
    """Import and return the verifier of ``target`` or dialect, ours or another's, None for none."""
    if target in _VERIFIERS:
        module, name = _VERIFIERS[target]
        return cast("Verifier", getattr(import_module(module), name))
    for entry in entry_points(group=ENTRY_POINT_GROUP, name=target):
        return cast("Verifier", entry.load())
    return None
