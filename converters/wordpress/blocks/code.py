"""Code with its language, and other preformatted text."""

from __future__ import annotations

from typing import Any, cast

from converters.wordpress.block_markup import Support, support_of
from converters.wordpress.blocks.context import (
    BlockContext,
    Parts,
    block_parts,
    holds_blocks,
    html_block,
)
from converters.wordpress.prepare import protected_code
from migrator.model import nodes


def code_block(node: nodes.CodeBlock, context: BlockContext) -> Parts:
    """Write code as a code block, its language as a class."""
    support = support_of(node.attributes)
    if support.rest or support.align:
        return html_block(node, context)
    label = f"language-{node.language}" if node.language else ""
    classes = (label, *support.classes) if label not in ("", *support.classes) else support.classes
    support = Support(support.anchor, classes)
    text = f"{support.tag('pre', ('wp-block-code',))}<code>{protected_code(node)}</code></pre>"
    return block_parts("code", support.settings, text)


def preformatted(node: nodes.HtmlElement, context: BlockContext) -> Parts:
    """Write a ``pre`` that holds no code."""
    support = support_of(node.attributes)
    if support.rest or support.align or holds_blocks(nodes.Span(cast("Any", node.children))):
        return html_block(node, context)
    text = context.html(node.children)
    html = f"{support.tag('pre', ('wp-block-preformatted',))}{text}</pre>"
    return block_parts("preformatted", support.settings, html)
