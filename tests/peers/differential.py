"""Compares what we and real Jekyll make of generated sites.

usage: python -m tests.peers.differential [--documents N] [--seed TEXT] [--site NUMBER]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from migrator.pipeline import MigrationOptions, migrate
from migrator.pipeline.run import NotASiteError
from migrator.site.reader import load_site
from migrator.site.ruby_values import to_text
from migrator.verify.comparison import compare_html
from tests.peers.jekyll_peer import JekyllPeer, missing_reason
from tests.peers.site_generator import BUILD_TIME, make_site

FIELDS = ("url", "output_path", "title", "date", "slug", "categories", "tags", "excerpt", "html")


@dataclass
class Tally:
    """What a run found; ``differences`` are lines for people."""

    sites: int = 0
    documents: int = 0
    stopped: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)


def compare_sites(seed: str, documents: int, folder: Path, *, only: int | None = None) -> Tally:
    """Compare sites of ``seed`` until ``documents`` documents were compared."""
    tally = Tally()
    with JekyllPeer() as peer:
        for number in range(10 * documents) if only is None else [only]:
            if tally.documents >= documents:
                break
            site = _write(make_site(f"{seed}/{number}"), folder / f"site-{number}")
            answer = peer.read(site)
            tally.sites += 1
            if "error" in answer:
                tally.stopped.append(f"site {number}: {answer['error']}")
                continue
            ours = _ours(site, folder / f"out-{number}")
            for line in _differences(answer["documents"], ours, tally):
                tally.differences.append(f"site {number} of seed {seed}: {line}")
    return tally


def _write(files: Mapping[str, str], root: Path) -> Path:
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return root


def _ours(root: Path, output: Path) -> dict[str, dict[str, Any]]:
    try:
        migrate(root, "json", output, MigrationOptions(jobs=1))
    except NotASiteError:  # every document the generator made is one that Jekyll does not read
        return {}
    lines = (output / "documents.jsonl").read_text("utf-8").splitlines()
    paths = {one.path: one.output_path for one in load_site(root).documents}
    found = {one["path"]: one for one in map(json.loads, lines)}
    for path, one in found.items():
        one["output_path"] = paths[path]
        one["excerpt"] = one["excerpt_html"]
    return found


def _differences(
    theirs: list[dict[str, Any]], ours: dict[str, dict[str, Any]], tally: Tally
) -> Iterator[str]:
    rest = dict(ours)
    for record in theirs:
        if not record["output_path"].endswith(".html"):
            rest.pop(record["path"], None)
            continue
        tally.documents += 1
        own = rest.pop(record["path"], None)
        if own is None:
            yield f"{record['path']}: only Jekyll has it"
            continue
        for name in FIELDS:
            found = difference(name, record[name], own.get(name)) if name in record else ""
            if found:
                yield f"{record['path']}: {name}: {found}"
    for path in rest:
        yield f"{path}: only we have it"


def difference(name: str, theirs: Any, ours: Any) -> str:
    """Return how a field differs, or an empty string; ``docs/jekyll-differences.md`` says why."""
    if name in ("html", "excerpt"):
        theirs = "" if theirs == "false" else theirs  # `excerpt: false`, and no separator
        found = compare_html(theirs or "", ours or "")
        return f"{found}" if found else ""
    if name == "date" and theirs and not ours and _moment(theirs) == _moment(BUILD_TIME):
        return ""  # an item without a date has none; Jekyll shows the time of the build
    left, right = _comparable(name, theirs), _comparable(name, ours)
    return "" if left == right else f"Jekyll {theirs!r}, ours {ours!r}"


def _comparable(name: str, value: Any) -> object:
    if name == "date":
        return _moment(value) if value else None
    if name in ("categories", "tags"):
        return _names(value or [])
    return str(value) if value not in (None, "") else None


def _names(values: Iterable[object]) -> list[str]:
    """Return categories or tags as names, each once, as every target of ours has them."""
    return list(dict.fromkeys(to_text(one) for one in values))


def _moment(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


def main() -> int:
    """Compare, print, return 1 where something differs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--seed", default="jekyll")
    parser.add_argument("--site", type=int, help="only this site")
    parser.add_argument("--keep", type=Path, help="folder to keep the sites in")
    arguments = parser.parse_args()
    reason = missing_reason()
    if reason:
        sys.stdout.write(f"skipped: {reason}\n")
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        tally = compare_sites(arguments.seed, arguments.documents, folder, only=arguments.site)
    for line in (*tally.differences, *(f"Jekyll stopped at {one}" for one in tally.stopped)):
        sys.stdout.write(f"{line}\n")
    sys.stdout.write(
        f"{tally.documents} documents of {tally.sites} sites compared (seed {arguments.seed}),"
        f" {len(tally.differences)} differences; Jekyll stopped at {len(tally.stopped)} sites\n"
    )
    return 1 if tally.differences else 0


if __name__ == "__main__":
    sys.exit(main())
