"""Labels of footnotes as Markdown can hold them."""

from __future__ import annotations

import re
from typing import Final

from migrator.model import nodes

_SIMPLE: Final = re.compile(r"[A-Za-z0-9_.-]+\Z")


def footnote_labels(body: nodes.Body) -> dict[str, str]:
    """Return each defined label of ``body`` with the one to write: itself, or its number."""
    labels: dict[str, str] = {}
    taken: set[str] = set()
    for node in body.children:
        if type(node) is not nodes.FootnoteDefinition:
            continue
        label = node.label if _SIMPLE.match(node.label) else str(node.number)
        while label.lower() in taken:
            label += "-"
        taken.add(label.lower())
        labels[node.label] = label
    return labels
