"""What a line of text is made of before it is written: a flat list of tokens.

Nothing changes them. They are not frozen because that would make each twice as dear, and most
of writing a document is making them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

MarkKind: TypeAlias = Literal["em", "strong", "del"]


@dataclass(slots=True)
class Chars:
    """Characters that readers see; what is special among them will be escaped."""

    text: str


@dataclass(slots=True)
class Verbatim:
    """Finished Markdown or HTML, written as it is."""

    text: str


@dataclass(slots=True)
class Code:
    """A code span; ``text`` is the code itself. Two of them must not touch."""

    text: str


@dataclass(slots=True)
class Bracket:
    """The opening or closing part of a link or image: white space moves out of it."""

    text: str
    opening: bool


@dataclass(slots=True)
class Mark:
    """The opening or closing end of emphasis; the two ends share ``key``."""

    kind: MarkKind
    opening: bool
    key: int


@dataclass(slots=True)
class Delimiter:
    """The end of emphasis as it will be written; like characters beside it would join it."""

    text: str


@dataclass(slots=True)
class Break:
    """The end of a line: a soft one, or a hard one that readers see."""

    hard: bool


Token: TypeAlias = Chars | Verbatim | Code | Bracket | Mark | Break
"""What the handlers give."""

Unmarked: TypeAlias = Chars | Verbatim | Bracket | Mark
"""Code and breaks are written, the marks of emphasis not yet."""

Written: TypeAlias = Chars | Verbatim | Bracket | Delimiter
"""All but the escaping of characters is done."""
