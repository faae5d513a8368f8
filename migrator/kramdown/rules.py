"""The block rules in their order, for each dialect.

The order is kramdown's: the first rule that takes a line has it. GFM is the same table with some
rules swapped. ``starts`` are the characters (after up to three blanks) that a rule can begin
with; None stands for any but white space, the empty string for a line that begins with white
space only (blank, or indented by four).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

from migrator.kramdown.blocks.abbreviation_definitions import parse_abbreviation_definition
from migrator.kramdown.blocks.blank_lines import parse_blank_lines
from migrator.kramdown.blocks.definition_lists import parse_definition_list
from migrator.kramdown.blocks.end_markers import parse_end_marker
from migrator.kramdown.blocks.extensions import parse_extension
from migrator.kramdown.blocks.fenced_code import parse_fenced_code, parse_gfm_fenced_code
from migrator.kramdown.blocks.footnote_definitions import parse_footnote_definition
from migrator.kramdown.blocks.headings import (
    parse_atx_heading,
    parse_gfm_atx_heading,
    parse_gfm_quirk_atx_heading,
    parse_setext_heading,
)
from migrator.kramdown.blocks.html import parse_html
from migrator.kramdown.blocks.indented_code import parse_indented_code
from migrator.kramdown.blocks.link_definitions import parse_link_definition
from migrator.kramdown.blocks.lists import parse_list
from migrator.kramdown.blocks.mathematics import parse_math
from migrator.kramdown.blocks.paragraphs import parse_gfm_quirk_paragraph, parse_paragraph
from migrator.kramdown.blocks.quotes import parse_quote
from migrator.kramdown.blocks.tables import parse_table
from migrator.kramdown.blocks.thematic_breaks import parse_thematic_break
from migrator.kramdown.options import Options
from migrator.kramdown.parser import BlockFrame, BlockParser

BlockRule: TypeAlias = Callable[[BlockParser, BlockFrame], bool]


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule with its name, for swapping, and the characters it can start with."""

    name: str
    rule: BlockRule
    starts: str | None = None


WHITE_SPACE: Final = ""

KRAMDOWN: Final = (
    Entry("blank lines", parse_blank_lines, WHITE_SPACE),
    Entry("indented code", parse_indented_code, WHITE_SPACE),
    Entry("fenced code", parse_fenced_code, "~"),
    Entry("quote", parse_quote, ">"),
    Entry("ATX heading", parse_atx_heading, "#"),
    Entry("thematic break", parse_thematic_break, "*-_"),
    Entry("list", parse_list, "*+-0123456789"),
    Entry("definition list", parse_definition_list, ":"),
    Entry("HTML", parse_html, "<"),
    Entry("setext heading", parse_setext_heading),
    Entry("math", parse_math, "$\\"),
    Entry("table", parse_table),
    Entry("footnote definition", parse_footnote_definition, "["),
    Entry("link definition", parse_link_definition, "["),
    Entry("abbreviation definition", parse_abbreviation_definition, "*"),
    Entry("extension", parse_extension, "{"),
    Entry("end marker", parse_end_marker, "^"),
    Entry("paragraph", parse_paragraph),
)
"""kramdown's rules."""

GFM_RULES: Final[Mapping[str, Entry]] = {
    "fenced code": Entry("fenced code", parse_gfm_fenced_code, "~`"),
    "ATX heading": Entry("ATX heading", parse_gfm_atx_heading, "#"),
}
"""What GFM puts in the place of kramdown's rules of the same name."""

GFM_QUIRK_RULES: Final[Mapping[str, Entry]] = {
    "ATX heading": Entry("ATX heading", parse_gfm_quirk_atx_heading, "#"),
    "paragraph": Entry("paragraph", parse_gfm_quirk_paragraph),
}
"""What GFM's quirk ``paragraph_end`` changes on top of that."""


class RuleTable:
    """A dialect's rules, by the first character of a line."""

    __slots__ = ("_any", "_by_character")

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        characters = {character for entry in entries for character in entry.starts or ""}
        self._any = tuple(entry.rule for entry in entries if entry.starts is None)
        self._by_character = {
            character: tuple(
                entry.rule for entry in entries if entry.starts is None or character in entry.starts
            )
            for character in characters
        }
        self._by_character[WHITE_SPACE] = tuple(
            entry.rule for entry in entries if entry.starts == WHITE_SPACE
        )

    def at(self, character: str) -> tuple[BlockRule, ...]:
        """Return the rules that may take a line that starts with ``character``, in order."""
        return self._by_character.get(character, self._any)


@cache
def _table(is_gfm: bool, has_quirk: bool) -> RuleTable:
    swaps: dict[str, Entry] = {}
    if is_gfm:
        swaps.update(GFM_RULES)
    if has_quirk:
        swaps.update(GFM_QUIRK_RULES)
    return RuleTable(tuple(swaps.get(entry.name, entry) for entry in KRAMDOWN))


def rules_for(options: Options) -> RuleTable:
    """Return the table of the dialect that ``options`` name."""
    return _table(options.is_gfm, options.has_paragraph_end_quirk)
