from __future__ import annotations

import pytest

from migrator.html.fragment import parse_fragment
from migrator.transforms import apply_transforms
from migrator.transforms.native import to_native
from migrator.transforms.white_space import fold_white_space
from tests.transforms.transform_checks import Case, faults, outline, read_cases


def cases(file: str) -> list[object]:
    return [pytest.param(case, id=case.name) for case in read_cases(file)]


@pytest.mark.parametrize("case", cases("native.txt"))
def test_native(case: Case) -> None:
    body = fold_white_space(to_native(parse_fragment(case.html)))
    assert outline(body) == case.expected
    assert faults(body) == []


@pytest.mark.parametrize(
    "case", [*cases("clean.txt"), *cases("tables.txt"), *cases("pseudo_tags.txt")]
)
def test_all_transforms(case: Case) -> None:
    body = apply_transforms(parse_fragment(case.html)).body
    assert outline(body) == case.expected
    assert faults(body) == []
