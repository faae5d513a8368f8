"""A site's documents after Liquid; the expected texts are real Jekyll's."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from migrator.diagnostics import Diagnostic
from migrator.liquid import Expander
from migrator.site.reader import ReadOptions, load_site, read_body
from migrator.site.records import Site
from tests.liquid.conftest import FIXTURES

PATHS = sorted(
    path.relative_to(FIXTURES / "expected").as_posix().removesuffix(".txt")
    for path in (FIXTURES / "expected").rglob("*.txt")
)


@pytest.fixture(scope="module")
def site() -> Site:
    time = datetime(2026, 11, 22, tzinfo=UTC)
    return load_site(FIXTURES / "site", ReadOptions(time=time))


def _paragraphs(text: str) -> str:
    """Do what kramdown does with the little Markdown of the fixture's posts."""
    blocks = re.sub(r"\*(\w+)\*", r"<em>\1</em>", text.strip()).split("\n\n")
    return "\n\n".join(f"<p>{block}</p>" for block in blocks) + "\n"


@pytest.mark.parametrize("path", PATHS)
def test_document(site: Site, path: str) -> None:
    expander = Expander(site, _paragraphs)
    document = site.index.documents_by_path[path]
    told: list[Diagnostic] = []
    expanded = expander.expand(document, read_body(site, document), told.append)
    expected = (FIXTURES / "expected" / f"{path}.txt").read_text(encoding="utf-8")
    assert expanded.text == expected
    assert told == []


def test_expected_covers_the_site(site: Site) -> None:
    assert {document.path for document in site.documents} == set(PATHS)


def test_excerpt_html_is_kept(site: Site) -> None:
    calls: list[str] = []

    def markdownify(text: str) -> str:
        calls.append(text)
        return f"<p>{text}</p>"

    expander = Expander(site, markdownify)
    document = site.index.documents_by_path["_posts/2024-01-05-first-post.md"]
    first = expander.excerpt_html(document)
    assert first == "<p>First *paragraph* of 첫 글.</p>"
    assert expander.excerpt_html(document) == first
    assert len(calls) == 1


def test_excerpt_may_come_from_outside(site: Site) -> None:
    expander = Expander(site, str, excerpt=lambda document: f"[{document.slug}]")
    document = site.index.documents_by_path["_posts/2024-02-10-second-post.md"]
    assert expander.expand_text(document, "{{ page.excerpt }}") == "[second-post]"


def test_own_excerpt_wins(site: Site) -> None:
    expander = Expander(site, str, excerpt=lambda _: "made")
    document = site.index.documents_by_path["_posts/2024-03-15-third.md"]
    assert expander.excerpt_html(document) == "Own *excerpt* {{ page.title }}"
