"""Time grows with the text, not faster, for texts that are hard on the parser.

Twice the text takes at most three times as long. What counts is the processor's time and the
least of several runs, from the size on at which a run is long enough to tell; small texts that
cost little prove nothing. ``GROWTH_SIZE`` is the largest size; ``make growth`` sets a megabyte.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable

import pytest

from migrator.kramdown import parse
from tests.kramdown.block_patterns import PATTERNS as BLOCKS
from tests.kramdown.inline_patterns import PATTERNS as INLINES

LARGEST = int(os.environ.get("GROWTH_SIZE", "12000"))
SMALLEST = 3_000
LONG_ENOUGH = 0.04
MOST = 3.0
ATTEMPTS = 6

OPTIONS: dict[str, dict[str, object]] = {
    "kramdown": {"input": "kramdown"},
    "GFM": {"input": "GFM", "gfm_emojis": True},
    "native": {"input": "GFM", "html_to_native": True, "parse_block_html": True},
}
PATTERNS = {f"block {name}": make for name, make in BLOCKS.items()} | {
    f"inline {name}": make for name, make in INLINES.items()
}


def _seconds(text: str, options: dict[str, object]) -> float:
    gc.collect()
    gc.disable()
    start = time.process_time()
    parse(text, options)
    seconds = time.process_time() - start
    gc.enable()
    return seconds


def _grows_too_fast(make: Callable[[int], str], size: int, options: dict[str, object]) -> str:
    """Return how long the texts of ``size`` and half of it take, "" where that is in order."""
    half = whole = float("inf")
    for _attempt in range(ATTEMPTS):
        half = min(half, _seconds(make(size // 2), options))
        whole = min(whole, _seconds(make(size), options))
        if whole <= MOST * half or whole < LONG_ENOUGH:
            return ""
    return f"{half:.3f} s for {size // 2} characters, {whole:.3f} s for twice that"


@pytest.mark.parametrize("dialect", OPTIONS if LARGEST > SMALLEST * 16 else ["GFM"])
@pytest.mark.parametrize("name", PATTERNS)
def test_twice_the_text_takes_at_most_three_times_as_long(name: str, dialect: str) -> None:
    make, options = PATTERNS[name], OPTIONS[dialect]
    size, seconds = SMALLEST, 0.0
    # Large texts are asked where small ones are too quick to tell, and up to the largest.
    while size < LARGEST and (seconds < LONG_ENOUGH or LARGEST > SMALLEST * 16):
        size = min(size * 4, LARGEST)
        seconds = _seconds(make(size), options)
    assert not _grows_too_fast(make, size, options)


def test_there_are_patterns() -> None:
    assert len(PATTERNS) > 40
