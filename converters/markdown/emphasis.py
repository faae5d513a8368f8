"""Chooses the delimiters of emphasis so that it reads back as emphasis, with the least noise.

In running text of Chinese, Japanese and Korean no spaces part a closing mark from what follows:
``**강조(예시)**을`` is not strong in CommonMark, because the run stands between punctuation and a
letter (commonmark-spec issue 650). For every mark the shapes are tried in a fixed order: the
asterisk, the underscore (where asterisks would join with the marks beside them), the asterisk
with the neighbouring letter as a reference (``**강조(예시)**&#51012;``: the run then stands beside
punctuation), the HTML tag. White space has moved out of marks already (``spacing``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from converters.markdown.dialects import Dialect
from converters.markdown.flanking import Run, pair
from converters.markdown.tokens import Chars, Delimiter, Mark, MarkKind, Unmarked, Verbatim, Written

_SHAPES: Final[Mapping[MarkKind, tuple[str, ...]]] = MappingProxyType(
    {"em": ("*", "_", ""), "strong": ("**", "__", ""), "del": ("~~", "")}
)
"""The delimiters to try; "" stands for the HTML tag, which has the name of the kind."""

_MAX_ROUNDS: Final = 64
_MAY_END: Final = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
"""An underscore that does not stand within a word."""


def write_marks(tokens: Sequence[Unmarked], dialect: Dialect) -> tuple[list[Written], list[int]]:
    """Return ``tokens`` with each mark as it is written, and the keys of those that are tags.

    The choice is the same every time.
    """
    partners = _partners(tokens)
    chooser_type = _KramdownChooser if dialect.attribute_lists else _Chooser
    chooser = chooser_type(tokens, partners, dialect)
    chooser.choose()
    return chooser.written(), chooser.tags()


def marks_that_fail(tokens: Sequence[Unmarked], dialect: Dialect) -> list[tuple[int, int]]:
    """Return the ends (indexes) of marks that could not open or close in their first shape."""
    partners = _partners(tokens)
    if not partners or dialect.attribute_lists:
        return []
    failing = _Chooser(tokens, partners, dialect).unable()
    return [
        (opening, partners[opening]) for opening in dict.fromkeys(opening for opening, _ in failing)
    ]


def _partners(tokens: Sequence[Unmarked]) -> dict[int, int]:
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


def _with_references(text: str, offsets: Iterable[int]) -> Iterator[Written]:
    """Yield ``text`` with the characters at ``offsets`` as numeric references."""
    last = 0
    for offset in sorted(offsets):
        yield Chars(text[last:offset])
        yield Verbatim(f"&#{ord(text[offset])};")
        last = offset + 1
    yield Chars(text[last:])


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a mark that cannot open or close.

    ``outward``: the places from there away from the mark's content. ``crowded``: whether both
    openings and closings stand in the run.
    """

    outward: range
    crowded: bool


