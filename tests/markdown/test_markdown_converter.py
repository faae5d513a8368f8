"""The converter as the pipeline sees it: options, front matter, paths, faults, depth."""

from __future__ import annotations

import pickle
import re
import time
from datetime import UTC, datetime, timedelta, timezone

import frontmatter
import pytest

from converters.markdown import MarkdownConverter
from converters.markdown.front_matter import values_of, write_front_matter
from converters.markdown.handlers.blocks import BLOCK_HANDLERS
from converters.markdown.handlers.inlines import INLINE_HANDLERS
from converters.markdown.layout import Layout, output_path, safe_path
from migrator.model import nodes
from migrator.model.document import Document, SiteInfo
from migrator.model.nodes import Body, Paragraph, Text
from migrator.verify.markdown import verify
from migrator.verify.registry import load_verifier
from tests.markdown.markdown_helpers import FIXTURES, check, markdown_of, model_of

EMPTY = Body()
SEOUL = timezone(timedelta(hours=9))
FRONT_MATTER = {
    "layout": "post",
    "feature_text": "美 대선 후보 사퇴에도 한·미 동맹은 굳건!\n" * 2,
    "title": "제목: “인용” # 샵",
    "summary": "초당적 지지를 강조하며 동맹을 지속해서 발전시킬 계획을 밝혔다: # 한 줄로 접은 글\n",
    "category": "News",
    "version": "1.0",
    "answer": "yes",
    "count": "1,000",
    "nested": {"a": [1, True, None], "날짜": datetime(2020, 1, 2, tzinfo=UTC)},
    "image": "/assets/그림 1.png",
    "emoji": "축하 🎉",
}


def document(body: Body = EMPTY, **fields: object) -> Document:
    """Return a post made of ``body``."""
    values: dict[str, object] = {
        "path": "_posts/2024-07-22-동맹.md",
        "collection": "posts",
        "url": "/news/2024/07/22/동맹.html",
        "title": "제목: “인용” # 샵",
        "date": datetime(2024, 7, 22, 9, 30, tzinfo=SEOUL),
        "slug": "동맹",
        "categories": ("News",),
        "tags": ("한국", "2024"),
        "front_matter": FRONT_MATTER,
    }
    return Document(body=body, **{**values, **fields})  # type: ignore[arg-type]


def converted(body: Body, **options: str) -> str:
    return MarkdownConverter(SiteInfo(), options).convert(document(body)).text


def test_every_block_and_inline_has_a_handler() -> None:
    assert set(nodes.Block.__args__) == set(BLOCK_HANDLERS)
    assert set(nodes.Inline.__args__) == set(INLINE_HANDLERS)


@pytest.mark.parametrize(
    "options",
    [
        {"nosuch": "1"},
        {"dialect": "hugo", "emphasis": "tidy"},
        {"dialect": "textile"},
        {"path": "{nosuch}.md"},
    ],
)
def test_unknown_options_are_refused_with_what_to_use(options: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="use"):
        MarkdownConverter(SiteInfo(), options)


def test_tidy_emphasis_has_a_verifier_that_knows_it() -> None:
    post = document(model_of("<p><b>“강조”</b>를 <b>그렇다.</b>그리고</p>"))
    converter = MarkdownConverter(SiteInfo(), {"emphasis": "tidy"})
    text = converter.convert(post).text
    assert text.endswith("“**강조**”를 **그렇다**.그리고\n")
    check_tidy, check_exact = load_verifier(converter.verifier), load_verifier("markdown")
    assert check_tidy is not None
    assert check_exact is not None
    assert check_tidy(post, text) == []
    assert check_tidy(post, text.replace("**강조**", "강조")) != []
    assert check_exact(post, text) != []


def test_goes_to_workers() -> None:
    converter = pickle.loads(pickle.dumps(MarkdownConverter(SiteInfo(), {"html": "drop"})))  # noqa: S301 - our own bytes
    assert converter.convert(document()).path == "posts/2024-07-22-동맹.md"


