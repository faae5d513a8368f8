"""``link`` and ``post_url`` (Jekyll: lib/jekyll/tags/link.rb, post_url.rb)."""

from __future__ import annotations

import re
from typing import Final

from migrator.diagnostics import Severity
from migrator.liquid.context import Context, Output
from migrator.liquid.errors import MissingFileError
from migrator.liquid.nodes import SourceNode
from migrator.liquid.ruby import strip, to_text
from migrator.liquid.stream import MarkupTag, Opening, TemplateStream
from migrator.site.urls import relative_url

_BASEURL = re.compile(r"\{\{-?\s*site\.baseurl\s*-?\}\}$")
_LOOK_BACK: Final = 60


class LinkNode(SourceNode):
    """``{% link path %}`` and ``{% post_url name %}``: the URL, with baseurl."""

    __slots__ = ("tag_name", "target")

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening.token, opening.line)
        self.target = strip(opening.markup)
        self.tag_name = opening.name

    def expand(self, context: Context, output: Output) -> None:
        """Write the URL."""
        state = context.site_state
        target = self.target
        if "{{" in target or "{%" in target:
            target = state.expand_snippet(target, context)
        find = state.links.post_named if self.tag_name == "post_url" else state.links.file_at
        found = find(target)
        if found is None:
            what = "post" if self.tag_name == "post_url" else "file of the site"
            raise MissingFileError(
                f"liquid.missing-{'post' if self.tag_name == 'post_url' else 'link'}",
                f"{self.tag_name}: there is no {what} '{target}'; check the path,"
                " or whether it is a draft or not published",
            )
        self._tell_doubled(context)
        if self.tag_name == "link" and not found.written:
            message = f"{self.tag_name}: Jekyll does not write '{target}', and would stop here"
            context.report("liquid.unwritten-link", Severity.WARNING, message, self)
        output.write(relative_url(found.url, state.site.config))

    def _tell_doubled(self, context: Context) -> None:
        """Tell where a site of Jekyll 3 puts baseurl before a tag that now has it itself."""
        if not to_text(context.site_state.site.config.get("baseurl")):
            return
        before = self.token.source[
            max(self.token.start_index - _LOOK_BACK, 0) : self.token.start_index
        ]
        if _BASEURL.search(before):
            message = (
                f"{{{{ site.baseurl }}}} stands before {self.tag_name}, which gives baseurl itself"
                " since Jekyll 4: the URL has it twice, as in Jekyll"
            )
            context.report("liquid.doubled-baseurl", Severity.WARNING, message, self)


class LinkTag(MarkupTag):
    """Builds a ``LinkNode`` for any file of the site."""

    name = "link"
    block = False

    def build(self, opening: Opening, stream: TemplateStream) -> LinkNode:
        """Return the node."""
        del stream
        return LinkNode(opening)


class PostUrlTag(LinkTag):
    """Builds a ``LinkNode`` for a post."""

    name = "post_url"
