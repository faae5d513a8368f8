"""Which attributes of a node matter to readers, and what becomes of those that Markdown drops."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from converters.markdown.context import Context
from migrator.html.escape import escape_value
from migrator.model.attributes import Attributes, get_attribute

MEANINGFUL: Final = frozenset({"title", "lang", "dir", "hidden", "value", "type", "reversed"})
"""Attributes on a block or span that readers notice without a style sheet."""

IMAGE_MEANINGFUL: Final = frozenset(
    {"width", "height", "srcset", "sizes", "usemap", "align", "hidden", "border"}
)
LINK_MEANINGFUL: Final = frozenset({"download", "hidden", "lang", "dir"})


def anchor_of(context: Context, attributes: Attributes) -> str:
    """Return the id in ``attributes`` if something links to it, else ""."""
    name = get_attribute(attributes, "id")
    return name if name and name in context.anchors else ""


def anchor_html(name: str) -> str:
    """Return an empty element that links to ``name`` land on."""
    return f'<a id="{escape_value(name)}"></a>'


def is_bare(
    context: Context, attributes: Attributes, meaningful: frozenset[str] = MEANINGFUL
) -> bool:
    """Tell whether Markdown may leave ``attributes`` out, ids that are linked to aside."""
    if not attributes:
        return True
    if context.options.attributes == "html" and not context.dialect.attributes:
        return all(name == "id" or not value for name, value in attributes)
    return all(name not in meaningful for name, _ in attributes)


def note_dropped(context: Context, attributes: Attributes, line: int = 0) -> None:
    """Count attributes that are left out, for one diagnostic a document."""
    names = [name for name, _ in attributes if name != "id"]
    if not names:
        return
    context.dropped.update(names)
    context.dropped_line = context.dropped_line or line


def describe(names: Iterable[tuple[str, int]]) -> str:
    """Return counted names as words: ``class (3), style``."""
    return ", ".join(f"{name} ({count})" if count > 1 else name for name, count in names)
