"""HTML that has a shortcode in Hugo: players, gists, figures (Hugo: Embedded shortcodes)."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any, Final

from converters.markdown.hugo.shortcodes import call, quoted_call, shortcode
from converters.markdown.relocation import RELREF
from migrator.model import nodes
from migrator.model.attributes import get_attribute
from migrator.model.nodes import Node

PLAYERS: Final = (
    ("youtube", re.compile(r"(?:https?:)?//(?:www\.)?youtube\.com/embed/([\w-]{6,20})/?\Z")),
    ("vimeo", re.compile(r"(?:https?:)?//player\.vimeo\.com/video/(\d+)/?\Z")),
)
GIST: Final = re.compile(r"(?:https?:)?//gist\.github\.com/([\w-]+)/(\w+)(?:\.js)?\Z")
_RELREF: Final = re.compile(rf'href="({RELREF}[^"]*)"')
_LINKED: Final = re.compile(rf"\]\(({RELREF}[^\s()<>]*)")
_IMAGE_PARAMETERS: Final = ("width", "height", "loading")
_TEXTS: Final = (nodes.Paragraph, nodes.Plain)


def element_shortcode(node: nodes.HtmlElement) -> str:
    """Return the shortcode that shows what ``node`` shows, "" where there is none."""
    source = get_attribute(node.attributes, "src") or ""
    if node.name == "iframe":
        for name, pattern in PLAYERS:
            match = pattern.match(source)
            if match:
                return _player(name, match[1], get_attribute(node.attributes, "title"))
    elif node.name == "script" and not any(True for _ in node.children):
        match = GIST.match(source)
        if match:
            return call("gist", match[1], match[2])
    return ""


def relref(address: str) -> str:
    """Return the shortcode of ``relref:/posts/a.md#id`` (Hugo: ref and relref shortcodes)."""
    return quoted_call("relref", address.removeprefix(RELREF))


def with_relrefs(html: str) -> str:
    """Return ``html`` with links to documents as shortcodes."""
    if RELREF not in html:
        return html
    return _RELREF.sub(lambda match: f'href="{relref(unescape(match[1]))}"', html)


def relrefs_in_markdown(text: str) -> str:
    """Return ``text``, flattened before, with links to documents as shortcodes."""
    return _LINKED.sub(lambda match: f"]({relref(match[1])}", text) if RELREF in text else text


def _player(name: str, key: str, title: str | None) -> str:
    if not title:
        return call(name, key)
    return shortcode(name, id=key, title=title) if name == "youtube" else ""


def figure_parts(node: nodes.Figure) -> tuple[nodes.Image, nodes.Caption, nodes.Link | None] | None:
    """Return image, caption and the link around the image, None for any other figure."""
    if len(node.children) != 2 or not isinstance(node.children[1], nodes.Caption):  # noqa: PLR2004 - image, caption
        return None
    content: Node = node.children[0]
    if isinstance(content, _TEXTS):
        shown = [child for child in content.children if not _is_blank(child)]
        if len(shown) != 1:
            return None
        content = shown[0]
    link = content if isinstance(content, nodes.Link) else None
    if link is not None:
        if len(link.children) != 1 or link.title is not None:
            return None
        content = link.children[0]
    return (content, node.children[1], link) if isinstance(content, nodes.Image) else None


def figure_shortcode(
    node: nodes.Figure, write_caption: Callable[[nodes.Caption], str | None]
) -> str:
    """Return ``{{< figure >}}`` for an image with a caption, "" for any other figure.

    ``write_caption`` returns a caption in Markdown, None where that cannot be.
    """
    parts = figure_parts(node)
    if parts is None:
        return ""
    image, caption, link = parts
    text = write_caption(caption)
    if text is None or image.title:
        return ""
    parameters: dict[str, Any] = {"src": image.destination}
    if image.alt:
        parameters["alt"] = image.alt
    if link is not None:
        parameters["link"] = link.destination
    for name in _IMAGE_PARAMETERS:
        value = get_attribute(image.attributes, name)
        if value:
            parameters[name] = value
    return shortcode("figure", **parameters, caption=text)


def _is_blank(node: Node) -> bool:
    return isinstance(node, nodes.SoftBreak) or (
        isinstance(node, nodes.Text) and not node.text.strip()
    )
