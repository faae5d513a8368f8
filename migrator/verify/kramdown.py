"""Reads Markdown for Jekyll back with our own kramdown parser.

No other kramdown exists for Python. That our parser reads as kramdown does is held by tests
against kramdown's own cases and real kramdown; here it judges what the converter has written,
with which it shares nothing but the model.
"""

from __future__ import annotations

import re
from typing import Final

from migrator.diagnostics import Diagnostic, Severity
from migrator.kramdown import parse
from migrator.model.document import Document
from migrator.model.nodes import RawBlock, RawInline
from migrator.model.walk import walk
from migrator.verify import front_matter
from migrator.verify.landing import tell_lost_anchors
from migrator.verify.markdown import compare_bodies, expected_html

_RAW: Final = re.compile(r"\{%-? *raw *-?%\}(.*?)\{%-? *endraw *-?%\}", re.DOTALL)
_OPTIONS: Final = {"input": "GFM", "hard_wrap": False}
_LIQUID: Final = re.compile(r"\{\{|\{%")


def verify(document: Document, piece_text: str) -> list[Diagnostic]:
    """Return what is wrong with ``piece_text``, a file for Jekyll made of ``document``."""
    try:
        values, text = front_matter.split(piece_text)
    except front_matter.BrokenFrontMatterError as error:
        message = f"the front matter cannot be read back: {error}"
        return [_problem(document, "verify.front-matter-broken", message)]
    found = front_matter.compare(document, values)
    if _LIQUID.search(_RAW.sub("", text)) and not _holds_liquid(document):
        message = "text would be read as Liquid"
        found.append(_problem(document, "verify.liquid-read", message))
    rendered = expected_html(parse(_RAW.sub(r"\1", text), _OPTIONS), "tex")
    difference = compare_bodies(document.body, rendered)
    if difference is not None:
        message = f"the Markdown reads back differently: {difference}"
        found.append(_problem(document, "verify.markdown-differs", message))
    return [*found, *tell_lost_anchors(document, rendered, github_ids=False)]


def _holds_liquid(document: Document) -> bool:
    return any(
        isinstance(node, RawBlock | RawInline) and node.format == "liquid"
        for node in walk(document.body)
    )


def _problem(document: Document, code: str, message: str) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, document.path, 0, message)
