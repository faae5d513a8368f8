"""Moves punctuation out of emphasis, and emphasis into links, where that lets it read back.

``**“지지한다”**고`` is no emphasis (see ``emphasis``); ``“**지지한다**”고`` is, has the same text
and means the same. Only two shapes are moved: a pair of quotes or brackets around the whole, and
the marks that end a clause. A percent sign, a lone bracket or a hash belong to their word.
Emphasis around a link, ``**[a](b)**를``, is written inside it: ``[**a**](b)를``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from converters.markdown.dialects import Dialect
from converters.markdown.emphasis import marks_that_fail
from converters.markdown.flanking import is_space
from converters.markdown.tokens import Bracket, Chars, Unmarked

_PAIRS: Final = {
    "“": "”", "‘": "’", '"': '"', "'": "'", "«": "»", "‹": "›", "「": "」", "『": "』",
    "《": "》", "〈": "〉", "【": "】", "〔": "〕", "[": "]", "(": ")", "（": "）", "［": "］",
}  # fmt: skip
_ENDS: Final = re.compile(r"[.,!?:…。，、．！？：]+\Z")
_STARTS: Final = re.compile(r"[…—]+")


def move_out(tokens: Sequence[Unmarked], dialect: Dialect, *, only_links: bool) -> list[Unmarked]:
    """Return ``tokens`` with links, and punctuation, moved out of those marks that need it."""
    moved = list(tokens)
    # from the right, so that the places further left stay what they were
    for opening, closing in sorted(marks_that_fail(tokens, dialect), reverse=True):
        content = tokens[opening + 1 : closing]
        lead, tail = ("", "") if only_links else _movable(content)
        if _is_link(content):
            moved[opening], moved[opening + 1] = moved[opening + 1], moved[opening]
            moved[closing], moved[closing - 1] = moved[closing - 1], moved[closing]
        elif lead or tail:
            _move(moved, opening, closing, len(lead), len(tail))
    return [token for token in moved if token != Chars("")]


def _is_link(content: Sequence[Unmarked]) -> bool:
    brackets = [token for token in content if isinstance(token, Bracket)]
    return len(brackets) == 2 and content[0] is brackets[0] and content[-1] is brackets[1]  # noqa: PLR2004 - one link


def _movable(content: Sequence[Unmarked]) -> tuple[str, str]:
    """Return what may move before and after the mark around ``content``."""
    if not content:
        return "", ""
    first, last = content[0], content[-1]
    head = first.text if isinstance(first, Chars) else ""
    foot = last.text if isinstance(last, Chars) else ""
    inside = "".join(token.text for token in content if isinstance(token, Chars))
    if head and foot and _is_pair_around(inside):
        return head[0], foot[-1]
    start, end = _STARTS.match(head), _ENDS.search(foot)
    lead, tail = start[0] if start else "", end[0] if end else ""
    rest = inside[len(lead) : len(inside) - len(tail)]
    if not rest or is_space(rest[0]) or is_space(rest[-1]):
        return "", ""
    return lead, tail


def _is_pair_around(text: str) -> bool:
    close = _PAIRS.get(text[0])
    inner = text[1:-1]
    if close is None or text[-1] != close or not inner or is_space(inner[0]):
        return False
    return text[0] not in inner and close not in inner and not is_space(inner[-1])


def _move(tokens: list[Unmarked], opening: int, closing: int, lead: int, tail: int) -> None:
    """Put ``lead`` and ``tail`` characters of a mark's content outside, in the same places."""
    before, after = "", ""
    first = tokens[opening + 1]
    if lead and isinstance(first, Chars):
        before, tokens[opening + 1] = first.text[:lead], Chars(first.text[lead:])
    last = tokens[closing - 1]
    if tail and isinstance(last, Chars):
        after, tokens[closing - 1] = last.text[-tail:], Chars(last.text[:-tail])
    tokens.insert(closing + 1, Chars(after))
    tokens.insert(opening, Chars(before))