class _Chooser:
    """Tries shapes until all marks of one text read back."""

    def __init__(
        self, tokens: Sequence[Unmarked], partners: Mapping[int, int], dialect: Dialect
    ) -> None:
        self._tokens = tokens
        self._partners = partners
        self._dialect = dialect
        self._openings = {closing: opening for opening, closing in partners.items()}
        self._places = sorted([*self._openings, *partners])
        self._shapes = dict.fromkeys(partners, 0)
        self._references: dict[int, set[tuple[int, int]]] = {}
        self._pieces = ["" if isinstance(token, Mark) else token.text for token in tokens]
        for opening in partners:
            if self._kind(opening) == "del" and not self._holds_strikethrough(opening):
                self._shapes[opening] = 1
            self._write(opening)

    def _holds_strikethrough(self, opening: int) -> bool:
        """Tell whether ``~~`` can stand around the content (kramdown: no other ``~~`` within)."""
        if not self._dialect.strikethrough or not self._dialect.attribute_lists:
            return self._dialect.strikethrough
        content = "".join(self._pieces[opening + 1 : self._partners[opening]])
        return "~~" not in content and content[-1:] != "~"

    def choose(self) -> None:
        """Settle on a shape for each mark."""
        for _ in range(_MAX_ROUNDS):
            if not self._improve():
                return
        for opening in self._partners:
            self._use_tag(opening)

    def written(self) -> list[Written]:
        """Return the tokens with marks as text, and with the letters that must be references."""
        referenced: dict[int, set[int]] = {}
        for place, offset in self._referenced():
            referenced.setdefault(place, set()).add(offset)
        written: list[Written] = []
        for index, token in enumerate(self._tokens):
            if isinstance(token, Mark):
                text = self._pieces[index]
                written.append(Verbatim(text) if text[0] == "<" else Delimiter(text))
            elif isinstance(token, Chars) and index in referenced:
                written.extend(_with_references(token.text, referenced[index]))
            else:
                written.append(token)
        return written

    def tags(self) -> list[int]:
        """Return the keys of marks that are written as HTML tags."""
        marks = (self._tokens[opening] for opening in self._partners if self._is_tag(opening))
        return [mark.key for mark in marks if isinstance(mark, Mark)]

    def unable(self) -> list[tuple[int, _End]]:
        """Return the marks (index of the opening) with an end that cannot be one."""
        return [found for runs in self._readings() for found in self._unable(runs)]

    # one round

    def _improve(self) -> bool:
        """Give marks that would not read back another shape; return False where all do."""
        return any(map(self._improve_for, self._readings()))

    def _readings(self) -> Iterator[list[Run]]:
        """Yield the runs as the dialect's reader takes them, and as others do if that may differ.

        For others symbols are punctuation (CommonMark 0.31), and delimiters of extensions are
        not looked through.
        """
        runs = self._runs()
        may_differ = any(run.meets_symbol() for run in runs)
        if self._dialect.flanking_skips:
            may_differ = may_differ or any(self._kind(place) == "del" for place in self._partners)
        yield runs
        if may_differ:
            yield self._runs(by_others=True)

    def _improve_for(self, runs: list[Run]) -> bool:
        unable = list(self._unable(runs))
        for opening, end in unable:
            self._help(opening, end)
        if unable:
            return True
        pairs = pair(runs)
        for opening, closing in reversed(list(self._partners.items())):
            if not self._is_tag(opening) and pairs.get(opening) != closing:
                self._next_shape(opening)
                return True
        return False

    def _unable(self, runs: Sequence[Run]) -> Iterator[tuple[int, _End]]:
        for run in runs:
            if run.can_open and run.can_close:
                continue
            first, last = run.ends[0][0], run.ends[-1][0]
            crowded = 0 < sum(index in self._openings for index, _ in run.ends) < len(run.ends)
            for index, _ in run.ends:
                opening = self._openings.get(index)
                if opening is None and not run.can_open:
                    yield index, _End(range(first - 1, -1, -1), crowded)
                elif opening is not None and not run.can_close:
                    yield opening, _End(range(last + 1, len(self._tokens)), crowded)

    def _help(self, opening: int, end: _End) -> None:
        if end.crowded and not self._shapes[opening] and self._kind(opening) != "del":
            self._next_shape(opening)
        elif not self._is_tag(opening):
            self._refer(opening, end)

    def _refer(self, opening: int, end: _End) -> None:
        """Have the letter outside of an end written as a reference; where none is, use the tag."""
        place = next((place for place in end.outward if self._pieces[place]), None)
        token = self._tokens[place] if place is not None else None
        if place is None or not isinstance(token, Chars):
            self._use_tag(opening)
            return
        offset = 0 if end.outward.step > 0 else len(token.text) - 1
        known = self._references.setdefault(opening, set())
        if (place, offset) in known:  # it did not help
            self._use_tag(opening)
        else:
            known.add((place, offset))

    def _kind(self, index: int) -> MarkKind:
        mark = self._tokens[index]
        assert isinstance(mark, Mark)  # noqa: S101 - indexes are those of marks
        return mark.kind

    def _is_tag(self, opening: int) -> bool:
        return self._pieces[opening][0] == "<"

    def _next_shape(self, opening: int) -> None:
        self._shapes[opening] += 1
        self._write(opening)

    def _use_tag(self, opening: int) -> None:
        self._shapes[opening] = len(_SHAPES[self._kind(opening)]) - 1
        self._references.pop(opening, None)
        self._write(opening)

    def _write(self, opening: int) -> None:
        kind, closing = self._kind(opening), self._partners[opening]
        shape = _SHAPES[kind][self._shapes[opening]]
        self._pieces[opening] = shape or f"<{kind}>"
        self._pieces[closing] = shape or f"</{kind}>"

    def _referenced(self) -> frozenset[tuple[int, int]]:
        return frozenset[tuple[int, int]]().union(*self._references.values())

    # runs

    def _runs(self, *, by_others: bool = False) -> list[Run]:
        """Return the delimiter runs of the marks; touching marks of one character are one run."""
        pieces = self._pieces
        skips = "" if by_others else self._dialect.flanking_skips
        referenced = self._referenced()
        runs: list[Run] = []
        index = 0
        places = self._places
        while index < len(places):
            place = places[index]
            char = pieces[place][0]
            index += 1
            if char == "<":
                continue
            ends = [(place, len(pieces[place]))]
            while (
                index < len(places)
                and places[index] == ends[-1][0] + 1
                and pieces[places[index]][0] == char
            ):
                ends.append((places[index], len(pieces[places[index]])))
                index += 1
            before = self._neighbour(range(place - 1, -1, -1), referenced, skips)
            after = self._neighbour(range(ends[-1][0] + 1, len(pieces)), referenced, skips)
            runs.append(Run(char, before, after, ends, by_others))
        return runs

    def _neighbour(self, places: range, referenced: frozenset[tuple[int, int]], skips: str) -> str:
        """Return the nearest character in ``places`` that the flanking rules look at, or ""."""
        side = 0 if places.step > 0 else -1
        for place in places:
            text = self._pieces[place]
            if not text:
                continue
            if referenced and (place, side % len(text)) in referenced:
                return "&;"[side]
            if text[side] not in skips:
                return text[side]
            if isinstance(self._tokens[place], Chars):  # it will be escaped
                return "\\"
            if text.strip(skips):
                return text.strip(skips)[side]
        return ""


