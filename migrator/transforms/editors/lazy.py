"""Pictures and frames that a script loads once readers come to them (lazysizes, lozad, …).

The address is in an attribute that only the script reads; without it readers see a placeholder.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from migrator.model.attributes import (
    classes_of,
    get_attribute,
    set_attribute,
    without_attributes,
)
from migrator.model.nodes import HtmlElement, Image, Node
from migrator.transforms.editors.profile import EditorProfile

_NAMES: Final = ("lazy", "lazyload", "lazyloaded", "lazyloading", "lazy-load", "lozad", "b-lazy")
"""Classes by which the scripts find them."""
_ADDRESSES: Final = ("data-src", "data-original", "data-lazy-src")
_SOURCE_SET: Final = "data-srcset"


def _loaded(node: Node) -> Node | None:
    """Return a picture or frame as it is once it is loaded, None where no address is given."""
    is_element = isinstance(node, HtmlElement) and node.name in ("img", "iframe")
    if not isinstance(node, Image) and not is_element:
        return None
    attributes = getattr(node, "attributes", ())
    address = next(filter(None, (get_attribute(attributes, name) for name in _ADDRESSES)), None)
    if not address:
        return None
    sources = get_attribute(attributes, _SOURCE_SET)
    rest = without_attributes(attributes, (*_ADDRESSES, _SOURCE_SET, "src", "srcset", "class"))
    if sources:
        rest = set_attribute(rest, "srcset", sources)
    classes = [name for name in classes_of(attributes) if name not in _NAMES]
    if classes:
        rest = set_attribute(rest, "class", " ".join(classes))
    if isinstance(node, Image):
        return replace(node, destination=address, attributes=rest)
    if isinstance(node, HtmlElement) and node.name == "iframe":
        return replace(node, attributes=(("src", address), *rest))
    alt, title = get_attribute(rest, "alt") or "", get_attribute(rest, "title")
    rest = without_attributes(rest, ("alt", "title"))
    return Image(address, alt, title, rest, getattr(node, "line", 0))


PROFILE: Final = EditorProfile(
    "Lazysizes",
    by_class=dict.fromkeys(_NAMES, ("editor-attribute", _loaded)),
)
