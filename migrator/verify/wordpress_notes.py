"""WordPress's own footnotes as the HTML that kramdown makes of footnotes."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Final, TypeAlias

from migrator.model.document import Document
from migrator.model.nodes import FootnoteDefinition

_BLOCK: Final = "<!-- wp:footnotes /-->"
_MARK: Final = re.compile(
    r'<sup data-fn="(?P<id>[^"]*)" class="fn"><a href="#[^"]*" id="[^"]*?-link(?:-(?P<n>\d+))?">'
)
_SHOWN: Final = re.compile(r'<ol class="[^"]*\bwp-block-footnotes\b[^"]*"[^<>]*>')
_END: Final = "</ol>"
_SHOWN_NOTE: Final = re.compile(
    r'<li id="(?P<id>[^"]*)">(?P<text>.*?) <a href="#(?P=id)-link"[^<>]*>[^<>]*</a></li>', re.DOTALL
)
_BACKLINK: Final = re.compile(
    r'[\s\u00a0]*<a [^<>]*class="reversefootnote"[^<>]*>.*?</a>', re.DOTALL
)


def without_backlinks(html: str) -> str:
    """Return ``html`` without the links from notes back to the text, which WordPress sets."""
    return _BACKLINK.sub("", html) if "reversefootnote" in html else html


def with_notes(content: str, field: str, document: Document) -> str:
    """Return ``content`` with the notes of ``field``, the meta, where its footnotes block stands.

    Ids become those of the document's own notes, in order.
    """
    try:
        notes = [(str(note["id"]), str(note["content"])) for note in json.loads(field)]
    except (ValueError, KeyError, TypeError):
        return content
    return _marked(content, notes, document).replace(_BLOCK, _listed(notes, document))


def with_shown_notes(content: str, document: Document) -> str:
    """Return ``content``, as WordPress shows it, with its own footnotes as kramdown lists them."""
    start = _SHOWN.search(content)
    end = content.rfind(_END)
    if start is None or end < start.end():
        return content
    inner = content[start.end() : end]
    notes = [(found["id"], found["text"]) for found in _SHOWN_NOTE.finditer(inner)]
    if _SHOWN_NOTE.sub("", inner).strip():
        return content
    before, after = content[: start.start()], content[end + len(_END) :]
    return _marked(before, notes, document) + _listed(notes, document) + after


Notes: TypeAlias = Sequence[tuple[str, str]]
"""The ids and texts of notes, in order."""


def _marked(content: str, notes: Notes, document: Document) -> str:
    names = _names(notes, document)
    return _MARK.sub(lambda found: _mark(found, names), content)


def _listed(notes: Notes, document: Document) -> str:
    names = _names(notes, document)
    items = "".join(_item(names.get(name, name), text) for name, text in notes)
    return f'<div class="footnotes"><ol>{items}</ol></div>'


def _names(notes: Notes, document: Document) -> dict[str, str]:
    return {name: label for (name, _), label in zip(notes, _labels(document), strict=False)}


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
