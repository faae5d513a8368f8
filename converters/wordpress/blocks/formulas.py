"""Formulas that stand alone, where WordPress has a block for them."""

from __future__ import annotations

from typing import Final

from converters.wordpress.block_markup import support_of
from converters.wordpress.blocks.context import BlockContext, Parts, block_parts, html_block
from converters.wordpress.mathml import latex_in
from migrator.model import nodes
from migrator.model.attributes import without_attributes

_MATH_SINCE: Final = (6, 9)


def formula(node: nodes.HtmlElement, context: BlockContext) -> Parts:
    """Write MathML with its LaTeX in it as a block if WordPress has one, else as HTML."""
    inner = context.html(node.children)
    latex = latex_in(inner)
    support = support_of(without_attributes(node.attributes, ("display",)))
    if context.version < _MATH_SINCE or not latex or support.rest or support.align:
        return html_block(node, context)
    tag = support.tag("div", ("wp-block-math",))
    html = f'{tag}<math display="block">{inner}</math></div>'
    return block_parts("math", {"latex": latex} | support.settings, html)
