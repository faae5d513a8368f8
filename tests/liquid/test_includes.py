"""Includes: where they are looked for, what they see, and what is told when they fail."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from migrator.diagnostics import Severity
from tests.liquid.conftest import Bench


def test_missing_include_names_the_place_and_the_folders(bench: Bench) -> None:
    text = bench.text("a\n{% include none.html x=1 %}\nb")
    assert text == "a\n{% include none.html x=1 %}\nb"
    (told,) = bench.diagnostics
    assert (told.code, told.severity) == ("liquid.missing-include", Severity.ERROR)
    assert (told.path, told.line) == ("a.md", 2)
    assert "'none.html'" in told.message
    assert "_includes" in told.message
    assert told.excerpt == "{% include none.html x=1 %}"


def test_includes_dir_of_the_config(make_bench: Callable[..., Bench]) -> None:
    bench = make_bench(includes_dir="parts")
    (bench.root / "parts").mkdir()
    (bench.root / "parts" / "x.html").write_text("here", encoding="utf-8")
    assert bench.text("{% include x.html %}") == "here"


@pytest.mark.parametrize("name", ["../a.md", "a//b.html", "a/./b.html", "x y.html", "/../x"])
def test_names_that_lead_out_are_refused(bench: Bench, name: str) -> None:
    text = f"{{% include {name} %}}"
    assert bench.text(text) == text
    assert all(told.severity is Severity.ERROR for told in bench.diagnostics[-1:])
    assert bench.diagnostics


def test_old_syntax_is_understood_and_told(bench: Bench) -> None:
    bench.include("a.html", "[{{ include.x }}]")
    assert bench.text("{% include 'a.html' %}{% include a.html x=\"1\", loose %}") == "[][1]"
    assert bench.codes == ["liquid.include-syntax"] * 2


def test_problem_inside_an_include_is_told_with_its_own_place(bench: Bench) -> None:
    bench.include("a.html", "one\n{{ nil | sort }}\n")
    assert bench.text("{% include a.html %}{% include a.html %}") == "one\n{{ nil | sort }}\n" * 2
    (told,) = bench.diagnostics
    assert (told.path, told.line) == ("_includes/a.html", 2)
    assert "a.md" in told.message


def test_broken_include_leaves_the_tag(bench: Bench) -> None:
    bench.include("a.html", "one\n{% if x %}\ntwo")
    assert bench.text("x {% include a.html %} y") == "x {% include a.html %} y"
    (told,) = bench.diagnostics
    assert told.code == "liquid.broken-include"
    assert "_includes/a.html" in told.message
    assert "line 2" in told.message


def test_include_without_parameters_sees_the_outer_ones(bench: Bench) -> None:
    bench.include("outer.html", "{% include inner.html %}{% include inner.html x='2' %}")
    bench.include("inner.html", "{{ include.x }}{{ include.y }};")
    assert bench.text("{% include outer.html x='1' y='b' %}{{ include.x }}|") == "1b;2;|"


def test_include_cached_only_with_its_plugin(make_bench: Callable[..., Bench]) -> None:
    template = "{% include_cached a.html %}"
    without = make_bench()
    without.include("a.html", "A")
    assert without.text(template) == template
    assert "jekyll-include-cache" in without.diagnostics[0].message
    assert make_bench(plugins=["jekyll-include-cache"]).text(template) == "A"


def test_wrong_bytes_in_an_include_do_no_harm(bench: Bench) -> None:
    bench.include("a.html", "")
    (bench.root / "_includes" / "a.html").write_bytes(b"caf\xe9 {{ 1 }}")
    assert bench.text("{% include a.html %}").endswith(" 1")


def test_carriage_returns_stay(bench: Bench) -> None:
    bench.include("a.html", "x\r\n{{ 1 }}\r\n")
    assert bench.text("a\r\n{% include a.html %}b\r\n") == "a\r\nx\r\n1\r\nb\r\n"
