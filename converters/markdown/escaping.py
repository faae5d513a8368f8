"""Escapes in a text exactly what its reader would take for Markdown, and nothing else.

The text comes with a mask: which characters are readers' text, which of those stand in a link's
text, and which are the marks of emphasis. Patterns look at the whole text around, finished
Markdown included, so the table knows line starts, neighbours and what encloses; the caller says
where the text stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from html.entities import html5
from typing import Final, Literal, TypeAlias

from converters.markdown.dialects import Dialect
from converters.markdown.flanking import flanks, is_symbol

Place: TypeAlias = Literal["paragraph", "heading", "cell"]

FINISHED: Final = 0
TEXT: Final = 1
LINK_TEXT: Final = 2
MARK: Final = 3


@dataclass(frozen=True, slots=True)
class Unsafe:
    """Where ``pattern`` matches, its group ``c`` is unsafe if it is text.

    ``trigger`` must occur for the pattern to be tried. ``feature`` names the flag of the dialect
    that makes it unsafe. ``at_line`` marks patterns that match at the start of a line that could
    start a block; they are tried without a look for the trigger. ``in_links``: whether it is
    unsafe in a link's text, too, or only there.
    """

    trigger: str
    pattern: re.Pattern[str]
    feature: str = ""
    at_line: bool = False
    in_links: Literal["too", "not", "only"] = "too"
    insertion: str = "\\"


def _unsafe(trigger: str, pattern: str, **options: object) -> Unsafe:
    compiled = re.compile(pattern, re.MULTILINE | re.IGNORECASE)
    return Unsafe(trigger, compiled, **options)  # type: ignore[arg-type]


UNSAFE: Final[tuple[Unsafe, ...]] = (
    # anywhere
    _unsafe("\\", r"(?P<c>\\)(?=[!-/:-@\[-`{-~\n])"),
    _unsafe("&", r"(?P<c>&)#(?:\d{1,8}|x[0-9a-f]{1,8});"),
    _unsafe("[", r"(?P<c>[\[\]])", in_links="only"),
    _unsafe("]", r"(?P<c>[\[\]])", in_links="only"),
    _unsafe("[^", r"(?<=\[)(?P<c>\^)", in_links="only"),  # cmark-gfm sees no picture in ![^
    _unsafe("](", r"(?P<c>\])(?=\()"),
    _unsafe("[^", r"(?P<c>\[)(?=\^[^\]\s]+\])", feature="footnotes"),
    _unsafe("][", r"(?P<c>\])(?=\[)", feature="attribute_lists"),
    _unsafe("[", r"(?P<c>\[)(?=\d{1,9}\])", feature="references"),
    # addresses that would become links by themselves
    _unsafe(
        "://",
        r"(?-i:(?<![A-Za-z]))(?:https?|ftp)(?P<c>:)(?=//\w)",
        feature="autolinks",
        in_links="not",
    ),
    _unsafe("www.", r"(?<![^\s*_~(\[])www(?P<c>\.)", feature="autolinks", in_links="not"),
    _unsafe(
        "@",
        r"(?<=[\w.+;-]@)(?P<c>[\w-])(?=[\w-]*\.[\w-])",
        feature="autolinks",
        in_links="not",
        insertion="<!-- -->",
    ),
    # templates and mathematics
    _unsafe("{{", r"(?<=\{)(?P<c>\{)(?=[<%])", feature="shortcodes"),
    _unsafe("{{", r"(?<=\{)(?P<c>\{)", feature="liquid"),
    _unsafe(
        "{",
        r"(?:^|(?<=[ \t]))(?P<c>\{)(?=[ \t]*(?:[#.]|[\w-]+[ \t]*=)[^{}\n]*\}[ \t]*$)",
        feature="attributes",
    ),
    _unsafe("{:", r"(?P<c>\{)(?=:)", feature="attribute_lists"),
    _unsafe("$", r"(?<![\w$\\])(?P<c>\$)(?=[^\s$][^$\n]*(?<=\S)\$(?![\w$]))", feature="math"),
    _unsafe("$$", r"(?P<c>\$)(?=\$)", feature="math"),
    # kramdown: typography, tables anywhere, emphasis wherever no space stands inside
    _unsafe("", r"(?P<c>[\"'|])", feature="attribute_lists"),
    _unsafe("--", r"(?P<c>-)(?=-)", feature="attribute_lists"),
    _unsafe("...", r"(?P<c>\.)(?=\.\.)", feature="attribute_lists"),
    _unsafe("<<", r"(?P<c><)(?=<)", feature="attribute_lists"),
    _unsafe(">>", r"(?P<c>>)(?=>)", feature="attribute_lists"),
    _unsafe(
        "*",
        r"(?P<c>\*)(?:(?=[^ \t\n])|(?<=[^ \t\n]\*))",
        feature="attribute_lists",
    ),
    _unsafe(
        "_",
        r"(?<![^\W\d_])(?<![^\W\d_]_)(?P<c>_)(?=[^ \t\n])",
        feature="attribute_lists",
    ),
    _unsafe("~~", r"(?P<c>~)(?=~\S)", feature="attribute_lists"),
    _unsafe("^", r"^(?P<c>\^)(?=[ \t]*$)", feature="attribute_lists"),
    # at the start of a line
    _unsafe("#", r"^(?P<c>#)(?=#{0,5}(?:[ \t]|$))", at_line=True),
    _unsafe(">", r"^(?P<c>>)", at_line=True),
    _unsafe("<", r"^(?P<c><)(?=[a-z/!?])", at_line=True),
    _unsafe("", r"^(?P<c>[-+*])(?=[ \t]|$)", at_line=True),
    # one more could be the marker of the item that begins with it
    _unsafe("", r"^(?P<c>[-*_])(?=(?:[ \t]*[-*_])+[ \t]*$)", at_line=True),
    _unsafe("", r"^\d{1,9}(?P<c>[.)])(?=[ \t]|$)", at_line=True),
    _unsafe("=", r"(?<=\n)(?P<c>=)(?==*[ \t]*$)", at_line=True),
    _unsafe("-", r"(?<=\n)(?P<c>-)(?=-*[ \t]*$)", at_line=True),
    _unsafe("-", r"(?<=\n)(?P<c>[|:-])(?=[|:\- \t]*$)", feature="tables", at_line=True),
    _unsafe("~~~", r"^(?P<c>~)(?=~~)", at_line=True),
    _unsafe("```", r"^(?P<c>`)(?=``)", at_line=True),
    _unsafe("]:", r"^(?P<c>\[)(?=[^\]\n]*\]:)", at_line=True),
    _unsafe("]:", r"^\[\^[^\]\n]+\](?P<c>:)", feature="footnotes", at_line=True),
    _unsafe("]:", r"^\*\[[^\n]+?\](?P<c>:)", feature="attribute_lists", at_line=True),
    # in a link's text a backslash does not keep kramdown from taking it for a definition
    _unsafe("]:", r"^\[[^\]\n]*\](?P<c>:)", feature="attribute_lists", at_line=True),
    _unsafe("[", r"\A(?P<c>\[)(?=[ x]\]\s)", feature="task_lists", at_line=True),
    _unsafe(":", r"^(?P<c>:)(?=[ \t])", feature="definition_colon", at_line=True),
)
"""Everything but delimiter runs, code, tags and entities' names, which need more than a look."""

