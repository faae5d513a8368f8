"""The Markdown dialects: what each can hold; what it cannot is written as HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

MathStyle: TypeAlias = Literal["none", "dollars", "double-dollars"]


@dataclass(frozen=True, slots=True)
class Dialect:
    """One dialect of Markdown.

    ``math`` is how formulas are written (``double-dollars``: kramdown's, for both kinds).
    ``autolinks``: bare addresses become links by themselves. ``attribute_lists``: kramdown's
    ``{: .class}``. ``heading_ids``: ``{#id}`` after a heading. ``templates``: the reader
    evaluates ``{{ … }}``. ``flanking_skips``: characters that the flanking rules look through
    (cmark-gfm: the delimiters of its extensions).
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
    attribute_lists: bool = False
    heading_ids: bool = False
    templates: bool = False
    definition_colon: bool = False
    flanking_skips: str = ""


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
    autolinks=True,
    heading_ids=True,
    templates=True,
    definition_colon=True,
)

KRAMDOWN: Final = Dialect(
    "kramdown",
    tables=True,
    strikethrough=True,
    task_lists=True,
    footnotes=True,
    definition_lists=True,
    math="double-dollars",
    attribute_lists=True,
    heading_ids=True,
    templates=True,
    definition_colon=True,
)

DIALECTS: Final[Mapping[str, Dialect]] = MappingProxyType(
    {dialect.name: dialect for dialect in (GFM, COMMONMARK, HUGO, KRAMDOWN)}
)
