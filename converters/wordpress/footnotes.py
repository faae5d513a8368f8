"""Footnotes: WordPress's own (a block and a meta field, since 6.3), or plain HTML for all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, cast
from uuid import NAMESPACE_URL, uuid5

from migrator.html.footnotes import count_repeats, with_backlinks
from migrator.html.options import HtmlOptions
from migrator.html.serializer import to_html
from migrator.model import nodes
from migrator.model.nodes import Node
from migrator.model.walk import walk

META_KEY: Final = "footnotes"
BLOCK: Final = "<!-- wp:footnotes /-->"
SINCE: Final = (6, 3)
_PARAGRAPH_BREAK: Final = "<br><br>"
_PICTURES: Final = frozenset("↩↪↑⬆↥⤴")
_TEXT_STYLE: Final = "\ufe0e"
_TEXTS: Final = (nodes.Paragraph, nodes.Plain)
_KEPT: Final = """
    a abbr b big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup
    tt u var
"""
_KEPT_NAMES: Final = frozenset(_KEPT.split())
"""Elements of a text that every WordPress leaves in notes: those go through wp_kses_post."""


@dataclass(frozen=True, slots=True)
class Footnotes:
    """A document's notes in WordPress's own form: ids by label, and what each says."""

    ids: Mapping[str, str]
    definitions: Sequence[nodes.FootnoteDefinition]

    @classmethod
    def of(cls, children: Iterable[Node], address: str, *, mathml: bool) -> Footnotes | None:
        """Return the notes among ``children``, None where there are none or HTML must hold them.

        A note of WordPress's is one text: no list, no code, no note in a note; its number is its
        place. ``address`` makes the ids the document's own. ``mathml``: formulas are elements,
        which notes lose.
        """
        notes = [child for child in children if isinstance(child, nodes.FootnoteDefinition)]
        numbers = [note.number for note in notes]
        if not notes or numbers != list(range(1, len(notes) + 1)):
            return None
        if not all(_is_text(note, mathml=mathml) for note in notes):
            return None
        ids = {note.label: str(uuid5(NAMESPACE_URL, f"{address}#{note.label}")) for note in notes}
        return cls(ids, notes)

    def mark(self, reference: nodes.FootnoteReference) -> Node:
        """Return the mark of a note in the text."""
        name = self.ids[reference.label]
        repeat = f"-{reference.occurrence + 1}" if reference.occurrence else ""
        link = f'<a href="#{name}" id="{name}-link{repeat}">{reference.number}</a>'
        return nodes.RawInline("html", f'<sup data-fn="{name}" class="fn">{link}</sup>')

    def meta(self, texts: Sequence[str]) -> str:
        """Return the meta field that holds ``texts``, the notes' HTML in order."""
        notes = zip(texts, self.ids.values(), strict=True)
        fields = [{"content": text, "id": name} for text, name in notes]
        return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def _is_text(note: nodes.FootnoteDefinition, *, mathml: bool) -> bool:
    return all(
        isinstance(child, _TEXTS) and not getattr(child, "attributes", ())
        for child in note.children
    ) and not any(_is_lost(one, mathml=mathml) for one in walk(note))


def _is_lost(node: Node, *, mathml: bool) -> bool:
    """Return whether a note of WordPress's cannot hold ``node``."""
    if isinstance(node, nodes.HtmlElement):
        return node.name not in _KEPT_NAMES
    if isinstance(node, nodes.MathInline):
        return mathml
    return isinstance(node, nodes.FootnoteReference | nodes.Image)


def as_text(sign: str) -> str:
    """Return an arrow so that WordPress's script leaves it a letter, and makes no picture of it."""
    return f"{sign}{_TEXT_STYLE}" if sign and sign[-1] in _PICTURES else sign


def note_text(blocks: Sequence[Node], options: HtmlOptions) -> str:
    """Return the HTML of a note's prepared paragraphs as one text."""
    texts = (to_html(getattr(block, "children", ()), options).strip() for block in blocks)
    return _PARAGRAPH_BREAK.join(texts)


def fold_footnotes(children: Iterable[Node], options: HtmlOptions) -> list[Node]:
    """Return ``children`` with all footnote definitions as one list in a ``div`` at the end.

    The ids and links are kramdown's, in plain HTML: WordPress's own footnotes show nothing
    before version 6.3.
    """
    every: list[Node] = list(children)
    notes = [child for child in every if isinstance(child, nodes.FootnoteDefinition)]
    if not notes:
        return every
    options = replace(options, footnote_backlink=as_text(options.footnote_backlink))
    items = tuple(
        nodes.ListItem(
            cast("Any", with_backlinks(note, repeats, options)),
            attributes=(("id", f"fn:{options.footnote_prefix}{note.label}"),),
            line=note.line,
        )
        for note, repeats in zip(notes, count_repeats(every), strict=True)
    )
    listed = nodes.OrderedList(items, start=notes[0].number, line=notes[0].line)
    section = nodes.Div((listed,), (("class", "footnotes"),), line=notes[0].line)
    return [*(child for child in every if not isinstance(child, nodes.FootnoteDefinition)), section]
