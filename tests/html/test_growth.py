"""Time and memory grow with the text, not faster, for HTML that is hard on the reader."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from migrator.html.fragment import parse_fragment
from tests.growth import problem_of

LARGEST = int(os.environ.get("GROWTH_SIZE", "24000"))
PATIENCE = float(os.environ.get("GROWTH_SECONDS", "inf"))

UNITS = (
    "<div>", "<p>", "<b>", "<b><i>", "<b></i>", "<b><p>", "<b><p></b>", "<a>", "<a><b>", "</p>",
    "</b>", "<a href=", "<a href=\"", "<a b='", "<a ", "<", "</", "<!", "<!--", "<!-- a -->",
    "<?", "<![CDATA[", "<table>", "<table><tr><td>", "<table>a", "<table><b>", "<td>", "<ul><li>",
    "<li>", "<dl><dt>", "<select>", "<option>", "<script>", "<style>", "<textarea>", "<title>",
    "<svg>", "<svg><p>", "<math>", "<button>", "<h1>", "<br>", "<nobr>", "<form>", "&", "&amp;",
    "&#", "a ", "\n", "가<b>나</b>", "<제목>", "<font size=1>", "</div>", "<b></p>", "<body a=b>",
    "<html>", "<head>", "<noscript>", "<iframe>", "<pre>\n", "<ruby><rt>",
    "<p><b>", "<a><p></a>", "<i><b></i>", "<table><b>x", "<div><li>", "<!-- -->", "<?x>",
    "<a b=\"x>", "{{", "{%", "{%%", "{{ }}", "<a {{", "<b class=1><p>", "<font color=1><div>",
    "x<br>", "<rt>", "<dd><dt>",
)  # fmt: skip


def _repeated(unit: str) -> Callable[[int], str]:
    return lambda size: unit * (size // len(unit))


PATTERNS: dict[str, Callable[[int], str]] = {
    **{unit: _repeated(unit) for unit in UNITS},
    "nested": lambda size: "<div>" * (size // 11) + "</div>" * (size // 11),
    "crossed": lambda size: "<b>" * (size // 7) + "</p>" * (size // 7),
    "formatting, then paragraphs": lambda size: "<b>" * (size // 7) + "<p>a" * (size // 7),
    "formatting, closed out of order": lambda size: (
        "<b><i>" * (size // 14) + "</b></i>" * (size // 14)
    ),
    "attributes": lambda size: "<a" + " a=b" * (size // 4) + ">",
    "distinct attributes": lambda size: "<a" + "".join(f" a{i}=b" for i in range(size // 8)) + ">",
    "rows": lambda size: "<table>" + "<tr><td>a" * (size // 9),
    "text before a table": lambda size: "<table>" + "a<tr>" * (size // 5),
}


@pytest.mark.parametrize("name", PATTERNS)
def test_twice_the_html_takes_at_most_three_times_as_long(name: str) -> None:
    assert not problem_of(parse_fragment, PATTERNS[name], LARGEST, PATIENCE)
