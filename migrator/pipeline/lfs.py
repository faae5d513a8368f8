"""Files that a checkout left with Git LFS: a note of a few lines stands in their place."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from migrator.diagnostics import Diagnostic, DiagnosticSink, Severity

_POINTER: Final = b"version https://git-lfs.github.com/spec/v1\n"
"""How such a note begins (Git LFS: Specification, the pointer)."""


def tell_of_pointers(root: Path, paths: Iterable[str], sink: DiagnosticSink) -> None:
    """Report the files at ``paths`` of the site at ``root`` that are not there themselves."""
    found = [path for path in paths if _is_pointer(root / path)]
    if found:
        message = (
            f"{len(found)} files that the documents use, this one first, lie with Git LFS and are "
            "not in this checkout: run 'git lfs pull' in the site and convert it again"
        )
        sink(Diagnostic("writer.lfs", Severity.ERROR, found[0], 0, message, count=len(found)))


def _is_pointer(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_POINTER)) == _POINTER
    except OSError:  # whoever needs the file tells that it is not there
        return False
