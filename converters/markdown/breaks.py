"""The ends of lines within a text: what a break is written as."""

from __future__ import annotations

from typing import Final

from converters.markdown.dialects import Dialect
from converters.markdown.escaping import Place
from converters.markdown.tokens import Break

_BREAKS: Final = {
    "paragraph": ("\n", "\n"),
    "heading": (" ", "<br />"),
    "cell": (" ", "<br />"),
}
"""A soft break and what a hard one ends with, by the place of the text."""


def line_end(place: Place, token: Break, dialect: Dialect) -> str:
    """Return ``token`` as it is written in ``place``."""
    soft, hard = _BREAKS[place]
    if not token.hard:
        return soft
    return f"{dialect.hard_break}{hard}" if place == "paragraph" else hard
