"""Mathematics and footnote marks in a line of text."""

from __future__ import annotations

import re
from typing import Final

from converters.markdown.code import code_span
from converters.markdown.dialects import Dialect
from converters.markdown.escaping import TEXT, escape
from converters.markdown.flanking import flanks
from converters.markdown.handlers.inlines.base import InlineState, Wrap, anchored
from converters.markdown.hugo.shortcodes import around
from converters.markdown.tokens import Chars, Verbatim
from migrator.html.serializer import PLAIN, to_html
from migrator.model import nodes

_RUN: Final = re.compile(r"\*++|_++|~++")


def math_inline(state: InlineState, node: nodes.MathInline) -> Wrap:
    """``$x$``; ``$`x_1`$`` where Markdown would read the formula itself (GitHub: math)."""
    return anchored(state, node.attributes, _formula(state, node))


def _formula(state: InlineState, node: nodes.MathInline) -> Wrap:
    style = state.context.dialect.math
    if style == "double-dollars":
        formula = Verbatim(f"$${node.latex}$$")
        if "|" not in node.latex:
            return Wrap((formula,))
        return Wrap((Verbatim("<span>"), formula, Verbatim("</span>")))  # else it is a table
    if style == "none":
        marks = ("$", "$") if node.attributes else ("\\(", "\\)")  # as our HTML has it
        return Wrap((Chars(f"{marks[0]}{node.latex}{marks[1]}"),))
    is_safe = is_safe_formula(node.latex, state.context.dialect) and "\n" not in node.latex
    if is_safe and not _clashes(state, node.latex):
        return Wrap((Verbatim(f"${node.latex}$"),))
    if state.context.dialect.shortcodes:
        return Wrap((Verbatim(around("math", " ".join(node.latex.split()))),))
    if not node.latex.strip():
        return Wrap((Chars("$ $"),))
    return Wrap((Verbatim(f"${code_span(node.latex)}$"),))


def is_safe_formula(latex: str, dialect: Dialect) -> bool:
    """Tell whether ``latex``, standing bare in a text, reads back as it is."""
    lines = latex.split("\n")
    if (
        not all(line.strip() == line and line for line in lines)
        or "$" in latex
        or latex[-1] == "\\"
    ):
        return False
    return escape(latex, bytes((TEXT,)) * len(latex), dialect, "paragraph") == latex


def _clashes(state: InlineState, latex: str) -> bool:
    """Tell whether a sign in ``latex`` would pair with one before it; note the signs if not."""
    opening, closing = _signs(latex)
    if closing & state.opened or (state.marks and "*" in opening | closing):
        return True
    state.opened |= opening
    return False


def _signs(latex: str) -> tuple[set[str], set[str]]:
    """Return the signs in a bare formula that could open emphasis, and that could close it."""
    text = f"${latex}$"
    opening: set[str] = set()
    closing: set[str] = set()
    for run in _RUN.finditer(text):
        sign, before, after = run[0][0], text[run.start() - 1], text[run.end()]
        for symbols in (False, True):
            can_open, can_close = flanks(sign, before, after, symbols=symbols)
            opening.update(sign * can_open)
            closing.update(sign * can_close)
    return opening, closing


def footnote_reference(state: InlineState, node: nodes.FootnoteReference) -> Wrap:
    """``[^label]``, or its HTML where the dialect has no footnotes."""
    label = state.context.labels.get(node.label)
    if not state.context.dialect.footnotes or label is None:
        return anchored(state, node.attributes, Wrap((Verbatim(to_html(node, PLAIN)),)))
    return anchored(state, node.attributes, Wrap((Verbatim(f"[^{label}]"),)))
