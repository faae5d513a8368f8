"""The only stage that touches the disk: a whole output folder, put in place in one move.

Everything is written into a staging folder beside the target and renamed at the end, so an
interrupted or failed run leaves what was there before. Nothing is written outside the target,
through a link, or inside the source site.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from types import TracebackType

REPORT_NAMES = ("report.json", "report.html")
"""Files of every run; the first lists all others."""
MAX_NAME_BYTES = 240
"""Longest file name written; common file systems hold 255 bytes, and a number may be added."""

_FORBIDDEN = {ord(character): "-" for character in '\0<>:"|?*\\'} | dict.fromkeys(range(1, 32), "-")


class WriteError(Exception):
    """An output folder that can't be written, with what to do about it."""


class Writer:
    """Writes one run's files below ``target``; a context manager that commits on success.

    Raises WriteError where ``target`` lies inside ``source`` or holds it, is no folder, or holds
    files that no earlier run of ours made (unless ``force``).
    """

    def __init__(self, target: Path, source: Path, *, force: bool = False) -> None:
        self.target = target.resolve()
        self._source = source.resolve()
        self._taken: set[str] = set(REPORT_NAMES)
        self._files: list[str] = []
        self._check_target(force=force)
        self._staging = self._make_staging()

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self._put_in_place()
        finally:
            shutil.rmtree(self._staging, ignore_errors=True)

    def claim(self, path: str, *, own_folder: bool = False) -> str:
        """Return a safe relative path for ``path`` that no other file of this run has.

        Names that differ only in case or Unicode form count as the same, since common file
        systems take them so; the later one gets ``-2``, ``-3``, … before its extension, or
        after its folder's name where nothing else may be in there (``own_folder``).
        """
        safe = safe_path(path)
        candidate, number = safe, 1
        while _folded(candidate) in self._taken:
            number += 1
            candidate = _numbered_folder(safe, number) if own_folder else _numbered(safe, number)
        self._taken.add(_folded(candidate))
        self._files.append(candidate)
        return candidate

    @property
    def files(self) -> list[str]:
        """The paths claimed so far, in order."""
        return sorted(self._files)

    def write(self, path: str, chunks: Iterable[str]) -> Path:
        """Write ``chunks`` as UTF-8 to ``path``, which ``claim`` returned.

        Returns where the file stands until all are put in place.
        """
        place = self._place(path)
        with place.open("w", encoding="utf-8", newline="") as file:
            file.writelines(chunks)
        return place

    def copy(self, source: Path, path: str) -> None:
        """Copy the file ``source`` of the site to ``path``, which ``claim`` returned.

        Raises WriteError where ``source`` is, through a link, no file of the site.
        """
        real = source.resolve()
        if not real.is_relative_to(self._source) or not real.is_file():
            raise WriteError(f"{source} is not a file inside the site; it was not copied")
        shutil.copyfile(real, self._place(path))

    def _place(self, path: str) -> Path:
        place = self._staging / safe_path(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        return place

    def _check_target(self, *, force: bool) -> None:
        target, source = self.target, self._source
        if target.is_relative_to(source):
            raise WriteError(
                f"the output folder {target} lies inside the site {source}, which is only ever "
                "read; choose a folder outside it with --output"
            )
        if source.is_relative_to(target):
            raise WriteError(
                f"the output folder {target} holds the site {source} and would be replaced; "
                "choose another with --output"
            )
        if target.exists() and not target.is_dir():
            raise WriteError(f"{target} is a file; choose a folder with --output")
        foreign = [] if force or not target.is_dir() else _foreign_files(target)
        if foreign:
            raise WriteError(
                f"{target} holds files that jekyll-migrator did not write "
                f"({_some_of(foreign)}); choose another folder with --output, or replace this "
                "one with --force"
            )

    def _make_staging(self) -> Path:
        parent = self.target.parent
        try:
            parent.mkdir(parents=True, exist_ok=True)
            staging = tempfile.mkdtemp(prefix=f".{self.target.name[:100]}.partial-", dir=parent)
        except OSError as error:
            raise WriteError(f"cannot write beside {self.target}: {error.strerror}") from error
        path = Path(staging)
        path.chmod(0o777 & ~_umask())
        return path

    def _put_in_place(self) -> None:
        if not self.target.exists():
            self._staging.rename(self.target)
            return
        old = Path(
            tempfile.mkdtemp(prefix=f".{self.target.name[:100]}.old-", dir=self.target.parent)
        )
        try:
            self.target.rename(old)
            self._staging.rename(self.target)
        except OSError as error:
            if not self.target.exists():
                old.rename(self.target)
            raise WriteError(f"cannot replace {self.target}: {error.strerror}") from error
        finally:
            shutil.rmtree(old, ignore_errors=True)


def safe_path(path: str) -> str:
    """Return ``path`` as a relative NFC path: no ``..``, no root, no forbidden characters."""
    parts = [_safe_name(part) for part in PurePosixPath(path.replace("\\", "/")).parts]
    kept = [part for part in parts if part not in ("", ".", "..", "/")]
    return "/".join(kept) or "untitled"


def _safe_name(name: str) -> str:
    clean = unicodedata.normalize("NFC", name).translate(_FORBIDDEN).rstrip(" ")
    clean = clean.encode("utf-8", "replace").decode("utf-8")
    if len(clean.encode()) <= MAX_NAME_BYTES:
        return clean
    stem, dot, extension = clean.rpartition(".")
    if not dot or len(extension.encode()) > MAX_NAME_BYTES // 2:
        stem, dot, extension = clean, "", ""
    room = MAX_NAME_BYTES - len((dot + extension).encode())
    return stem.encode()[:room].decode("utf-8", "ignore") + dot + extension


def _numbered(path: str, number: int) -> str:
    pure = PurePosixPath(path)
    return str(pure.with_name(f"{pure.stem}-{number}{pure.suffix}"))


def _numbered_folder(path: str, number: int) -> str:
    folder, _, name = path.rpartition("/")
    return f"{folder}-{number}/{name}"


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path.casefold())


def _foreign_files(target: Path) -> list[str]:
    """Return the files below ``target`` that no earlier run's report lists, in order."""
    listed = _files_of_earlier_run(target / REPORT_NAMES[0])
    ours = set() if listed is None else {*REPORT_NAMES, *listed}
    found = (path.relative_to(target).as_posix() for path in target.rglob("*") if not path.is_dir())
    return sorted(path for path in found if path not in ours)


def _some_of(names: list[str], most: int = 3) -> str:
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")


def _files_of_earlier_run(report: Path) -> list[str] | None:
    """Return the files that ``report`` lists, None where it is no report of ours."""
    try:
        files = json.loads(report.read_text("utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return [name for name in files if isinstance(name, str)]


def _umask() -> int:
    current = os.umask(0o022)
    os.umask(current)
    return current
