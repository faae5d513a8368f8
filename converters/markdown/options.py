"""The options of the Markdown converter, as strings from the command line, checked once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from converters.markdown.dialects import DIALECTS, Dialect
from converters.markdown.front_matter import WRITERS, parse_names
from converters.markdown.layout import Layout, layout_of

_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "dialect": tuple(DIALECTS),
    "html": ("keep", "drop"),
    "attributes": ("drop", "html"),
    "emphasis": ("exact", "tidy"),
    "heading_ids": ("linked", "all", "none"),
    "abbreviations": ("html", "text"),
    "front_matter": (*WRITERS, "none"),
    "bundles": ("false", "true"),
    "links": ("urls", "relref"),
    "link_style": ("inline", "reference"),
}
_TEXTS: Final = frozenset({"path", "page_path", "map"})


@dataclass(frozen=True, slots=True)
class MarkdownOptions:
    """What the user chose.

    ``html``: ``drop`` flattens what only HTML could hold. ``attributes``: ``html`` writes a
    construct as HTML rather than lose a class or style. ``emphasis``: ``exact`` never changes
    which letters are marked; ``tidy`` (gfm only) rather moves a quote or a full stop out.
    ``heading_ids``: which headings get an anchor of their own.
    ``links``: ``relref`` (hugo only) writes links between documents as that shortcode.
    ``names``: pairs of a front matter key and the name to write instead (option ``map``).
    ``layout``: where files go, by ``path``, ``page_path`` and ``bundles``.
    """

    dialect: Dialect = DIALECTS["gfm"]
    html: str = "keep"
    attributes: str = "drop"
    emphasis: str = "exact"
    heading_ids: str = "linked"
    abbreviations: str = "html"
    front_matter: str = "yaml"
    links: str = "urls"
    names: tuple[tuple[str, str], ...] = ()
    layout: Layout = field(default_factory=Layout)

    @classmethod
    def parse(cls, options: Mapping[str, str]) -> MarkdownOptions:
        """Return ``options`` checked; raise ValueError, with what to do, for one not known."""
        for name in options:
            if name not in _CHOICES and name not in _TEXTS:
                known = ", ".join(sorted([*_CHOICES, *_TEXTS]))
                raise ValueError(f"the Markdown converter has no option '{name}'; use: {known}")
        chosen = {name: _choice(name, options) for name in _CHOICES}
        if chosen["emphasis"] == "tidy" and chosen["dialect"] != "gfm":
            raise ValueError("'emphasis' can be 'tidy' in gfm only; use: exact")
        if chosen["links"] == "relref" and chosen["dialect"] != "hugo":
            raise ValueError("'links' can be 'relref' in hugo only; use: urls")
        return cls(
            dialect=replace(
                DIALECTS[chosen["dialect"]], references=chosen["link_style"] == "reference"
            ),
            html=chosen["html"],
            attributes=chosen["attributes"],
            emphasis=chosen["emphasis"],
            heading_ids=chosen["heading_ids"],
            abbreviations=chosen["abbreviations"],
            front_matter=chosen["front_matter"],
            links=chosen["links"],
            names=parse_names(options.get("map", "")),
            layout=layout_of(
                chosen["dialect"],
                options.get("path", ""),
                options.get("page_path", ""),
                bundles=chosen["bundles"] == "true",
            ),
        )


def _choice(name: str, options: Mapping[str, str]) -> str:
    choices = _CHOICES[name]
    value = options.get(name, choices[0])
    if value not in choices:
        raise ValueError(f"'{name}' cannot be '{value}'; use one of: {', '.join(choices)}")
    return value