class _KramdownChooser(_Chooser):
    """Tries shapes by kramdown's rules: no flanking, but ``**`` goes before ``*``.

    Where delimiters of two marks touch, they read back only if both ends do; else the emphasis
    takes the underscore, which stands beside no letter (kramdown: Emphasis).
    """

    def _improve(self) -> bool:
        runs = self._runs()
        together = [[index for index, _ in run.ends] for run in runs]
        for run, indexes in zip(runs, together, strict=True):
            for index in indexes:
                opening = self._openings.get(index, index)
                fails = self._is_in_word(opening, run) or self._ends_early(opening)
                if fails or self._touches(opening, indexes, together):
                    self._next_shape(opening)
                    return True
        return False

    def _touches(self, opening: int, indexes: Sequence[int], together: list[list[int]]) -> bool:
        if len(indexes) == 1 or self._kind(opening) != "em":
            return False
        others = sorted(self._partners.get(index) or self._openings[index] for index in indexes)
        return others not in together

    def _ends_early(self, opening: int) -> bool:
        """Tell whether an underscore within the mark could be its end."""
        if self._pieces[opening] != "_":
            return False
        content = "".join(self._pieces[opening + 1 : self._partners[opening]])
        return _MAY_END.search(content) is not None

    def _is_in_word(self, opening: int, run: Run) -> bool:
        if run.char != "_":
            return False
        return (run.ends[0][0] == opening and run.before[-1:].isalpha()) or (
            run.ends[0][0] != opening and run.after[:1].isalnum()
        )