# ------------------------------------------------------------------------------- front matter


def test_front_matter_reads_back_in_a_human_order() -> None:
    text = converted(Body((Paragraph((Text("글"),)),)))
    post = frontmatter.loads(text)
    assert post.content == "글"
    assert dict(post.metadata) == values_of(document())
    keys = ["title", "date", "slug", "permalink", "categories", "tags", "image", "layout"]
    assert [key for key in post.metadata if key in keys] == keys
    assert "category" not in post.metadata
    assert verify(document(Body((Paragraph((Text("글"),)),))), text) == []


def test_front_matter_is_written_for_people() -> None:
    text = write_front_matter(values_of(document()))
    assert "date: 2024-07-22T09:30:00+09:00\n" in text
    assert "categories:\n  - News\ntags:\n  - 한국\n  - '2024'\n" in text
    assert "feature_text: |\n  美 대선" in text
    assert "summary: >\n  초당적 지지를" in text
    assert "emoji: 축하 🎉\n" in text
    assert "version: '1.0'\nanswer: 'yes'\ncount: '1,000'\n" in text
    assert "&id" not in text


def test_front_matter_can_be_left_out() -> None:
    assert converted(Body((Paragraph((Text("글"),)),)), front_matter="none") == "글\n"


# -------------------------------------------------------------------------------------- paths


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/a//b/./c.md", "a/b/c.md"),
        ("a\\..\\b.md", "a-..-b.md"),
        ("a:b?.md", "a-b-.md"),
        ("con.md", "con-.md"),
        ("동맹.md", "동맹.md"),
        ("..", "untitled.md"),
        ("a/" + "가" * 200 + ".md", "a/" + "가" * 79 + ".md"),
    ],
)
def test_paths_stay_in_the_folder(path: str, expected: str) -> None:
    assert safe_path(path) == expected


def test_paths_follow_the_patterns() -> None:
    post = document()
    assert output_path(post, Layout("{collection}/{year}/{slug}.md")) == "posts/2024/동맹.md"
    assert output_path(post, Layout()) == "posts/2024-07-22-동맹.md"
    news = document(path="ko/news/_posts/2024-07-22-동맹.md")
    assert output_path(news, Layout()) == "ko/news/posts/2024-07-22-동맹.md"
    page = document(path="about/us.md", collection="pages", date=None, slug="")
    assert output_path(page, Layout("{year}/{slug}.md")) == "about/us.md"
    item = document(path="_docs/a/b.md", collection="docs")
    assert output_path(item, Layout("{year}/{slug}.md")) == "docs/a/b.md"


# ----------------------------------------------------------------- constructs, dialect by dialect


def test_footnotes() -> None:
    mark = nodes.FootnoteReference("주석", 1)
    note = nodes.FootnoteDefinition(
        "주석", 1, (Paragraph((Text("설명"),)), nodes.CodeBlock("a\n"), Paragraph((Text("끝"),)))
    )
    body = Body((Paragraph((Text("글"), mark)), note))
    markdown = markdown_of(body)
    assert markdown == "글[^1]\n\n[^1]: 설명\n\n    ```\n    a\n    ```\n\n    끝\n"
    assert check(body, markdown) == []
    assert '<sup id="fnref:주석">' in markdown_of(body, dialect="commonmark")


def test_mathematics() -> None:
    inline, shown = nodes.MathInline("x^2"), nodes.MathInline("a*b*c")
    block, matrix = nodes.MathBlock("\\frac{a}{b}"), nodes.MathBlock("a \\\\ b")
    body = Body((Paragraph((inline, Text(" "), shown)), block, matrix))
    markdown = markdown_of(body)
    expected = "$x^2$ $`a*b*c`$\n\n$$\n\\frac{a}{b}\n$$\n\n```math\na \\\\ b\n```\n"
    assert markdown == expected
    assert check(body, markdown) == []


