"""What jemoji and jekyll-mentions make of the finished page."""

from __future__ import annotations

import pytest

from migrator.html.emoji_codes import with_emoji
from migrator.html.fragment import parse_fragment
from migrator.model.nodes import Link, Text
from migrator.model.walk import walk
from migrator.transforms import TransformContext, apply_transforms
from tests.transforms.transform_checks import Case, faults, outline, read_cases

GITHUB = "https://github.com"


def cases(file: str) -> list[object]:
    return [pytest.param(case, id=case.name) for case in read_cases(file)]


@pytest.mark.parametrize("case", cases("emoji_codes.txt"))
def test_emoji_codes(case: Case) -> None:
    body = apply_transforms(parse_fragment(case.html), TransformContext(emoji_codes=True)).body
    assert outline(body) == case.expected
    assert faults(body) == []


@pytest.mark.parametrize("case", cases("mentions.txt"))
def test_mentions(case: Case) -> None:
    told: list[object] = []
    context = TransformContext(mentions_base=GITHUB, sink=told.append)
    body = apply_transforms(parse_fragment(case.html), context).body
    assert outline(body) == case.expected
    assert faults(body) == []


@pytest.mark.parametrize(
    ("base", "address"),
    [
        ("https://x.example/u", "https://x.example/u/kim"),
        ("https://x.example/u/", "https://x.example/u/kim"),
        ("https://x.example/~", "https://x.example/~kim"),
    ],
)
def test_mentions_below_another_address(base: str, address: str) -> None:
    body = parse_fragment("<p>\nhi\n@kim</p>")
    made = apply_transforms(body, TransformContext(mentions_base=base)).body
    links = [node for node in walk(made) if isinstance(node, Link)]
    assert links == [Link(address, (Text("@kim"),), line=1)]


def test_without_the_plugins_texts_stay() -> None:
    body = apply_transforms(parse_fragment("<p>:smile: @kim</p>")).body
    assert outline(body) == "Paragraph\n  ':smile: @kim'"


def test_many_colons_and_names_cost_little() -> None:
    assert with_emoji(":zz" * 50_000) == ":zz" * 50_000
    assert with_emoji(":" * 50_000 + "smile:") == ":" * 49_999 + "😄"


def test_deep_nesting() -> None:
    html = "<em>" * 3_000 + ":smile: @kim" + "</em>" * 3_000
    context = TransformContext(emoji_codes=True, mentions_base=GITHUB)
    texts = [
        n.text
        for n in walk(apply_transforms(parse_fragment(html), context).body)
        if isinstance(n, Text)
    ]
    assert texts == ["😄 ", "@kim"]
