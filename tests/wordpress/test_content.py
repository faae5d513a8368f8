"""HTML in, WordPress content out: as blocks and as classic HTML, and what reads back."""

from __future__ import annotations

import os

import pytest

from converters.wordpress.items import read_item
from migrator.verify.wordpress import verify
from tests.wordpress.wordpress_samples import FIXTURES, content_of, read_cases

CONTENT = FIXTURES / "content"
TOPICS = sorted(path.stem for path in CONTENT.glob("*.html") if "." not in path.stem)
CASES = [(topic, name) for topic in TOPICS for name in read_cases(CONTENT / f"{topic}.html")]
UPDATE = os.environ.get("UPDATE_FIXTURES") == "1"


def test_there_are_cases() -> None:
    assert len(CASES) > 50


@pytest.mark.parametrize("markup", ["blocks", "classic"])
@pytest.mark.parametrize("topic", TOPICS)
def test_content_is_written_as_expected(topic: str, markup: str) -> None:
    cases = read_cases(CONTENT / f"{topic}.html")
    written = {
        name: read_item(content_of(html, markup=markup)[1].text).content
        for name, html in cases.items()
    }
    path = CONTENT / f"{topic}.{markup}.txt"
    if UPDATE:
        path.write_text("".join(f"=== {name}\n{text}\n" for name, text in written.items()))
    assert written == read_cases(path)


@pytest.mark.parametrize("markup", ["blocks", "classic"])
@pytest.mark.parametrize(("topic", "name"), CASES)
def test_content_reads_back_the_same(topic: str, name: str, markup: str) -> None:
    post, piece = content_of(read_cases(CONTENT / f"{topic}.html")[name], markup=markup)
    assert verify(post, piece.text) == []
