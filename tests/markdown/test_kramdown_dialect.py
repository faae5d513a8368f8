"""Markdown for Jekyll: read back by our parser in every run, here by real kramdown as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from converters.markdown import MarkdownConverter
from migrator.diagnostics import ignore
from migrator.kramdown import to_html
from migrator.model.document import Document, SiteInfo
from migrator.model.nodes import Body, CodeBlock, Paragraph, RawInline, Text
from migrator.pipeline.building import DocumentBuilder
from migrator.site.reader import load_site
from migrator.verify.comparison import compare_html
from migrator.verify.kramdown import verify
from tests.markdown.markdown_helpers import markdown_of, model_of
from tests.peers.kramdown_peer import Job, KramdownPeer, missing_reason

FIXTURES = Path(__file__).parents[2] / "fixtures"
SITES = ("sites/every-feature", "sites/saenal-news", "hugo/traps")
OPTIONS = {"input": "GFM", "hard_wrap": False}
TOLD = {"_posts/2024-07-22-photo-walk.md"}
"""A link around blocks, which kramdown ends at the first: converted, and told."""


def documents_of(name: str) -> list[Document]:
    site = load_site(FIXTURES / name, markdownify=to_html)
    builder = DocumentBuilder(site)
    sources = [one for one in site.documents if one.output_ext == ".html"]
    return [builder.build(source, ignore) for source in sources]


@pytest.mark.parametrize("name", SITES)
def test_sites_come_back_as_they_were(name: str) -> None:
    converter = MarkdownConverter(SiteInfo(), {"dialect": "kramdown"})
    documents = documents_of(name)
    failed = {one.path for one in documents if verify(one, converter.convert(one).text)}
    assert failed <= TOLD
    assert len(documents) > 5


@pytest.mark.skipif(bool(missing_reason()), reason=missing_reason() or "-")
@pytest.mark.parametrize("name", SITES)
def test_real_kramdown_reads_it_as_our_parser_does(name: str) -> None:
    converter = MarkdownConverter(SiteInfo(), {"dialect": "kramdown", "front_matter": "none"})
    with KramdownPeer() as peer:
        for document in documents_of(name):
            text = converter.convert(document).text
            real = peer.convert(Job(text, OPTIONS))
            assert compare_html(real, to_html(text, OPTIONS)) is None, document.path


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>{{ a }} and {% b %}</p>", "{\\{ a }} and {% raw %}{% b %}{% endraw %}\n"),
        ("<p><code>{{ a }}</code></p>", "`{% raw %}{{ a }}{% endraw %}`\n"),
        ("<p>{% endraw %}</p>", "{% raw %}{%{% endraw %} endraw %}\n"),
        (
            "<pre><code class='language-liquid'>{{ a }}\n{% if b %}\n</code></pre>",
            "```liquid\n{% raw %}{{ a }}\n{% if b %}{% endraw %}\n```\n",
        ),
        ("<p class='lead'>a</p>", "a\n{: .lead}\n"),
        ("<h2 class='x'>a</h2>", "## a\n{: .x}\n"),
        ('<p>a -- "b" ... c | d</p>', 'a \\-- \\"b\\" \\... c \\| d\n'),
        ("<p>a<br>b</p>", "a\\\\\nb\n"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n^\n\n* b\n"),
        ("<ul><li></li><li>a</li></ul>", "- \n- a\n"),
        ("<ol start='3'><li>a</li></ol>", '3. a\n{: start="3"}\n'),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "a\n:   b\n"),
        (
            "<p><abbr title='나 & 다'>가</abbr>는, <abbr title='B 2'>B</abbr></p>",
            "가는, B\n\n*[가]: 나 &amp; 다\n*[B]: B 2\n",
        ),
        (  # B would become one everywhere
            "<p>B, <abbr title='B 2'>B</abbr></p>",
            'B, <abbr title="B 2">B</abbr>\n',
        ),
        (  # two meanings
            "<p><abbr title='1'>B</abbr> <abbr title='2'>B</abbr></p>",
            '<abbr title="1">B</abbr> <abbr title="2">B</abbr>\n',
        ),
        (  # a letter touches it
            "<p>a<abbr title='1'>B</abbr> <abbr title='2'>C</abbr>1</p>",
            'a<abbr title="1">B</abbr> <abbr title="2">C</abbr>1\n',
        ),
        (  # the word of another that stays HTML
            "<p><abbr title='1' id='x'>B C</abbr> <abbr title='2'>C</abbr></p>",
            '<abbr title="1">B C</abbr> <abbr title="2">C</abbr>\n',
        ),
        (
            "<a href='/a'><div title='b'>c</div></a>",
            '<div>\n<a href="/a">\n<div title="b">\nc\n</div>\n</a>\n</div>\n',
        ),
    ],
)
def test_writes_what_kramdown_has(html: str, markdown: str) -> None:
    body = model_of(html)
    assert markdown_of(body, dialect="kramdown") == markdown
    assert verify(Document("a.md", "pages", "", "", None, "", body), markdown) == []


def test_liquid_that_stays_alive_is_not_protected() -> None:
    body = Body((Paragraph((Text("{{ a }} "), RawInline("liquid", "{% gone %}"))),))
    assert markdown_of(body, dialect="kramdown") == "{\\{ a }} {% gone %}\n"


def test_unprotected_liquid_is_told() -> None:
    document = Document("a.md", "pages", "", "", None, "", Body((CodeBlock("{{ a }}\n"),)))
    found = verify(document, "```\n{{ a }}\n```\n")
    assert [item.code for item in found] == ["verify.liquid-read"]
