"""Tags of plugins: gist, avatar, and those that write nothing into a body.

Rules: jekyll-gist, jekyll-avatar, jekyll-seo-tag, jekyll-feed. The gist's text for browsers
without scripts would have to be fetched; it is left out.
"""

from __future__ import annotations

import re
from typing import Final
from zlib import crc32

from liquid.exceptions import LiquidSyntaxError

from migrator.liquid.context import Context, Output
from migrator.liquid.expressions import parse_expression
from migrator.liquid.nodes import SourceNode
from migrator.liquid.ruby import strip, to_text
from migrator.liquid.stream import MarkupTag, Opening, TemplateStream

_GIST = re.compile(r"(\S+|.*(?=/).+)\s?(\S*)", re.ASCII)
_USER = re.compile(r"\buser=([\w.\[\]]+)", re.ASCII)
_SIZE = re.compile(r"\bsize=(\d+)\b", re.ASCII | re.IGNORECASE)
_DEFAULT_SIZE: Final = 40
_SMALL: Final = 48
_SERVERS: Final = 4
_SCALES: Final = range(1, 5)


class GistNode(SourceNode):
    """``{% gist user/id file %}``: the script element that shows it."""

    __slots__ = ("file", "gist")

    def __init__(self, opening: Opening, gist: str, file: str) -> None:
        super().__init__(opening.token, opening.line)
        self.gist = gist
        self.file = file

    def expand(self, context: Context, output: Output) -> None:
        """Write the script element; id and file may be names of variables."""
        gist, file = (_variable_or_text(text, context) for text in (self.gist, self.file))
        query = f"?file={file}" if file else ""
        output.write(f'<script src="https://gist.github.com/{gist}.js{query}"> </script>')


def _variable_or_text(text: str, context: Context) -> str:
    value = parse_expression(text).evaluate(context) if text else None
    return text if value is None else to_text(value)


class GistTag(MarkupTag):
    """Builds ``GistNode``."""

    name = "gist"
    block = False

    def build(self, opening: Opening, stream: TemplateStream) -> GistNode:
        """Return the node."""
        del stream
        match = _GIST.fullmatch(strip(opening.markup))
        if match is None:
            raise LiquidSyntaxError("valid syntax: gist <id> [file]", token=opening.token)
        return GistNode(opening, strip(match.group(1)), strip(match.group(2)))


class AvatarNode(SourceNode):
    """``{% avatar name size=40 %}``: the image of a GitHub user."""

    __slots__ = ("markup",)

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening.token, opening.line)
        self.markup = opening.markup

    def expand(self, context: Context, output: Output) -> None:
        """Write the image element."""
        text = context.site_state.expand_snippet(self.markup, context)
        user = self._user(text, context)
        size = int(match.group(1)) if (match := _SIZE.search(text)) else _DEFAULT_SIZE
        server = crc32(f"{user}?v=3&s={size}".encode()) % _SERVERS
        address = f"https://avatars{server}.githubusercontent.com/{user}?v=3&s="
        sources = ", ".join(f"{address}{size * scale} {scale}x" for scale in _SCALES)
        kind = "avatar avatar-small" if size < _SMALL else "avatar"
        output.write(
            f'<img class="{kind}" alt="{user}" width="{size}" height="{size}"'
            f' data-proofer-ignore="true" src="{address}{size}" srcset="{sources}" />'
        )

    def _user(self, text: str, context: Context) -> str:
        match = _USER.search(text)
        value = parse_expression(match.group(1)).evaluate(context) if match else None
        words = text.split()
        if value is None and not words:
            raise LiquidSyntaxError("avatar needs the name of a user", token=self.token)
        return words[0].replace("@", "", 1) if value is None else to_text(value)


class AvatarTag(MarkupTag):
    """Builds ``AvatarNode``."""

    name = "avatar"
    block = False

    def build(self, opening: Opening, stream: TemplateStream) -> AvatarNode:
        """Return the node."""
        del stream
        return AvatarNode(opening)


class NothingNode(SourceNode):
    """A tag for the head of a page: nothing in a body."""

    __slots__ = ()

    def expand(self, context: Context, output: Output) -> None:
        """Write nothing."""


class SeoTag(MarkupTag):
    """jekyll-seo-tag."""

    name = "seo"
    block = False

    def build(self, opening: Opening, stream: TemplateStream) -> NothingNode:
        """Return the node."""
        del stream
        return NothingNode(opening.token, opening.line)


class FeedMetaTag(SeoTag):
    """jekyll-feed."""

    name = "feed_meta"
