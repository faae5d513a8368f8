"""Every inline node and what writes it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from converters.markdown.handlers.inlines.base import InlineHandler
from converters.markdown.handlers.inlines.code_span import code_span
from converters.markdown.handlers.inlines.emphasis import emphasis, strikethrough, strong
from converters.markdown.handlers.inlines.formulas import footnote_reference, math_inline
from converters.markdown.handlers.inlines.html import abbreviation, html_element, raw_inline, span
from converters.markdown.handlers.inlines.links import image, link
from converters.markdown.handlers.inlines.text import (
    line_break,
    smart_punctuation,
    soft_break,
    text,
)
from migrator.model import nodes

INLINE_HANDLERS: Final[Mapping[type, InlineHandler]] = MappingProxyType(
    {
        nodes.Text: text,
        nodes.SmartPunctuation: smart_punctuation,
        nodes.SoftBreak: soft_break,
        nodes.LineBreak: line_break,
        nodes.Emphasis: emphasis,
        nodes.Strong: strong,
        nodes.Strikethrough: strikethrough,
        nodes.CodeSpan: code_span,
        nodes.Link: link,
        nodes.Image: image,
        nodes.MathInline: math_inline,
        nodes.FootnoteReference: footnote_reference,
        nodes.Abbreviation: abbreviation,
        nodes.Span: span,
        nodes.RawInline: raw_inline,
        nodes.HtmlElement: html_element,
    }
)
