"""What cannot be evaluated stays as it was written, and is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from migrator.diagnostics import Severity
from tests.liquid.conftest import Bench

# Template, expected text, codes told.
CASES = {
    "unknown tag": ("a {% video x y %} {{ 1 }}", "a {% video x y %} 1", ["liquid.unknown-tag"]),
    "unknown block": (
        "{% tip %}{{ 1 }}{% if x %}{% endtip %}{{ 2 }}",
        "{% tip %}{{ 1 }}{% if x %}{% endtip %}2",
        ["liquid.unknown-tag"],
    ),
    "unknown block in itself": (
        "{% tip %}a{% tip %}b{% endtip %}c{% endtip %}d",
        "{% tip %}a{% tip %}b{% endtip %}c{% endtip %}d",
        ["liquid.unknown-tag"],
    ),
    "unknown tag keeps white space": (
        "a\n{%- video -%}\nb",
        "a\n{%- video -%}\nb",
        ["liquid.unknown-tag"],
    ),
    "unknown block in a branch": (
        "{% if true %}{% tip %}{{ 1 }}{% endtip %}{{ 2 }}{% endif %}",
        "{% tip %}{{ 1 }}{% endtip %}2",
        ["liquid.unknown-tag"],
    ),
    "unknown tag where nothing is shown": ("{% if false %}{% video %}{% endif %}a", "a", []),
    "stray end": ("a{% endif %}{{ 1 }}", "a{% endif %}1", ["liquid.stray-tag"]),
    "unclosed": (
        "{{ 1 }}\n{% if x %}\n{{ 2 }}",
        "1\n{% if x %}\n{{ 2 }}",
        ["liquid.unclosed-block"],
    ),
    "unclosed inside": (
        "{{ 1 }}{% for x in y %}{% if z %}{% endfor %}{{ 2 }}",
        "1{% for x in y %}{% if z %}{% endfor %}{{ 2 }}",
        ["liquid.unclosed-block"],
    ),
    "bad markup of a block": (
        "{% for x %}{{ 1 }}{% endfor %}{{ 2 }}",
        "{% for x %}{{ 1 }}{% endfor %}2",
        ["liquid.syntax"],
    ),
    "bad markup of a tag": ("{% assign %}{{ 2 }}", "{% assign %}2", ["liquid.syntax"]),
    "open output": ("a {{ b\n\n{% if true %}c", "a {{ b\n\n{% if true %}c", ["liquid.syntax"]),
    "one brace": ("a {{ b } {{ 1 }}", "a {{ b } 1", ["liquid.syntax"]),
    "failing filter": ("{{ nil | sort }}{{ 1 }}", "{{ nil | sort }}1", ["liquid.error"]),
    "unknown filter": ("{{ 'a' | shout | upcase }}", "A", ["liquid.unknown-filter"]),
    "link to nowhere": ("{% link x.md %}", "{% link x.md %}", ["liquid.missing-link"]),
    "post that is not there": (
        "{% post_url 2020-01-01-x %}",
        "{% post_url 2020-01-01-x %}",
        ["liquid.missing-post"],
    ),
    "break at the top": ("a{% break %}b", "a", ["liquid.interrupt"]),
    "told once": (
        "{% for i in (1..3) %}{{ nil | sort }}{% endfor %}",
        "{{ nil | sort }}" * 3,
        ["liquid.error"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_verbatim(bench: Bench, name: str) -> None:
    template, expected, codes = CASES[name]
    assert bench.text(template) == expected
    assert bench.codes == codes


def test_unknown_tag_is_an_error_with_file_and_line(bench: Bench) -> None:
    bench.text("a\n\nb {% video x %}")
    (told,) = bench.diagnostics
    assert (told.path, told.line, told.severity) == ("a.md", 3, Severity.ERROR)
    assert "video" in told.message


def test_undefined_variables_are_silent(bench: Bench) -> None:
    assert bench.text("[{{ a.b.c }}{{ site.github.x }}{{ page.y[0] }}]") == "[]"
    assert bench.codes == []


def test_render_with_liquid_false(bench: Bench) -> None:
    assert bench.text("{{ 1 }}", render_with_liquid=False) == "{{ 1 }}"


@pytest.mark.parametrize(
    ("plugin", "template", "expected"),
    [
        (
            "jekyll-gist",
            "{% gist u/1 %}",
            '<script src="https://gist.github.com/u/1.js"> </script>',
        ),
        (
            "jekyll-gist",
            "{% gist 12 a.rb %}",
            '<script src="https://gist.github.com/12.js?file=a.rb"> </script>',
        ),
        (
            "jekyll-figure",
            '{% figure caption:"*글* {{ \'x\' | upcase }}" class:"wide" %}a{% endfigure %}',
            '<figure class="wide"><p>a</p>\n  <figcaption>*글* X</figcaption>\n</figure>',
        ),
        ("jekyll-figure", "{% figure %}글{% endfigure %}", "<figure><p>글</p>\n</figure>"),
        ("jekyll-seo-tag", "a{% seo %}b{% seo title=false %}", "ab"),
        ("jekyll-feed", "{% feed_meta %}", ""),
    ],
)
def test_plugin_tags(
    make_bench: Callable[..., Bench], plugin: str, template: str, expected: str
) -> None:
    assert make_bench(plugins=[plugin]).text(template) == expected
    without = make_bench()
    assert without.text(template) == template
    assert set(without.codes) == {"liquid.unknown-tag"}


def test_avatar(make_bench: Callable[..., Bench]) -> None:
    text = make_bench(plugins=["jekyll-avatar"]).text("{% avatar @jekyll size=50 %}")
    assert text.startswith('<img class="avatar" alt="jekyll" width="50" height="50"')
    assert "?v=3&s=200 4x" in text


def test_highlight_with_margins_in_markdown(bench: Bench) -> None:
    template = "{% highlight ruby %}a & b{% endhighlight %}"
    figure = (
        '<figure class="highlight"><pre><code class="language-ruby" data-lang="ruby">'
        "a &amp; b</code></pre></figure>"
    )
    assert bench.expand(template, is_markdown=True).text == f"\n{figure}\n"
    assert bench.expand(template).text == figure
