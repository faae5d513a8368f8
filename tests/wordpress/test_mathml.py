"""Formulas as MathML: what is written, what stays LaTeX and is told, and what reads back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from converters.base import Piece
from converters.wordpress import WordPressConverter, options
from converters.wordpress.items import read_item
from converters.wordpress.mathml import FormulaError, latex_in, mathml_of
from migrator.kramdown import parse
from migrator.model.document import Document
from migrator.verify.wordpress import verify
from tests.wordpress.wordpress_samples import FIXTURES, SITE, document, read_cases

FOLDER = FIXTURES / "mathml"
CASES = read_cases(FOLDER / "formulas.md")
FORMS = {
    "oldest": {},
    "newest": {"wordpress-version": "6.9"},
    "classic": {"markup": "classic"},
}
UPDATE = os.environ.get("UPDATE_FIXTURES") == "1"


def converted(markdown: str, **given: str) -> tuple[Document, Piece]:
    post = document(body=parse(markdown))
    return post, WordPressConverter(SITE, {"math": "mathml", **given}).convert(post)


@pytest.mark.parametrize("form", list(FORMS))
def test_formulas_are_written_as_expected(form: str) -> None:
    written = {
        name: read_item(converted(text, **FORMS[form])[1].text).content
        for name, text in CASES.items()
    }
    path: Path = FOLDER / f"formulas.{form}.txt"
    if UPDATE:
        path.write_text("".join(f"=== {name}\n{text}\n" for name, text in written.items()))
    assert written == read_cases(path)


@pytest.mark.parametrize("form", list(FORMS))
@pytest.mark.parametrize("name", list(CASES))
def test_formulas_read_back_the_same(name: str, form: str) -> None:
    post, piece = converted(CASES[name], **FORMS[form])
    assert verify(post, piece.text) == []


@pytest.mark.parametrize("form", list(FORMS))
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (">x^2<", ">x^3<"),
        ("<msup><mi>x</mi><mn>2</mn></msup>", "<mrow></mrow>"),
        ("application/x-tex", "text/plain"),
    ],
)
def test_a_formula_that_changed_is_found(old: str, new: str, form: str) -> None:
    post, piece = converted("글 $$x^2$$", **FORMS[form])
    assert old in piece.text
    assert [one.code for one in verify(post, piece.text.replace(old, new))] == ["verify.content"]


def test_what_stays_latex_is_told_with_its_line() -> None:
    text = "글\n\n글 $$x$$ $$\\foo$$\n\n* 글\n\n  $$\n  \\bar{\\foo\n  $$\n"
    told = [one for one in converted(text)[1].diagnostics if one.code == "wordpress.formula-left"]
    assert [(one.line, one.excerpt) for one in told] == [(3, r"\foo"), (7, r"\bar{\foo")]
    assert 'Unknown command "\\foo".' in told[0].message


def test_nothing_is_told_where_formulas_stay_as_the_site_wrote_them() -> None:
    assert converted(r"$$\foo$$ $$x \\ y$$", math="tex")[1].diagnostics == ()


def test_formulas_that_may_have_had_numbers_are_counted() -> None:
    text = "\n\n".join(
        f"$$\n\\begin{{{name}}} x \\end{{{name}}}\n$$" for name in ("align", "equation", "align*")
    )
    (told,) = converted(text)[1].diagnostics
    assert (told.code, told.message[:10]) == ("wordpress.formula-numbers", "2 formulas")


@pytest.mark.parametrize(
    ("latex", "reason"),
    [
        (r"\foo{x}", "Unknown command"),
        (r"\begin{foo}x\end{foo}", "Unknown environment"),
        (r"a & b", "table-like"),
        (r"{x", "reached end"),
        (r"\cancel{x}", "few browsers"),
        (r"\eqref{a}", "refers to another"),
        (r"\def\a{b}", "defines commands"),
        (r"\DeclareMathOperator{\tr}{tr}", "defines commands"),
        (r"a \\ b", "lines outside"),
        (r"\begin{matrix}a\\b\end{matrix} \\ c", "lines outside"),
        ("% nothing", "shows nothing"),
        ("{" * 101 + "x" + "}" * 101, "too deeply"),
        (r"\sqrt" * 20_000 + "x", "too long"),
        ("{" * 1_000_000, "too deeply"),
        (r"\left(" * 200 + "x" + r"\right)" * 200, "too deeply"),
    ],
)
def test_what_is_no_mathml(latex: str, reason: str) -> None:
    with pytest.raises(FormulaError, match=reason):
        mathml_of(latex, display=True)


@pytest.mark.parametrize("latex", [r"\frac1" * 900 + "x1", "{" * 99 + "x" + "}" * 99])
def test_what_is_deep_is_written_all_the_same(latex: str) -> None:
    assert latex_in(mathml_of(latex, display=False).inner) == latex


@pytest.mark.parametrize(
    "latex", ["a < b & c".replace("&", r"\&"), r"x''_{3x4}", r"5' -- \text{`}"]
)
def test_the_latex_stays_in_it(latex: str) -> None:
    assert latex_in(mathml_of(latex, display=True).inner) == latex


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "is_installed", lambda: False)
    with pytest.raises(ValueError, match=r"jekyll-migrator\[mathml\]"):
        WordPressConverter(SITE, {"math": "mathml"})
    WordPressConverter(SITE, {"math": "tex"})


def test_another_word_is_told() -> None:
    with pytest.raises(ValueError, match="'tex' or 'mathml'"):
        WordPressConverter(SITE, {"math": "svg"})
