"""What random models have found: each once, as small as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from migrator.model import nodes
from migrator.model.attributes import Attributes
from migrator.model.document import Document
from migrator.model.nodes import Body, Paragraph, Plain, Text
from migrator.verify.registry import load_verifier
from tests.markdown.markdown_helpers import markdown_of

VERIFIERS = {"gfm": "markdown", "commonmark": "commonmark"}
NOTE = nodes.FootnoteReference("각주", 1)
DEFINED = nodes.FootnoteDefinition("각주", 1, (Paragraph((Text("설명"),)),))
LIQUID = nodes.RawBlock("liquid", "{% nosuch %}")
SVG = nodes.HtmlElement("svg", (nodes.HtmlElement("path", (), (("d", "M0 0"),), "inline"),))
SCRIPT = nodes.HtmlElement("script", (Text("a < b && c"),), display="inline")
HTML_TASK = Plain((nodes.HtmlElement("textarea", (Text("a\n*b*"),), display="inline"), Text("글")))
LINK = Paragraph((nodes.Link("#here", (Text("링크"),)),))
HERE = (("id", "here"),)

RULE = nodes.ThematicBreak()
WORD = Text("글")
ITEM = nodes.ListItem((Plain((WORD,)),))
ROW = nodes.TableRow((nodes.TableCell((WORD,)),))


def _note(attributes: Attributes) -> nodes.FootnoteReference:
    return nodes.FootnoteReference("각주", 1, attributes=attributes)


def _table(section: nodes.TableSection) -> nodes.Table:
    return nodes.Table((section,))


def _block_picture() -> nodes.HtmlElement:
    return replace(SVG, display="block")


def _definitions(term: nodes.Inline, definition: str = "b") -> nodes.DefinitionList:
    text = Plain((Text(definition),))
    return nodes.DefinitionList((nodes.Term((term,)), nodes.Definition((text,))))


FOUND: dict[str, tuple[nodes.Block, ...]] = {
    "text after an empty element in a line with HTML": (
        nodes.BlockQuote(
            (
                nodes.HtmlElement("style"),
                Plain((nodes.HtmlElement("input", display="inline"), Text("a"))),
            )
        ),
    ),
    "a backslash at the end of a line": (
        Paragraph((Text("*\\"), nodes.SoftBreak(), nodes.Emphasis((Text("*"),)))),
    ),
    "backticks before code with a bar": (Paragraph((Text("```"), nodes.CodeSpan("a|b"))),),
    "signs after a formula": (
        Paragraph((nodes.MathInline("x"), Text("$"))),
        Paragraph((nodes.MathInline("x"), Text("^"))),
    ),
    "a line of a wide space in an item": (
        nodes.BulletList((nodes.ListItem((Plain((Text("\xa0"), nodes.SoftBreak(), WORD)),)),)),
    ),
    "raw HTML in a summary": (
        nodes.HtmlElement(
            "details",
            (
                nodes.HtmlElement("summary", (nodes.RawBlock("html", "<b>r</b>"),) * 2),
                Plain((WORD,)),
            ),
        ),
    ),
    "a wide space as a summary": (
        nodes.HtmlElement("details", (nodes.HtmlElement("summary", (Text("\u2009"),)), WORD)),
    ),
    "what looks like an abbreviation's definition": (
        Paragraph((nodes.Emphasis((nodes.Link("/", (WORD,)),)), Text("]: a"))),
    ),
    "underscores in emphasis beside strong text": (
        Paragraph((nodes.Strong((WORD,)), nodes.Emphasis((Text("û_\U00064246 a_b"),)))),
    ),
    "a linked list that ends in a rule": (
        LINK,
        nodes.DefinitionList(
            (nodes.Term((WORD,)), nodes.Definition((Paragraph((WORD,)), RULE))), HERE
        ),
    ),
    "an empty paragraph between pictures": (_block_picture(), Paragraph(), _block_picture()),
    "definitions one after the other": (_definitions(Text("_")), _definitions(Text("a"))),
    "a definition of nothing": (
        nodes.DefinitionList((nodes.Term((WORD,)), nodes.Definition((Plain((nodes.Span(),)),)))),
    ),
    "a term that is a formula": (_definitions(nodes.MathInline("x")),),
    "a link that looks like a definition": (Paragraph((nodes.Link("/", (Text("]:# a"),)),)),),
    "Liquid that stays": (LIQUID, Paragraph((nodes.RawInline("liquid", "{{ a }}"),))),
    "Liquid in HTML, one after the other": (nodes.Figure((LIQUID, LIQUID, nodes.Caption())),),
    "a note in a figure's caption": (
        nodes.Figure((Paragraph((Text("그림"),)), nodes.Caption((Text("말"), NOTE)))),
        DEFINED,
    ),
    "a note in a summary": (
        nodes.HtmlElement(
            "details",
            (nodes.HtmlElement("summary", (Plain((NOTE,)),)), Paragraph((Text("속"),))),
        ),
        DEFINED,
    ),
    "notes": (Paragraph((Text("말"), NOTE)), DEFINED),
    "pictures in containers of which nothing is written": (nodes.Div((SVG,)), nodes.Div((SVG,))),
    "a script in a link": (Paragraph((nodes.Link("/", (Text("말"), SCRIPT)),)),),
    "a reference in a code's language": (nodes.CodeBlock("a\n", "html&amp;"),),
    "a task that is HTML": (nodes.BulletList((nodes.ListItem((HTML_TASK,), False),)),),
    "text after HTML in a tight item": (
        nodes.BulletList(
            (nodes.ListItem((HTML_TASK, nodes.Heading(4, (nodes.Strong((Text("제목"),)),)))),)
        ),
    ),
    "a shown formula": (nodes.MathBlock("a*b*c"),),
    **{
        f"a link to a {type(node).__name__}": (LINK, Paragraph((Text("글"), node)))
        for node in (
            nodes.CodeSpan("a", HERE),
            nodes.Strong((Text("가"),), HERE),
            nodes.MathInline("x", HERE),
            nodes.Abbreviation("가", "나", HERE),
            nodes.LineBreak(HERE),
        )
    },
    "a link to a note's mark": (
        LINK,
        Paragraph((Text("글"), _note(HERE))),
        DEFINED,
    ),
    "a link to an item that begins with a heading": (
        LINK,
        nodes.BulletList((nodes.ListItem((nodes.Heading(2, (Text("제목"),)),), None, HERE),)),
    ),
    "a link to an item that begins with nothing": (
        LINK,
        nodes.BulletList(
            (nodes.ListItem((Paragraph(), nodes.RawBlock("html", "<!-- a\n\nb -->")), None, HERE),)
        ),
    ),
    "a link to an item that begins with HTML": (
        LINK,
        nodes.BulletList((nodes.ListItem((HTML_TASK,), None, HERE),)),
    ),
    "a link to a rule": (LINK, nodes.ThematicBreak(HERE)),
    "a link to a shown formula": (LINK, nodes.MathBlock("x", HERE)),
    "a link to rows of a table": (LINK, _table(nodes.TableSection("body", (ROW,), HERE))),
    "a link to a row of a table": (
        LINK,
        _table(nodes.TableSection("body", (nodes.TableRow(ROW.children, HERE),))),
    ),
    "a link to a picture of its size": (
        LINK,
        Paragraph((nodes.Image("/x", attributes=(("width", "1"), *HERE)),)),
    ),
    "a link to a note's mark in HTML, which shows no id": (
        LINK,
        nodes.Figure((Paragraph((_note(HERE),)), nodes.Caption())),
        DEFINED,
    ),
    "formulas after one another": (nodes.MathBlock("x"), nodes.MathBlock("y"), Plain((WORD,))),
    "formulas in HTML": (
        nodes.Figure((nodes.MathBlock("x"), nodes.MathBlock("y"), nodes.Caption((WORD,)))),
    ),
    "a formula between texts": (nodes.Div((Plain((WORD,)), nodes.MathBlock("x"), Plain((WORD,)))),),
    "a wide space at the end of a note": (
        Paragraph((NOTE,)),
        nodes.FootnoteDefinition("각주", 1, (Paragraph((Text("글\u00a0\u2009"),)),)),
    ),
    "a wide space at the end of a note in HTML": (
        nodes.Figure((Paragraph((NOTE,)), nodes.Caption())),
        nodes.FootnoteDefinition("각주", 1, (Paragraph((Text("글\u00a0"),)),)),
    ),
    "a link around code that would end a definition": (
        Paragraph((nodes.Link("/x", (nodes.CodeSpan("a]:"),)),)),
    ),
    "an address after a letter that is i in another case": (Paragraph((Text("ıhttp://x.com"),)),),
    "a list after HTML in a tight item": (
        nodes.BulletList((nodes.ListItem((HTML_TASK, nodes.BulletList((ITEM,)))), ITEM)),
    ),
    "text after a picture in one line with it": (
        nodes.BlockQuote((SVG, Plain((nodes.HtmlElement("input", (), (), "inline"),)))),
    ),
    "a picture that shows a caret": (Paragraph((nodes.Image("/x", "^"),)),),
    "a mark alone in an item after HTML": (
        nodes.BulletList((ITEM,)),
        nodes.BulletList(
            (
                nodes.ListItem((Plain((WORD,)), nodes.HtmlElement("style", (Text("a"),)))),
                nodes.ListItem((Plain((Text("*"),)),)),
            )
        ),
        nodes.BulletList((nodes.ListItem((nodes.HtmlElement("style", (Text("a"),)),)),)),
        nodes.OrderedList((nodes.ListItem((Plain((Text("*"),)),)),)),
    ),
    "an item of two marks in a list with another marker": (
        nodes.BulletList((ITEM,)),
        nodes.BulletList((nodes.ListItem((Plain((Text("**"),)),)),)),
        nodes.OrderedList((nodes.ListItem((nodes.BulletList((ITEM,)),)),)),
        nodes.BulletList((nodes.ListItem((Plain((Text("--"),)),)),)),
    ),
    "a comment with hyphens": (
        Paragraph((WORD, nodes.RawInline("html", "<!-- | :---: | -->"), WORD)),
        Paragraph((WORD, nodes.RawInline("html", "<!--a---->"), WORD)),
    ),
    "www. alone": (
        Paragraph((Text("(www.) www. a www.…"), nodes.Emphasis((Text("b www."),)), Text("www."))),
    ),
    "addresses with a formula's marks": (
        Paragraph((nodes.Link("http://a.kr/x\\(b\\)", (WORD,)), Text(" \\(a\\)"))),
        Paragraph((nodes.Link("/\\[b\\]", (WORD,)), nodes.MathInline("x"))),
    ),
    **{
        f"an element called {name}": (
            nodes.BulletList((nodes.ListItem((Plain((nodes.HtmlElement(name, (WORD,)), WORD)),)),)),
            Paragraph((WORD, nodes.HtmlElement(name, (), (("class", "a"),), "inline"))),
            nodes.HtmlElement(name, (Paragraph((WORD,)), Paragraph((WORD,)))),
        )
        for name in ("mvc:annotation-driven", "a.b", "a_b")
    },
    "an address that ends in a space": (Paragraph((nodes.Link(" /글 ", (WORD,)),)),),
    "a drawing with text": (
        nodes.HtmlElement("svg", (nodes.HtmlElement("text", (WORD,), display="inline"),)),
    ),
    "a heading with a formula that is linked to": (
        LINK,
        nodes.Heading(2, (Text("here "), nodes.MathInline("x^2")), HERE),
    ),
    "a line from formula to formula": (
        Paragraph((nodes.MathInline("x"), WORD, nodes.MathInline("y"))),
        nodes.BlockQuote((Paragraph((nodes.MathInline("x"), Text(" "), nodes.MathInline("y"))),)),
        Paragraph((nodes.MathInline("x"),)),
    ),
    "a formula that ends in a backslash": (Paragraph((nodes.MathInline("x \\"), Text(" $"))),),
    "formulas whose signs would pair": (
        Paragraph((nodes.MathInline("R^*(a"), WORD, nodes.MathInline("S^*(b"))),
        Paragraph((nodes.MathInline("x}_i"), WORD, nodes.MathInline("x_{i}"))),
        Paragraph((nodes.Emphasis((nodes.MathInline("R*S"), WORD)), nodes.MathInline("R*S"))),
    ),
    "a list below text that begins with an empty container": (
        nodes.BulletList(
            (
                nodes.ListItem(
                    (
                        Plain((WORD,)),
                        nodes.BulletList((nodes.ListItem((nodes.Div((nodes.Div(),)),)),)),
                    )
                ),
                ITEM,
            )
        ),
    ),
    "quotes after HTML in a quote": (
        nodes.BlockQuote((nodes.DefinitionList(),)),
        nodes.BlockQuote(),
        nodes.BlockQuote((Paragraph((WORD,)),)),
    ),
}


ATTRIBUTES: dict[str, tuple[nodes.Block, ...]] = {
    f"an attribute called {name}": (
        Paragraph((WORD, nodes.HtmlElement("u", (WORD,), ((name, "a"),), "inline"))),
        nodes.HtmlElement("u", (Paragraph((WORD,)), Paragraph((WORD,))), ((name, "a>"),)),
    )
    for name in ("@click", "[a]", "*if", "1")
}
"""In kramdown no tag has such attributes, in no place."""


@pytest.mark.parametrize("dialect", VERIFIERS)
@pytest.mark.parametrize("name", [*FOUND, *ATTRIBUTES])
def test_reads_back(name: str, dialect: str) -> None:
    body = Body({**FOUND, **ATTRIBUTES}[name])
    verifier = load_verifier(VERIFIERS[dialect])
    assert verifier is not None
    document = Document("a.md", "posts", "/a/", "", None, "a", body)
    assert verifier(document, markdown_of(body, dialect=dialect)) == []


def test_liquid_that_stays_holds_no_mark() -> None:
    assert markdown_of(Body((LIQUID,))) == "{% nosuch %}\n"


def test_notes_are_one_list_where_they_are_html() -> None:
    second = nodes.FootnoteDefinition("b", 2, (Paragraph((Text("둘"),)),))
    marks = Paragraph((NOTE, nodes.FootnoteReference("b", 2)))
    markdown = markdown_of(Body((marks, DEFINED, second)), dialect="commonmark")
    assert markdown.count("<ol") == 1


CODE = nodes.CodeSpan("a|b")
IFRAME = nodes.HtmlElement("iframe", (), (("src", "/a"),), "inline")
MARK = nodes.HtmlElement("mark", (Text("a"), IFRAME), (), "inline")
FOUND_IN_KRAMDOWN: dict[str, tuple[nodes.Block, ...]] = {
    "an empty heading": (nodes.Heading(5, ()),),
    "an address with a backslash": (Paragraph((nodes.Link("a\\*b|c", (WORD,), '"t\\'),)),),
    "addresses that brackets would end": (
        Paragraph(
            (nodes.Link("a(b", (WORD,)), nodes.Link("", (WORD,)), nodes.Image("<a> b", "~~"))
        ),
    ),
    "an empty item": (nodes.BulletList((nodes.ListItem((Paragraph(),)),)),),
    "an empty list in an item": (
        nodes.BulletList((nodes.ListItem((nodes.BulletList((nodes.ListItem(),)),)),)),
    ),
    "code that begins with a space": (Paragraph((nodes.CodeSpan(" a"),)),),
    "code with runs of marks": (Paragraph((nodes.CodeSpan("`` a ```b"),)),),
    "code beside code": (Paragraph((nodes.CodeSpan("*a*"), nodes.CodeSpan("<b>"))),),
    "code in a cell": (
        nodes.Table(
            (
                nodes.TableSection(
                    "body",
                    (
                        nodes.TableRow(
                            (
                                nodes.TableCell((CODE, Text("``` |"), nodes.MathInline("|x|"))),
                                nodes.TableCell(
                                    (
                                        nodes.HtmlElement("u", (CODE,), (), "inline"),
                                        nodes.CodeSpan(" "),
                                    )
                                ),
                            )
                        ),
                    ),
                ),
            )
        ),
    ),
    "marks of emphasis": (Paragraph((Text("*"), Text("***"), Text("*a _b_ 1_c_"))),),
    "emphasis in emphasis": (
        Paragraph((nodes.Emphasis((nodes.Strong((WORD,)), Text("(a)"))), Text("을"))),
    ),
    "struck-out marks": (Paragraph((nodes.Strikethrough((nodes.CodeSpan("a~~b"),)), Text("~~c"))),),
    "a backtick in Markdown within HTML": (
        nodes.HtmlElement("dialog", (Paragraph((nodes.Emphasis((Text("`"),)),)),)),
    ),
    "signs before a tag": (
        Paragraph((nodes.HtmlElement("u", (Text("a<<"),), (), "inline"), Text(">>"))),
    ),
    "unknown elements at the start of a line": (
        Paragraph((nodes.HtmlElement("bdi", (WORD,), (), "inline"), WORD)),
        Paragraph((WORD, nodes.SoftBreak(), nodes.HtmlElement("x-y", (WORD,), (), "inline"))),
        Paragraph((WORD, nodes.LineBreak(), nodes.RawInline("html", "<!-- a -->"))),
    ),
    "blocks in a line": (Paragraph((WORD, IFRAME)), Paragraph((WORD, MARK))),
    "a formula with attributes": (Paragraph((nodes.MathInline("x", (("class", "a"),)),)),),
    "formulas with bars": (Paragraph((nodes.MathInline("|x|"),)),),
    "lines of spaces in code in an item": (
        nodes.BulletList((nodes.ListItem((nodes.CodeBlock("   \n\n"),)),)),
    ),
    "words of a language": (nodes.CodeBlock("a\n", "가 나"), nodes.CodeBlock("a\n", "a&amp;")),
    "a rule in an item": (
        nodes.BulletList((nodes.ListItem((Plain((WORD,)), RULE)),)),
        nodes.OrderedList((nodes.ListItem((Plain((WORD,)), RULE)),), 3),
    ),
    "a number before a list that ends in nothing": (
        nodes.OrderedList((ITEM, nodes.ListItem()), 3),
        Paragraph((WORD,)),
    ),
    "a head without a body": (
        nodes.Table(
            (
                nodes.TableSection(
                    "head", (nodes.TableRow((nodes.TableCell((WORD,), header=True),)),)
                ),
            )
        ),
    ),
    "a rule as HTML in a line": (
        Paragraph((WORD,)),
        nodes.BlockQuote(
            (
                Plain(
                    (nodes.HtmlElement("input", (), (), "inline"), nodes.RawInline("html", "<hr>"))
                ),
            )
        ),
    ),
    "a note in HTML that kramdown reads no Markdown in": (
        Paragraph((nodes.HtmlElement("mark", (NOTE,), (), "inline"),)),
        DEFINED,
    ),
    "the sign that Liquid is parted with": (LIQUID, Paragraph((Text("*\ufdd2Z"),))),
}


READ_APART = {"text after a picture in one line with it"}
"""In kramdown HTML that is a block goes on in no line."""


@pytest.mark.parametrize("name", sorted({*FOUND, *FOUND_IN_KRAMDOWN} - READ_APART))
def test_reads_back_in_kramdown(name: str) -> None:
    body = Body({**FOUND, **FOUND_IN_KRAMDOWN}[name])
    verifier = load_verifier("kramdown")
    assert verifier is not None
    document = Document("a.md", "posts", "/a/", "", None, "a", body)
    assert verifier(document, markdown_of(body, dialect="kramdown")) == []


@pytest.mark.parametrize(
    "block",
    [
        nodes.DefinitionList((nodes.Term((Text("{{"),)),)),
        nodes.CodeBlock("a\n", "", "line_numbers=1"),
        nodes.CodeBlock("a\n", "ruby", "line_numbers=1", HERE),
        nodes.CodeBlock("a\n", "", "", HERE),
        nodes.CodeBlock("a\n", "ruby", "", HERE),
        nodes.BlockQuote((nodes.MathBlock("a*b*c"),)),
        nodes.DefinitionList(
            (
                nodes.Term((Text("a"),)),
                nodes.Term((Text("b"),)),
                nodes.Definition((Paragraph((Text("c"),)), Paragraph((Text("d"),)))),
            )
        ),
        _definitions(Text("a"), "\xa0b"),
        nodes.BulletList((nodes.ListItem((Plain((Text("\u3000고\u3000"),)),)),)),
        _table(
            nodes.TableSection("body", (nodes.TableRow((nodes.TableCell((Text("\xa0가\xa0"),)),)),))
        ),
        nodes.Heading(6, (), (("data-x", '"<'),)),
        nodes.DefinitionList((nodes.Term((WORD,)), nodes.Definition((Plain((nodes.Span(),)),)))),
        Paragraph((nodes.Strikethrough((nodes.Emphasis((Text("🇷"),)), Text("Ý"))),)),
        nodes.Div((_definitions(Text("a")), nodes.Div((_definitions(Text("b")),)))),
        Paragraph((Text("\ufdd0a\ufdd1 \ufdd2b >\ufdd1 {{"),)),
    ],
    ids=[
        "braces before a tag",
        "numbers without a language",
        "linked numbers",
        "linked code",
        "linked code in a language",
        "a formula in a quote",
        "two terms of paragraphs",
        "a definition that begins with a wide space",
        "an item between wide spaces",
        "a cell between wide spaces",
        "an empty heading with an attribute",
        "a definition of nothing",
        "a symbol in two marks",
        "a definition in a box",
        "the signs that shortcodes are marked with",
    ],
)
def test_reads_back_in_hugo(block: nodes.Block) -> None:
    body = Body((LINK, block))
    verifier = load_verifier("hugo")
    assert verifier is not None
    document = Document("a.md", "posts", "/a/", "", None, "a", body)
    assert verifier(document, markdown_of(body, dialect="hugo")) == []
