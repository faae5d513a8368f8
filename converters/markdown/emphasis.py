"""Chooses the delimiters of emphasis so that it reads back as emphasis, with the least noise.

In running text of Chinese, Japanese and Korean no spaces part a closing mark from what follows:
``**강조(예시)**을`` is not strong in CommonMark, because the run stands between punctuation and a
letter (commonmark-spec issue 650). For every mark the shapes are tried in a fixed order: the
asterisk, the underscore (where asterisks would pair otherwise), the HTML tag. White space and
punctuation have moved out of marks already (``spacing``, ``punctuation``). An entity for the next
letter would read back right too, but is harder to read and to edit than the tag.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from converters.markdown.dialects import Dialect
from converters.markdown.flanking import Run, pair
from converters.markdown.tokens import Break, Chars, Mark, MarkKind, Token

_SHAPES: Final[Mapping[MarkKind, tuple[str, ...]]] = MappingProxyType(
    {"em": ("*", "_", ""), "strong": ("**", "__", ""), "del": ("~~", "")}
)
_TAGS: Final = MappingProxyType({"em": "em", "strong": "strong", "del": "del"})
_MAX_ROUNDS: Final = 16


def choose_marks(tokens: Sequence[Token], dialect: Dialect) -> dict[int, str]:
    """Return the text of each mark in ``tokens`` by its index; the same choice every time."""
    partners = _partners(tokens)
    if not partners:
        return {}
    shapes = dict.fromkeys(partners, 0)
    if not dialect.strikethrough:
        shapes.update({index: 1 for index in partners if _kind(tokens, index) == "del"})
    for _ in range(_MAX_ROUNDS):
        failed = _failures(tokens, partners, shapes, dialect)
        if not failed:
            break
        for index, shape in failed.items():
            shapes[index] = shape
    else:
        shapes = {index: len(_SHAPES[_kind(tokens, index)]) - 1 for index in partners}
    return _texts(tokens, partners, shapes)


def marks_that_fail(tokens: Sequence[Token], dialect: Dialect) -> list[tuple[int, int]]:
    """Return the ends (indexes) of marks that could not open or close in their first shape."""
    partners = _partners(tokens)
    if not partners:
        return []
    texts = _texts(tokens, partners, dict.fromkeys(partners, 0))
    unable = _unable(_runs(tokens, texts, dialect), partners, tokens)
    return [(opening, partners[opening]) for opening in unable]


def _kind(tokens: Sequence[Token], index: int) -> MarkKind:
    mark = tokens[index]
    assert isinstance(mark, Mark)  # noqa: S101 - indexes are those of marks
    return mark.kind


def _partners(tokens: Sequence[Token]) -> dict[int, int]:
    """Return the index of each opening mark with that of its close, in order of opening."""
    partners: dict[int, int] = {}
    opened: dict[int, int] = {}
    for index, token in enumerate(tokens):
        if type(token) is Mark:
            if token.opening:
                opened[token.key] = index
                partners[index] = index
            else:
                partners[opened[token.key]] = index
    return partners


def _texts(
    tokens: Sequence[Token], partners: Mapping[int, int], shapes: Mapping[int, int]
) -> dict[int, str]:
    texts: dict[int, str] = {}
    for opening, closing in partners.items():
        kind = _kind(tokens, opening)
        shape = _SHAPES[kind][shapes[opening]]
        texts[opening] = shape or f"<{_TAGS[kind]}>"
        texts[closing] = shape or f"</{_TAGS[kind]}>"
    return texts


def _failures(
    tokens: Sequence[Token],
    partners: Mapping[int, int],
    shapes: Mapping[int, int],
    dialect: Dialect,
) -> dict[int, int]:
    """Return the marks (by index of the opening) that would not read back, with a next shape.

    A mark that cannot open or close where it stands goes straight to its last shape. If all
    could and some still pair otherwise, the one opened last tries its next shape.
    """
    texts = _texts(tokens, partners, shapes)
    runs = _runs(tokens, texts, dialect)
    unable = _unable(runs, partners, tokens)
    if unable:
        return unable
    pairs = pair(runs)
    for opening in reversed(partners):
        if texts[opening][0] != "<" and pairs.get(opening) != partners[opening]:
            return {opening: shapes[opening] + 1}
    return {}


def _unable(
    runs: Sequence[Run], partners: Mapping[int, int], tokens: Sequence[Token]
) -> dict[int, int]:
    closings = {closing: opening for opening, closing in partners.items()}
    unable: dict[int, int] = {}
    for run in runs:
        for index, _ in run.ends:
            opening = closings.get(index)
            able = run.can_open if opening is None else run.can_close
            if not able:
                start = index if opening is None else opening
                unable[start] = len(_SHAPES[_kind(tokens, start)]) - 1
    return unable


def _runs(tokens: Sequence[Token], texts: Mapping[int, str], dialect: Dialect) -> list[Run]:
    """Return the delimiter runs of the marks; touching marks of one character are one run."""
    pieces = [texts.get(index) or _text_of(token) for index, token in enumerate(tokens)]
    runs: list[Run] = []
    index = 0
    while index < len(tokens):
        if index not in texts or pieces[index][0] == "<":
            index += 1
            continue
        char, ends = pieces[index][0], []
        start = index
        while index < len(tokens) and index in texts and pieces[index][0] == char:
            ends.append((index, len(pieces[index])))
            index += 1
        before = _neighbour(tokens, pieces, range(start - 1, -1, -1), -1, dialect.flanking_skips)
        after = _neighbour(tokens, pieces, range(index, len(pieces)), 0, dialect.flanking_skips)
        runs.append(Run(char, before, after, ends))
    return runs


def _text_of(token: Token) -> str:
    return "\n" if type(token) is Break else token.text  # type: ignore[union-attr]


def _neighbour(
    tokens: Sequence[Token], pieces: Sequence[str], places: range, side: int, skips: str
) -> str:
    """Return the nearest character in ``places`` that the flanking rules look at, or ""."""
    for place in places:
        text = pieces[place]
        if not text:
            continue
        if text[side] not in skips:
            return text[side]
        if isinstance(tokens[place], Chars):  # it will be escaped
            return "\\"
        if text.strip(skips):
            return text.strip(skips)[side]
    return ""
