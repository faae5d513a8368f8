"""What is written reads the same, and nobody changes the tree it was given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import partial

import pytest

from migrator.html.depth import bound_depth
from migrator.html.fragment import parse_fragment
from migrator.html.serializer import HtmlOptions, to_html
from migrator.model.codec import encode
from migrator.model.document import Document
from migrator.model.nodes import Body
from migrator.transforms import TRANSFORMS, TransformContext, apply_transforms
from migrator.transforms.context import Notes
from tests.kramdown.cases import MISSING, Case, kramdown_cases, own_cases
from tests.kramdown.normal_html import normalise
from tests.kramdown.writers import WRITERS, write_and_verify

CASES = [*own_cases(), *kramdown_cases()]
NAMES = [case.name for case in CASES]

NO_TAG = "a word in angles is a tag for kramdown, but text for HTML"
NOT_THERE = "kramdown leaves tags where HTML has no place for them"
LETTERS = "HTML has small letters in names, and ends none of its own elements with a slash"

REPAIRED = {
    "blocks/html-closed-in-textarea": "browsers see no tags within a textarea",
    "blocks/html-markdown-attribute": NOT_THERE,
    "blocks/html-odd": NO_TAG,
    "blocks/html-parse-block": NOT_THERE,
    "blocks/html-raw": "items without end tags end where the next begins",
    "blocks/math-without-engine": "kramdown writes a formula without an engine as it stands",
    "features/markdown-attribute": NOT_THERE,
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


def _document(body: Body) -> Document:
    values = deepcopy(FRONT_MATTER)
    return Document("a.md", "posts", "/a/", "가", None, "a", body, front_matter=values, data=values)


def _write(writer: str, body: Body) -> None:
    document = _document(body)
    write_and_verify(writer, document)
    assert document.front_matter == FRONT_MATTER


def _readers() -> Iterator[tuple[str, Callable[[Body], object]]]:
    """Yield all that is done with a body in the pipeline."""
    context = TransformContext(emoji_codes=True, mentions_base="/people")
    for name, transform, _concerned in TRANSFORMS:
        yield name, lambda given, run=transform: run(given, context, Notes(context))
    yield "all transforms", partial(apply_transforms, context=context)
    yield "depth", partial(bound_depth, depth=4)
    for writer in WRITERS:
        yield writer, partial(_write, writer)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_nobody_changes_the_tree(case: Case) -> None:
    parsed = case.parse()
    for body in (parsed, apply_transforms(parsed).body):
        before = encode(body)
        for name, read in _readers():
            read(body)
            assert encode(body) == before, name
