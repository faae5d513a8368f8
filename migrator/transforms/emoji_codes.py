"""``:smile:`` becomes the emoji, as jemoji shows it on the finished page.

Rules: html-pipeline, emoji_filter.rb. The plugin shows GitHub's pictures of the characters; here
the characters themselves stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from migrator.html.emoji_codes import with_emoji
from migrator.model.nodes import Body, HtmlElement, Inline, Node, Text
from migrator.transforms.context import Notes, TransformContext
from migrator.transforms.flow import OPAQUE
from migrator.transforms.prose import rewrite_prose

_BARRED: Final = OPAQUE | {"pre", "code", "tt"}


def show_emoji(body: Body, context: TransformContext, _notes: Notes) -> Body:
    """Return ``body`` with the codes in its texts as emoji, if the site has the plugin."""
    if not context.emoji_codes:
        return body
    return rewrite_prose(body, _shown, _is_barred)


def _shown(text: Text, _line: int) -> Sequence[Inline]:
    shown = with_emoji(text.text)
    return (text,) if shown == text.text else (Text(shown),)


def _is_barred(node: Node) -> bool:
    return isinstance(node, HtmlElement) and node.name in _BARRED
