"""Formulas that a script of the site finds in the text of its pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from migrator import migrate
from migrator.kramdown import parse
from migrator.site.formulas import formula_script
from migrator.site.reader import load_site
from migrator.transforms import TransformContext, TransformOptions, apply_transforms
from migrator.transforms.formulas import without_signs
from tests.growth import problem_of
from tests.site.helpers import write_files
from tests.transforms.transform_checks import outline

BOTH = frozenset({"$", "\\("})
OPTIONS = TransformOptions(resolve_links=False)
MATHJAX = "<script>MathJax = {tex: {inlineMath: [['$', '$'], ['\\\\(', '\\\\)']]}}</script>"
KATEX = '<script>renderMathInElement(katex, {delimiters: [{left: "$", right: "$"}]})</script>'
PLAIN = "<script src='https://cdn.example/mathjax.js'></script>"
POST = "---\ntitle: 수식\n{front}---\n값 ($x_i$)과 $f'(a_1) - 2 \\leq b$ 그리고 \\\\(y\\\\), 5$\n"


def _outline(markdown: str, signs: frozenset[str] = BOTH) -> str:
    context = TransformContext(formula_signs=signs, options=OPTIONS)
    return outline(apply_transforms(parse(markdown), context).body)


@pytest.mark.parametrize(
    ("markdown", "latex"),
    [
        ("a $x$ b", ["x"]),
        ("$x$, $y$", ["x", "y"]),
        ("$a_1 * 2$ und $f'(x) -- ...$", ["a_1 * 2", "f'(x) -- ..."]),
        ("$a\nb$", ["a\\nb"]),
        ("\\\\(x\\\\) und \\\\(y", ["x"]),
        ("# Titel $x$", ["x"]),
        ("| $x$ | b |", ["x"]),
        ("*mit $x$*", ["x"]),
        ("$$x$$ bleibt", ["x"]),
        ("5 $ allein", []),
        ("`$x$` und `$y`", []),
        ("    $x$ $y$", []),
        ("$a *b$ c* d", []),
        ("<pre>$x$ $y$</pre>", []),
        ("leer $ $ und \\\\(\\\\)", []),
    ],
)
def test_finds_what_the_script_finds(markdown: str, latex: list[str]) -> None:
    found = [line.strip() for line in _outline(markdown).splitlines() if "MathInline" in line]
    assert found == [
        f'MathInline latex="{one}"' if "'" in one else f"MathInline latex='{one}'" for one in latex
    ]


def test_only_the_signs_of_the_site_count() -> None:
    assert "MathInline" not in _outline("$x$", frozenset({"\\("}))
    assert "MathInline" not in _outline("$x$ \\\\(y\\\\)", frozenset())


@pytest.mark.parametrize(
    ("files", "signs", "keys"),
    [
        ({"_includes/head.html": MATHJAX}, BOTH, set()),
        ({"_layouts/post.html": KATEX}, BOTH, set()),
        ({"_includes/head.html": PLAIN}, {"\\("}, set()),
        (
            {"_includes/m.html": f"{{% if page.use_math %}}{MATHJAX}{{% endif %}}"},
            BOTH,
            {"use_math"},
        ),
        ({"_includes/head.html": "<script>var a = '$';</script>"}, set(), set()),
        ({}, set(), set()),
    ],
)
def test_reads_the_layouts(
    files: Mapping[str, str], signs: set[str], keys: set[str], tmp_path: Path
) -> None:
    script = formula_script(load_site(write_files(tmp_path, {"_config.yml": "", **files})))
    assert (script.signs, script.keys) == (signs, keys)


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        (
            "mathjax: true\n",
            "값 ($x_i$)과 $f'(a_1) - 2 \\leq b$ 그리고 $y$, 5$\n",
        ),
        ("", "값 (\\$x_i$)과 \\$f’(a_1) - 2 \\leq b$ 그리고 \\\\(y\\\\), 5$\n"),
    ],
)
def test_a_page_shows_them_where_it_asks(front: str, expected: str, tmp_path: Path) -> None:
    files = {
        "_config.yml": "title: Site\n",
        "_layouts/post.html": f"{{% if page.mathjax %}}{MATHJAX}{{% endif %}}{{{{ content }}}}",
        "_posts/2020-01-01-a.md": POST.format(front=front),
    }
    report = migrate(write_files(tmp_path / "site", files), "markdown", tmp_path / "out")
    assert report.unverified == 0
    (written,) = (tmp_path / "out").rglob("*a.md")
    assert written.read_text(encoding="utf-8").endswith(expected)


def test_text_is_compared_without_signs_as_it_is_typed() -> None:
    assert without_signs("$f’(x)$ – “a”…") == without_signs('\\(f\'(x)\\) -- "a"...')


@pytest.mark.parametrize("unit", ["$", "$a", "\\\\(", "$a$ ", "$\\", "$$a$"])
def test_cost_grows_with_length(unit: str) -> None:
    assert not problem_of(_outline, lambda size: unit * (size // len(unit)), 24_000)
