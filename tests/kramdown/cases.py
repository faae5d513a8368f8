"""All kramdown cases there are: our own pairs of files, and kramdown's own where they are at hand.

``KRAMDOWN_TESTCASES`` names the folder of the latter: ``kramdown`` and ``parser-gfm`` in it, each
with the project's ``testcases``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from migrator.kramdown import parse
from migrator.model.nodes import Body
from tests.kramdown.test_fixtures import TEXTS, name_of

TESTCASES = os.environ.get("KRAMDOWN_TESTCASES", "")
MISSING = "" if TESTCASES else "KRAMDOWN_TESTCASES does not say where kramdown's own cases are"
_JEKYLL: dict[str, object] = {"input": "GFM", "hard_wrap": False}


@dataclass(frozen=True)
class Case:
    """A text and kramdown's options for it."""

    name: str
    text: str
    options: dict[str, object] = field(default_factory=dict)

    def parse(self) -> Body:
        return parse(self.text, self.options)


def own_cases() -> Iterator[Case]:
    for path in TEXTS:
        options = path.with_suffix(".options")
        found = yaml.safe_load(options.read_text("utf-8")) if options.exists() else {}
        yield Case(name_of(path), _read(path), found)


def kramdown_cases() -> Iterator[Case]:
    """Yield kramdown's own cases, each under its own options and under Jekyll's."""
    if MISSING:
        return
    for project, given in (("kramdown", {}), ("parser-gfm", {"input": "GFM"})):
        folder = Path(TESTCASES) / project / "testcases"
        for path in sorted(folder.rglob("*.text")):
            name = f"{project}: {path.relative_to(folder).with_suffix('').as_posix()}"
            text = _read(path)
            yield Case(name, text, {**_options_of(path), **given})
            yield Case(f"{name}, as Jekyll has it", text, _JEKYLL)


def _options_of(path: Path) -> dict[str, object]:
    for options in (path.with_suffix(".options"), path.parent / "options"):
        if options.exists():
            found: dict[str, object] = yaml.safe_load(options.read_text("utf-8")) or {}
            return {name.removeprefix(":"): value for name, value in found.items()}
    return {"auto_ids": False, "footnote_nr": 1}


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")