_WANTED: Final = {"too": (TEXT, LINK_TEXT), "not": (TEXT,), "only": (LINK_TEXT,)}
_TEXTS: Final = frozenset({TEXT, LINK_TEXT})
_BLOCK_STARTS: Final = frozenset("#><-+*_=|:~`[0123456789")
_QUICK: Final = re.compile(r"[\\`*_~\[\]<>&|$@{#=+!-]|://|www\.|^\d{1,9}[.)]|^:", re.M | re.I)
_ENTITY: Final = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")
_BACKTICKS: Final = re.compile(r"`+")
_RUNS: Final = re.compile(r"\*+|_+|~+")
_TAG_START: Final = re.compile(r"<(?=[A-Za-z/!?]|[\w.!#$%&'*+/=?^`{|}~-]+@)")
_ESCAPED_BY_KRAMDOWN: Final = frozenset("\\.*_+`<>()[]{}#!:|\"'$=-~")
"""What a backslash escapes there (kramdown: Automatic and Manual Escaping)."""
_NAMED: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_NOT_IN_CELLS: Final = frozenset("`")
"""What is read before backslashes are (kramdown: Tables, code spans in them)."""
_CLOSING_HASHES: Final = re.compile(r"(?:^|(?<=[ \t]))#+[ \t]*\Z")


