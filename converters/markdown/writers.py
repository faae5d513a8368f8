"""Who wrote a document, where its own front matter does not say so but the site's defaults do."""

from __future__ import annotations

from typing import Final

from migrator.model.document import Document

AUTHOR_KEYS: Final = ("author", "authors")


def inherited_writers(document: Document) -> dict[str, object]:
    """Return ``author`` and ``authors`` as defaults of the site give them to ``document``.

    The new site may not have these defaults. The author of the whole site is not among them.
    """
    data, own = document.data, document.front_matter
    return {key: data[key] for key in AUTHOR_KEYS if key not in own and data.get(key)}
