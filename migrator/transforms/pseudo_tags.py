"""``<제목>``-like pseudo tags: kramdown takes them for elements, browsers show them as text.

HTML: a tag's name starts with an ASCII letter (HTML standard, tag open state); ``<`` before
anything else is text, and ``</`` before anything else opens a comment that nobody sees.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Final, cast

from migrator.model.nodes import Body, HtmlElement, Node, Text
from migrator.model.walk import rewrite
from migrator.transforms.context import Notes, TransformContext
from migrator.transforms.native import to_native

_TAG_NAME: Final = re.compile(r"[A-Za-z]")


def show_pseudo_tags(body: Body, _context: TransformContext, _notes: Notes) -> Body:
    """Return ``body`` with elements that are none in a browser as the text that it shows."""
    shown = cast("Body", rewrite(body, _shown, {HtmlElement})[0])
    return shown if shown is body else to_native(shown)  # text beside blocks needs its Plain


def _shown(node: Node) -> Node | Sequence[Node]:
    if not isinstance(node, HtmlElement) or _TAG_NAME.match(node.name):
        return node
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes)
    return (Text(f"<{node.name}{attributes}>"), *node.children)
