"""WordPress's own footnotes as the HTML that kramdown makes of footnotes."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Final

from migrator.model.document import Document
from migrator.model.nodes import FootnoteDefinition

_BLOCK: Final = "<!-- wp:footnotes /-->"
_MARK: Final = re.compile(
    r'<sup data-fn="(?P<id>[^"]*)" class="fn"><a href="#[^"]*" id="[^"]*?-link(?:-(?P<n>\d+))?">'
)
_BACKLINK: Final = re.compile(
    r'[\s\u00a0]*<a [^<>]*class="reversefootnote"[^<>]*>.*?</a>', re.DOTALL
)


def without_backlinks(html: str) -> str:
    """Return ``html`` without the links from notes back to the text, which WordPress sets."""
    return _BACKLINK.sub("", html)


def with_notes(content: str, field: str, document: Document) -> str:
    """Return ``content`` with the notes of ``field``, the meta, where its footnotes block stands.

    Ids become those of the document's own notes, in order.
    """
    try:
        notes = [(str(note["id"]), str(note["content"])) for note in json.loads(field)]
    except (ValueError, KeyError, TypeError):
        return content
    labels = _labels(document)
    names = {name: labels[place] for place, (name, _) in enumerate(notes) if place < len(labels)}
    items = "".join(_item(names.get(name, name), text) for name, text in notes)
    marked = _MARK.sub(lambda found: _mark(found, names), content)
    return marked.replace(_BLOCK, f'<div class="footnotes"><ol>{items}</ol></div>')


def _labels(document: Document) -> Sequence[str]:
    children = document.body.children
    return [child.label for child in children if isinstance(child, FootnoteDefinition)]


def _item(label: str, text: str) -> str:
    paragraphs = "".join(f"<p>{part}</p>" for part in text.split("<br><br>"))
    return f'<li id="fn:{label}">{paragraphs}</li>'


def _mark(found: re.Match[str], names: dict[str, str]) -> str:
    label = names.get(found["id"], found["id"])
    repeat = f":{int(found['n']) - 1}" if found["n"] else ""
    return f'<sup id="fnref:{label}{repeat}"><a href="#fn:{label}">'
