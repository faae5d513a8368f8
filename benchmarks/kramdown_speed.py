"""How fast the kramdown parser is, beside real kramdown where that is installed.

usage: python benchmarks/kramdown_speed.py [FOLDER …]

Converts the texts of ``fixtures/kramdown``, or all Markdown files below the folders, under
Jekyll's settings. Both sides convert the same texts in one run; what counts is the ratio.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from migrator.kramdown import to_html  # noqa: E402
from tests.peers.kramdown_peer import Job, KramdownPeer, missing_reason  # noqa: E402

JEKYLL: dict[str, object] = {"input": "GFM", "hard_wrap": False}
PASSES = 3


def texts_of(folders: Sequence[str]) -> list[str]:
    """Return the texts to convert."""
    if not folders:
        files = sorted((ROOT / "fixtures/kramdown").rglob("*.text")) * 5
    else:
        files = [file for folder in folders for file in sorted(Path(folder).rglob("*.md"))]
    return [file.read_text("utf-8", errors="replace") for file in files]


def best_of(convert: Callable[[], object]) -> float:
    """Return the seconds of the best of some passes."""
    times = []
    for _pass in range(PASSES):
        start = time.perf_counter()
        convert()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Measure both and print."""
    texts = texts_of(sys.argv[1:])
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    ours = best_of(lambda: [to_html(text, JEKYLL) for text in texts])
    print(f"{len(texts)} texts, {megabytes:.2f} MB: ours {megabytes / ours:.2f} MB/s")
    if missing_reason():
        print(f"kramdown: {missing_reason()}")
        return
    jobs = [Job(text, JEKYLL) for text in texts]
    with KramdownPeer() as peer:

        def convert() -> None:
            peer.send(jobs)
            peer.receive()

        theirs = best_of(convert)
        print(f"kramdown {peer.version} {megabytes / theirs:.2f} MB/s; ratio {theirs / ours:.2f}")


if __name__ == "__main__":
    main()
