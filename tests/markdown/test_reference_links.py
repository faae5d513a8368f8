"""``link_style=reference``: addresses at the end of a document, under numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from converters.markdown import MarkdownConverter
from migrator.model.document import Document, SiteInfo
from migrator.verify.registry import load_verifier
from tests.markdown.markdown_helpers import FIXTURES, markdown_of, model_of

PAGES = [FIXTURES / "everything.html", *sorted((FIXTURES / "documents").glob("*.html"))]


def test_each_address_stands_once_at_the_end() -> None:
    html = """<p><a href="/a" title="t">b</a> and <a href="/a" title="t"><em>c</em></a>,
    <a href="/a"><img src="/d e.png" alt="f"></a>; [1] and a[2][3] are text,
    <a href="https://g.org">https://g.org</a></p><ul><li><a href="">h</a></li></ul>"""
    assert markdown_of(model_of(html), link_style="reference") == (
        "[b][1] and [*c*][1],\n[![f][3]][2]; \\[1] and a\\[2]\\[3] are text,\n<https://g.org>\n\n"
        '- [h][4]\n\n[1]: /a "t"\n[2]: /a\n[3]: </d e.png>\n[4]: <>\n'
    )


@pytest.mark.parametrize("dialect", ["gfm", "commonmark", "hugo", "kramdown"])
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_reads_back_in_every_dialect(path: Path, dialect: str) -> None:
    document = Document("a.md", "pages", "", "", None, "", model_of(path.read_text("utf-8")))
    options = {"dialect": dialect, "link_style": "reference"}
    converter = MarkdownConverter(SiteInfo(), options)
    verify = load_verifier(converter.verifier)
    assert verify is not None
    assert verify(document, converter.convert(document).text) == []


def test_a_caption_that_hugo_reads_by_itself_has_its_address() -> None:
    html = '<figure><img src="/a.png"><figcaption><a href="/b">c</a></figcaption></figure>'
    text = markdown_of(model_of(html), dialect="hugo", link_style="reference")
    assert text == '{{< figure src="/a.png" caption="[c](/b)" >}}\n'
