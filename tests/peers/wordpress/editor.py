"""The block editor of a real WordPress as the judge of block markup.

``python -m tests.peers.wordpress.editor FOLDER…`` judges the WXR files in each folder by the newest
editor and prints the figures.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from tests.peers.wordpress import real_site
from tests.peers.wordpress.comparison import NAMES, text
from tests.peers.wordpress.real_site import CACHE, HERE

OLDEST = real_site.SOURCES / "wp-includes"
NEWEST = real_site.NEWEST / "wp-includes"
CLASSIC = frozenset({"core/freeform", "core/missing"})
"""What the editor makes of text in no block, and of blocks that it does not know."""
HTML = "core/html"
SHOWN = 10


def missing(includes: Path) -> str:
    """Return what is missing for the editor in ``includes`` to run here, '' if nothing."""
    for command in ("node", "php"):
        if shutil.which(command) is None:
            return f"the command {command} is not installed"
    for needed in (CACHE / "node_modules" / "jsdom", _scripts_of(includes)):
        if not needed.exists():
            return f"no {needed}"
    return ""


def _scripts_of(includes: Path) -> Path:
    return includes / "assets" / "script-loader-packages.php"


@dataclass(slots=True)
class Judgement:
    """How often each block is there, and the lines that say which are not as they should be."""

    blocks: Counter[str] = field(default_factory=Counter)
    invalid: list[str] = field(default_factory=list)
    classic: list[str] = field(default_factory=list)

    @property
    def problems(self) -> list[str]:
        """All that should not be."""
        return self.invalid + self.classic

    def __str__(self) -> str:
        total = self.blocks.total()
        share = self.blocks[HTML] / max(1, total)
        return (
            f"{total} blocks, {len(self.invalid)} invalid, {len(self.classic)} texts with classic "
            f"or unknown blocks, {share:.1%} {HTML}"
        )


def judge(texts: Mapping[str, str], includes: Path) -> Judgement:
    """Return what the editor in ``includes`` thinks of ``texts``, which have names."""
    result = Judgement()
    for name, found in zip(texts, _run(list(texts.values()), includes), strict=True):
        result.blocks.update(found["blocks"])
        result.invalid += (f"{name}: {line}" for line in found["invalid"])
        if not CLASSIC.isdisjoint(found["blocks"]):
            result.classic.append(f"{name}: {sorted(CLASSIC & set(found['blocks']))}")
    return result


def _run(texts: Sequence[str], includes: Path) -> list[dict[str, Any]]:
    program = "echo json_encode(require $argv[1]);"
    listed = ["php", "-r", program, _scripts_of(includes)]
    with tempfile.TemporaryDirectory() as folder:
        scripts = Path(folder) / "scripts.json"
        scripts.write_bytes(subprocess.run(listed, check=True, capture_output=True).stdout)
        command = ["node", HERE / "blocks.mjs", includes, scripts]
        done = subprocess.run(
            command, input=json.dumps(texts), capture_output=True, text=True, check=False, cwd=CACHE
        )
    if done.returncode:
        raise RuntimeError(f"the editor ended with {done.returncode}: {done.stderr}")
    result: list[dict[str, Any]] = json.loads(done.stdout)
    return result


def contents(files: Sequence[Path]) -> dict[str, str]:
    """Return the contents of the items in WXR ``files``, by file and number."""
    return {name: content for file in files for name, content in _items(file) if content}


def _items(file: Path) -> Iterator[tuple[str, str]]:
    for item in etree.parse(file).iterfind("channel/item"):
        name = f"{file.name} {text(item, 'wp:post_id')} {text(item, 'title')}"
        if text(item, "wp:post_type") not in ("attachment", "nav_menu_item"):
            yield name, item.findtext("content:encoded", "", NAMES)


def main() -> int:
    """Judge the folders named on the command line; return the exit code."""
    reason = missing(NEWEST)
    if reason:
        sys.stdout.write(f"skip  no block editor: {reason}\n")
        return 0
    holds = True
    for folder in map(Path, sys.argv[1:]):
        result = judge(contents(sorted(folder.glob("*.xml"))), NEWEST)
        mark = "FAIL" if result.problems else "ok"
        sys.stdout.write(f"{mark:5} {folder.name} in the newest editor: {result}\n")
        sys.stdout.writelines(f"      {line[:300]}\n" for line in result.problems[:SHOWN])
        sys.stdout.flush()
        holds = holds and not result.problems
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
