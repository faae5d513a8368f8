"""How quick a whole migration is beside ``jekyll build`` of the same site, and how both grow.

usage: python -m benchmarks.beside_jekyll [--posts 250,500,1000,2000] [--to markdown]

Generates sites, runs both in turn and prints a line a site: CPU seconds, seconds on the clock and
the memory of the largest process. What counts are the ratios, all from one run: below 1 we are
the quicker ones. Without Jekyll only our own figures are printed. Then the table of stages.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generated_site import write_site
from benchmarks.stages import stage_table

KILOBYTES_A_MEGABYTE = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """What one command took: seconds of CPU and of the clock, megabytes."""

    cpu: float
    wall: float
    memory: float

    def __str__(self) -> str:
        return f"{self.cpu:6.2f} s CPU {self.wall:6.2f} s {self.memory:4.0f} MB"


def cost_of(command: Sequence[str]) -> Cost:
    """Run ``command``, quietly, and return what it and the processes it started took."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if process.returncode:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / KILOBYTES_A_MEGABYTE)


def measure(folder: Path, posts: int, target: str) -> list[str]:
    """Return the lines of a site of ``posts`` posts: ours, and Jekyll's beside it."""
    write_site(folder / "bare", posts)
    write_site(folder / "laid-out", posts, layout=True)
    migrator = [sys.executable, "-m", "migrator", "convert", str(folder / "bare"), "--to", target]
    ours = cost_of([*migrator, "--output", str(folder / "ours")])
    lines = [f"{posts:5} posts: {target:21} {ours}  ({1000 * ours.cpu / posts:.1f} ms CPU a post)"]
    if shutil.which("jekyll"):
        lines += [_beside(folder, name, ours) for name in ("bare", "laid-out")]
    return lines


def _beside(folder: Path, name: str, ours: Cost) -> str:
    out = str(folder / f"{name}-built")
    options = ["--source", str(folder / name), "--destination", out, "--disable-disk-cache"]
    jekyll = cost_of(["jekyll", "build", *options])
    ratios = (
        f"ours is {ours.cpu / jekyll.cpu:.2f} of its CPU, {ours.wall / jekyll.wall:.2f} of its time"
    )
    return f"{'':13}jekyll build, {name:8} {jekyll}  ({ratios})"


def main(arguments: Sequence[str]) -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(description="beside jekyll build")
    parser.add_argument("--posts", default="250,500,1000,2000")
    parser.add_argument("--to", default="markdown")
    given = parser.parse_args(arguments)
    sizes = [int(size) for size in given.posts.split(",")]
    with tempfile.TemporaryDirectory() as name:
        for posts in sizes:
            lines = measure(Path(name, str(posts)), posts, given.to)
            sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.write(stage_table([Path(name, str(sizes[0]), "bare")], given.to))


if __name__ == "__main__":
    main(sys.argv[1:])