def escape(text: str, mask: bytes | bytearray, dialect: Dialect, place: Place) -> str:
    """Return ``text`` with its unsafe characters escaped; ``mask`` has a byte a character."""
    if not _QUICK.search(text) and not dialect.attribute_lists:
        return text
    insertions: dict[int, str] = {}
    has_links = LINK_TEXT in mask
    anywhere, at_line = _applying(dialect, place)
    for unsafe in anywhere:
        if unsafe.trigger in text and (has_links or unsafe.in_links != "only"):
            _collect(unsafe, unsafe.pattern.finditer(text), mask, insertions)
    if at_line:
        for start in _suspicious_lines(text):
            for unsafe in at_line:
                match = unsafe.pattern.match(text, start)
                if match:
                    _collect(unsafe, (match,), mask, insertions)
    for offset in _others(text, mask, dialect, place, has_tags=bool(insertions)):
        insertions[offset] = "\\"
    if dialect.attribute_lists:
        may_be_row = place == "cell" or _holds_finished_bar(text, mask)
        cannot = _NOT_IN_CELLS if may_be_row else frozenset()
        return _insert_for_kramdown(text, insertions, _ESCAPED_BY_KRAMDOWN - cannot)
    return _insert(text, insertions)


@cache
def _applying(dialect: Dialect, place: Place) -> tuple[tuple[Unsafe, ...], tuple[Unsafe, ...]]:
    """Return what is unsafe in ``place`` anywhere, and at the start of a line."""
    features = [unsafe for unsafe in UNSAFE if _has_feature(unsafe, dialect)]
    anywhere = tuple(unsafe for unsafe in features if not unsafe.at_line)
    at_line = tuple(unsafe for unsafe in features if unsafe.at_line)
    return anywhere, at_line if place == "paragraph" else ()


def _has_feature(unsafe: Unsafe, dialect: Dialect) -> bool:
    return not unsafe.feature or getattr(dialect, unsafe.feature) not in {False, "", "none"}


def _suspicious_lines(text: str) -> Iterator[int]:
    """Yield where lines start whose first character could start a block."""
    start = 0
    while start >= 0:
        if text[start : start + 1] in _BLOCK_STARTS:
            yield start
        start = text.find("\n", start) + 1 or -1


def _collect(
    unsafe: Unsafe,
    matches: Iterable[re.Match[str]],
    mask: bytes | bytearray,
    insertions: dict[int, str],
) -> None:
    wanted = _WANTED[unsafe.in_links]
    for match in matches:
        offset = match.start("c")
        if offset < len(mask) and mask[offset] in wanted:
            insertions[offset] = unsafe.insertion


def _others(
    text: str, mask: bytes | bytearray, dialect: Dialect, place: Place, *, has_tags: bool
) -> Iterator[int]:
    """Yield the offsets of those unsafe characters that no one pattern can tell.

    ``has_tags``: insertions may have brought in a ``>``.
    """
    if "&" in text:
        yield from (
            m.start() for m in _ENTITY.finditer(text) if mask[m.start()] in _TEXTS and m[1] in html5
        )
    if "`" in text:
        yield from _code_marks(text, mask, is_kramdown=dialect.attribute_lists)
    if "<" in text:
        last = len(text) if has_tags else text.rfind(">")
        yield from (
            m.start() for m in _TAG_START.finditer(text, 0, last + 1) if mask[m.start()] in _TEXTS
        )
    if "![" in text:
        yield from _image_marks(text, mask)
    if "](" in text:
        yield from _after_notes(text, mask)
    if "*" in text or "_" in text or "~" in text:
        yield from _delimiters(text, mask, dialect)
    if place == "heading":
        yield from (m.start() for m in _CLOSING_HASHES.finditer(text) if mask[m.start()] in _TEXTS)


def _image_marks(text: str, mask: bytes | bytearray) -> Iterator[int]:
    """Yield exclamation marks before a link, which would make it an image."""
    place = text.find("![")
    while place >= 0:
        if mask[place] in _TEXTS and mask[place + 1] == FINISHED:
            yield place
        place = text.find("![", place + 1)


def _after_notes(text: str, mask: bytes | bytearray) -> Iterator[int]:
    """Yield parentheses after the mark of a footnote, which would make it a link."""
    place = text.find("](")
    while place >= 0:
        if mask[place] == FINISHED and mask[place + 1] in _TEXTS:
            yield place + 1
        place = text.find("](", place + 1)


