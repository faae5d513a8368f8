"""Texts kept on disk between two passes, so that memory holds none of them."""

from __future__ import annotations

import tempfile
from types import TracebackType
from typing import IO


class Spool:
    """Keeps texts in a temporary file; a context manager that removes it at the end."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def add(self, text: str) -> tuple[int, int]:
        """Keep ``text``; return its place (offset and length in bytes)."""
        data = text.encode("utf-8", "replace")
        offset = self._file.seek(0, 2)
        self._file.write(data)
        return offset, len(data)

    def read(self, place: tuple[int, int]) -> str:
        """Return the text at ``place``."""
        offset, length = place
        self._file.seek(offset)
        return self._file.read(length).decode()
