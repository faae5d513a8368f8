"""Puts white space where Markdown wants it: folded, outside of emphasis and links.

``<b>a </b>b`` reads as ``**a **b``, which is no emphasis; ``**a** b`` shows the same. Emphasis
within the same emphasis adds nothing, emphasis around nothing shows nothing, and emphasis that
directly follows the same emphasis continues it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from converters.markdown.flanking import is_space
from converters.markdown.tokens import Bracket, Break, Chars, Code, Mark, Token, Verbatim

_SPACES: Final = re.compile(r"[ \t\n\f\r\x0b]+")
_SOFT: Final = Break(hard=False)
_HARD: Final = Break(hard=True)
_SPACE: Final = Chars(" ")


def tidy(tokens: Iterable[Token]) -> list[Token]:
    """Return ``tokens`` with white space folded and moved, and marks reduced to what shows."""
    spacing = _Spacing()
    for token in tokens:
        if isinstance(token, Chars):
            spacing.chars(token.text)
        elif isinstance(token, Break):
            spacing.line_break(hard=token.hard)
        elif isinstance(token, Verbatim | Code):
            spacing.content(token)
        elif isinstance(token, Mark):
            spacing.mark(token)
        else:
            spacing.bracket(token)
    return spacing.finish()


class _Spacing:
    """``space`` is white space seen but not written; ``opened`` the ends that wait for content."""

    def __init__(self) -> None:
        self._out: list[Token] = []
        self._space: list[Token] = []
        self._opened: list[Mark | Bracket] = []
        self._kinds: dict[str, int] = {}
        self._dropped: set[int] = set()
        self._aliases: dict[int, int] = {}

    # white space

    def _blank(self) -> None:
        if not self._space:
            self._space.append(_SPACE)

    def line_break(self, *, hard: bool) -> None:
        if hard:
            self._space = [item for item in self._space if item is _HARD]
            self._space.append(_HARD)
        elif not self._space or self._space == [_SPACE]:
            self._space = [_SOFT]

    def _flush_space(self) -> None:
        if self._out or _HARD in self._space:
            self._out.extend(self._space)
        self._space = []

    # content

    def chars(self, text: str) -> None:
        is_folded = text.isprintable() and "  " not in text
        folded = text if is_folded else _SPACES.sub(" ", text)
        core = folded.strip(" ")
        if folded[:1] == " ":
            self._blank()
        if not core:
            return
        if self._opened:
            bare = core.lstrip()
            lead = core[: len(core) - len(bare)]
            if lead:  # no-break and other wide spaces stay, but before the mark
                self._flush_space()
                self._put_chars(lead)
            core = bare
        if core:
            self.content(Chars(core))
        if folded[-1] == " ":
            self._blank()

    def content(self, token: Token) -> None:
        self._flush_opened()
        if isinstance(token, Chars):
            self._put_chars(token.text)
        else:
            self._out.append(token)

    def _put_chars(self, text: str) -> None:
        last = self._out[-1] if self._out else None
        if isinstance(last, Chars):
            self._out.pop()
            text = last.text + text
        self._out.append(Chars(text))

    # marks and brackets

    def mark(self, mark: Mark) -> None:
        if mark.opening:
            self._open_mark(mark)
        else:
            self._close_mark(mark)

    def _open_mark(self, mark: Mark) -> None:
        if mark.kind in self._kinds:
            self._dropped.add(mark.key)
            return
        self._kinds[mark.kind] = mark.key
        self._opened.append(mark)

    def _close_mark(self, mark: Mark) -> None:
        if mark.key in self._dropped:
            return
        del self._kinds[mark.kind]
        if self._opened:
            if self._opened[-1] == Mark(mark.kind, True, mark.key):
                self._opened.pop()
                return
            self._flush_opened()
        outside = self._take_trailing_space()
        self._out.append(Mark(mark.kind, False, self._aliases.get(mark.key, mark.key)))
        if outside:
            self._put_chars(outside)

    def _flush_opened(self) -> None:
        self._flush_space()
        last = self._out[-1] if self._out else None
        first = self._opened[0] if self._opened else None
        if isinstance(last, Mark) and isinstance(first, Mark) and _goes_on(last, first):
            self._out.pop()  # the same emphasis goes on
            self._opened.pop(0)
            self._aliases[first.key] = last.key
        self._out.extend(self._opened)
        self._opened = []

    def _take_trailing_space(self) -> str:
        """Take wide spaces off the end of what was written last."""
        last = self._out[-1] if self._out else None
        if not isinstance(last, Chars) or not is_space(last.text[-1]):
            return ""
        bare = last.text.rstrip()
        self._out.pop()
        if bare:
            self._out.append(Chars(bare))
        return last.text[len(bare) :]

    def bracket(self, bracket: Bracket) -> None:
        if bracket.opening:
            self._opened.append(bracket)
            return
        if self._opened:  # a link around nothing is still a link
            self._flush_opened()
        outside = self._take_trailing_space()
        self._out.append(bracket)
        if outside:
            self._put_chars(outside)

    def finish(self) -> list[Token]:
        if self._opened:
            self._flush_opened()
        return self._out


def _goes_on(closed: Mark, opened: Mark) -> bool:
    return closed.kind == opened.kind and not closed.opening