def _code_marks(text: str, mask: bytes | bytearray, *, is_kramdown: bool) -> Iterator[int]:
    """Yield backticks, which are safe only where no other run could close or open them.

    Runs of other lengths count, too: within code a backslash escapes nothing, and after a run
    without partner cmark-gfm misses later code spans.
    """
    runs = [(match.start(), match.end()) for match in _BACKTICKS.finditer(text)]
    start, end = runs[0]
    are_unsafe = len(runs) > 1 or mask[start] == LINK_TEXT or FINISHED in mask[start:end]
    if are_unsafe or is_kramdown:
        for start, end in runs:
            yield from (place for place in range(start, end) if mask[place] in _TEXTS)


def _delimiters(text: str, mask: bytes | bytearray, dialect: Dialect) -> Iterator[int]:
    """Yield the delimiter characters of the text that would pair with others."""
    runs = [_TextRun(m.start(), m.end(), text, mask, dialect) for m in _RUNS.finditer(text)]
    runs = [run for run in runs if run.counts and (dialect.strikethrough or run.char != "~")]
    closers_ahead = {char: sum(run.closes for run in runs if run.char == char) for char in "*_~"}
    openers_behind = dict.fromkeys("*_~", 0)
    for run in runs:
        closers_ahead[run.char] -= run.closes
        pairs = (run.opens and closers_ahead[run.char]) or (run.closes and openers_behind[run.char])
        openers_behind[run.char] += run.opens
        if pairs or run.touches_mark:
            yield from (place for place in range(run.start, run.end) if mask[place] in _TEXTS)


class _TextRun:
    """A run of delimiter characters as it stands in the text, partly finished marks perhaps."""

    __slots__ = ("char", "closes", "counts", "end", "opens", "start", "touches_mark")

    def __init__(
        self, start: int, end: int, text: str, mask: bytes | bytearray, dialect: Dialect
    ) -> None:
        self.start, self.end, self.char = start, end, text[start]
        kinds = mask[start:end]
        self.counts = any(kinds)
        self.touches_mark = MARK in kinds and any(kind != MARK for kind in kinds)
        if self.char in dialect.flanking_skips:  # emphasis looks through it; not if escaped
            around = mask[max(start - 1, 0) : end + 1]
            self.touches_mark = self.touches_mark or MARK in around
        self.opens = self.closes = MARK in kinds and self.touches_mark
        for before in _looks(text, start - 1, -1, dialect.flanking_skips):
            for after in _looks(text, end, 1, dialect.flanking_skips):
                opens, closes = flanks(self.char, before, after)
                self.opens, self.closes = self.opens or opens, self.closes or closes


def _looks(text: str, place: int, step: int, skips: str) -> set[str]:
    """Return what the flanking rules may see beside a run.

    What they look through may yet be escaped, and then the backslash is what they see. A symbol
    is punctuation for some readers, as a backslash is for all.
    """
    seen: set[str] = set()
    while 0 <= place < len(text) and text[place] in skips:
        place += step
        seen.add("\\")
    char = text[place] if 0 <= place < len(text) else ""
    seen.add(char)
    if is_symbol(char):
        seen.add("\\")
    return seen


def _holds_finished_bar(text: str, mask: bytes | bytearray) -> bool:
    """Tell whether a bar stands in code: but for that kramdown would take the line for a row."""
    return "|" in text and any(
        char == "|" and kind == FINISHED for char, kind in zip(text, mask, strict=True)
    )


def _insert_for_kramdown(
    text: str, insertions: Mapping[int, str], escapable: AbstractSet[str]
) -> str:
    """Return ``text`` with insertions, or references for what is not ``escapable``."""
    pieces: list[str] = []
    last = 0
    for offset in sorted(insertions):
        char = text[offset]
        pieces.append(text[last:offset])
        is_doubled = char in "<>" and text.startswith(char, offset + 1)  # \<< escapes both
        is_break = char == "\\" and text.startswith("\n", offset + 1)  # two end a line
        if char in escapable and not is_doubled and not is_break:
            pieces.append(insertions[offset] + char)
        else:
            pieces.append(_NAMED.get(char) or f"&#{ord(char)};")
        last = offset + 1
    pieces.append(text[last:])
    return "".join(pieces)


def _insert(text: str, insertions: Mapping[int, str]) -> str:
    pieces: list[str] = []
    last = 0
    for offset in sorted(insertions):
        pieces += (text[last:offset], insertions[offset])
        last = offset
    pieces.append(text[last:])
    return "".join(pieces)
