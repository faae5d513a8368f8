"""What of kramdown's options still matters once the tree stands."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from migrator.html.escape import escape_text

KramdownOptions: TypeAlias = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class HtmlOptions:
    """How the tree is written as HTML; the defaults are kramdown's own.

    ``highlighter`` is ``rouge`` or None. ``default_language`` labels code without a language,
    ``guess_language`` lets rouge mark code that has none. ``highlight_blocks`` and
    ``highlight_spans`` switch it for one kind of code. ``math_engine`` is ``mathjax`` or None.
    ``fill_empty_cells`` writes kramdown's no-break space into empty table cells. ``escape`` writes
    the characters of text and code.
    """

    highlighter: str | None = "rouge"
    default_language: str = ""
    guess_language: bool = False
    highlight_blocks: bool = True
    highlight_spans: bool = True
    footnote_backlink: str = "\u21a9"
    footnote_backlink_inline: bool = False
    footnote_link_text: str = "%s"
    footnote_prefix: str = ""
    math_engine: str | None = "mathjax"
    header_links: bool = False
    fill_empty_cells: bool = True
    escape: Callable[[str], str] = escape_text

    @classmethod
    def from_kramdown(cls, options: KramdownOptions) -> HtmlOptions:
        """Return the options out of kramdown's, as ``_config.yml`` names them.

        Names and values may have a Ruby symbol's colon; what is not named keeps its default.
        """
        named = {_plain(name): value for name, value in options.items()}
        highlighting = _mapping(named.get("syntax_highlighter_opts"))
        default = cls()
        return cls(
            highlighter=_name(named, "syntax_highlighter", default.highlighter),
            default_language=str(highlighting.get("default_lang") or ""),
            guess_language=_truth(highlighting.get("guess_lang"), unset=False),
            highlight_blocks=not _is_disabled(highlighting, "block"),
            highlight_spans=not _is_disabled(highlighting, "span"),
            footnote_backlink=_text(named, "footnote_backlink", default.footnote_backlink),
            footnote_backlink_inline=_truth(named.get("footnote_backlink_inline"), unset=False),
            footnote_link_text=_text(named, "footnote_link_text", default.footnote_link_text),
            footnote_prefix=_text(named, "footnote_prefix", default.footnote_prefix),
            math_engine=_name(named, "math_engine", default.math_engine),
            header_links=_truth(named.get("header_links"), unset=False),
        )


JEKYLL = HtmlOptions(default_language="plaintext", guess_language=True)
"""As Jekyll sets kramdown up (Jekyll: converters/markdown/kramdown_parser.rb)."""

PLAIN = HtmlOptions(highlighter=None, fill_empty_cells=False)
"""Plain HTML, for converters that fall back to it: no highlighter's wrappers."""


def _plain(name: object) -> str:
    return str(name).removeprefix(":")


def _mapping(value: object) -> dict[str, object]:
    if not isinstance(value, Mapping):
        return {}
    return {_plain(name): entry for name, entry in value.items()}


def _truth(value: object, *, unset: bool) -> bool:
    if value is None:
        return unset
    if isinstance(value, str):
        return value.strip().lower() not in {"false", "nil", "null", "no", "~", ""}
    return bool(value)


def _text(named: Mapping[str, object], name: str, default: str) -> str:
    value = named.get(name)
    return default if value is None else html.unescape(str(value))


def _name(named: Mapping[str, object], name: str, default: str | None) -> str | None:
    if name not in named:
        return default
    value = _plain(named[name]) if named[name] else ""
    return None if value in {"", "nil", "null", "~", "None", "false"} else value


def _is_disabled(highlighting: Mapping[str, object], kind: str) -> bool:
    specific = _mapping(highlighting.get(kind))
    return _truth(specific.get("disable", highlighting.get("disable")), unset=False)
