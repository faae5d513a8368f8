"""Documents that only lead elsewhere: jekyll-redirect-from's ``redirect_to``.

Jekyll writes a page that sends readers on in the place of such a document; its own text is never
seen (jekyll-redirect-from: generator.rb, redirectable.rb).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from migrator.site.plugins import is_enabled
from migrator.site.records import SourceDocument
from migrator.site.ruby_values import to_text

REDIRECT_FROM: Final = "jekyll-redirect-from"
_KEY: Final = "redirect_to"


def redirect_target(config: Mapping[str, object], document: SourceDocument) -> str:
    """Return where ``document`` leads as its front matter says it; "" where it shows itself.

    Of a list the first entry counts. Without the plugin the key means nothing.
    """
    value = document.data.get(_KEY)
    if value is None or not document.written or not is_enabled(config, REDIRECT_FROM):
        return ""
    if isinstance(value, list):
        value = next((entry for entry in value if entry is not None), None)
    return to_text(value)
