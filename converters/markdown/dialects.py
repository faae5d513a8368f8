"""The Markdown dialects: what each can hold; what it cannot is written as HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

MathStyle: TypeAlias = Literal["none", "dollars", "double-dollars"]
AttributeStyle: TypeAlias = Literal["", "hugo", "kramdown"]


@dataclass(frozen=True, slots=True)
class Dialect:
    """One dialect of Markdown.

    ``math`` is how formulas are written (``double-dollars``: kramdown's, for both kinds).
    ``autolinks``: bare addresses become links by themselves. ``attributes``: where a block's go,
    Hugo's ``{.class}`` or kramdown's ``{: .class}``. ``shortcodes``: Hugo's ``{{< … >}}``.
    ``liquid``: the reader evaluates ``{{ … }}`` first. ``literal_alts``: a backslash in an image's
    text stays (Goldmark before 1.7). ``references``: the user wants addresses of links at the end
    of a document, under numbers. ``hard_break``: what ends a line that readers see end.
    ``flanking_skips``: characters that
    the flanking rules look through (cmark-gfm: the delimiters of its extensions).
    """

    name: str
    tables: bool = False
    strikethrough: bool = False
    task_lists: bool = False
    footnotes: bool = False
    definition_lists: bool = False
    abbreviations: bool = False
    math: MathStyle = "none"
    autolinks: bool = False
    attributes: AttributeStyle = ""
    shortcodes: bool = False
    liquid: bool = False
    literal_alts: bool = False
    definition_colon: bool = False
    references: bool = False
    flanking_skips: str = ""
    hard_break: str = "\\"

    @property
    def attribute_lists(self) -> bool:
        """Whether ``{: …}`` is an attribute list."""
        return self.attributes == "kramdown"

    @property
    def attribute_lines(self) -> bool:
        """Whether ``{.a}`` at the end of a block or heading is an attribute list."""
        return self.attributes == "hugo"


COMMONMARK: Final = Dialect("commonmark")

GFM: Final = Dialect(
    "gfm",
    tables=True,
    strikethrough=True,
    task_lists=True,
    footnotes=True,
    math="dollars",
    autolinks=True,
    flanking_skips="~",
)

HUGO: Final = Dialect(
    "hugo",
    tables=True,
    strikethrough=True,
    task_lists=True,
    footnotes=True,
    definition_lists=True,
    math="dollars",
    attributes="hugo",
    shortcodes=True,
    literal_alts=True,
    definition_colon=True,
)

KRAMDOWN: Final = Dialect(
    "kramdown",
    tables=True,
    strikethrough=True,
    task_lists=True,
    footnotes=True,
    definition_lists=True,
    abbreviations=True,
    math="double-dollars",
    attributes="kramdown",
    liquid=True,
    hard_break="\\\\",
    definition_colon=True,
)

DIALECTS: Final[Mapping[str, Dialect]] = MappingProxyType(
    {dialect.name: dialect for dialect in (GFM, COMMONMARK, HUGO, KRAMDOWN)}
)
