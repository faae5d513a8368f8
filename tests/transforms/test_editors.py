"""Posts as editors write them, and every rule of their profiles."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from migrator import kramdown
from migrator.html.fragment import parse_fragment
from migrator.html.serializer import PLAIN, to_html
from migrator.model.nodes import Body
from migrator.transforms import TransformContext, TransformOptions, apply_transforms
from migrator.transforms.editors import PROFILES
from migrator.transforms.editors.shortcodes import without_shortcodes
from migrator.transforms.editors.word import without_markers
from migrator.verify.comparison import has_same_letters
from tests.markdown.markdown_helpers import check, markdown_of
from tests.transforms.transform_checks import Case, faults, outline, read_cases

POSTS = sorted((Path(__file__).parents[2] / "fixtures/transforms/editors").glob("*.html"))
BOXES = re.compile(r"<(?!/?(?:figure|figcaption|details|summary|img|a|em|strong|kbd|cite|p)\b)\w+")


def transformed(path: Path) -> Body:
    return apply_transforms(parse_fragment(path.read_text(encoding="utf-8"))).body


def test_every_profile_has_a_post() -> None:
    assert [path.stem for path in POSTS] == sorted(one.name.lower() for one in PROFILES)


@pytest.mark.parametrize("path", POSTS, ids=lambda path: path.stem)
def test_post_becomes_clean_markdown(path: Path) -> None:
    body = transformed(path)
    markdown = markdown_of(body)
    assert markdown == path.with_suffix(".md").read_text(encoding="utf-8")
    assert check(body, markdown) == []
    assert faults(body) == []
    assert BOXES.findall(markdown) == []


@pytest.mark.parametrize("path", POSTS, ids=lambda path: path.stem)
def test_post_in_a_markdown_source_becomes_the_same(path: Path) -> None:
    parsed = kramdown.parse(path.read_text(encoding="utf-8"), {"input": "GFM"})
    body = apply_transforms(parsed).body
    assert markdown_of(body) == path.with_suffix(".md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", POSTS, ids=lambda path: path.stem)
def test_no_word_is_lost(path: Path) -> None:
    html = without_markers(path.read_text(encoding="utf-8"))
    assert has_same_letters(html, to_html(transformed(path), PLAIN), without_shortcodes)


@pytest.mark.parametrize("path", POSTS, ids=lambda path: path.stem)
def test_nothing_is_done_where_cleaning_is_off(path: Path) -> None:
    context = TransformContext(options=TransformOptions(clean=False, resolve_links=False))
    parsed = parse_fragment(path.read_text(encoding="utf-8"))
    assert apply_transforms(parsed, context).counts.keys() <= {"table-head"}


@pytest.mark.parametrize("case", read_cases("editors.txt"), ids=lambda case: case.name)
def test_rule(case: Case) -> None:
    body = apply_transforms(parse_fragment(case.html)).body
    assert outline(body) == case.expected
    assert faults(body) == []
