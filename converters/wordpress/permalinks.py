"""Permalink structures of the new site, and the forms that redirects to them can have."""

from __future__ import annotations

import re
from typing import Final

DEFAULT_PERMALINK: Final = "/%year%/%monthnum%/%day%/%postname%/"
PLACEHOLDER: Final = re.compile(r"%(\w+)%")
PLACEHOLDERS: Final = frozenset(
    ["year", "monthnum", "day", "hour", "minute", "second", "postname", "author", "category"]
)
"""What can be filled in before the import; ``%post_id%`` cannot."""
REDIRECT_FILES: Final = {
    "csv": "redirects.csv",
    "nginx": "redirects.nginx.conf",
    "htaccess": "redirects.htaccess",
}
"""Forms of redirects, and the file each is written to."""


def is_structure(text: str) -> bool:
    """Return whether ``text`` is a permalink structure that can be filled before the import."""
    return text.startswith("/") and PLACEHOLDERS.issuperset(PLACEHOLDER.findall(text))
