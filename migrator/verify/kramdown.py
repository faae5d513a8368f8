"""Reads Markdown for Jekyll back with our own kramdown parser.

No other kramdown exists for Python. That our parser reads as kramdown does is held by tests
against kramdown's own cases and real kramdown; here it judges what the converter has written,
with which it shares nothing but the model.
"""

from __future__ import annotations

import re
from typing import Final

from migrator.diagnostics import Diagnostic
from migrator.html.serializer import PLAIN, to_html
from migrator.kramdown import parse
from migrator.model.document import Document
from migrator.model.nodes import RawBlock, RawInline
from migrator.model.walk import walk
from migrator.verify import front_matter
from migrator.verify.expected import expected_html
from migrator.verify.landing import tell_lost_anchors
from migrator.verify.markdown import compare_bodies
from migrator.verify.problems import problem, told_difference

_RAW: Final = re.compile(r"\{%-? *raw *-?%\}(.*?)\{%-? *endraw *-?%\}", re.DOTALL)
_OPTIONS: Final = {"input": "GFM", "hard_wrap": False}
_FORMULA: Final = re.compile(r"\\\(([^<]*?)\\\)")
_LIQUID: Final = re.compile(r"\{\{|\{%")


def verify(document: Document, piece_text: str) -> list[Diagnostic]:
    """Return what is wrong with ``piece_text``, a file for Jekyll made of ``document``."""
    found, text = front_matter.check(document, piece_text)
    if text is None:
        return found
    if _LIQUID.search(_RAW.sub("", text)) and not _holds_liquid(document):
        message = "text would be read as Liquid"
        found.append(problem(document, "verify.liquid-read", message))
    body = parse(_RAW.sub(r"\1", text), _OPTIONS)
    difference = compare_bodies(document.body, expected_html(body, "tex"), _in_dollars)
    found += told_difference(document, difference)
    rendered = to_html(body, PLAIN)
    return [*found, *tell_lost_anchors(document, rendered, github_ids=False)]


def _in_dollars(html: str) -> str:
    """Return ``html`` with formulas as they are where they have attributes, which are left out."""
    return _FORMULA.sub(r"$\1$", html)


def _holds_liquid(document: Document) -> bool:
    return any(
        isinstance(node, RawBlock | RawInline) and node.format == "liquid"
        for node in walk(document.body)
    )
