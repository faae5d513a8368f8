"""Options of a code fence for Hugo's highlighter (Hugo: Syntax highlighting)."""

from __future__ import annotations

import re
from typing import Final

from converters.markdown.attribute_lists import attribute_list
from converters.markdown.context import Context
from migrator.model import nodes

_PAIR: Final = re.compile(r"([\w-]+)(?:=([\w. ,-]*))?")
_NUMBERS: Final = re.compile(r"\d+(?:-\d+)?")


def highlight_options(context: Context, node: nodes.CodeBlock) -> str:
    """Return ``{linenos=table,hl_lines=[1,3]}`` or the block's attributes, "" for neither."""
    pairs = {match[1]: match[2] or "" for match in _PAIR.finditer(node.options.replace("&", " "))}
    words: list[str] = []
    if pairs.get("line_numbers", pairs.get("linenos", "false")) not in {"false", "none"}:
        words.append("linenos=table")
    if "start_line" in pairs and pairs["start_line"].isdigit():
        words.append(f"linenostart={pairs['start_line']}")
    marked = _NUMBERS.findall(pairs.get("mark_lines", pairs.get("hl_lines", "")))
    if marked:
        lines = ",".join(f'"{one}"' if "-" in one else one for one in marked)
        words.append(f"hl_lines=[{lines}]")
    if words:
        return f"{{{','.join(words)}}}"
    return attribute_list(context, node.attributes) if node.language else ""
