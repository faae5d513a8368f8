"""Every kind of cleaning: done or not as asked, and counted under its name."""

from __future__ import annotations

import pytest

from migrator.html.fragment import parse_fragment
from migrator.html.serializer import PLAIN, to_html
from migrator.transforms import TransformContext, Transformed, TransformOptions, apply_transforms
from migrator.transforms.cleaning import CLEANING, USUAL, chosen_kinds
from migrator.transforms.tracking import without_tracking
from tests.transforms.transform_checks import faults

TABLE = "<tr><td><b>이름</b></td><td><b>수</b></td></tr><tr><td>가</td><td>1</td></tr>"
MARKER = "<span style='mso-list:Ignore'>·</span>"
CASES = {
    "editor-attribute": '<p data-ke-size="size16">글</p>',
    "editor-comment": "<!-- wp:paragraph --><p>글</p>",
    "link-card": '<figure data-ke-type="opengraph"><a href="/a">글</a></figure>',
    "fold": '<div data-ke-type="moreLess"><a class="btn-toggle-moreless">더</a><p>글</p></div>',
    "caption": '<p>[caption id="a"]<img src="/a.png"> 글[/caption]</p>',
    "word-list": f"<p style='mso-list:l0 level1 lfo1'>{MARKER}글</p>",
    "decoration": '<p style="color: red">글</p>',
    "span": "<p><span>글</span></p>",
    "empty-element": "<p>글</p><div></div>",
    "spacer": "<p>글</p><p>&nbsp;</p>",
    "edge-break": "<p>글<br></p>",
    "break-paragraph": "<p>가<br><br>나</p>",
    "table-head": f"<table>{TABLE}</table>",
    "bold-heading": "<p><b>제목</b></p><p>글</p>",
    "tracking": '<p><a href="/a?b=1&amp;utm_source=feed#c">글</a></p>',
}


def cleaned(html: str, kinds: frozenset[str]) -> Transformed:
    options = TransformOptions(resolve_links=False, kinds=kinds)
    return apply_transforms(parse_fragment(html), TransformContext(options=options))


def test_there_is_a_case_of_every_kind() -> None:
    assert set(CASES) == set(CLEANING)


@pytest.mark.parametrize("kind", CASES)
def test_is_done_and_counted_where_asked(kind: str) -> None:
    found = cleaned(CASES[kind], frozenset({kind}))
    assert found.counts == {kind: 1}
    assert faults(found.body) == []


@pytest.mark.parametrize("kind", CASES)
def test_is_left_where_not(kind: str) -> None:
    others = frozenset(CLEANING) - {kind}
    found, all_of_it = cleaned(CASES[kind], others), cleaned(CASES[kind], frozenset(CLEANING))
    assert kind not in found.counts
    assert to_html(found.body, PLAIN) != to_html(all_of_it.body, PLAIN)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>가<br><br>나<br>다</p>", "<p>가</p> <p>나<br />다</p>"),
        ("<div>가<br>&nbsp;<br><br>나</div>", "<div> <p>가</p> <p>나</p> </div>"),
        ('<p id="a" lang="ko">가<br><br>나</p>', '<p id="a" lang="ko">가</p> <p lang="ko">나</p>'),
        ("<ul><li>가<br><br>나</li></ul>", "<ul> <li>가<br /><br />나</li> </ul>"),
        ("<p>가<br>나</p>", "<p>가<br />나</p>"),
    ],
)
def test_two_line_breaks_part_paragraphs(html: str, expected: str) -> None:
    assert " ".join(to_html(cleaned(html, USUAL).body, PLAIN).split()) == expected


def test_bold_headings_stand_below_the_last_heading() -> None:
    html = "<h2>위</h2><p><b>하나</b></p><p><b>문장이다.</b></p><p><b>둘</b> 셋</p>"
    text = to_html(cleaned(html, chosen_kinds(["bold-heading"])).body, PLAIN)
    assert "<h3>하나</h3>" in text
    assert text.count("<strong>") == 2


@pytest.mark.parametrize(
    ("address", "expected", "count"),
    [
        ("/a?utm_source=x&utm_medium=y", "/a", 2),
        ("/a?b=1&fbclid=2&c", "/a?b=1&c", 1),
        ("/a?b=utm_source", "/a?b=utm_source", 0),
        ("/a?gclid=1#b?c", "/a#b?c", 1),
    ],
)
def test_tracking_parameters(address: str, expected: str, count: int) -> None:
    assert without_tracking(address) == (expected, count)


def test_names_are_checked() -> None:
    assert chosen_kinds(["tracking", "no-spacer"]) == (USUAL | {"tracking"}) - {"spacer"}
    with pytest.raises(ValueError, match=r"no cleaning 'colour'.*decoration"):
        chosen_kinds(["colour"])
