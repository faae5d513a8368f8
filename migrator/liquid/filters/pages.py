"""Filters that run one of Jekyll's converters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from migrator.diagnostics import Severity
from migrator.liquid.ruby import to_text

if TYPE_CHECKING:
    from migrator.liquid.context import Context


def markdownify(context: Context, value: object) -> str:
    """``markdownify``: Markdown to HTML, by the site's settings."""
    return context.site_state.markdownify(to_text(value))


def smartify(context: Context, value: object) -> str:
    """``smartify``: quotes, dashes and dots made typographic."""
    return context.site_state.smartify(to_text(value))


def left_as_it_is(context: Context, value: object) -> object:
    """``sassify`` and ``scssify``: there is no Sass here; the text stays."""
    message = "Sass is not compiled; the text stays as it was written"
    context.report("liquid.sass", Severity.WARNING, message)
    return value
