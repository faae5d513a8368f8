"""The verifier: nothing to say of our own items, something of each fault put into one."""

from __future__ import annotations

import pytest

from converters.wordpress import WordPressConverter
from migrator.model import nodes
from migrator.model.document import Author, Comment, Document
from migrator.model.nodes import Body, Paragraph, Text
from migrator.verify.wordpress import verify
from tests.wordpress.wordpress_samples import SITE, body_of, document

HTML = """<h2 id="a">제목</h2><p>글 <b>굵게</b> <a href="/x">길</a></p>
<pre><code class="language-sh">ls
</code></pre><p><img src="/a.png" alt="그림"></p>
<table><tbody><tr><td style="text-align: right">1</td></tr></tbody></table>"""
POST = document(
    body=body_of(HTML),
    categories=("Tech", "서울"),
    tags=("C++",),
    authors=(Author("mina", "미나"),),
    aliases=("/old/",),
    comments=(
        Comment("a", "<p>첫 &quot;<b>말</b>&quot;</p><script>x()</script>"),
        Comment("b", "<p>답</p>", "a"),
    ),
)
FAULTS = [
    ("verify.unreadable", "</item>", ""),
    ("verify.field", "<![CDATA[동맹]]>", "<![CDATA[다른]]>"),
    ("verify.field", "<![CDATA[동맹]]>", "<![CDATA[]]>"),
    ("verify.field", "2024-07-21 16:30:00", "2024-07-21 16:31:00"),
    ("verify.field", "2024-07-21 16:30:00", "yesterday"),
    ("verify.field", "<![CDATA[alliance]]>", "<![CDATA[other]]>"),
    ("verify.field", "<![CDATA[alliance]]>", "<![CDATA[alliance%ec%b2]]>"),
    ("verify.field", "<![CDATA[Tech]]>", "<![CDATA[Life]]>"),
    ("verify.field", 'domain="post_tag"', 'domain="other"'),
    ("verify.field", "<![CDATA[publish]]>", "<![CDATA[draft]]>"),
    ("verify.field", '"key": "mina"', '"key": "joon"'),
    ("verify.field", "<![CDATA[/old/]]>", "<![CDATA[/new/]]>"),
    ("verify.field", "<![CDATA[답]]>", "<![CDATA[딴말]]>"),
    ("verify.field", "<wp:comment_parent>1<", "<wp:comment_parent>0<"),
    ("verify.content", "굵게", "가늘게"),
    ("verify.content", "<strong>굵게</strong>", "굵게"),
    ("verify.content", "https://blog.example.com/x", "https://blog.example.com/y"),
    ("verify.content", 'id="a"', 'id="b"'),
    ("verify.content", "language-sh", "language-rb"),
    ("verify.content", 'alt="그림"', 'alt=""'),
    ("verify.content", "has-text-align-right", "has-text-align-left"),
    ("verify.content", "ls</code>", "ls -l</code>"),
]


def piece_text(post: Document, **options: str) -> str:
    return WordPressConverter(SITE, options).convert(post).text


def test_our_own_item_has_no_fault() -> None:
    assert verify(POST, piece_text(POST)) == []


@pytest.mark.parametrize(("code", "old", "new"), FAULTS)
def test_each_fault_is_found(code: str, old: str, new: str) -> None:
    text = piece_text(POST)
    assert old in text
    found = verify(POST, text.replace(old, new))
    assert code in {one.code for one in found}
    assert {one.path for one in found} == {POST.path}


