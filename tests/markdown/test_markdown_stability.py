"""Model to Markdown to model is stable, over kramdown's fixtures and CommonMark's own examples.

CommonMark's examples are others' text and not in this repository: name a copy of ``spec.txt`` in
``COMMONMARK_SPEC`` to have them tested too.
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
from migrator.verify.markdown import render
from tests.markdown.markdown_helpers import FIXTURES, again, check, markdown_of, model_of

CASES = sorted((FIXTURES.parent / "kramdown").glob("*/*.text"))
CONTEXT = TransformContext(options=TransformOptions(clean=False, resolve_links=False))
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
    if FootnoteReference in kinds_in(body):
        return ""  # cmark writes footnotes as plain HTML, which reads back as that
    once = markdown_of(model_of(render(markdown)))  # addresses may be percent-encoded now
    if markdown in {once, again(markdown)} or once == markdown_of(model_of(render(once))):
        return ""
    return f"{markdown!r} became {once!r}"


@pytest.mark.parametrize("path", CASES, ids=name_of)
def test_kramdown_case_reads_back(path: Path) -> None:
    options = {} if "kramdown" in path.stem else {"input": "GFM"}
    body = kramdown.parse(path.read_text(encoding="utf-8"), options)
    assert differences(apply_transforms(body, CONTEXT).body) == ""


@pytest.mark.skipif(not SPEC, reason="COMMONMARK_SPEC names no copy of CommonMark's spec.txt")
def test_commonmark_examples_read_back() -> None:
    examples = EXAMPLE.findall(Path(SPEC).read_text(encoding="utf-8"))
    assert len(examples) > 600
    found = {html: differences(model_of(html.replace("→", "\t"))) for html in examples}
    assert {html: message for html, message in found.items() if message} == {}
