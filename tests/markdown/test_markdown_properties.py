"""Random models: whatever is written reads back equal, and is the same when written again."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from typing import NamedTuple, get_args

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

from migrator.model import nodes
from migrator.model.document import Document
from migrator.model.nodes import Body
from migrator.model.walk import kinds_in
from migrator.transforms import TransformContext, TransformOptions, apply_transforms
from migrator.verify.registry import load_verifier
from tests.markdown.markdown_helpers import markdown_of
from tests.markdown.random_models import BODIES, TEXT_BODIES

EXAMPLES = int(os.environ.get("MARKDOWN_EXAMPLES", "400"))
"""How many models cmark-gfm reads; Hugo's and Jekyll's reader a tenth of that each, besides."""
CONTEXT = TransformContext(options=TransformOptions(clean=False, resolve_links=False))
VERIFIERS = {"gfm": "markdown", "commonmark": "commonmark", "hugo": "hugo", "kramdown": "kramdown"}
THOROUGH = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


class Share(NamedTuple):
    """Which models are written in which dialect, and how many of all, in per cent."""

    bodies: SearchStrategy[Body]
    dialect: str
    per_cent: int


SHARES = {
    "text in GFM": Share(TEXT_BODIES, "gfm", 45),
    "blocks in GFM": Share(BODIES, "gfm", 45),
    "blocks in CommonMark": Share(BODIES, "commonmark", 10),
    "blocks for Hugo": Share(BODIES, "hugo", 10),
    "blocks for Jekyll": Share(BODIES, "kramdown", 10),
}
FEWEST = 40
BATCH = 500
"""Hypothesis keeps all that it has drawn: batches bound the memory, and go to all processors."""


def _batches() -> Iterator[tuple[str, int, int]]:
    """Yield the name of a share, the number of a batch, and how many models it has."""
    for name, share in SHARES.items():
        models = max(EXAMPLES * share.per_cent // 100, FEWEST)
        for number in range(math.ceil(models / BATCH)):
            yield name, number, min(BATCH, models - number * BATCH)


@pytest.mark.parametrize(("name", "batch", "models"), list(_batches()))
def test_any_model_reads_back(name: str, batch: int, models: int) -> None:
    share = SHARES[name]

    @settings(THOROUGH, max_examples=models, database=None)  # it would be one for all
    @given(share.bodies)
    def reads_back(body: Body) -> None:
        _check(body, share.dialect)

    if settings().derandomize:  # else all batches would draw the same
        reads_back = seed(batch)(reads_back)
    reads_back()


def test_every_node_is_drawn() -> None:
    seen: set[type[nodes.Node]] = set()

    @settings(THOROUGH, max_examples=200, phases=[Phase.generate], database=None, derandomize=True)
    @given(BODIES)
    def draw(body: Body) -> None:
        seen.update(kinds_in(body))

    draw()
    assert set(get_args(nodes.Node)) - seen == set()


def _check(body: Body, dialect: str) -> None:
    body = apply_transforms(body, CONTEXT).body
    markdown = markdown_of(body, dialect=dialect)
    verifier = load_verifier(VERIFIERS[dialect])
    assert verifier is not None
    assert verifier(Document("a.md", "posts", "/a/", "", None, "a", body), markdown) == []
    assert markdown_of(body, dialect=dialect) == markdown
