"""The rules of both dialects, in order: what may begin an inline, and who takes it.

For a character that may begin something, the rules are tried from the top; the first that
takes it wins. Source of the order: kramdown's and parser-gfm's tables of span parsers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

from migrator.kramdown.inlines.autolinks import parse_autolink
from migrator.kramdown.inlines.code_spans import parse_code_span
from migrator.kramdown.inlines.emoji_codes import parse_emoji_code
from migrator.kramdown.inlines.emphasis import parse_emphasis
from migrator.kramdown.inlines.entities import parse_entity
from migrator.kramdown.inlines.escapes import parse_escape, parse_gfm_escape
from migrator.kramdown.inlines.extensions import parse_span_extension
from migrator.kramdown.inlines.footnote_references import parse_footnote_reference
from migrator.kramdown.inlines.frames import Mode
from migrator.kramdown.inlines.line_breaks import parse_line_break
from migrator.kramdown.inlines.links import parse_link
from migrator.kramdown.inlines.math import parse_math
from migrator.kramdown.inlines.scanner import Dialect, Scanner
from migrator.kramdown.inlines.smart_quotes import parse_smart_quote
from migrator.kramdown.inlines.span_html import parse_span_html
from migrator.kramdown.inlines.strikethrough import parse_strikethrough
from migrator.kramdown.inlines.typography import parse_typographic_symbol
from migrator.kramdown.options import Options

Parse: TypeAlias = Callable[[Scanner], bool]


class Rule(NamedTuple):
    """A rule: its name, what takes the construct, and the characters it begins with.

    ``begins`` maps a character to the pattern of what must follow it (nothing: ``""``).
    """

    name: str
    parse: Parse
    begins: Mapping[str, str]


KRAMDOWN: Final = (
    Rule("emphasis", parse_emphasis, {"*": "", "_": ""}),
    Rule("code span", parse_code_span, {"`": ""}),
    Rule("autolink", parse_autolink, {"<": ""}),
    Rule("span html", parse_span_html, {"<": ""}),
    Rule("footnote reference", parse_footnote_reference, {"[": ""}),
    Rule("link", parse_link, {"[": "", "!": r"\["}),
    # A quote is found at itself or, with these characters before it, at them.
    Rule("smart quote", parse_smart_quote, {'"': "", "'": "", "$": "", "&": "", "<": ""}),
    Rule("math", parse_math, {"$": ""}),
    Rule("span extension", parse_span_extension, {"{": ":"}),
    Rule("entity", parse_entity, {"&": ""}),
    Rule(
        "typographic symbol",
        parse_typographic_symbol,
        {"-": "-", ".": r"\.\.", "\\": "", "<": "", ">": ">", " ": ">>"},
    ),
    Rule("line break", parse_line_break, {" ": r" \n", "\\": ""}),
    Rule("escape", parse_escape, {"\\": ""}),
)
"""The rules of kramdown proper."""

GFM: Final = (
    *(rule for rule in KRAMDOWN if rule.name != "escape"),
    Rule("escape", parse_gfm_escape, {"\\": ""}),
    Rule("strikethrough", parse_strikethrough, {"~": "~"}),
)
"""The rules of GFM: kramdown's, with an escape of its own, and strikethrough."""

EMOJI_CODE: Final = Rule("emoji code", parse_emoji_code, {":": "[A-Za-z0-9_]"})
"""What GFM has in front where ``gfm_emojis`` asks for it."""

RAW_HTML: Final = (Rule("span html", parse_span_html, {"<": ""}),)
"""What counts within raw HTML."""


def dialect_of(options: Options) -> Dialect:
    """Return the rules that ``options`` ask for."""
    if not options.is_gfm:
        return _dialect(False, False, True, False)
    is_typographic = "no_auto_typographic" not in options.gfm_quirks
    return _dialect(True, options.hard_wrap, is_typographic, options.gfm_emojis)


@lru_cache(maxsize=9)
def _dialect(is_gfm: bool, hard_wrap: bool, typographic: bool, emojis: bool) -> Dialect:
    left_out = {"line break"} if hard_wrap else set()
    if not typographic:
        left_out.add("typographic symbol")
    rules = [rule for rule in (GFM if is_gfm else KRAMDOWN) if rule.name not in left_out]
    if emojis:
        rules.insert(0, EMOJI_CODE)
    hard_line_end = ("" if hard_wrap else "\\") if is_gfm else None
    return Dialect(
        _mode(rules), _mode(rules, closing="]"), _mode(RAW_HTML, is_raw=True), hard_line_end
    )


def _mode(rules: Sequence[Rule], closing: str = "", *, is_raw: bool = False) -> Mode:
    """Return the mode for ``rules``; ``closing`` are characters that may only end something."""
    by_character: dict[str, list[Parse]] = {character: [] for character in closing}
    following: dict[str, list[str]] = {character: [""] for character in closing}
    for rule in rules:
        for character, pattern in rule.begins.items():
            by_character.setdefault(character, []).append(rule.parse)
            following.setdefault(character, []).append(pattern)
    table = {character: tuple(parsers) for character, parsers in by_character.items()}
    return Mode(_pattern(following), MappingProxyType(table), is_raw)


def _pattern(following: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """Return the pattern of a character that counts, given what may follow each.

    All characters stand in one class in front, which the matcher runs over quickly.
    """
    alone = "".join(re.escape(character) for character in following if "" in following[character])
    checks = [f"(?<=[{alone}])"] + [
        f"(?<={re.escape(character)})(?={'|'.join(patterns)})"
        for character, patterns in following.items()
        if "" not in patterns
    ]
    return re.compile(f"[{''.join(map(re.escape, following))}](?:{'|'.join(checks)})")


TABLE_LINES: Final = _mode([rule for rule in KRAMDOWN if rule.name in ("code span", "span html")])
"""What counts where kramdown looks whether lines are a table."""
