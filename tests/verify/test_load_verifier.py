from __future__ import annotations

import pytest

from migrator.verify.registry import load_verifier


@pytest.mark.parametrize("target", ["markdown", "json", "wordpress"])
def test_our_formats_have_a_verifier(target: str) -> None:
    assert callable(load_verifier(target))


def test_other_formats_have_none() -> None:
    assert load_verifier("pdf") is None
