"""kramdown's options: names, types and defaults as kramdown and its GFM parser document them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

import yaml

from migrator.html.options import HtmlOptions

ALL_LEVELS = (1, 2, 3, 4, 5, 6)
SMART_QUOTES = ("lsquo", "rsquo", "ldquo", "rdquo")
_FOR_THE_SERIALISER = (
    "syntax_highlighter",
    "syntax_highlighter_opts",
    "footnote_backlink",
    "footnote_backlink_inline",
    "footnote_link_text",
    "footnote_prefix",
    "math_engine",
    "header_links",
)
NEVER_INLINE = "forbidden_inline_options"


class InvalidOptionError(ValueError):
    """A value that kramdown refuses for an option; the message names the option."""


@dataclass(frozen=True, slots=True)
class Options:
    """Options of one parse, with kramdown's defaults (source: kramdown's ``options.rb``).

    Names are kramdown's. Symbols are plain strings, None where Ruby has nil. ``smart_quotes``
    holds four entity names or decimal code points: single left, single right, double left,
    double right. ``hard_wrap``, ``gfm_quirks`` and ``gfm_emojis`` are looked at in GFM only.
    """

    input: str = "kramdown"
    template: str = ""
    auto_ids: bool = True
    auto_id_stripping: bool = False
    auto_id_prefix: str = ""
    transliterated_header_ids: bool = False
    header_links: bool = False
    header_offset: int = 0
    toc_levels: tuple[int, ...] = ALL_LEVELS
    parse_block_html: bool = False
    parse_span_html: bool = True
    html_to_native: bool = False
    remove_block_html_tags: bool = True
    remove_span_html_tags: bool = False
    link_defs: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)
    footnote_nr: int = 1
    footnote_prefix: str = ""
    footnote_link_text: str = "%s"
    footnote_backlink: str = "&#8617;"
    footnote_backlink_inline: bool = False
    entity_output: str | None = "as_char"
    smart_quotes: tuple[str, ...] = SMART_QUOTES
    typographic_symbols: Mapping[str, str] = field(default_factory=dict)
    remove_line_breaks_for_cjk: bool = False
    line_width: int = 72
    syntax_highlighter: str | None = "rouge"
    syntax_highlighter_opts: Mapping[str, object] = field(default_factory=dict)
    math_engine: str | None = "mathjax"
    math_engine_opts: Mapping[str, object] = field(default_factory=dict)
    forbidden_inline_options: tuple[str, ...] = ("template",)
    hard_wrap: bool = True
    gfm_quirks: tuple[str, ...] = ("paragraph_end",)
    gfm_emojis: bool = False
    gfm_emoji_opts: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_gfm(self) -> bool:
        """Whether the dialect is GFM as kramdown's GFM parser has it."""
        return self.input.lower() == "gfm"

    @property
    def has_paragraph_end_quirk(self) -> bool:
        """Whether a block may start right after a paragraph's line (GFM quirk)."""
        return self.is_gfm and "paragraph_end" in self.gfm_quirks


def options_from(mapping: Mapping[str, object]) -> Options:
    """Return the options that ``mapping`` (kramdown's names, any case of types) asks for.

    Unknown names are left out, and so are values that kramdown would refuse.
    """
    asked: dict[str, Any] = {}
    for given, value in mapping.items():
        name = _symbol(str(given)) or ""
        try:
            asked[name] = _CONVERTERS[name](value)
        except (KeyError, InvalidOptionError):
            continue
    return Options(**asked)


def serialiser_options(options: Options) -> HtmlOptions:
    """Return what of ``options`` is left for the serialiser."""
    return HtmlOptions.from_kramdown({name: getattr(options, name) for name in _FOR_THE_SERIALISER})


def with_option(options: Options, name: str, value: object) -> Options:
    """Return ``options`` with ``name`` set to ``value``, converted as kramdown does.

    Raises KeyError for an unknown name, InvalidOptionError for a value kramdown refuses.
    """
    changes: dict[str, Any] = {name: _CONVERTERS[name](value)}
    return replace(options, **changes)


def _string(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _boolean(value: object) -> bool:
    text = _string(value)
    return text.lower().strip() != "false" and text != ""


def _integer(value: object) -> int:
    try:
        return int(_string(value))
    except ValueError as error:
        raise InvalidOptionError(f"not an integer: {value!r}") from error


def _symbol(value: object) -> str | None:
    text = _string(value).strip().removeprefix(":")
    return None if text in {"", "nil"} else text


def _array(value: object) -> list[object]:
    if isinstance(value, str):
        return list(value.split(","))
    if isinstance(value, Sequence):
        return list(value)
    raise InvalidOptionError(f"not a list: {value!r}")


def _symbols(value: object) -> tuple[str, ...]:
    return tuple(filter(None, map(_symbol, _array(value))))


def _mapping(value: object) -> dict[str, object]:
    if isinstance(value, str):
        try:
            value = yaml.safe_load(value)
        except yaml.YAMLError as error:
            raise InvalidOptionError(f"not YAML: {value!r}") from error
    if not isinstance(value, Mapping):
        raise InvalidOptionError(f"not a mapping: {value!r}")
    return {_symbol(key) or "": item for key, item in value.items()}


def _levels(value: object) -> tuple[int, ...]:
    if isinstance(value, str) and len(value) == len("1..6") and value[1:3] == "..":
        levels = list(range(_integer(value[0]), _integer(value[3]) + 1))
    else:
        levels = [_integer(item) for item in _array(value)]
    if not set(levels) <= set(ALL_LEVELS):
        raise InvalidOptionError(f"levels are 1 to 6: {value!r}")
    return tuple(dict.fromkeys(levels))


def _quotes(value: object) -> tuple[str, ...]:
    quotes = tuple(_string(item).strip() for item in _array(value))
    if len(quotes) != len(SMART_QUOTES):
        raise InvalidOptionError(f"four quotes are needed: {value!r}")
    return quotes


def _texts(value: object) -> dict[str, str]:
    return {name: _string(text) for name, text in _mapping(value).items()}


def _links(value: object) -> dict[str, tuple[str, str | None]]:
    if isinstance(value, str):
        value = yaml.safe_load(value)
    if not isinstance(value, Mapping):
        raise InvalidOptionError(f"not a mapping: {value!r}")
    links: dict[str, tuple[str, str | None]] = {}
    for label, target in value.items():
        match target:
            case [destination]:
                links[_string(label)] = (_string(destination), None)
            case [destination, title]:
                links[_string(label)] = (
                    _string(destination),
                    None if title is None else _string(title),
                )
            case _:
                raise InvalidOptionError(f"a link is [URL, title]: {target!r}")
    return links


def _link_text(value: object) -> str:
    text = _string(value)
    if "%s" not in text:
        raise InvalidOptionError(f"needs a '%s': {value!r}")
    return text


_BY_TYPE: dict[str, Callable[[object], object]] = {
    "str": _string,
    "bool": _boolean,
    "int": _integer,
    "str | None": _symbol,
    "Mapping[str, object]": _mapping,
}

_BY_NAME: dict[str, Callable[[object], object]] = {
    "input": lambda value: _symbol(value) or "kramdown",
    "toc_levels": _levels,
    "link_defs": _links,
    "smart_quotes": _quotes,
    "typographic_symbols": _texts,
    "footnote_link_text": _link_text,
    "forbidden_inline_options": _symbols,
    "gfm_quirks": _symbols,
}

_CONVERTERS: dict[str, Callable[[object], object]] = {
    option.name: _BY_NAME.get(option.name) or _BY_TYPE[str(option.type)]
    for option in fields(Options)
}
