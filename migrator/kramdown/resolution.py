"""The second phase: inlines are parsed, and everything that refers to something is resolved.

Texts are parsed in document order, those of the footnotes after all others in order of first
reference, so that footnote numbers and the counters in heading ids come out as in kramdown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from migrator.kramdown.ids import HeadingIds, plain_id, text_for_id
from migrator.kramdown.inlines import parse_inlines
from migrator.kramdown.native_html import HEADINGS, is_no_html, native_text_of, raw_text_of
from migrator.kramdown.state import State
from migrator.kramdown.toc import Entry, contents_list, is_excluded
from migrator.kramdown.tree import (
    ContentDraft,
    DefinitionListDraft,
    Draft,
    FootnoteDraft,
    HeadingDraft,
    HtmlDraft,
    HtmlTextDraft,
    InlineDraft,
    ListDraft,
    LiteralDraft,
    MathDraft,
    ParagraphDraft,
    RootDraft,
    StrayTextDraft,
    TableDraft,
    TermDraft,
    TextDraft,
    drafts_below,
    drafts_in,
)
from migrator.model.attributes import Attributes, get_attribute, set_attribute
from migrator.model.nodes import Image, Inline, Node, SoftBreak, Term, Text

_AUTO_IDS: Final = re.compile(r"auto_ids(?:-([\w-]+))?", re.ASCII)
_SETS_OPTIONS: Final = "{::options"
_HIGHEST, _LOWEST = 1, 6


@dataclass(frozen=True, slots=True)
class ResolvedHeading:
    """A heading's level with the offset, and its attributes with its id."""

    level: int
    attributes: Attributes


@dataclass(frozen=True, slots=True)
class _Listed:
    """A heading that the table of contents lists."""

    level: int
    anchor: str
    draft: HeadingDraft | HtmlDraft


