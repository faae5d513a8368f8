"""Markdown for Hugo, without Hugo: what is written, and that a fault in it is told."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from converters.markdown import new_context, write_body
from converters.markdown.options import MarkdownOptions
from migrator.model import nodes
from migrator.model.document import Document
from migrator.pipeline import MigrationOptions, migrate
from migrator.verify.hugo import verify
from tests.markdown.markdown_helpers import markdown_of, model_of

TRAPS = Path(__file__).parents[2] / "fixtures" / "hugo" / "traps"

NUMBERED = (
    "<code class='language-ruby'><table class='rouge-table'><tbody><tr><td class='gutter gl'>"
    "<pre class='lineno'>{}\n</pre></td><td class='code'><pre>a\nb\n</pre></td></tr></tbody>"
    "</table></code>"
)
CASES = [
    ("<p>{{&lt; a &gt;}}</p>", "{\\{< a >}}\n"),
    ("<p><code>{{&lt; a &gt;}}</code></p>", "`{{</* a */>}}`\n"),
    ("<p><code>{{% a</code></p>", "`{{< percent >}} a`\n"),
    ("<p><code>&lt;!--more--&gt;</code></p>", "`{{< more >}}`\n"),
    ("<p class='lead'>a</p>", "a\n{.lead}\n"),
    ("<p>a<br><!--more--><em>b</em></p>", "a<br /><!-- more -->*b*\n"),
    ("<p>a</p><!--more--><p>b</p>", "a\n\n<!--more-->\n\nb\n"),
    ("<ul><li>a<!--more--></li></ul>", "- a<!-- more -->\n"),
    ("<p>a <a href='#'>x</a></p>", "a [&#120;](#)\n"),
    ("<ul><li><a href='#'>x</a></li></ul>", "- [&#120;](#)\n"),
    ("<p>a <a href='#'>x<img src='/y'></a></p>", "a [x![](/y)](#)\n"),
    ("<p>a {.b}</p>", "a \\{.b}\n"),
    ("<h2 id='x'>a</h2><p><a href='#x'>b</a></p>", "## a {#x}\n\n[b](#x)\n"),
    (f"<pre>{NUMBERED.format(1)}</pre>", "```ruby {linenos=table}\na\nb\n```\n"),
    (
        f"<pre>{NUMBERED.format(7)}</pre>",
        "```ruby {linenos=table,linenostart=7}\na\nb\n```\n",
    ),
    ("<dl><dt>a</dt><dt>b</dt><dd>c</dd></dl>", "a\nb\n:   c\n"),
    (
        "<a href='https://a.kr/%EC%98%A4'>https://a.kr/%EC%98%A4</a>",
        "<https://a.kr/%EC%98%A4>\n",
    ),
    ("<a href='javascript:;'>a</a>", "[a](javascript:;)\n"),
    ("<a href='http://a.kr/x\\(b\\)'>a</a>", "[a](http://a.kr/x\\\\(b\\\\))\n"),
    (
        "<iframe src='https://www.youtube.com/embed/dQw4w9WgXcQ'></iframe>",
        "{{< youtube dQw4w9WgXcQ >}}\n",
    ),
    (
        "<figure><img src='/a.png' alt='b'><figcaption>c</figcaption></figure>",
        '{{< figure src="/a.png" alt="b" caption="c" >}}\n',
    ),
]


@pytest.mark.parametrize(("html", "markdown"), CASES)
def test_writes_what_hugo_reads_and_a_fault_is_told(html: str, markdown: str) -> None:
    body = model_of(html)
    document = Document("a.md", "pages", "", "", None, "", body)
    assert markdown_of(body, dialect="hugo") == markdown
    assert verify(document, markdown) == []
    assert [item.code for item in verify(document, f"{markdown}\nmore\n")] == [
        "verify.markdown-differs"
    ]


def test_a_formula_in_a_quote_is_one_line() -> None:
    text = nodes.Paragraph((nodes.Text("a"),))
    quote = nodes.BlockQuote((text, nodes.MathBlock("a \\\\\nb"), text))
    body = nodes.Body((nodes.MathBlock("c\nd"), quote, nodes.MathBlock("e  f")))
    document = Document("a.md", "pages", "", "", None, "", body)
    markdown = markdown_of(body, dialect="hugo")
    assert '> {{< math display="block" >}}a \\\\ b{{< /math >}}\n' in markdown
    assert verify(document, markdown) == []


def test_writes_a_whole_site(tmp_path: Path) -> None:
    options = MigrationOptions(converter_options={"dialect": "hugo"}, jobs=1)
    report = migrate(TRAPS, "markdown", tmp_path / "out", options)
    config = tomllib.loads((tmp_path / "out/hugo.toml").read_text("utf-8"))
    assert report.unverified == 0
    assert config["baseURL"] == "https://example.org/"
    assert (config["timeZone"], config["hasCJKLanguage"]) == ("Asia/Seoul", True)
    assert config["markup"]["goldmark"]["renderer"]["unsafe"] is True
    assert config["disableKinds"] == ["404"]
    assert config["outputFormats"]["RSS"]["baseName"] == "feed"
    assert "render: never" in (tmp_path / "out/content/posts/_index.md").read_text("utf-8")
    for name in ("static/assets/a.png", "layouts/shortcodes/math.html", "content/_index.md"):
        assert (tmp_path / "out" / name).is_file()


def test_line_numbers_that_a_dialect_cannot_hold_are_told() -> None:
    body = model_of(f"<pre>{NUMBERED.format(1)}</pre>")
    context = new_context(body, MarkdownOptions())
    assert write_body(body, context) == "```ruby\na\nb\n```\n"
    (told,) = context.diagnostics
    assert (told.code, told.message[-12:]) == ("markdown.attributes-dropped", "line numbers")
