"""Images, videos and sounds as blocks; a block holds few attributes, so some cannot be one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from converters.wordpress.block_markup import Support, close_block, open_block
from migrator.html.escape import escape_value, format_attributes
from migrator.model import nodes
from migrator.model.attributes import Attributes, get_attribute
from migrator.model.nodes import Node
from migrator.model.walk import walk

_DROPPED: Final = frozenset({"loading", "decoding", "fetchpriority", "onerror", "onload"})
"""What WordPress sets on images by itself, and what old editors do when a file is missing."""
_LINK_ATTRIBUTES: Final = frozenset({"target", "rel", "class"})
_PLAYER_FLAGS: Final = ("autoplay", "controls", "loop", "muted", "playsinline")
_PLAYER_ATTRIBUTES: Final[Mapping[str, frozenset[str]]] = {
    "video": frozenset({*_PLAYER_FLAGS, "poster", "preload", "src", "width", "height", "style"}),
    "audio": frozenset({"autoplay", "controls", "loop", "preload", "src", "style"}),
}
_PRELOADS: Final = frozenset({"auto", "metadata", "none"})


@dataclass(frozen=True, slots=True)
class Picture:
    """An image, with the link around it if there is one."""

    image: nodes.Image
    link: nodes.Link | None = None


def lone_child(block: nodes.Paragraph | nodes.Plain) -> Node | None:
    """Return the only inline of ``block``, white space aside, or None."""
    shown = [child for child in block.children if not is_blank(child)]
    return shown[0] if len(shown) == 1 else None


def picture_of(node: Node) -> Picture | None:
    """Return ``node`` as a picture if it is an image or a link with just an image."""
    if isinstance(node, nodes.Image):
        return Picture(node)
    if isinstance(node, nodes.Link):
        shown = [child for child in node.children if not is_blank(child)]
        if len(shown) == 1 and isinstance(shown[0], nodes.Image):
            return Picture(shown[0], node)
    return None


def image_block(picture: Picture, figure: Support, caption: str) -> str | None:
    """Return the image block, None where the block cannot hold what the image carries."""
    attributes = tuple(
        (name, value)
        for name, value in picture.image.attributes
        if name not in _DROPPED and not _says_nothing(name, value, picture.image)
    )
    size = _size(attributes)
    rest = tuple(pair for pair in attributes if pair[0] not in ("width", "height"))
    own = _image_support(rest)
    if size is None or own is None or not _is_plain_link(picture.link):
        return None
    if figure.rest or (figure.anchor and own.anchor):
        return None
    align = figure.align or own.align
    classes = tuple(dict.fromkeys((*figure.classes, *own.classes)))
    support = Support(figure.anchor or own.anchor, classes)
    settings = ({"align": align} if align else {}) | size | support.settings
    if picture.link is not None:
        settings["linkDestination"] = "custom"
    shapes = [f"align{align}"] if align else []
    tag = support.tag("figure", ["wp-block-image", *shapes, *(["is-resized"] if size else [])])
    content = _linked(picture.link, _image_tag(picture.image, size))
    html = f"{tag}{content}{caption_html(caption)}</figure>"
    return open_block("image", settings) + html + close_block("image")


def _says_nothing(name: str, value: str, image: nodes.Image) -> bool:
    """Return whether ``srcset`` holds just the image itself."""
    return name == "srcset" and value.split() in ([image.destination], [image.destination, "1x"])


def caption_html(caption: str) -> str:
    """Return a caption's HTML as the figcaption of a block, '' for none."""
    if not caption.strip():
        return ""
    return f'<figcaption class="wp-element-caption">{caption.strip()}</figcaption>'


def player_tag(node: nodes.HtmlElement) -> str | None:
    """Return a video or audio element as its block has it, None where that cannot hold it."""
    given = {name: value for name, value in node.attributes if not name.startswith("data-")}
    given.pop("style", None)
    given |= _single_source(node)
    allowed = _PLAYER_ATTRIBUTES.get(node.name, frozenset())
    if not given.get("src") or not allowed.issuperset(given):
        return None
    if node.name == "audio" and "controls" not in given:
        return None
    if given.get("preload", "auto") not in _PRELOADS or {"width", "height"} & set(given):
        return None
    flags = "".join(f" {flag}" for flag in _PLAYER_FLAGS if flag in given)
    values = "".join(
        f' {name}="{escape_value(given[name])}"'
        for name in ("poster", "preload", "src")
        if given.get(name)
    )
    return f"<{node.name}{flags}{values}></{node.name}>"


def _single_source(node: nodes.HtmlElement) -> dict[str, str]:
    """Return the address of the one source in a player; {"track": …} for what a block cannot hold.

    Text in a player is for browsers that know no players.
    """
    inner = [one for one in walk(node) if isinstance(one, nodes.HtmlElement) and one is not node]
    sources = [one for one in inner if one.name == "source"]
    if not inner:
        return {}
    if len(sources) == 1 and not any(one.name == "track" for one in inner):
        address = get_attribute(sources[0].attributes, "src")
        return {"src": address} if address else {}
    return {"track": ""}


def is_blank(node: Node) -> bool:
    """Return whether ``node`` is white space."""
    if isinstance(node, nodes.Text):
        return not node.text.strip(" \t\n\r\f")
    return isinstance(node, nodes.SoftBreak)


def _size(attributes: Attributes) -> dict[str, object] | None:
    """Return width and height as the block's settings, None where they are no numbers."""
    size: dict[str, object] = {}
    for name, value in attributes:
        if name in ("width", "height") and value.strip():
            number = value.strip().removesuffix("px")
            if not number.isdecimal() or not int(number):
                return None
            size[name] = int(number)
    return size


def _image_support(attributes: Attributes) -> Support | None:
    anchor, align = "", ""
    classes: tuple[str, ...] = ()
    for name, value in attributes:
        if name == "id":
            anchor = value
        elif name == "class":
            classes = tuple(value.split())
        elif name == "align" and value in ("left", "right", "center"):
            align = value
        else:
            return None
    return Support(anchor, classes, align)


def _is_plain_link(link: nodes.Link | None) -> bool:
    if link is None:
        return True
    return not link.title and _LINK_ATTRIBUTES.issuperset(name for name, _ in link.attributes)


def _image_tag(image: nodes.Image, size: Mapping[str, object]) -> str:
    shown: Attributes = (("src", image.destination), ("alt", image.alt))
    if image.title:
        shown += (("title", image.title),)
    shown += tuple((name, str(value)) for name, value in size.items())
    return f"<img{format_attributes(shown)}/>"


def _linked(link: nodes.Link | None, html: str) -> str:
    if link is None:
        return html
    attributes = (("href", link.destination), *link.attributes)
    return f"<a{format_attributes(attributes)}>{html}</a>"
