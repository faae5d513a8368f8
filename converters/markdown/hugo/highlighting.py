"""Options of a code fence for Hugo's highlighter (Hugo: Syntax highlighting)."""

from __future__ import annotations

import re
from typing import Final

from converters.markdown.attribute_lists import attribute_list
from converters.markdown.context import Context
from migrator.model import nodes

_NO_LANGUAGE: Final = "text "
_NUMBERS: Final = re.compile(r"\d+(?:-\d+)?")


def numbers_lines(options: str) -> bool:
    """Tell whether highlighter ``options`` ask for line numbers."""
    pairs = _pairs(options)
    asked = pairs.get("line_numbers", pairs.get("linenos", "false"))
    return asked not in {"false", "none", "0"}


def _pairs(options: str) -> dict[str, str]:
    parts = (part.strip().partition("=") for part in options.split("&"))
    return {name: value for name, _, value in parts if name}


def has_room(node: nodes.CodeBlock) -> bool:
    """Tell whether the list after the fence holds the block's attributes."""
    return bool(node.language) and not _words(node.options)


def highlight_options(context: Context, node: nodes.CodeBlock) -> str:
    """Return ``{linenos=table,hl_lines=[1,3]}`` or the block's attributes, "" for neither.

    Before options there is always a language: Hugo would take them for one.
    """
    words = _words(node.options)
    if words:
        return f"{'' if node.language.strip() else _NO_LANGUAGE}{{{','.join(words)}}}"
    return attribute_list(context, node.attributes) if node.language else ""


def _words(options: str) -> list[str]:
    pairs = _pairs(options)
    words: list[str] = []
    if numbers_lines(options):
        words.append("linenos=table")
    if "start_line" in pairs and pairs["start_line"].isdigit():
        words.append(f"linenostart={pairs['start_line']}")
    marked = _NUMBERS.findall(pairs.get("mark_lines", pairs.get("hl_lines", "")))
    if marked:
        lines = ",".join(f'"{one}"' if "-" in one else one for one in marked)
        words.append(f"hl_lines=[{lines}]")
    return words
