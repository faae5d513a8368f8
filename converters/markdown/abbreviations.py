"""Abbreviations as kramdown defines them: once for a document, wherever the word stands.

``*[HTML]: HyperText Markup Language`` makes each ``HTML`` an abbreviation. So a word can be defined
only if it stands nowhere without being one, and means the same everywhere (kramdown syntax:
Abbreviations).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from migrator.model import nodes
from migrator.model.nodes import Node
from migrator.model.walk import children_of, walk

_WORD: Final = re.compile(r"[^\W_](?:[\w -]*[^\W_])?")
_DOUBLED: Final = ("--", "__", "  ")
_LETTERS: Final = "[A-Za-z0-9_]"
_TEXTS: Final = (nodes.Text, nodes.SmartPunctuation)
_ABBREVIATION: Final = "\0"


def definitions_in(body: nodes.Body) -> dict[str, str]:
    """Return the abbreviations that can be defined for all of ``body``, with their long forms."""
    titles: dict[str, set[str]] = {}
    for node in walk(body):
        if isinstance(node, nodes.Abbreviation):
            titles.setdefault(node.text, set()).add("" if node.attributes else node.title)
    found = {
        text: title
        for text, (title, *others) in titles.items()
        if not others and _can_be_defined(text, title)
    }
    while found and (wrong := set(_standing_otherwise(body, found))):
        found = {text: title for text, title in found.items() if text not in wrong}
    return found


def definition_lines(definitions: Mapping[str, str]) -> Iterator[str]:
    """Yield a line of Markdown for each of ``definitions``."""
    for text, title in definitions.items():
        yield f"*[{text}]: {title.replace('&', '&amp;')}"


def _can_be_defined(text: str, title: str) -> bool:
    if not _WORD.fullmatch(text) or any(sign in text for sign in _DOUBLED):
        return False
    return bool(title) and title.isprintable() and title == title.strip()


def _standing_otherwise(body: nodes.Body, found: Mapping[str, str]) -> Iterator[str]:
    """Yield the words in ``found`` that stand as plain text, or where a letter touches them."""
    words = "|".join(map(re.escape, sorted(found, key=len, reverse=True)))
    plain = re.compile(f"(?<!{_LETTERS})(?:{words})(?!{_LETTERS})")
    touching = re.compile(f"{_LETTERS}{_ABBREVIATION}|{_ABBREVIATION}{_LETTERS}")
    for node in walk(body):
        for run, abbreviations in _runs(children_of(node), found):
            yield from plain.findall(run)
            if touching.search(run) or _ABBREVIATION * 2 in run:
                yield from abbreviations


def _runs(children: Sequence[Node], found: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the texts between other inlines, each with the words of the abbreviations in it."""
    for is_text, group in groupby(children, lambda node: _text(node, found) is not None):
        if is_text:
            members = list(group)
            run = "".join(_text(node, found) or "" for node in members)
            yield run, [node.text for node in members if isinstance(node, nodes.Abbreviation)]


def _text(node: Node, found: Mapping[str, str]) -> str | None:
    if isinstance(node, nodes.Abbreviation):
        return _ABBREVIATION if node.text in found else node.text
    return node.text if isinstance(node, _TEXTS) else None
