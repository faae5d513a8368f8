"""Random models: whatever is written reads back equal, and is the same when written again."""

from __future__ import annotations

import os
from typing import get_args

from hypothesis import HealthCheck, Phase, given, settings

from migrator.model import nodes
from migrator.model.document import Document
from migrator.model.nodes import Body
from migrator.model.walk import kinds_in
from migrator.transforms import TransformContext, TransformOptions, apply_transforms
from migrator.verify.registry import load_verifier
from tests.markdown.markdown_helpers import markdown_of
from tests.markdown.random_models import BODIES, TEXT_BODIES

EXAMPLES = int(os.environ.get("MARKDOWN_EXAMPLES", "400"))
"""How many models in all; each test has its share in per cent."""
CONTEXT = TransformContext(options=TransformOptions(clean=False, resolve_links=False))
VERIFIERS = {"gfm": "markdown", "commonmark": "commonmark", "hugo": "hugo", "kramdown": "kramdown"}
THOROUGH = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def _share(per_cent: int) -> settings:
    return settings(THOROUGH, max_examples=max(EXAMPLES * per_cent // 100, 40))


@_share(35)
@given(TEXT_BODIES)
def test_any_text_reads_back(body: Body) -> None:
    _check(body, "gfm")


@_share(35)
@given(BODIES)
def test_any_blocks_read_back(body: Body) -> None:
    _check(body, "gfm")


@_share(10)
@given(BODIES)
def test_any_blocks_read_back_without_extensions(body: Body) -> None:
    _check(body, "commonmark")


@_share(10)
@given(BODIES)
def test_any_blocks_read_back_in_hugo(body: Body) -> None:
    _check(body, "hugo")


@_share(10)
@given(BODIES)
def test_any_blocks_read_back_in_kramdown(body: Body) -> None:
    _check(body, "kramdown")


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
