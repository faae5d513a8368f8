"""Time and memory grow with the text, not faster, for texts that are hard on the parser.

``GROWTH_SIZE`` is the largest size; ``make growth`` sets a megabyte, and ``GROWTH_SECONDS`` how
long a single run may take at most to be among them.
"""

from __future__ import annotations

import os
from functools import partial

import pytest

from migrator.kramdown import parse
from tests.growth import problem_of
from tests.kramdown.block_patterns import PATTERNS as BLOCKS
from tests.kramdown.inline_patterns import PATTERNS as INLINES

LARGEST = int(os.environ.get("GROWTH_SIZE", "24000"))
PATIENCE = float(os.environ.get("GROWTH_SECONDS", "inf"))
LARGEST_OF_OTHERS = min(LARGEST, 48_000)

OPTIONS: dict[str, dict[str, object]] = {
    "kramdown": {"input": "kramdown"},
    "GFM": {"input": "GFM", "gfm_emojis": True},
    "html_to_native": {"input": "GFM", "html_to_native": True},
}
PATTERNS = {f"block {name}": make for name, make in BLOCKS.items()} | {
    f"inline {name}": make for name, make in INLINES.items()
}


# The small run of every test run leaves the other dialects to make growth.
@pytest.mark.parametrize("dialect", OPTIONS if LARGEST > LARGEST_OF_OTHERS else ["GFM"])
@pytest.mark.parametrize("name", PATTERNS)
def test_twice_the_text_takes_at_most_three_times_as_long(name: str, dialect: str) -> None:
    run = partial(parse, options=OPTIONS[dialect])
    largest = LARGEST if dialect == "GFM" else LARGEST_OF_OTHERS
    assert not problem_of(run, PATTERNS[name], largest, PATIENCE)


def test_there_are_patterns() -> None:
    assert len(PATTERNS) > 40
