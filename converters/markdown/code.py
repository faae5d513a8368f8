"""Code: spans and fences longer than what they hold."""

from __future__ import annotations

import re
from typing import Final

_BACKTICKS: Final = re.compile(r"`+")
_TILDES: Final = re.compile(r"~+")
_LINE_ENDS: Final = re.compile(r"\r\n?|\n")
_SHORTEST_FENCE: Final = 3


def code_span(text: str) -> str:
    """Return ``text`` as a code span (CommonMark: Code spans); it must not be empty."""
    content = _LINE_ENDS.sub(" ", text)
    lengths = {len(run) for run in _BACKTICKS.findall(content)}
    fence = "`" * next(length for length in range(1, len(lengths) + 2) if length not in lengths)
    touches = content[0] == "`" or content[-1] == "`"
    stripped = content[0] == content[-1] == " " and content.strip(" ")
    pad = " " if touches or stripped else ""
    return f"{fence}{pad}{content}{pad}{fence}"


def literal_code_span(text: str) -> str:
    """Return ``text`` as a code span for kramdown; it must not be empty.

    There a part of a longer run ends the span, a single backtick before a space is text, and
    longer ones lose a space at either side (kramdown: Code Spans).
    """
    content = _LINE_ENDS.sub(" ", text)
    longest = max((len(run) for run in _BACKTICKS.findall(content)), default=0)
    if not longest and content[0] != " ":
        return f"`{content}`"
    fence = "`" * max(longest + 1, 2)
    return f"{fence} {content} {fence}"


def fence_for(text: str, info: str) -> str:
    """Return a fence longer than any in ``text``: backticks, or tildes where ``info`` has some."""
    char, pattern = ("~", _TILDES) if "`" in info else ("`", _BACKTICKS)
    longest = max((len(run) for run in pattern.findall(text)), default=0)
    return char * max(_SHORTEST_FENCE, longest + 1)
