"""``relative_url``, ``absolute_url``, ``strip_index`` (Jekyll: filters/url_filters.rb)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from migrator.liquid.ruby import Drop, to_text
from migrator.site import urls

if TYPE_CHECKING:
    from migrator.liquid.context import Context

_INDEX = re.compile(r"/index\.html?$", re.MULTILINE)


def relative_url(context: Context, value: object) -> str | None:
    """``relative_url``; a document gives its URL."""
    if value is None:
        return None
    return urls.relative_url(_address(value), context.site_state.site.config)


def absolute_url(context: Context, value: object) -> str | None:
    """``absolute_url``; a document gives its URL."""
    if value is None:
        return None
    return urls.absolute_url(_address(value), context.site_state.site.config)


def _address(value: object) -> str:
    has_url = isinstance(value, Drop) and value.has("url")
    return to_text(value.get("url") if has_url else value)  # type: ignore[attr-defined]


def strip_index(value: object) -> object:
    """``strip_index``."""
    return _INDEX.sub("/", to_text(value), count=1) if to_text(value) else None
