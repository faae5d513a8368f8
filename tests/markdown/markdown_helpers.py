"""What the Markdown tests share: models from HTML, and Markdown read back."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from converters.markdown import new_context, write_body
from converters.markdown.options import MarkdownOptions
from migrator.diagnostics import Diagnostic
from migrator.html.escape import escape_value
from migrator.html.fragment import parse_fragment
from migrator.model.document import Document
from migrator.model.nodes import Body
from migrator.transforms import apply_transforms
from migrator.verify.cmark import render
from migrator.verify.markdown import verify

_ADDRESS = re.compile(r"((?:href|src)=\")([^\"&]*)")
FIXTURES = Path(__file__).parents[2] / "fixtures" / "markdown"


def model_of(html: str) -> Body:
    """Return the model of ``html`` after the transforms."""
    return apply_transforms(parse_fragment(html)).body


def markdown_of(body: Body, **options: str) -> str:
    """Return ``body`` in Markdown."""
    return write_body(body, new_context(body, MarkdownOptions.parse(options)))


def check(body: Body, markdown: str, *, extensions: bool = True) -> list[Diagnostic]:
    """Return what the verifier finds."""
    document = Document("a.md", "posts", "/a/", "", None, "a", body)
    return verify(document, markdown, extensions=extensions)


def again(markdown: str) -> str:
    """Return ``markdown`` read by cmark-gfm and written again."""
    html = _ADDRESS.sub(lambda match: match[1] + escape_value(unquote(match[2])), render(markdown))
    return markdown_of(model_of(html))
