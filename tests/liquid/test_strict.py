"""``strict_variables`` and ``strict_filters``: told where Jekyll would stop."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrator.diagnostics import Diagnostic
from migrator.liquid import Expander
from migrator.site.reader import load_site
from migrator.source import SourceText
from tests.site.helpers import write_files

FILES = {
    "_docs/one.md": "---\ntitle: One\n---\n",
    "_data/known.yml": "empty:\nlist: [1]\n",
    "_includes/a.html": "{{ include.x }}{{ include.y }}",
    "file.txt": "",
    "a.md": "---\ntitle: T\nnothing:\n---\n",
}
STRICT = "liquid: {strict_variables: true, strict_filters: true}\n"
VARIABLE, FILTER = "liquid.undefined-variable", "liquid.unknown-filter"


def _told(root: Path, template: str, config: str = STRICT) -> tuple[str, list[Diagnostic]]:
    files = {**FILES, "_config.yml": config + "collections: [docs]\n"}
    site = load_site(write_files(root, files))
    page = site.index.documents_by_path["a.md"]
    told: list[Diagnostic] = []
    text = Expander(site, str).expand(page, SourceText("a.md", template), told.append).text
    return text, told


# Each checked against real Jekyll: where it stops, the name is told.
@pytest.mark.parametrize(
    ("template", "name"),
    [
        ("{{ nope }}", "nope"),
        ("{{ page.nope }}", "nope"),
        ("{{ page.title.nope }}", "nope"),
        ("{{ page.nothing.more }}", "more"),
        ("{{ page.previous }}", "previous"),
        ("{{ site.nope }}", "nope"),
        ("{{ site.data.nope.more }}", "nope"),
        ("{{ nope | default: 'x' }}", "nope"),
        ("{{ 'a' | append: nope }}", "nope"),
        ("{% if nope %}a{% endif %}", "nope"),
        ("{% if page.nope == 1 %}a{% endif %}", "nope"),
        ("{% for a in page.nope %}a{% endfor %}", "nope"),
        ("{% for a in site.docs %}{{ a.nope }}{% endfor %}", "nope"),
        ("{% assign x = page.nope %}", "nope"),
        ("{% assign h = site.data %}{{ h.nope }}", "nope"),
        ("{% include a.html x=1 %}", "y"),
    ],
)
def test_undefined_variables(tmp_path: Path, template: str, name: str) -> None:
    _, told = _told(tmp_path, template)
    assert [one.code for one in told] == [VARIABLE]
    assert f"no variable {name};" in told[0].message


@pytest.mark.parametrize(
    "template",
    [
        "{{ page.nothing }}",
        "{{ page.excerpt }}",
        "{{ content }}",
        "{{ site.data.known.empty }}",
        "{{ site.data.known.list[7] }}",
        "{{ site.data.known.list.first }}{{ site.data.known.list.size }}{{ page.title.size }}",
        "{% assign x = nil %}{{ x }}",
        "{% for a in site.docs %}{{ a.title }}{{ a.next }}{{ forloop.index }}{% endfor %}",
        "{% for f in site.static_files %}{{ f.collection }}{% endfor %}",
        "{% increment n %}{{ n }}",
    ],
)
def test_nil_is_defined(tmp_path: Path, template: str) -> None:
    assert _told(tmp_path, template)[1] == []


def test_an_unknown_filter_and_the_line(tmp_path: Path) -> None:
    text, told = _told(tmp_path, "a\n{{ page.title | nosuch }}\n{{ nope }}")
    assert text == "a\nT\n"
    assert [(one.code, one.line) for one in told] == [(FILTER, 2), (VARIABLE, 3)]
    assert "Jekyll would stop here" in told[0].message


def test_without_strictness(tmp_path: Path) -> None:
    text, told = _told(tmp_path, "{{ nope }}{{ page.title | nosuch }}", config="")
    assert text == "T"
    assert [one.code for one in told] == [FILTER]
    assert "would stop" not in told[0].message


def test_a_failure_for_want_of_what_github_knows_says_so(tmp_path: Path) -> None:
    template = "{{ site.github.public_repositories | sort: 'name' }}"
    text, told = _told(tmp_path, template, "")
    assert text == template
    assert "sort a null object (site.github holds what GitHub said" in told[0].message
