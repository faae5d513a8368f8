"""``@name`` becomes a link to the person, as jekyll-mentions makes it on the finished page.

Rules: html-pipeline, @mention_filter.rb, with the names that jekyll-mentions.rb allows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from migrator.model.nodes import Body, HtmlElement, Inline, Link, Node, Text
from migrator.transforms.context import Notes, TransformContext
from migrator.transforms.flow import OPAQUE
from migrator.transforms.prose import rewrite_prose

# Ruby's \w is ASCII: after a letter of any other script, a mention may stand.
_MENTION: Final = re.compile(
    r"(?<![A-Za-z0-9_])@(?P<name>\w[\w-]*+)(?!/)(?=\.+(?:\W|$)|[^0-9A-Za-z_.]|$)",
    re.ASCII | re.MULTILINE,
)
_NOBODY: Final = frozenset({"mention", "mentions", "mentioned", "mentioning"})
_BARRED: Final = OPAQUE | {"pre", "code", "a"}


def link_mentions(body: Body, context: TransformContext, _notes: Notes) -> Body:
    """Return ``body`` with a link for each mention, if the site has the plugin."""
    base = context.mentions_base
    if not base:
        return body
    if not base.endswith(("/", "~")):
        base += "/"
    return rewrite_prose(body, lambda text, line: _linked(text, base, line), _is_barred)


def _linked(text: Text, base: str, line: int) -> Sequence[Inline]:
    pieces: list[Inline] = []
    end = 0
    for match in _MENTION.finditer(text.text):
        if match["name"].lower() in _NOBODY:
            continue
        if match.start() > end:
            pieces.append(Text(text.text[end : match.start()]))
        pieces.append(Link(base + match["name"], (Text(match[0]),), line=line))
        end = match.end()
    if not pieces:
        return (text,)
    rest = text.text[end:]
    return (*pieces, Text(rest)) if rest else pieces


def _is_barred(node: Node) -> bool:
    return isinstance(node, Link) or (isinstance(node, HtmlElement) and node.name in _BARRED)
