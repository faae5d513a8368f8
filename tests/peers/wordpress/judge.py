"""Imports sites into a real WordPress and compares all that it then holds and shows.

``python -m tests.peers.wordpress.judge SITE…`` prints the figures of each site.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from lxml import etree

from migrator.diagnostics import ignore
from migrator.kramdown import to_html
from migrator.model.document import Document
from migrator.pipeline import MigrationOptions, migrate
from migrator.pipeline.building import DocumentBuilder
from migrator.site.reader import ReadOptions, load_site
from tests.peers.wordpress import real_site
from tests.peers.wordpress.comparison import (
    NAMES,
    differences,
    held,
    read_files,
    shown_differences,
)
from tests.peers.wordpress.real_site import Import, WordPress, real_wordpress

READ = ReadOptions(time=datetime(2026, 11, 22, tzinfo=UTC))
"""All runs happen at one moment: pages may show what depends on it."""
MARKUPS = ("blocks", "classic")
AGAIN = "blocks"
"""Imported twice."""
FLOOR = 0.99
SHOWN = 10
WORDPRESSES = 2
"""How many run at a time."""


@dataclass(frozen=True, slots=True)
class Read:
    """A site's documents by path, where its media come from, and its time zone."""

    root: Path
    documents: Mapping[str, Document]
    zone: str

    @classmethod
    def of(cls, root: Path) -> Read:
        """Read the site at ``root``."""
        site = load_site(root, READ, ignore, to_html)
        builder = DocumentBuilder(site, styles="shown")
        documents = {one.path: builder.build(one, ignore) for one in site.documents}
        return cls(root, documents, getattr(site.zone, "key", "UTC"))

    def load(self, wordpress: WordPress, files: list[Path]) -> tuple[Import, Callable[[], bool]]:
        """Return what a new WordPress holds after ``files``, and what tells of a second import.

        That imports them again, and returns whether all tables are as they were.
        """
        home: str = etree.parse(files[0]).findtext("channel/wp:base_blog_url", "", NAMES)
        running = wordpress.site(self.zone, sorted(files[0].parent.glob("*.php")))
        first = running.load(files, {home: self.root})

        def stays() -> bool:
            before = running.rows()
            running.load(files, {home: self.root})
            return running.rows() == before

        return first, stays


@dataclass(slots=True)
class Judgement:
    """What became of one site; ``problems`` are lines that say where it is not as it should be."""

    items: int = 0
    files: int = 0
    documents: int = 0
    equal: dict[str, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    unequal: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether no field is mangled and enough documents show what the model says."""
        return not self.problems and all(
            count >= FLOOR * self.documents for count in self.equal.values()
        )

    def __str__(self) -> str:
        equal = ", ".join(f"{count} equal as {markup}" for markup, count in self.equal.items())
        return (
            f"{self.items} items, {len(self.problems)} fields mangled, lost or changed later; "
            f"the_content of {self.documents} documents: {equal}; {self.files} files at the "
            "default size"
        )


def judge(root: Path, wordpress: WordPress, work: Path) -> Judgement:
    """Import the site at ``root`` in all forms."""
    read, result = Read.of(root), Judgement()
    whole: list[Import] = []
    for markup in MARKUPS:
        files = _converted(root, work / markup, {"markup": markup, "split-size": "0"})
        found, stays = read.load(wordpress, files)
        whole.append(found)
        _judge_import(read, files, found, markup, result)
        if markup == AGAIN and not stays():
            result.problems.append("a second import changes something")
    parts = _converted(root, work / "parts", {})
    result.files = len(parts)
    if len(parts) > 1:
        many, _ = read.load(wordpress, parts)
        if held(many) != held(whole[0]):
            result.problems.append("the parts do not give what one file gives")
    return result


def _converted(root: Path, output: Path, options: Mapping[str, str]) -> list[Path]:
    migrate(root, "wordpress", output, MigrationOptions(READ, converter_options=dict(options)))
    return sorted(output.glob("wordpress*.xml"))


def _judge_import(
    read: Read, files: list[Path], found: Import, markup: str, result: Judgement
) -> None:
    expected = read_files(files)
    result.items = len(expected.items)
    result.problems += (f"{markup}: {line}" for line in differences(expected, found))
    result.problems += (f"{markup}: {line}" for line in found.told if "Failed" in line)
    shown = shown_differences(read.documents, expected, found)
    unequal = {path: lines for path, lines in shown.items() if lines}
    result.documents = len(shown)
    result.equal[markup] = len(shown) - len(unequal)
    result.unequal += (f"{markup}: {path}: {lines[0]}" for path, lines in unequal.items())


def main() -> int:
    """Judge the sites named on the command line; return the exit code."""
    reason = real_site.missing()
    if reason:
        print(f"skip  no real WordPress: {reason}")
        return 0
    holds = True
    roots = sorted((Path(name).resolve() for name in sys.argv[1:]), key=_size, reverse=True)
    with ProcessPoolExecutor(WORDPRESSES, get_context("spawn")) as pool:
        for root, result in zip(roots, pool.map(_judge_alone, roots), strict=True):
            print(f"{'ok   ' if result.holds else 'FAIL '} {root.name}: {result}", flush=True)
            for line in (*result.problems[:SHOWN], *result.unequal[:SHOWN]):
                print(f"      {line[:300]}", flush=True)
            holds = holds and result.holds
    return 0 if holds else 1


def _size(root: Path) -> int:
    """Return how many files a site has: the largest is begun first."""
    return sum(1 for file in root.rglob("*") if file.is_file())


def _judge_alone(root: Path) -> Judgement:
    with tempfile.TemporaryDirectory() as folder, real_wordpress() as wordpress:
        return judge(root, wordpress, Path(folder))


if __name__ == "__main__":
    sys.exit(main())
