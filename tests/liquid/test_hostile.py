"""Templates that would hang, blow up or overflow: told, and the rest stays as written."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from migrator.liquid import Limits
from tests.liquid.conftest import Bench, page

SMALL = Limits(loop_turns=20_000, characters=200_000, seconds=20)

ENDLESS = {
    "loop": "{% for i in (1..1000000000000) %}{% endfor %}",
    "nested loops": "{% for i in (1..9999) %}{% for j in (1..9999) %}{% endfor %}{% endfor %}",
    "output": "{% for i in (1..15000) %}0123456789abcdef{% endfor %}",
    "doubling": ("{% for i in (1..99) %}{% assign s = s | append: s | append: 'x' %}{% endfor %}"),
    "captures": (
        "{% for i in (1..99) %}{% capture c %}{{ c }}{{ c }}x{% endcapture %}{% endfor %}"
    ),
    "include of itself": "{% include self.html %}",
    "includes in a ring": "{% include a.html %}",
    "range to array": "{{ (1..1000000000000) | join }}",
}


@pytest.mark.parametrize("name", ENDLESS)
def test_endless(make_bench: Callable[..., Bench], name: str) -> None:
    bench = make_bench(SMALL)
    bench.include("self.html", "x{% include self.html %}{% include self.html %}")
    bench.include("a.html", "a{% if true %}{% include b.html %}{% endif %}")
    bench.include("b.html", "b{% for i in (1..2) %}{% include a.html %}{% endfor %}")
    template = f"before {{{{ 1 }}}}\n{ENDLESS[name]}\nafter {{{{ 2 }}}}"
    out = bench.expand(template)
    assert out.text == "before 1\n" + template.partition("\n")[2]
    assert [out.lines[line] for line in (1, 2, 3)] == [1, 2, 3]
    (told,) = bench.diagnostics
    assert (told.code, told.path, told.line) == ("liquid.limit", "a.md", 2)


def test_time_is_limited(make_bench: Callable[..., Bench]) -> None:
    bench = make_bench(Limits(seconds=0.05))
    bench.text("{% for i in (1..900000) %}{% assign x = i | plus: 1 %}{% endfor %}")
    assert bench.codes == ["liquid.limit"]


def test_numbers_are_limited(bench: Bench) -> None:
    bench.text("{% assign n = 9 %}{% for i in (1..99) %}{% assign n = n | times: n %}{% endfor %}")
    assert bench.codes == ["liquid.error"]


def test_deep_nesting(bench: Bench) -> None:
    deep = "{% if true %}" * 3000 + "x" + "{% endif %}" * 3000
    assert bench.text(f"{{{{ 1 }}}}{deep}") == f"1{deep}"
    assert bench.codes == ["liquid.unclosed-block"]
    assert bench.text("{% if true %}" * 90 + "x" + "{% endif %}" * 90) == "x"


PIECES = {
    "outputs": "{{ a }}",
    "blocks": "{% if true %}x{% endif %}\n",
    "unknown": "{% foo %}",
    "unknown pairs": "{% foo %}{% endfoo %}",
    "open output": "{{ ",
    "open tag": "{% ",
    "trimming": "{%-",
    "one brace": "{{ }",
    "open blocks": "{% if true %}",
    "open raw": "{% raw %}",
    "open comment": "{% comment %}",
}
INSIDE = {
    "brackets": ("{{ a", "[a", "]", " }}"),
    "parentheses": ("{{ ", "(", ")", " }}"),
    "conditions": ("{% if a", " and a", "", " %}{% endif %}"),
    "spaces": ("{% if a", " ", "", "& b %}{% endif %}"),
    "filters": ("{{ a", " | x: 'b', ", "", " }}"),
    "quotes": ("{{ ", "\"'", "", " }}"),
    "tags to strip": ("{{ '", "<script<", "", "' | strip_html }}"),
    "parameters": ("{% include x.html", ' a="b"', "", " ! %}"),
}


def _seconds(bench: Bench, template: str) -> float:
    started = time.process_time()
    bench.expander.expand_text(page(), template)
    return time.process_time() - started


def _grows_linearly(bench: Bench, make: Callable[[int], str], size: int) -> bool:
    """Four times the input may cost at most twelve times the time (and a little noise)."""
    for _ in range(3):
        small, large = _seconds(bench, make(size)), _seconds(bench, make(size * 4))
        if large <= small * 12 + 0.1:
            return True
    return False


@pytest.mark.parametrize("name", PIECES)
def test_pieces_grow_linearly(bench: Bench, name: str) -> None:
    assert _grows_linearly(bench, lambda size: PIECES[name] * size, 2500)


@pytest.mark.parametrize("name", INSIDE)
def test_markup_grows_linearly(bench: Bench, name: str) -> None:
    start, opening, closing, end = INSIDE[name]
    assert _grows_linearly(bench, lambda size: start + opening * size + closing * size + end, 2500)


def test_hundred_thousand_tags(bench: Bench) -> None:
    assert bench.text("{{ 1 }}" * 100_000) == "1" * 100_000
