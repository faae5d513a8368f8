"""Attributes in the dialects that have a place for them: ``{.class #id}``, ``{: .class}``."""

from __future__ import annotations

import re
from typing import Final

from converters.markdown.attributes import anchor_of, note_dropped
from converters.markdown.context import Context
from migrator.model.attributes import Attributes, classes_of

_WORD: Final = re.compile(r"[A-Za-z][\w-]*\Z", re.ASCII)
_NAME: Final = re.compile(r"[A-Za-z][\w-]*\Z", re.ASCII)


def attribute_list(context: Context, attributes: Attributes) -> str:
    """Return ``attributes`` as the dialect writes them, "" where it cannot or none are worth it.

    An id is written only where something links to it.
    """
    if not context.dialect.attributes:
        return ""
    words = _words(context, attributes)
    if not words:
        return ""
    colon = ": " if context.dialect.attributes == "kramdown" else ""
    return f"{{{colon}{' '.join(words)}}}"


def hold_attributes(context: Context, attributes: Attributes, line: int = 0) -> None:
    """Write ``attributes`` on a line after their block, or count them as left out."""
    if not attributes:
        return
    if not context.dialect.attributes:
        note_dropped(context, attributes, line)
        return
    text = attribute_list(context, attributes)
    if text:
        context.writer.line(text)


def _words(context: Context, attributes: Attributes) -> list[str]:
    words: list[str] = []
    anchor = anchor_of(context, attributes)
    if anchor:
        words.append(f"#{anchor}" if _WORD.match(anchor) else f"id={_quoted(anchor)}")
    for name, value in attributes:
        if name == "class":
            classes = classes_of(attributes)
            if all(_WORD.match(one) for one in classes):
                words += [f".{one}" for one in classes]
            else:
                words.append(f"class={_quoted(value)}")
        elif name != "id" and _NAME.match(name):
            words.append(f"{name}={_quoted(value)}")
    return words


def _quoted(value: str) -> str:
    escaped = " ".join(value.split()).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("}", "\\}") + '"'
