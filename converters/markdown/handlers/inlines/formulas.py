"""Mathematics and footnote marks in a line of text."""

from __future__ import annotations

from converters.markdown.code import code_span
from converters.markdown.dialects import Dialect
from converters.markdown.escaping import TEXT, escape
from converters.markdown.handlers.inlines.base import InlineState, Wrap, anchored
from converters.markdown.hugo.shortcodes import around
from converters.markdown.tokens import Chars, Verbatim
from migrator.html.serializer import PLAIN, to_html
from migrator.model import nodes


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
    if is_safe_formula(node.latex, state.context.dialect) and "\n" not in node.latex:
        return Wrap((Verbatim(f"${node.latex}$"),))
    if state.context.dialect.shortcodes:
        return Wrap((Verbatim(around("math", " ".join(node.latex.split()))),))
    if not node.latex.strip():
        return Wrap((Chars("$ $"),))
    return Wrap((Verbatim(f"${code_span(node.latex)}$"),))


def is_safe_formula(latex: str, dialect: Dialect) -> bool:
    """Tell whether ``latex``, standing bare in a text, reads back as it is."""
    lines = latex.split("\n")
    if not all(line.strip() == line and line for line in lines) or "$" in latex:
        return False
    return escape(latex, bytes((TEXT,)) * len(latex), dialect, "paragraph") == latex


def footnote_reference(state: InlineState, node: nodes.FootnoteReference) -> Wrap:
    """``[^label]``, or its HTML where the dialect has no footnotes."""
    label = state.context.labels.get(node.label)
    if not state.context.dialect.footnotes or label is None:
        return anchored(state, node.attributes, Wrap((Verbatim(to_html(node, PLAIN)),)))
    return anchored(state, node.attributes, Wrap((Verbatim(f"[^{label}]"),)))
