"""Pairs of files: NAME.text, with NAME.options, becomes NAME.html, which real kramdown wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from migrator.kramdown import to_html
from tests.kramdown.normal_html import normalise

FIXTURES = Path(__file__).parents[2] / "fixtures" / "kramdown"
TEXTS = sorted(FIXTURES.rglob("*.text"))


def name_of(path: Path) -> str:
    return path.relative_to(FIXTURES).with_suffix("").as_posix()


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_fixture(path: Path) -> None:
    options_file = path.with_suffix(".options")
    options = yaml.safe_load(options_file.read_text("utf-8")) if options_file.exists() else {}
    result = to_html(path.read_bytes().decode("utf-8"), options)
    expected = path.with_suffix(".html").read_bytes().decode("utf-8")
    assert normalise(result) == normalise(expected)


def test_there_are_fixtures() -> None:
    assert len(TEXTS) > 100
