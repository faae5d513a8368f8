"""``figure`` (the plugin jekyll-figure): Markdown in a figure, with a caption.

One with a ``label`` is numbered by the plugin and stays as it was written.
"""

from __future__ import annotations

import re
from typing import Final

from liquid.exceptions import LiquidSyntaxError

from migrator.liquid.context import Context, Output
from migrator.liquid.grammar import TAG_ATTRIBUTES
from migrator.liquid.nodes import Body, SourceNode
from migrator.liquid.stream import MarkupTag, Opening, TemplateStream

_PARAGRAPH: Final = re.compile(r"</?p[^>]*>")


class FigureNode(SourceNode):
    """``{% figure caption:"…" class:"…" %}…{% endfigure %}``."""

    __slots__ = ("body", "body_line", "markup")
    is_block = True

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening.token, opening.line)
        self.markup = opening.markup
        self.body = Body()
        self.body_line = opening.line

    def expand(self, context: Context, output: Output) -> None:
        """Write the figure that the plugin writes."""
        inner = context.output(output.line if output.pinned else self.body_line)
        inner.pinned = output.pinned
        self.body.expand(context, inner)
        state = context.site_state
        markup = state.expand_snippet(self.markup, context)
        given = {name: value.strip("\"'") for name, value in TAG_ATTRIBUTES.findall(markup)}
        content = state.markdownify(inner.getvalue())
        settings = state.site.config.get("jekyll-figure")
        if isinstance(settings, dict) and settings.get("paragraphs") is False:
            content = _PARAGRAPH.sub("", content)
        name = f' class="{given["class"]}"' if given.get("class") else ""
        output.write(f"<figure{name}>{content}")
        if given.get("caption"):
            caption = _PARAGRAPH.sub("", state.markdownify(given["caption"])).rstrip("\n")
            output.write(f"  <figcaption>{caption}</figcaption>\n")
        output.write("</figure>")


class FigureTag(MarkupTag):
    """Builds ``FigureNode``."""

    name = "figure"
    end = "endfigure"

    def build(self, opening: Opening, stream: TemplateStream) -> FigureNode:
        """Return the node."""
        if any(name == "label" for name, _ in TAG_ATTRIBUTES.findall(opening.markup)):
            raise LiquidSyntaxError("numbers of figures are not known", token=opening.token)
        node = FigureNode(opening)
        node.body_line = stream.lines.line(stream.position)
        node.body = stream.body(opening)[0]
        return node
