"""Posts of other sites, written as a quote or link and a script, as frames of those sites."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any, Final, cast

from converters.wordpress.embeds import LOADERS, QUOTE_CLASSES, Embed, embed_of
from migrator.model import nodes
from migrator.model.attributes import classes_of, get_attribute
from migrator.model.nodes import Node
from migrator.model.walk import nodes_in, rewrite, walk

_POSTS: Final = frozenset({nodes.BlockQuote, nodes.Paragraph})
_CHANGED: Final = _POSTS | {nodes.HtmlElement}
_POST_SIZE: Final = 300
"""Nodes that are looked at for the address of a post; posts are short."""


def with_embeds(children: Sequence[Node]) -> Sequence[Node]:
    """Return ``children`` with each quote that stands for a post as a frame with its address.

    A site's script goes with its last quote; a quote whose post is not known keeps it.
    """
    body = nodes.Body(cast("Any", tuple(children)))
    found = [_post(node) for node in nodes_in(body, _POSTS)]
    posts = {slug for slug, _ in found if slug}
    if not posts:
        return children
    left = {slug for slug, embed in found if embed is None}
    gone = posts - left
    (changed,) = rewrite(body, lambda node: _replaced(node, gone), _CHANGED)
    return cast("nodes.Body", changed).children


def _replaced(node: Node, gone: set[str]) -> Node | Sequence[Node]:
    embed = _post(node)[1]
    if embed is not None:
        return nodes.HtmlElement("iframe", (), (("src", embed.url),))
    if isinstance(node, nodes.HtmlElement) and node.name == "script":
        source = get_attribute(node.attributes, "src") or ""
        return () if any(LOADERS[slug].match(source) for slug in gone) else node
    return node


def _post(node: Node) -> tuple[str, Embed | None]:
    """Return the site whose post ``node`` stands for, '' for none, and the post if it is known."""
    if isinstance(node, nodes.BlockQuote):
        classes = classes_of(node.attributes)
        slug = next((QUOTE_CLASSES[name] for name in classes if name in QUOTE_CLASSES), "")
        return (slug, _quoted(node, slug)) if slug else ("", None)
    if isinstance(node, nodes.Paragraph):
        return _photo(node)
    return "", None


def _quoted(quote: nodes.BlockQuote, slug: str) -> Embed | None:
    """Return the post of ``quote``: its last link leads there, or an attribute names it."""
    inside = islice(walk(quote), _POST_SIZE)
    links = [one.destination for one in inside if isinstance(one, nodes.Link)]
    number = get_attribute(quote.attributes, "data-id")
    named = [get_attribute(quote.attributes, "cite") or ""]
    if slug == "imgur" and number:
        named = [f"https://imgur.com/{number}"]
    found = (embed_of(source) for source in (*named, *reversed(links)))
    return next((embed for embed in found if embed and embed.slug == slug), None)


def _photo(paragraph: nodes.Paragraph) -> tuple[str, Embed | None]:
    for child in paragraph.children:
        if isinstance(child, nodes.Link) and get_attribute(child.attributes, "data-flickr-embed"):
            alone = all(
                one is child or not getattr(one, "text", "").strip() for one in paragraph.children
            )
            embed = embed_of(child.destination) if alone else None
            return "flickr", embed if embed and embed.slug == "flickr" else None
    return "", None
