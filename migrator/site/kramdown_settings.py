"""The options that Jekyll hands to kramdown (Jekyll: converters/markdown/kramdown_parser.rb)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from migrator.site.ruby_values import is_true

FALLBACK_HIGHLIGHTER: Final = "rouge"
FALLBACK_LANGUAGE: Final = "plaintext"


def kramdown_settings(config: Mapping[str, object]) -> dict[str, object]:
    """Return the site's ``kramdown`` block with what Jekyll adds: highlighter and its options.

    The default language is why every code span and unlabelled code block of a Jekyll site is
    marked ``language-plaintext``.
    """
    block = config.get("kramdown")
    settings: dict[str, object] = dict(block) if isinstance(block, Mapping) else {}
    if not is_true(settings.get("syntax_highlighter")):
        settings["syntax_highlighter"] = _highlighter(settings, config)
    chosen = settings.get("syntax_highlighter_opts")
    options: dict[str, object] = dict(chosen) if isinstance(chosen, Mapping) else {}
    if not is_true(options.get("default_lang")):
        options["default_lang"] = FALLBACK_LANGUAGE
    options["guess_lang"] = settings.get("guess_lang")
    settings["syntax_highlighter_opts"] = options
    return settings


def _highlighter(settings: Mapping[str, object], config: Mapping[str, object]) -> object:
    if is_true(settings.get("enable_coderay")):
        return "coderay"
    named = config.get("highlighter")
    return named if is_true(named) else FALLBACK_HIGHLIGHTER
