"""``html=drop``: no tag in any dialect, what was flattened told, the rest read back right."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from cmarkgfm import cmark

from converters.base import Piece
from converters.markdown import MarkdownConverter
from migrator.diagnostics import Diagnostic
from migrator.model.document import Document, SiteInfo
from migrator.model.nodes import Body, CodeBlock, CodeSpan, HtmlElement, Node, Text
from migrator.model.walk import rewrite, walk
from migrator.pipeline import MigrationOptions, migrate
from migrator.verify.registry import load_verifier
from tests.markdown.markdown_helpers import FIXTURES, model_of

SITE = FIXTURES.parent / "sites" / "every-feature"
PAGES = [FIXTURES / "everything.html", *sorted((FIXTURES / "documents").glob("*.html"))]
DIALECTS = ("gfm", "commonmark", "hugo", "kramdown")
OMITTED = "<!-- raw HTML omitted -->"
TEXTS = (Text, CodeSpan, CodeBlock)
COMMENT = "<!-- -->"  # keeps an address from becoming a link; there is no other way


def document_of(body: Body) -> Document:
    return Document("a.md", "pages", "", "", None, "", body)


def dropped(body: Body, dialect: str = "gfm") -> tuple[Piece, list[Diagnostic]]:
    """Return ``body`` written without HTML, and what its verifier finds."""
    options = {"dialect": dialect, "html": "drop", "front_matter": "none"}
    converter = MarkdownConverter(SiteInfo(), options)
    piece = converter.convert(document_of(body))
    verify = load_verifier(converter.verifier)
    assert verify is not None
    assert piece.body is not None
    return piece, verify(replace(document_of(body), body=piece.body), piece.text)


def holds_html(text: str) -> bool:
    """Tell whether cmark-gfm sees HTML in ``text``."""
    plain = text.replace(COMMENT, "")
    return OMITTED in cmark.markdown_to_html(plain, cmark.Options.CMARK_OPT_DEFAULT)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_tag_and_all_words(path: Path, dialect: str) -> None:
    body = model_of(path.read_text("utf-8"))
    piece, found = dropped(body, dialect)
    assert found == []
    assert not holds_html(piece.text)
    assert piece.body is not None
    kept = unescape(piece.text.replace("\\&", "&amp;")).replace("\\", "")
    assert [word for word in words_of(body) if word not in kept] == []


def words_of(body: Body) -> list[str]:
    """Return the words of ``body``, less those of scripts."""
    (shown,) = rewrite(body, lambda node: () if is_script(node) else node)
    texts = (getattr(node, "text", "") for node in walk(shown) if type(node) in TEXTS)
    return [word for text in texts for word in re.findall(r"\w+", text)]


def is_script(node: Node) -> bool:
    return isinstance(node, HtmlElement) and node.name == "script"


CASES = [
    ("<p>a<u>b</u> <abbr title='c'>d</abbr><br>e</p>", "ab d\\\ne\n"),
    ("<h2>a<br>b <span title='x'>c</span></h2>", "## a b c\n"),
    ("<details><summary>a</summary>b</details>", "**a**\n\nb\n"),
    ("<dl><dt>a</dt><dd>b</dd></dl>", "**a**\n\nb\n"),
    ("<figure><img src='/a' alt='b'><figcaption>c</figcaption></figure>", "![b](/a)\n\nc\n"),
    ("<iframe src='https://a.b/c' title='d'></iframe>", "[d](https://a.b/c)\n"),
    ("<video controls><source src='/a.mp4'></video>", "[/a.mp4](/a.mp4)\n"),
    ("<p>a</p><script>b()</script><!-- c --><p>d</p>", "a\n\nd\n"),
    ("<div title='a'>b<p>c</p>d</div>", "b\n\nc\n\nd\n"),
    ("<p title='a'><img src='/b' width='3' alt='c'></p>", "![c](/b)\n"),
    ("<ol type='a'><li>b</li></ol><ul></ul>", "1. b\n"),
    ("<p><code>a</code><code>b</code><code></code></p>", "`ab`\n"),
    ("<p><del><b>“가”</b></del>를</p>", "~~“가”~~&#47484;\n"),
]


@pytest.mark.parametrize(("html", "markdown"), CASES)
def test_flattened_as_a_person_would(html: str, markdown: str) -> None:
    piece, found = dropped(model_of(html))
    assert found == []
    assert piece.text == markdown


def test_merged_cells_are_flattened_by_markdownify_and_told() -> None:
    html = "<p>x</p>\n<table><tr><th>a</th><th>b</th></tr><tr><td colspan='2'>c</td></tr></table>"
    piece, found = dropped(model_of(html))
    assert found == []
    assert "| a | b |" in piece.text
    (told,) = [item for item in piece.diagnostics if "spans" in item.message]
    assert (told.code, told.line) == ("markdown.html-dropped", 2)


def test_places_that_links_lead_to_are_told() -> None:
    piece, found = dropped(model_of("<p id='x'>a</p><p><a href='#x'>b</a></p>"))
    assert found == []
    assert piece.text == "a\n\n[b](#x)\n"
    assert "markdown.anchor-dropped" in {item.code for item in piece.diagnostics}


def test_nested_beyond_all_bounds() -> None:
    html = "<dl><dd>" * 1500 + "a" + "</dd></dl>" * 1500
    piece, found = dropped(model_of(html + "<blockquote>" * 1500 + "b"))
    assert found == []
    assert not holds_html(piece.text)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_whole_site_is_verified(dialect: str, tmp_path: Path) -> None:
    options = {"dialect": dialect, "html": "drop"}
    report = migrate(
        SITE, "markdown", tmp_path / "out", MigrationOptions(converter_options=options, jobs=1)
    )
    verified = [record.verified for record in report.documents if record.outputs]
    told = [
        item
        for record in report.documents
        for item in record.diagnostics
        if item.code.startswith("verify.")
    ]
    assert told == []
    assert all(verified)
    assert len(verified) > 5
