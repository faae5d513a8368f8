"""What can go wrong in a template, beside the errors that python-liquid has."""

from __future__ import annotations

from liquid.exceptions import LiquidError, LiquidSyntaxError
from liquid.token import Token


class UnclosedBlockError(LiquidSyntaxError):
    """A block whose end tag is missing: all from here on stays as written."""


class MissingFileError(LiquidError):
    """An include, link or post_url that leads to no file."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message, token=None)
        self.code = code


class TemplateError(LiquidError):
    """A template of the site (an include) that is broken itself."""

    def __init__(self, message: str, token: Token | None = None) -> None:
        super().__init__(message, token=token)


def code_of(error: LiquidError) -> str:
    """Return the diagnostic code for ``error``."""
    if isinstance(error, MissingFileError):
        return error.code
    if isinstance(error, TemplateError):
        return "liquid.broken-include"
    return "liquid.syntax" if isinstance(error, LiquidSyntaxError) else "liquid.error"
