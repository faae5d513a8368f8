"""Model to Markdown to model is stable, over kramdown's cases and CommonMark's own examples.

Others' text is not in this repository: name a copy of CommonMark's ``spec.txt`` in
``COMMONMARK_SPEC``, and kramdown's own cases in ``KRAMDOWN_TESTCASES``, to have them tested too.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from migrator import kramdown
from migrator.model.nodes import Body, FootnoteReference
from migrator.model.walk import kinds_in
from migrator.transforms import TransformContext, TransformOptions, apply_transforms
from migrator.verify.cmark import render
from tests.kramdown.cases import MISSING, Case, kramdown_cases
from tests.markdown.footnotes_again import model_with_footnotes
from tests.markdown.markdown_helpers import FIXTURES, again, check, markdown_of, model_of

CASES = sorted((FIXTURES.parent / "kramdown").glob("*/*.text"))
CONTEXT = TransformContext(options=TransformOptions(clean=False, resolve_links=False))
CHANGING = {
    "block/06_codeblock/whitespace": "the class writes signs for blanks, which fences can't hold",
    "block/06_codeblock/with_lang_in_fenced_block": "names two languages for one block of code",
    "block/09_html/xml": "names of tags with a colon are no HTML for CommonMark",
    "block/12_extension/nomarkdown": "raw text that is no HTML, with stars in it",
}
"""Kramdown's own cases that Markdown can't hold, and why; each is told as not verified."""
SPEC = os.environ.get("COMMONMARK_SPEC", "")
EXAMPLE = re.compile(r"^`{32} example\n.*?^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def differences(body: Body) -> str:
    """Return what is wrong with the Markdown of ``body``, "" where it is stable."""
    markdown = markdown_of(body)
    found = check(body, markdown)
    if found:
        return found[0].message
    reading = model_with_footnotes if FootnoteReference in kinds_in(body) else model_of
    once = markdown_of(reading(render(markdown)))  # addresses may be percent-encoded now
    if markdown in {once, again(markdown)} or once == markdown_of(reading(render(once))):
        return ""
    return f"{markdown!r} became {once!r}"


@pytest.mark.parametrize("path", CASES, ids=name_of)
def test_kramdown_case_reads_back(path: Path) -> None:
    options = {} if "kramdown" in path.stem else {"input": "GFM"}
    body = kramdown.parse(path.read_text(encoding="utf-8"), options)
    assert differences(apply_transforms(body, CONTEXT).body) == ""


@pytest.mark.skipif(bool(MISSING), reason=MISSING)
@pytest.mark.parametrize("case", [*kramdown_cases()], ids=lambda case: case.name)
def test_kramdowns_own_case_reads_back(case: Case) -> None:
    found = differences(apply_transforms(case.parse(), CONTEXT).body)
    name = case.name.removeprefix("kramdown: ").removesuffix(", as Jekyll has it")
    assert bool(found) == (name in CHANGING), found


@pytest.mark.skipif(not SPEC, reason="COMMONMARK_SPEC names no copy of CommonMark's spec.txt")
def test_commonmark_examples_read_back() -> None:
    examples = EXAMPLE.findall(Path(SPEC).read_text(encoding="utf-8"))
    assert len(examples) > 600
    found = {html: differences(model_of(html.replace("→", "\t"))) for html in examples}
    assert {html: message for html, message in found.items() if message} == {}
