"""Which attributes of a node matter to readers, and what becomes of those that Markdown drops."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from converters.markdown.context import Context
from migrator.html.escape import escape_value
from migrator.model.attributes import Attributes, get_attribute

MEANINGFUL: Final = frozenset({"title", "dir", "hidden", "value", "type", "reversed"})
"""Attributes on a block or span that readers notice without a style sheet."""

_SHOW_NOTHING: Final = frozenset({("dir", ""), ("dir", "ltr"), ("dir", "auto")})
_IN_LISTS: Final = frozenset({"lang", "dir"})
"""Attributes that attribute lists hold and no reader shows as a mark of its own."""

IMAGE_MEANINGFUL: Final = frozenset(
    {"width", "height", "srcset", "sizes", "usemap", "align", "hidden", "border"}
)
LINK_MEANINGFUL: Final = frozenset({"download", "hidden", "dir"})


def anchor_of(context: Context, attributes: Attributes) -> str:
    """Return the id in ``attributes`` if something links to it, else ""."""
    name = get_attribute(attributes, "id")
    return name if name and name in context.anchors else ""


def anchor_html(name: str) -> str:
    """Return an empty element that links to ``name`` land on."""
    return f'<a id="{escape_value(name)}"></a>'


def is_bare(
    context: Context,
    attributes: Attributes,
    meaningful: frozenset[str] = MEANINGFUL,
    *,
    holds_list: bool = False,
) -> bool:
    """Tell whether Markdown may leave ``attributes`` out, ids that are linked to aside.

    ``holds_list``: an attribute list can stand there, in dialects that have them.
    """
    if not attributes:
        return True
    if context.options.attributes == "html" and not context.dialect.attributes:
        return all(name == "id" or not value for name, value in attributes)
    held = _IN_LISTS if holds_list and context.dialect.attributes else frozenset()
    return all(
        name not in meaningful or name in held or (name, value.lower()) in _SHOW_NOTHING
        for name, value in attributes
    )


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