BODIES = {
    "math": Body(
        (
            Paragraph((nodes.MathInline("f'(x) -- a < b ... [x]"), Text(" 수식"))),
            nodes.MathBlock('\\text{"q"} \\\\ 3x4'),
        )
    ),
    "footnotes": Body(
        (
            Paragraph((Text("a"), nodes.FootnoteReference("n", 1))),
            nodes.BulletList(
                (nodes.ListItem((nodes.Plain((nodes.FootnoteReference("n", 1, 1),)),)),)
            ),
            nodes.FootnoteDefinition("n", 1, (Paragraph((Text("주"),)), Paragraph((Text("석"),)))),
        )
    ),
    "tasks": Body(
        (
            nodes.BulletList(
                (
                    nodes.ListItem((nodes.Plain((Text("a"),)),), checked=True),
                    nodes.ListItem((Paragraph((Text("b"),)),), checked=False),
                )
            ),
        )
    ),
    "definitions": Body(
        (
            nodes.DefinitionList(
                (nodes.Term((Text("t"),)), nodes.Definition((nodes.Plain((Text("[d]"),)),)))
            ),
            nodes.LinkDefinition("l", "/x"),
            nodes.AbbreviationDefinition("HTML", "long"),
            Paragraph((nodes.Abbreviation("HTML", "long"),)),
        )
    ),
    "liquid": Body(
        (
            nodes.RawBlock("liquid", "{% gallery [x] %}"),
            Paragraph((nodes.RawInline("liquid", "{{ <a> }}"),)),
            nodes.RawBlock("latex", "\\newpage"),
        )
    ),
    "nested links": Body(
        (Paragraph((nodes.Link("/a", (Text("a"), nodes.Link("/b", (Text("b"),)), Text("c"))),)),)
    ),
    "no element": Body(
        (Paragraph((nodes.HtmlElement("가게를", (Text("x"),), (("닫는", ""),), "inline"),)),)
    ),
    "two images": Body(
        (Paragraph((nodes.Image("/a.png", "a"),)), Paragraph((nodes.Image("/b.png", "b"),)))
    ),
}


@pytest.mark.parametrize("markup", ["blocks", "classic"])
@pytest.mark.parametrize("name", BODIES)
def test_what_only_kramdown_writes_reads_back(name: str, markup: str) -> None:
    post = document(body=BODIES[name])
    assert verify(post, piece_text(post, markup=markup)) == []


def test_math_is_out_of_reach_of_typography() -> None:
    text = piece_text(document(body=BODIES["math"]))
    assert "f&#39;(x) &#45;&#45; a &lt; b &#46;&#46;. &#91;x]" in text
    assert "\\text{&#34;q&#34;} \\\\ 3&#120;4" in text


def test_footnotes_are_plain_links() -> None:
    text = piece_text(document(body=BODIES["footnotes"]))
    assert '<li><span id="fn:n"></span>' in text or '<p><span id="fn:n"></span>' in text
    assert 'href="#fnref:n:1"' in text
    assert "wp:footnotes" not in text


def test_details_are_html_where_wordpress_is_old() -> None:
    post = document(body=body_of("<details><summary>s</summary><p>x</p></details>"))
    assert "wp:details" in piece_text(post, **{"wordpress-version": "6.3"})
    assert "wp:details" not in piece_text(post)


@pytest.mark.parametrize("markup", ["blocks", "classic"])
@pytest.mark.parametrize("kind", [nodes.BlockQuote, nodes.Div])
def test_depth_is_no_limit(kind: type[nodes.BlockQuote | nodes.Div], markup: str) -> None:
    block: nodes.Block = Paragraph((Text("깊이"),))
    for _ in range(3000):
        block = kind((block,), (("class", "x"),))
    assert "깊이" in piece_text(document(body=Body((block,))), markup=markup)


def test_deep_lists_are_written() -> None:
    block: nodes.Block = Paragraph((Text("깊이"),))
    for _ in range(3000):
        block = nodes.BulletList((nodes.ListItem((block,)),))
    assert "깊이" in piece_text(document(body=Body((block,))))


def test_comments_are_told() -> None:
    body = Body((nodes.RawBlock("html", "<!-- a -->"), Paragraph((Text("x"),))))
    piece = WordPressConverter(SITE, {}).convert(document(body=body))
    assert [found.code for found in piece.diagnostics] == ["wordpress.comments-dropped"]
    assert "<!-- a" not in piece.text


def test_a_shortcode_in_a_script_is_told() -> None:
    piece = WordPressConverter(SITE, {}).convert(
        document(body=body_of('<script type="text/babel">[gallery]</script>'))
    )
    assert [found.code for found in piece.diagnostics] == ["wordpress.shortcode"]
