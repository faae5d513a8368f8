"""``raw``, ``comment`` and the one-line comment ``{% # … %}``."""

from __future__ import annotations

from liquid.exceptions import LiquidSyntaxError
from liquid.token import TOKEN_TAG

from migrator.liquid.context import Context, Output
from migrator.liquid.errors import UnclosedBlockError
from migrator.liquid.markup import raw_end, split_tag
from migrator.liquid.nodes import SourceNode
from migrator.liquid.ruby import strip
from migrator.liquid.stream import MarkupTag, Opening, TemplateStream


class RawNode(SourceNode):
    """``{% raw %}…{% endraw %}``: its body as it stands."""

    __slots__ = ("body_line", "text")
    is_block = True

    def __init__(self, opening: Opening, text: str, body_line: int) -> None:
        super().__init__(opening.token, opening.line)
        self.text = text
        self.body_line = body_line
        self.blank = not text

    def expand(self, context: Context, output: Output) -> None:
        """Write the body."""
        del context
        output.write_literal(self.text, self.body_line)


class RawTag(MarkupTag):
    """Builds ``RawNode``."""

    name = "raw"
    end = "endraw"

    def build(self, opening: Opening, stream: TemplateStream) -> RawNode:
        """Return the node with all text up to the end tag."""
        if strip(opening.markup):
            raise LiquidSyntaxError("raw takes no parameters", token=opening.token)
        start = stream.position
        while stream.pos < len(stream.tokens):
            token = stream.next()
            before = raw_end(token.value, "endraw")
            if before is not None:
                text = stream.source[start : token.start_index] + before
                return RawNode(opening, text, stream.lines.line(start))
        raise UnclosedBlockError("the tag 'raw' is never closed", token=opening.token)


class CommentNode(SourceNode):
    """A comment: nothing."""

    __slots__ = ()
    is_block = True

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening.token, opening.line)
        self.blank = True

    def expand(self, context: Context, output: Output) -> None:
        """Write nothing."""


class CommentTag(MarkupTag):
    """Builds ``CommentNode``; comments nest, and ``raw`` inside hides an end tag."""

    name = "comment"
    end = "endcomment"

    def build(self, opening: Opening, stream: TemplateStream) -> CommentNode:
        """Return the node, past the end tag."""
        depth = 1
        hidden = False
        while stream.pos < len(stream.tokens):
            token = stream.next()
            if hidden:
                hidden = raw_end(token.value, "endraw") is None
                continue
            head = split_tag(token.value) if token.kind == TOKEN_TAG else None
            name = head[0] if head else ""
            hidden = name == "raw"
            depth += (name == "comment") - (name == "endcomment")
            if depth == 0:
                stream.trim = token.value.endswith("-%}")
                return CommentNode(opening)
        raise UnclosedBlockError("the tag 'comment' is never closed", token=opening.token)


class InlineCommentTag(MarkupTag):
    """Builds a ``CommentNode`` of ``{% # a note %}``."""

    name = "#"
    block = False

    def build(self, opening: Opening, stream: TemplateStream) -> CommentNode:
        """Return the node."""
        del stream
        return CommentNode(opening)
