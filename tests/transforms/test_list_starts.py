"""A list starts where its attribute says, as readers see it."""

from __future__ import annotations

import pytest

from migrator import kramdown
from migrator.model.nodes import OrderedList
from migrator.model.walk import walk
from migrator.transforms import apply_transforms


@pytest.mark.parametrize(
    ("start", "number", "left"),
    [("3", 3, ()), ("0", 0, ()), ("x", 1, (("start", "x"),)), ("-1", 1, (("start", "-1"),))],
)
def test_the_attribute_becomes_the_number(start: str, number: int, left: object) -> None:
    body = apply_transforms(kramdown.parse(f'1. a\n2. b\n{{: start="{start}"}}\n')).body
    (found,) = [node for node in walk(body) if isinstance(node, OrderedList)]
    assert (found.start, found.attributes) == (number, left)