class Resolution:
    """What the texts of one document refer to.

    ``replaced`` are the lists that something else stands in for (table of contents, footnotes).
    """

    __slots__ = (
        "_footnotes_list",
        "_headings",
        "_listed",
        "_toc_list",
        "headings",
        "replaced",
        "state",
    )

    def __init__(self, state: State) -> None:
        self.state = state
        self.headings: dict[Draft, ResolvedHeading] = {}
        self.replaced: dict[Draft, Sequence[Node]] = {}
        self._headings: list[tuple[HeadingDraft | HtmlDraft, bool]] = []
        self._listed: list[_Listed] = []
        self._toc_list: ListDraft | None = None
        self._footnotes_list: ListDraft | None = None

    def resolve(self, root: RootDraft, footnotes: Mapping[str, FootnoteDraft]) -> None:
        """Parse the inlines of ``root`` and of the footnotes that are referred to."""
        self._parse_texts(root, in_flow=True)
        # Footnotes that are first referred to in a footnote join the end while this goes on.
        for label in self.state.footnotes.order:
            self._parse_texts(footnotes[label], in_flow=False)
        for label, footnote in footnotes.items():
            if label not in self.state.footnotes.numbers:
                self._take_options(footnote)
        self._resolve_headings()

    def place_contents(self, inlines_of: Callable[[HtmlDraft], Sequence[Inline]]) -> None:
        """Put the table of contents in the place of the list marked ``toc``.

        ``inlines_of`` makes inlines of a heading that was HTML.
        """
        if self._toc_list is None:
            return
        entries = [
            Entry(
                heading.level,
                heading.anchor,
                tuple(inlines_of(heading.draft))
                if isinstance(heading.draft, HtmlDraft)
                else heading.draft.inlines,
            )
            for heading in self._listed
        ]
        attributes = self.attributes(self._toc_list)
        contents = contents_list(entries, attributes, is_ordered=self._toc_list.is_ordered)
        self.replaced[self._toc_list] = () if contents is None else (contents,)

    def attributes(self, draft: Draft, base: Attributes = ()) -> Attributes:
        """Return the attributes that a draft's attribute list gives, on top of ``base``."""
        if draft.attribute_list is None:
            return base
        return self.state.attributes(draft.attribute_list, base)

    def place_footnotes(self, root: RootDraft, notes: Sequence[Node]) -> Sequence[Node]:
        """Put ``notes`` in the place of the list marked ``footnotes``; return what is left.

        A mark that is not at the top has no effect here: the notes go to the end.
        """
        place = self._footnotes_list
        if place is None or place not in root.children:
            return notes
        self.replaced[place] = notes
        return ()

    def is_standalone(self, image: Image) -> bool:
        """Whether the image's attribute list asks for a figure."""
        return self.state.standalone_images.get(id(image)) is image

    def term_id_prefix(self, draft: DefinitionListDraft) -> str | None:
        """Return what ids of terms start with; None where the list asks for none."""
        references = draft.attribute_list.references if draft.attribute_list else []
        for name in references:
            found = _AUTO_IDS.match(name)
            if found:
                return found[1] or ""
        return None

    def with_id(self, term: Term, draft: TermDraft, prefix: str) -> Term:
        """Return ``term`` with an id made of its text, unless it has one."""
        if get_attribute(term.attributes, "id") is not None:
            return term
        is_gfm = self.state.options.is_gfm
        own = plain_id(text_for_id(self._inlines_for_id(draft), is_gfm=is_gfm))
        attributes = set_attribute(term.attributes, "id", f"{prefix}{own}".lstrip())
        return replace(term, attributes=attributes)

    def _parse_texts(self, root: Draft, *, in_flow: bool) -> None:
        """Parse the inlines below ``root``; ``in_flow`` is False for footnotes."""
        stack: list[tuple[Draft, bool]] = [(root, in_flow)]
        while stack:
            draft, is_direct = stack.pop()
            if isinstance(draft, TextDraft):
                self._parse_text(draft, is_direct=is_direct)
                continue
            if isinstance(draft, ListDraft) and self._is_replaced(draft):
                continue
            if isinstance(draft, HtmlDraft):
                if draft.is_native and draft.name in HEADINGS:
                    self._headings.append((draft, is_direct))
                is_direct = is_direct and is_no_html(draft) and not self._is_passed_by(draft)
            inner = cells_of(draft) if isinstance(draft, TableDraft) else drafts_in(draft)
            last = inner[-1] if inner else None
            if isinstance(last, StrayTextDraft):
                last.is_last = not isinstance(draft, RootDraft)
            stack.extend((child, is_direct) for child in reversed(inner))

    def _is_passed_by(self, element: HtmlDraft) -> bool:
        """Whether GFM's rules leave what a heading that was HTML holds: they only give it an id."""
        options = self.state.options
        if element.name not in HEADINGS or not options.auto_ids:
            return False
        attributes = self.attributes(element, tuple(element.attributes.items()))
        return options.transliterated_header_ids or get_attribute(attributes, "id") is None

    def _take_options(self, footnote: FootnoteDraft) -> None:
        """Set the options that the texts of a footnote set to which nothing refers."""
        stack: list[Draft] = [footnote]
        while stack:
            draft = stack.pop()
            if isinstance(draft, TextDraft):
                text = _text_of(draft)
                if _SETS_OPTIONS in text:
                    aside = self.state.for_ids()
                    parse_inlines(text, aside, draft.line)
                    self.state.options = aside.options
            inner = cells_of(draft) if isinstance(draft, TableDraft) else drafts_in(draft)
            stack.extend(reversed(inner))

    def _is_replaced(self, draft: ListDraft) -> bool:
        if self._toc_list is None and draft.refers_to("toc"):
            self._toc_list = draft
        elif self._footnotes_list is None and draft.refers_to("footnotes"):
            self._footnotes_list = draft
        else:
            return False
        self.replaced[draft] = ()
        return True

    def _parse_text(self, draft: TextDraft, *, is_direct: bool) -> None:
        if isinstance(draft, LiteralDraft):
            draft.inlines = _literal(draft.text)
            return
        draft.text = _text_of(draft)
        self.state.hard_breaks = is_direct
        self.state.ends_container = not isinstance(draft, StrayTextDraft) or draft.is_last
        draft.inlines = parse_inlines(draft.text, self.state, draft.line)
        if not isinstance(draft, ContentDraft):
            draft.inlines = _without_last_break(draft.inlines)
        if isinstance(draft, HeadingDraft):
            self._headings.append((draft, is_direct))

    def _resolve_headings(self) -> None:
        """Give all headings their ids; only now are all options known that a text sets."""
        ids = HeadingIds(self.state.options)
        for draft, is_direct in self._headings:
            if isinstance(draft, HtmlDraft):
                self._resolve_html_heading(draft, ids, is_direct=is_direct)
            else:
                self._resolve_heading(draft, ids, is_direct=is_direct)

    def _resolve_heading(self, draft: HeadingDraft, ids: HeadingIds, *, is_direct: bool) -> None:
        options = self.state.options
        base = (("id", draft.own_id),) if draft.own_id else ()
        attributes = self.attributes(draft, base)
        anchor = get_attribute(attributes, "id")
        if anchor is None and options.auto_ids:
            anchor = self._automatic_id(draft, ids, is_direct=is_direct)
            attributes = set_attribute(attributes, "id", anchor)
        level = min(max(draft.level + options.header_offset, _HIGHEST), _LOWEST)
        self.headings[draft] = ResolvedHeading(level, attributes)
        self._list(draft, draft.level, attributes)

    def _list(self, draft: HeadingDraft | HtmlDraft, level: int, attributes: Attributes) -> None:
        """List a heading in the table of contents, if it is to stand there."""
        anchor = get_attribute(attributes, "id")
        is_asked_for = level in self.state.options.toc_levels and not is_excluded(attributes)
        if anchor is not None and is_asked_for:
            self._listed.append(_Listed(level, anchor, draft))

    def _resolve_html_heading(self, draft: HtmlDraft, ids: HeadingIds, *, is_direct: bool) -> None:
        """Give a heading that was HTML its id and its level."""
        options, level = self.state.options, int(draft.name[1:])
        attributes = self.attributes(draft, tuple(draft.attributes.items()))
        if options.auto_ids and get_attribute(attributes, "id") is None:
            by_gfm = options.is_gfm and is_direct and not options.transliterated_header_ids
            draft.attributes["id"] = (
                ids.gfm(self._text_of_html(draft)) if by_gfm else ids.plain(raw_text_of(draft))
            )
            attributes = set_attribute(attributes, "id", draft.attributes["id"])
        draft.name = f"h{min(max(level + options.header_offset, _HIGHEST), _LOWEST)}"
        self._list(draft, level, attributes)

    def _text_of_html(self, heading: HtmlDraft) -> str:
        """Return the text of a heading that was HTML, of which GFM makes its id."""
        pieces: list[str] = []
        for draft in drafts_below(heading):
            if isinstance(draft, TextDraft):
                pieces.append(text_for_id(self._inlines_for_id(draft), is_gfm=True))
            elif isinstance(draft, InlineDraft):
                pieces.append(text_for_id((draft.node,), is_gfm=True))
            elif isinstance(draft, MathDraft):
                pieces.append(draft.latex)
            elif isinstance(draft, HtmlTextDraft):
                pieces.append(native_text_of(draft))
        return "".join(pieces)

    def _automatic_id(self, draft: HeadingDraft, ids: HeadingIds, *, is_direct: bool) -> str:
        """Return an id of the heading's text; GFM's rule does not reach into HTML and footnotes."""
        options = self.state.options
        if options.is_gfm and is_direct and not options.transliterated_header_ids:
            return ids.gfm(text_for_id(self._inlines_for_id(draft), is_gfm=True))
        if options.is_gfm or options.auto_id_stripping:
            return ids.plain(text_for_id(self._inlines_for_id(draft), is_gfm=options.is_gfm))
        return ids.plain(draft.text)

    def _inlines_for_id(self, draft: TextDraft) -> tuple[Inline, ...]:
        """Return the inlines of ``draft``, character references told from text."""
        if "&" not in draft.text:
            return draft.inlines
        return parse_inlines(draft.text, self.state.for_ids(), draft.line)


def _text_of(draft: TextDraft) -> str:
    return "".join(draft.pieces) if isinstance(draft, ParagraphDraft | ContentDraft) else draft.text


def cells_of(draft: TableDraft) -> Sequence[Draft]:
    """Return the cells of a table, row by row."""
    return [cell for _section, rows in draft.sections for row in rows for cell in row]


def _literal(text: str) -> tuple[Inline, ...]:
    lines = text.rstrip("\n").split("\n")
    inlines: list[Inline] = [Text(lines[0])]
    for line in lines[1:]:
        inlines += (SoftBreak(), Text(line))
    return tuple(inlines)


def _without_last_break(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return children[:-1] if children and type(children[-1]) is SoftBreak else children
