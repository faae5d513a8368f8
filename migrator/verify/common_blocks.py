"""What two pieces of HTML have in common, put aside before they are compared.

Most paragraphs, items, headings and code blocks are written alike, letter by letter, on both
sides. Each run of such blocks gives way to one paragraph with its number, on both sides, so that
where it stands, and in what style, is still compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

_BLOCK: Final = re.compile(
    r"<(?P<name>p|li|h[1-6])(?: [^<>]*)?>"
    r"[^<]*(?:</?(?:a|b|br|code|del|em|i|img|strong)\b[^<]*)*</(?P=name)>"
    r"|<pre><code[^<>]*>[^<]*</code></pre>"
)
_MARK: Final = "<p>\ue000{}</p>"
_WINDOW: Final = 8
"""How many blocks ahead the twin of a block is looked for."""


def without_common_blocks(left: str, right: str) -> tuple[str, str]:
    """Return ``left`` and ``right`` with runs of equal blocks as their numbers."""
    one, other = _Blocks(left), _Blocks(right)
    last = (-2, -2)
    for pair in _twins(one.blocks, other.blocks):
        goes_on = pair == (last[0] + 1, last[1] + 1)
        if goes_on and one.follows_directly(pair[0]) and other.follows_directly(pair[1]):
            mark = ""
        else:
            mark = _MARK.format(pair[0])
        one.replace(pair[0], mark)
        other.replace(pair[1], mark)
        last = pair
    return one.text(), other.text()


def _twins(lefts: Sequence[str], rights: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of equal blocks, in order on both sides."""
    start = 0
    for number, block in enumerate(lefts):
        ahead = rights[start : start + _WINDOW]
        if block in ahead:
            twin = start + ahead.index(block)
            yield number, twin
            start = twin + 1


class _Blocks:
    """The blocks of a piece of HTML, and what stands between them."""

    def __init__(self, html: str) -> None:
        matches = list(_BLOCK.finditer(html))
        ends = [0, *(match.end() for match in matches)]
        starts = [*(match.start() for match in matches), len(html)]
        self._between = [html[end:start] for end, start in zip(ends, starts, strict=True)]
        self._written = [match[0] for match in matches]
        self.blocks = list(self._written)

    def follows_directly(self, number: int) -> bool:
        """Tell whether nothing but white space stands before a block."""
        return not self._between[number].strip()

    def replace(self, number: int, mark: str) -> None:
        """Let ``mark`` take the place of a block."""
        self._written[number] = mark

    def text(self) -> str:
        """Return the HTML as it is now."""
        pieces = [*self._written, ""]
        return "".join(text for pair in zip(self._between, pieces, strict=True) for text in pair)
