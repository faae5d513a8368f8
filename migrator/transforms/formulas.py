"""Formulas that readers saw because a script found their signs in the text of the page.

Rules: MathJax's tex2jax and KaTeX's auto-render: a formula lies within one element, white space
and line feeds in it count as spaces, and nothing is looked for in code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, TypeAlias

from migrator.model.nodes import (
    Body,
    CodeBlock,
    HtmlElement,
    MathInline,
    Node,
    SmartPunctuation,
    SoftBreak,
    Text,
)
from migrator.model.walk import HOLDERS, children_of, rewrite, with_children
from migrator.site.formulas import DOLLAR, PARENTHESIS
from migrator.transforms.context import Notes, TransformContext
from migrator.transforms.flow import OPAQUE

_PROSE: Final = (Text, SmartPunctuation, SoftBreak)
_BARRED: Final = OPAQUE | {"annotation", "code", "noscript", "pre"}
_START: Final = re.compile(r"(?<![\\$])\$(?!\$)|\\\((?!\\\))")
_DOLLARS: Final = re.compile(r"(?>[^$\\]*(?:\\.[^$\\]*)*)\$(?!\$)", re.DOTALL)
_CLOSE: Final = "\\)"
_SIGNS: Final = re.compile(r"\$|\\[()\[\]]")
_TYPED: Final = str.maketrans(
    {
        **dict.fromkeys("‘’", "'"),
        **dict.fromkeys("“”", '"'),
        "–": "--",
        "—": "---",
        "…": "...",
        "«": "<<",
        "»": ">>",
    }
)

_Formula: TypeAlias = tuple[int, int, str]
"""Where a formula begins and ends in a text, its signs included, and its LaTeX."""


def find_formulas(body: Body, context: TransformContext, _notes: Notes) -> Body:
    """Return ``body`` with formulas for what the site's script takes for one."""
    if not context.formula_signs:
        return body
    (found,) = rewrite(body, lambda node: _with_formulas(node, context.formula_signs), HOLDERS)
    assert isinstance(found, Body)  # noqa: S101 - a body is rewritten to a body
    return found


def _with_formulas(node: Node, signs: frozenset[str]) -> Node:
    children = children_of(node)
    if isinstance(node, CodeBlock) or (isinstance(node, HtmlElement) and node.name in _BARRED):
        return node
    if not any(isinstance(child, Text) and _START.search(child.text) for child in children):
        return node
    written: list[Node] = []
    for is_prose, group in groupby(children, lambda child: isinstance(child, _PROSE)):
        run = list(group)
        written.extend(_in_run(run, signs) if is_prose else run)
    return with_children(node, written)


def _in_run(run: Sequence[Node], signs: frozenset[str]) -> Sequence[Node]:
    """Return ``run`` with its formulas; what stands outside of them keeps its nodes."""
    texts = [_source(node) for node in run]
    formulas = list(_formulas("".join(texts), signs))
    if not formulas:
        return run
    pieces: list[Node] = []
    place = 0
    for begin, end, latex in formulas:
        pieces.extend(_cut(run, texts, place, begin))
        pieces.append(MathInline(latex))
        place = end
    pieces.extend(_cut(run, texts, place, sum(map(len, texts))))
    return pieces


def _source(node: Node) -> str:
    if isinstance(node, SmartPunctuation):
        return node.source
    return node.text if isinstance(node, Text) else "\n"


def _cut(run: Sequence[Node], texts: Sequence[str], begin: int, end: int) -> Iterator[Node]:
    """Yield the nodes of ``run`` between two places in its text, the first and last cut."""
    place = 0
    for node, text in zip(run, texts, strict=True):
        first, last = max(begin - place, 0), min(end - place, len(text))
        if first < last:
            yield Text(text[first:last]) if isinstance(node, Text) else node
        place += len(text)


def _formulas(text: str, signs: frozenset[str]) -> Iterator[_Formula]:
    place = 0
    while (match := _START.search(text, place)) is not None:
        sign, place = match[0], match.end()
        if sign not in signs:
            continue
        end = _end_of(text, place, sign)
        if end < 0 and sign == PARENTHESIS:
            signs -= {sign}  # none ends after this one
        latex = text[place : end - len(sign)].strip() if end > 0 else ""
        if latex:
            yield match.start(), end, latex
            place = end


def _end_of(text: str, place: int, sign: str) -> int:
    """Return the place after the formula whose content begins at ``place``, -1 without an end."""
    if sign == DOLLAR:
        match = _DOLLARS.match(text, place)
        return match.end() if match else -1
    found = text.find(_CLOSE, place)
    return found + len(_CLOSE) if found >= 0 else -1


def without_signs(text: str) -> str:
    """Return ``text``, as it is read, without signs of formulas, its typography as it is typed."""
    return _SIGNS.sub("", text).translate(_TYPED)
