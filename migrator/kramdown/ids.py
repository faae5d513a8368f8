"""Automatic ids of headings, by kramdown's rule and by GFM's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import unescape

from migrator.html.characters import WORD_MARKS
from migrator.html.tables import RAW_TEXT
from migrator.kramdown.options import Options
from migrator.kramdown.transliteration import to_ascii
from migrator.model import nodes
from migrator.model.nodes import Inline, Node
from migrator.model.walk import children_of, text_of

_BEFORE_FIRST_LETTER: Final = re.compile(r"^[^a-zA-Z]+", re.MULTILINE)
_NOT_IN_PLAIN_ID: Final = re.compile(r"[^a-zA-Z0-9 -]")
_NOT_IN_GFM_ID: Final = re.compile(rf"[^\w{WORD_MARKS}\- \t]")
# Python counts fractions and circled digits as word characters, Ruby does not.
_OTHER_NUMBER: Final = "No"
_BLANKS_TO_HYPHENS: Final = str.maketrans(" \t", "--")

_TEXTS: Final = frozenset({nodes.Text})
_GFM_TEXTS: Final = frozenset({nodes.Text, nodes.CodeSpan, nodes.SmartPunctuation})


class HeadingIds:
    """Gives each heading of one text an id of its own, in document order.

    The two rules count apart, so the ids of one may meet the ids of the other, as in kramdown.
    """

    __slots__ = ("_gfm_counts", "_options", "_plain_counts")

    def __init__(self, options: Options) -> None:
        self._options = options
        self._plain_counts: dict[str, int] = {}
        self._gfm_counts: dict[str, int] = {}

    def plain(self, text: str) -> str:
        """Return an id by kramdown's rule: ASCII letters, digits and hyphens."""
        if self._options.transliterated_header_ids:
            text = to_ascii(text)
        base = plain_id(text) or "section"
        return self._options.auto_id_prefix + _counted(base, self._plain_counts)

    def gfm(self, text: str) -> str:
        """Return an id by GFM's rule: letters and digits of any script, and hyphens."""
        base = _NOT_IN_GFM_ID.sub("", text.lower()).translate(_BLANKS_TO_HYPHENS)
        if not base.isascii():
            base = "".join(char for char in base if unicodedata.category(char) != _OTHER_NUMBER)
        return self._options.auto_id_prefix + _counted(base, self._gfm_counts)


def _counted(base: str, counts: dict[str, int]) -> str:
    count = counts[base] = counts.get(base, -1) + 1
    return f"{base}-{count}" if count else base


def plain_id(text: str) -> str:
    """Return ``text`` as an id by kramdown's rule, which may be empty."""
    kept = _NOT_IN_PLAIN_ID.sub("", _BEFORE_FIRST_LETTER.sub("", text))
    return kept.replace(" ", "-").lower()


def text_for_id(children: Sequence[Inline], *, is_gfm: bool) -> str:
    """Return the text of ``children`` that an id is made of; GFM counts code and symbols too."""
    pieces: list[str] = []
    stack: list[Node] = list(reversed(children))
    kinds = _GFM_TEXTS if is_gfm else _TEXTS
    while stack:
        node = stack.pop()
        if isinstance(node, nodes.Text | nodes.CodeSpan | nodes.SmartPunctuation):
            if type(node) in kinds:
                pieces.append(node.text)
        elif isinstance(node, nodes.HtmlElement) and node.name in RAW_TEXT:
            # In a line the text of a script is held escaped, as browsers get it.
            pieces.append(unescape(text_of(node)))
        elif isinstance(node, nodes.MathInline):
            pieces.append(node.latex if is_gfm else "")
        elif isinstance(node, nodes.Abbreviation):
            pieces.append(node.text)
        else:
            stack.extend(reversed(children_of(node)))
    return "".join(pieces)
