"""What is written reads the same, and nobody changes the tree it was given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import partial

import pytest

from converters import load_converter
from migrator.html.depth import bound_depth
from migrator.html.fragment import parse_fragment
from migrator.html.serializer import HtmlOptions, to_html
from migrator.model.codec import encode
from migrator.model.document import Document, SiteInfo
from migrator.model.nodes import Body
from migrator.transforms import TRANSFORMS, TransformContext, apply_transforms
from migrator.transforms.context import Notes
from migrator.verify.registry import load_verifier
from tests.kramdown.cases import MISSING, Case, kramdown_cases, own_cases
from tests.kramdown.normal_html import normalise

CASES = [*own_cases(), *kramdown_cases()]
NAMES = [case.name for case in CASES]

NO_TAG = "a word in angles is a tag for kramdown, but text for HTML"
NOT_THERE = "kramdown leaves tags where HTML has no place for them"
LETTERS = "HTML has small letters in names, and ends none of its own elements with a slash"

REPAIRED = {
    "blocks/html-markdown-attribute": NOT_THERE,
    "blocks/html-odd": NO_TAG,
    "blocks/html-parse-block": NOT_THERE,
    "blocks/html-raw": "items without end tags end where the next begins",
    "blocks/math-without-engine": "kramdown writes a formula without an engine as it stands",
    "native/inlines": NO_TAG,
    "span/autolinks": "kramdown makes links in links",
    "span/html-without-end": NO_TAG,
    "span/links-and-brackets": "kramdown makes links in links",
    "span/scripts-in-scripts": "a script ends at its first end tag",
    "span/unicode": NO_TAG,
    "traps/pseudo-tags": NO_TAG,
    "kramdown: block/09_html/markdown_attr": NOT_THERE,
    "kramdown: block/09_html/xml": LETTERS,
    "kramdown: span/05_html/xml": LETTERS,
}
"""Cases whose HTML is broken, as kramdown's is, so that reading it repairs it; and why."""


def _reason(case: Case) -> str:
    name = case.name.removesuffix(", as Jekyll has it")
    return REPAIRED.get(name) or REPAIRED.get(
        name.removesuffix("-gfm").removesuffix("-kramdown"), ""
    )


def read_back(html: str, options: HtmlOptions) -> str:
    return to_html(parse_fragment(html), options)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_html_reads_back_as_the_same_html(case: Case) -> None:
    options = HtmlOptions.from_kramdown(case.options)
    once = to_html(case.parse(), options)
    twice = read_back(once, options)
    if _reason(case):
        assert "".join(once.split()) != "".join(twice.split()), "needs to be named no more"
    else:
        assert "".join(once.split()) == "".join(twice.split())
        assert normalise(once) == normalise(twice)
    assert read_back(twice, options) == twice


@pytest.mark.skipif(bool(MISSING), reason=MISSING)
def test_kramdowns_own_cases_are_among_them() -> None:
    assert sum(case.name.startswith("kramdown: ") for case in CASES) > 300


# ------------------------------------------------------------------------- nobody mutates

FRONT_MATTER = {"title": "가", "tags": ["a", {"b": 1}], "kramdown": {"input": "GFM"}}

WRITERS = {
    "html": ("html", {}),
    "json": ("json", {}),
    "wordpress": ("wordpress", {}),
    "wordpress classic": ("wordpress", {"markup": "classic"}),
    "gfm": ("markdown", {}),
    "gfm tidy": ("markdown", {"emphasis": "tidy"}),
    "commonmark": ("markdown", {"dialect": "commonmark"}),
    "kramdown": ("markdown", {"dialect": "kramdown"}),
    "hugo": ("markdown", {"dialect": "hugo"}),
}
"""Every converter, in every way to write bodies."""


def _document(body: Body) -> Document:
    values = deepcopy(FRONT_MATTER)
    return Document("a.md", "posts", "/a/", "가", None, "a", body, front_matter=values, data=values)


def _write_and_verify(name: str, options: dict[str, str], body: Body) -> None:
    converter = load_converter(name)(SiteInfo(), options)
    document = _document(body)
    piece = converter.convert(document)
    verify = load_verifier(converter.verifier or name)
    assert verify is not None
    verify(document, piece.text)
    assert document.front_matter == FRONT_MATTER


def _readers() -> Iterator[tuple[str, Callable[[Body], object]]]:
    """Yield all that is done with a body in the pipeline."""
    context = TransformContext(emoji_codes=True, mentions_base="/people")
    for name, transform, _concerned in TRANSFORMS:
        yield name, lambda given, run=transform: run(given, context, Notes(context))
    yield "all transforms", partial(apply_transforms, context=context)
    yield "depth", partial(bound_depth, depth=4)
    for name, (converter, options) in WRITERS.items():
        yield name, partial(_write_and_verify, converter, options)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_nobody_changes_the_tree(case: Case) -> None:
    parsed = case.parse()
    for body in (parsed, apply_transforms(parsed).body):
        before = encode(body)
        for name, read in _readers():
            read(body)
            assert encode(body) == before, name
