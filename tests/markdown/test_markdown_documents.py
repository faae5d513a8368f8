"""Pairs of files: the HTML of a document, and the Markdown that is made of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.markdown.markdown_helpers import FIXTURES, again, check, markdown_of, model_of

DOCUMENTS = sorted((FIXTURES / "documents").glob("*.html"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_markdown_is_as_expected_and_reads_back(path: Path) -> None:
    body = model_of(path.read_text(encoding="utf-8"))
    markdown = markdown_of(body)
    assert markdown == path.with_suffix(".md").read_text(encoding="utf-8")
    assert check(body, markdown) == []
    assert not markdown.startswith("\n")
    assert markdown.endswith("\n")
    assert not markdown.endswith("\n\n")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_converting_again_changes_nothing(path: Path) -> None:
    markdown = path.with_suffix(".md").read_text(encoding="utf-8")
    assert again(markdown) == markdown


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_commonmark_reads_back_too(path: Path) -> None:
    body = model_of(path.read_text(encoding="utf-8"))
    assert check(body, markdown_of(body, dialect="commonmark"), extensions=False) == []