def test_no_html_where_none_is_wanted() -> None:
    body = model_of("<p>a<u>b</u></p><dl><dt>c</dt><dd>d</dd></dl><aside><p>e</p></aside>")
    converter = MarkdownConverter(SiteInfo(), {"html": "drop", "front_matter": "none"})
    piece = converter.convert(document(body))
    assert re.search(r"<[a-z/]", piece.text) is None
    assert "ab" in piece.text
    assert {item.code for item in piece.diagnostics} == {"markdown.html-dropped"}


def test_fallbacks_and_losses_are_told_with_their_lines() -> None:
    body = model_of('<p class="x">a</p>\n<dl><dt>c</dt></dl>\n{% nosuch %}')
    body = Body((*body.children, nodes.RawBlock("liquid", "{% nosuch %}", 9)))
    found = MarkdownConverter(SiteInfo(), {}).convert(document(body)).diagnostics
    places = {(item.code, item.line) for item in found}
    assert ("markdown.html-fallback", 2) in places
    assert ("markdown.liquid-kept", 9) in places
    assert ("markdown.attributes-dropped", 1) in places


# ------------------------------------------------------------------------------ planted faults

FAULTS = [
    ("**굵게**", "굵게"),
    ("*기울임*", "**기울임**"),
    ("`코드`", "코드"),
    ("\\\n줄을", "\n줄을"),
    ("> > 겹친", "> 겹친"),
    ("> - 인용", "> 인용"),
    ("````ruby", "````python"),
    ("\n```\nend", "\nend"),
    ("### C#", "#### C#"),
    ("마지막 ", ""),
    ("---\n", ""),
    ("# 제목", "제목"),
    (" \\#", ""),
    ("문단 &", "문단 그리고"),
]


@pytest.mark.parametrize(("right", "wrong"), FAULTS)
def test_planted_faults_are_caught(right: str, wrong: str) -> None:
    folder = FIXTURES / "documents"
    body = model_of((folder / "blocks.html").read_text(encoding="utf-8"))
    markdown = (folder / "blocks.md").read_text(encoding="utf-8")
    assert right in markdown
    found = check(body, markdown.replace(right, wrong, 1))
    assert [item.code for item in found] == ["verify.markdown-differs"]


def test_broken_front_matter_is_caught() -> None:
    text = converted(Body((Paragraph((Text("글"),)),)))
    wrong = text.replace("layout: post", "layout: page")
    found = verify(document(Body((Paragraph((Text("글"),)),))), wrong)
    assert [item.code for item in found] == ["verify.front-matter-differs"]


# ---------------------------------------------------------------------------- depth and growth


def nested(kind: str, depth: int) -> Body:
    """Return a body with ``depth`` containers of ``kind`` in one another."""
    inline: nodes.Inline = Text("글")
    block: nodes.Block = Paragraph((Text("글"),))
    for _ in range(depth):
        if kind == "emphasis":
            inline = nodes.Span((nodes.Emphasis((nodes.Strong((inline,)),)),))
        elif kind == "quote":
            block = nodes.BlockQuote((block,))
        elif kind == "list":
            block = nodes.BulletList((nodes.ListItem((block,)),))
        else:
            block = nodes.Div((block,))
    return Body((Paragraph((inline,)) if kind == "emphasis" else block,))


@pytest.mark.parametrize("kind", ["emphasis", "quote", "list", "div"])
def test_depth_is_bounded_by_memory_alone(kind: str) -> None:
    assert "글" in markdown_of(nested(kind, 3000))


@pytest.mark.parametrize(
    "text", ["*a_ ", "[", "`a", "<b ", "$a", "~~a~ ", "a@b.", "&a", "![", "가**"]
)
def test_cost_grows_with_the_text(text: str) -> None:
    def seconds(repeats: int) -> float:
        body = Body((Paragraph((Text(text * repeats), nodes.Strong((Text(text * 9),)))),))
        start = time.process_time()
        markdown_of(body)
        return time.process_time() - start

    def best(repeats: int) -> float:
        return min(seconds(repeats) for _ in range(3))

    assert best(8000) < 6 * best(2000) + 0.05
