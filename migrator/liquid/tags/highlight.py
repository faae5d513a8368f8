"""``highlight`` (Jekyll: lib/jekyll/tags/highlight.rb), without the highlighter's own spans."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from liquid.exceptions import LiquidSyntaxError

from migrator.liquid.context import Context, Output
from migrator.liquid.nodes import Body, SourceNode
from migrator.liquid.ruby import strip, to_text
from migrator.liquid.stream import MarkupTag, Opening, TemplateStream

_SYNTAX = re.compile(
    r"([a-zA-Z0-9.+#_-]+)((?:\s+\w+(?:=(?:\w+|\"(?:[0-9]+\s)*[0-9]+\"))?)*)", re.ASCII
)
_OPTION = re.compile(r"(?:\w=\"[^\"]*\"|\w=\w|\w)+", re.ASCII)
_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ALL_ESCAPES: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
)
_ROUGE: Final = frozenset(("rouge", "pygments"))


class HighlightNode(SourceNode):
    """``{% highlight language %}…{% endhighlight %}``."""

    __slots__ = ("body", "body_line", "language", "options")
    is_block = True

    def __init__(self, opening: Opening, language: str, options: Mapping[str, str]) -> None:
        super().__init__(opening.token, opening.line)
        self.language = language
        self.options = options
        self.body = Body()
        self.body_line = opening.line

    def expand(self, context: Context, output: Output) -> None:
        """Write the figure that Jekyll writes."""
        inner = context.output(output.line if output.pinned else self.body_line)
        inner.pinned = output.pinned
        self.body.expand(context, inner)
        text = inner.getvalue()
        code = text.strip("\r\n")
        first = text.count("\n", 0, len(text) - len(text.lstrip("\r\n")))
        lines = inner.lines[first : first + code.count("\n") + 1]
        opening, closing = self._around(code)
        output.write(to_text(context.find("highlighter_prefix")) + opening)
        output.write_traced(self._escaped(code, context), lines)
        output.line = lines[-1]
        output.write(closing + to_text(context.find("highlighter_suffix")))

    def _escaped(self, code: str, context: Context) -> str:
        if context.site_state.site.config.get("highlighter") in _ROUGE:
            return code.translate(_ESCAPES)
        return strip(code.translate(_ALL_ESCAPES))

    def _around(self, code: str) -> tuple[str, str]:
        name = self.language.replace("+", "-")
        opening = (
            f'<figure class="highlight"><pre><code class="language-{name}"'
            f' data-lang="{self.language}">'
        )
        if "linenos" not in self.options:
            return opening, "</code></pre></figure>"
        numbers = "".join(f"{number}\n" for number in range(1, code.count("\n") + 2))
        table = (
            '<table class="rouge-table"><tbody><tr><td class="gutter gl"><pre class="lineno">'
            f'{numbers}</pre></td><td class="code"><pre>'
        )
        return opening + table, "\n</pre></td></tr></tbody></table></code></pre></figure>"


class HighlightTag(MarkupTag):
    """Builds ``HighlightNode``."""

    name = "highlight"
    end = "endhighlight"

    def build(self, opening: Opening, stream: TemplateStream) -> HighlightNode:
        """Return the node."""
        match = _SYNTAX.fullmatch(strip(opening.markup))
        if match is None:
            message = 'valid syntax: highlight <language> [linenos] [mark_lines="3 4 5"]'
            raise LiquidSyntaxError(message, token=opening.token)
        options = dict(text.partition("=")[::2] for text in _OPTION.findall(match.group(2)))
        node = HighlightNode(opening, match.group(1).lower(), options)
        node.body_line = stream.lines.line(stream.position)
        node.body = stream.body(opening)[0]
        node.blank = node.body.blank
        return node
