"""Widths and heights of pictures that their address names: the file has that size anyway."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from migrator.model.attributes import get_attribute, without_attributes
from migrator.model.nodes import Image

_WORDPRESS: Final = re.compile(r"-(\d+)x(\d+)\.\w+(?:\?|\Z)")
_BLOGGER: Final = re.compile(r"/s(\d+)(?:-[a-z]\w*)?/[^/]*\Z")


def without_told_size(image: Image) -> Image:
    """Return ``image`` without the size that its address names, itself where it names none.

    WordPress writes ``pier-300x200.jpg``; in Blogger's ``/s320/`` the longer side has 320 dots.
    """
    width = get_attribute(image.attributes, "width") or ""
    height = get_attribute(image.attributes, "height") or ""
    if not (width.isdigit() and height.isdigit()) or not _tells(image.destination, width, height):
        return image
    rest = without_attributes(image.attributes, ("width", "height"))
    return replace(image, attributes=rest)


def _tells(address: str, width: str, height: str) -> bool:
    both = _WORDPRESS.search(address)
    if both:
        return both.groups() == (width, height)
    longer = _BLOGGER.search(address)
    return longer is not None and int(longer[1]) == max(int(width), int(height))
