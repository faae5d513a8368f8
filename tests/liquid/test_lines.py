"""Each line of the expanded text knows its line in the source file."""

from __future__ import annotations

import pytest

from migrator.source import LineMap
from tests.liquid.conftest import Bench

# Template; for each line of the output, the line of the template it came from.
CASES = {
    "literal": ("a\n{{ 1 }}b\nc", [1, 2, 3]),
    "nothing from tags": (
        "{% assign x = 1 %}\na\n{% comment %}\n\n{% endcomment %}b\nc",
        [1, 2, 5, 6],
    ),
    "trimmed": ("a\n\n{%- assign x = 1 -%}\n\nb\nc", [1, 6]),
    "branches": ("{% if true %}\na\n{% else %}\nb\n{% endif %}\nc", [1, 2, 5, 6]),
    "loop": ("x\n{% for i in (1..2) %}\n- {{ i }}\n{% endfor %}\ny", [1, 2, 3, 2, 3, 4, 5]),
    "value with lines": ("{{ page.lines }}\nz", [1, 1, 1, 2]),
    "value ends a line": ("{{ page.ended }}a\nb", [1, 1, 2]),
    "output over lines": ("{{ 'a'\n | append: 'b'\n}}\nc", [1, 4]),
    "raw": ("{% raw %}\n{{ a }}\n{% endraw %}\nb", [1, 2, 3, 4]),
    "include": ("a\n{% include three.html %}\nb", [1, 2, 2, 2, 3]),
    "include in a loop": (
        "{% for i in (1..2) %}\n{% include three.html %}{% endfor %}\nb",
        [1, 2, 2, 2, 2, 2, 2, 3],
    ),
    "capture": ("{% capture c %}x\ny{% endcapture %}\n{{ c }}\nz", [2, 3, 3, 4]),
    "highlight": (
        "a\n{% highlight c %}\n\nx\n\ny\n{% endhighlight %}\nb",
        [1, 2, 5, 6, 8],
    ),
    "highlight with numbers": (
        "{% highlight c linenos %}\nx\ny\n{% endhighlight %}\nb",
        [1, 1, 1, 3, 3, 5],
    ),
    "unknown block": ("a\n{% mine %}\nb\n{% endmine %}\nc", [1, 2, 3, 4, 5]),
    "unclosed": ("a\n{% if x %}\nb\nc", [1, 2, 3, 4]),
    "failing": ("a\n{{ nil | sort }}\nb", [1, 2, 3]),
    "tablerow": ("{% tablerow i in (1..2) cols:1 %}x{% endtablerow %}\nz", [1, 1, 1, 1, 2]),
}


@pytest.mark.parametrize("name", CASES)
def test_lines(bench: Bench, name: str) -> None:
    bench.include("three.html", "1\n2\n3")
    template, expected = CASES[name]
    out = bench.expand(template, {"lines": "a\nb\nc", "ended": "a\n"})
    count = out.text.count("\n") + 1
    assert [out.lines[line] for line in range(1, count + 1)] == expected


def test_lines_go_through_the_map_of_the_source(bench: Bench) -> None:
    out = bench.expand("a\n{% if true %}\nb\n{% endif %}", lines=LineMap(first_line=10))
    assert [out.lines[line] for line in range(1, 4)] == [10, 11, 12]


def test_diagnostics_name_lines_of_the_file(bench: Bench) -> None:
    bench.expand("a\n{% nothing %}", lines=LineMap(first_line=10))
    assert [(one.path, one.line) for one in bench.diagnostics] == [("a.md", 11)]


def test_text_without_liquid_comes_back_itself(bench: Bench) -> None:
    source = bench.expand("no Liquid { here }")
    assert source.text == "no Liquid { here }"
    assert source.lines == LineMap()
