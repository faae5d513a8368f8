"""The options of the Markdown converter, as strings from the command line, checked once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from converters.markdown.dialects import DIALECTS, Dialect

DEFAULT_PATH: Final = "{collection}/{year}-{month}-{day}-{slug}.md"
DEFAULT_PAGE_PATH: Final = "{path}.md"

_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "dialect": tuple(DIALECTS),
    "html": ("keep", "drop"),
    "attributes": ("drop", "html"),
    "emphasis": ("tidy", "exact"),
    "heading_ids": ("linked", "all", "none"),
    "abbreviations": ("html", "text"),
    "front_matter": ("yaml", "none"),
}
_PATTERNS: Final = {"path": DEFAULT_PATH, "page_path": DEFAULT_PAGE_PATH}


@dataclass(frozen=True, slots=True)
class MarkdownOptions:
    """What the user chose.

    ``html``: ``drop`` flattens what only HTML could hold. ``attributes``: ``html`` writes a
    construct as HTML rather than lose a class or style. ``emphasis``: ``exact`` writes HTML
    rather than move a quote or a full stop out of emphasis. ``heading_ids``: which headings get
    an anchor of their own. ``path`` and ``page_path``: patterns of the output path for dated posts
    and for everything else (see ``layout``).
    """

    dialect: Dialect = DIALECTS["gfm"]
    html: str = "keep"
    attributes: str = "drop"
    emphasis: str = "tidy"
    heading_ids: str = "linked"
    abbreviations: str = "html"
    front_matter: str = "yaml"
    path: str = DEFAULT_PATH
    page_path: str = DEFAULT_PAGE_PATH

    @classmethod
    def parse(cls, options: Mapping[str, str]) -> MarkdownOptions:
        """Return ``options`` checked; raise ValueError, with what to do, for one not known."""
        for name in options:
            if name not in _CHOICES and name not in _PATTERNS:
                known = ", ".join(sorted([*_CHOICES, *_PATTERNS]))
                raise ValueError(f"the Markdown converter has no option '{name}'; use: {known}")
        chosen = {name: _choice(name, options) for name in _CHOICES}
        return cls(
            dialect=DIALECTS[chosen["dialect"]],
            html=chosen["html"],
            attributes=chosen["attributes"],
            emphasis=chosen["emphasis"],
            heading_ids=chosen["heading_ids"],
            abbreviations=chosen["abbreviations"],
            front_matter=chosen["front_matter"],
            path=options.get("path", DEFAULT_PATH),
            page_path=options.get("page_path", DEFAULT_PAGE_PATH),
        )


def _choice(name: str, options: Mapping[str, str]) -> str:
    choices = _CHOICES[name]
    value = options.get(name, choices[0])
    if value not in choices:
        raise ValueError(f"'{name}' cannot be '{value}'; use one of: {', '.join(choices)}")
    return value
