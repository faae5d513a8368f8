"""Definition lists, in the dialects that have them (PHP Markdown Extra: Definition Lists)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from converters.markdown.attribute_lists import hold_attributes
from converters.markdown.context import Context
from converters.markdown.handlers.blocks.base import (
    MAX_DEPTH,
    TEXTS,
    holds_list_attributes,
    siblings,
    why_html,
    without_formula_block,
)
from converters.markdown.html_fallback import write_fallback
from converters.markdown.lines import write_inlines
from migrator.model import nodes
from migrator.model.nodes import Node
from migrator.model.walk import children_of, kinds_in, text_of

_FIRST: Final = ":   "
_REST: Final = "    "
_MARKER: Final = ":"
_SILENT: Final = TEXTS | {nodes.Span, nodes.Text, nodes.SoftBreak}
"""What shows nothing without text."""


def definition_list(context: Context, node: nodes.DefinitionList) -> Iterator[Node]:
    """Write the terms, a line each, then ``:`` before every definition."""
    terms: dict[int, str] = {}
    reason = _why_html(context, node) or _write_terms(context, node.children, terms)
    if reason:
        write_fallback(context, node, reason)
        return
    if context.dialect.attribute_lists:
        context.part_lists(_MARKER)
    context.list_depth += 1
    context.depth += 1
    after_definition = False
    for place, part in enumerate(node.children):
        if isinstance(part, nodes.Definition):
            yield from _definition(context, part)
        else:
            if after_definition:
                context.writer.separate()
            context.writer.line(terms[place])
        after_definition = isinstance(part, nodes.Definition)
    context.list_depth -= 1
    context.depth -= 1
    hold_attributes(context, node.attributes, node.line)
    context.end_list(_MARKER)


def _definition(context: Context, node: nodes.Definition) -> Iterator[Node]:
    tight = isinstance(node.children[0], nodes.Plain)
    if not tight:
        context.writer.separate()
    with context.writer.prefix(_FIRST, _REST):
        yield from siblings(context, node.children)


def _why_html(context: Context, node: nodes.DefinitionList) -> str:
    if not context.dialect.definition_lists:
        return "DefinitionList has no Markdown"
    if context.depth >= MAX_DEPTH:
        return "nested too deeply"
    if context.marker_before() == _MARKER and not context.dialect.attribute_lists:
        return "a definition list right after another"
    if node.attributes and not holds_list_attributes(context, node):
        return "attributes of a list that ends in HTML"
    parts = node.children
    if not parts or isinstance(parts[0], nodes.Definition) or isinstance(parts[-1], nodes.Term):
        return "a definition list that lacks a term or a definition"
    for part in parts:
        if why_html(context, part.attributes):
            return "attributes that Markdown cannot hold"
        if isinstance(part, nodes.Definition) and not _is_writable(part.children):
            return "a definition that does not begin with text"
    return why_html(context, node.attributes, holds_list=True)


def _is_writable(children: Sequence[Node]) -> bool:
    """Tell whether a definition begins with text and all its blocks are set off alike."""
    if not children or type(children[0]) not in TEXTS or not children_of(children[0]):
        return False
    if not text_of(children[0]).strip() and kinds_in(children[0]) <= _SILENT:
        return False
    return not isinstance(children[0], nodes.Plain) or not any(
        type(child) in TEXTS for child in children[1:]
    )


def _write_terms(context: Context, parts: Sequence[Node], terms: dict[int, str]) -> str:
    """Put the text of each term into ``terms``; return why one cannot be a line, or ""."""
    for place, part in enumerate(parts):
        if not isinstance(part, nodes.Term):
            continue
        line = write_inlines(context, part.children)
        text = line.text.replace("\\\n", "\n").replace("\n", " ")
        terms[place] = without_formula_block(context.dialect, text)
        if line.unwritable:
            return line.unwritable
        if not line.text.strip() or "\\\n" in line.text:
            return "a term of several lines or none"
    return ""
