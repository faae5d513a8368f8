"""Code blocks, always fenced."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from converters.markdown.attribute_lists import hold_attributes
from converters.markdown.attributes import note_dropped
from converters.markdown.code import fence_for
from converters.markdown.context import Context
from converters.markdown.handlers.blocks.base import why_html, write_anchor
from converters.markdown.handlers.inlines.formulas import is_safe_formula
from converters.markdown.html_fallback import write_fallback
from converters.markdown.hugo.highlighting import has_room, highlight_options, numbers_lines
from converters.markdown.hugo.shortcodes import around
from migrator.model import nodes
from migrator.model.nodes import Node

_UNSAFE_INFO: Final = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_REFERENCE: Final = re.compile(r"&(?=[#A-Za-z0-9]+;)")


def code_block(context: Context, node: nodes.CodeBlock) -> Iterable[Node]:
    """Literal text between fences, the language after the first."""
    is_hugo = context.dialect.shortcodes
    holds_list = not is_hugo or has_room(node)
    reason = why_html(context, node.attributes, holds_list=holds_list, holds_anchor=is_hugo)
    if reason:
        write_fallback(context, node, reason)
        return ()
    # cmark resolves references before backslashes
    words = node.language.split()
    language = " ".join(words[:1] if context.dialect.attribute_lists else words)
    info = _REFERENCE.sub("&amp;", _UNSAFE_INFO.sub(r"\\\g<0>", language))
    if is_hugo:
        if not holds_list:
            write_anchor(context, node.attributes)
        info = f"{info} {highlight_options(context, node)}".strip(" ")
        write_fenced(context, node.text, info)
        return ()
    if node.options:
        name = "line numbers" if numbers_lines(node.options) else "highlighter options"
        note_dropped(context, ((name, node.options),), node.line)
    write_fenced(context, node.text, info)
    hold_attributes(context, node.attributes, node.line)
    return ()


def write_fenced(context: Context, text: str, info: str) -> None:
    """Write ``text`` between fences that it does not hold."""
    fence = fence_for(text, info)
    context.writer.line(fence + info)
    if text:
        context.writer.lines(text.removesuffix("\n"))
    context.writer.line(fence)


def math_block(context: Context, node: nodes.MathBlock) -> Iterable[Node]:
    """``$$`` on lines of their own; GitHub's ``math`` fence where Markdown would read inside."""
    style = context.dialect.math
    if style == "none":
        write_fallback(context, node, "mathematics")
        return ()
    note_dropped(context, node.attributes, node.line)
    write_anchor(context, node.attributes)
    latex = node.latex.strip("\n")
    if style == "double-dollars" or is_safe_formula(latex, context.dialect):
        context.writer.lines(f"$$\n{latex}\n$$")
    elif context.dialect.shortcodes:
        # within a shortcode no marks of a quote may stand
        inside = " ".join(latex.split()) if context.writer.in_quote else f"\n{latex}\n"
        context.writer.lines(around("math", inside, display="block"))
    else:
        write_fenced(context, latex + "\n", "math")
    return ()
