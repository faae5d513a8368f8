"""Bullet, ordered and task lists.

CommonMark decides per list whether its items are loose, kramdown per item: a list that mixes
both is written the way most of its items are, and the change of spacing is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import pairwise
from typing import Final

from converters.markdown.attribute_lists import hold_attributes
from converters.markdown.attributes import anchor_of, note_dropped
from converters.markdown.context import Context
from converters.markdown.handlers.blocks.base import (
    INVISIBLE,
    MAX_DEPTH,
    TEXTS,
    anchor_before,
    holds_list_attributes,
    shows_text,
    siblings,
    why_html,
)
from converters.markdown.html_fallback import write_fallback
from converters.markdown.lines import write_inlines
from migrator.diagnostics import Severity
from migrator.model import nodes
from migrator.model.attributes import (
    Attributes,
    classes_of,
    set_attribute,
    without_attributes,
)
from migrator.model.nodes import Node
from migrator.model.walk import children_of, kinds_in, text_of, walk

_TASK_CLASSES: Final = frozenset({"task-list", "task-list-item"})
_MAX_NUMBER: Final = 999_999_999
_LISTS: Final = frozenset({nodes.BulletList, nodes.OrderedList})
_AFTER_TEXT: Final = frozenset(
    {nodes.CodeBlock, nodes.Heading, nodes.ThematicBreak, nodes.BlockQuote}
)
_HTML: Final = frozenset({nodes.HtmlElement, nodes.RawInline})
_CLOSED: Final = frozenset({nodes.CodeBlock, nodes.Heading, nodes.ThematicBreak})


def bullet_list(context: Context, node: nodes.BulletList) -> Iterator[Node]:
    """``- item``; another bullet where a list of the same kind stands right before."""
    after_dash = context.marker_before() == "-" or context.writer.pending.endswith("- ")
    marker = "*" if after_dash else "-"  # - - - would be a rule
    yield from _list(context, node, marker, lambda index: f"{marker} ")


def ordered_list(context: Context, node: nodes.OrderedList) -> Iterator[Node]:
    """``1. item`` from the list's own start."""
    is_second = context.marker_before() == "." and not context.dialect.attribute_lists
    marker = ")" if is_second else "."
    yield from _list(context, node, marker, lambda index: f"{node.start + index}{marker} ")


def _list(
    context: Context,
    node: nodes.BulletList | nodes.OrderedList,
    marker: str,
    opener: Callable[[int], str],
) -> Iterator[Node]:
    reason = _why_html(context, node)
    if reason:
        write_fallback(context, node, reason)
        return
    node = _without_task_classes(node)
    attributes = node.attributes
    if context.dialect.attribute_lists:
        context.part_lists(marker)
        attributes = _with_start(node)
    interrupting = _AFTER_TEXT
    if context.dialect.attribute_lists:  # in kramdown a rule goes on as text
        interrupting -= {nodes.ThematicBreak}
    tight = is_tight(node.children, interrupting)
    _tell_spacing(context, node, tight=tight)
    context.list_depth += 1
    context.depth += 1
    for index, item in enumerate(node.children):
        if index and not tight:
            context.writer.separate()
        yield from _item(context, item, opener(index), tight=tight)
    context.list_depth -= 1
    context.depth -= 1
    if holds_list_attributes(context, node):
        hold_attributes(context, attributes, node.line)
    else:
        note_dropped(context, attributes, node.line)
    context.end_list(marker)


def _without_task_classes(
    node: nodes.BulletList | nodes.OrderedList,
) -> nodes.BulletList | nodes.OrderedList:
    """Return a task list without the classes that kramdown gives it."""
    if all(item.checked is None for item in node.children):
        return node
    items = tuple(replace(item, attributes=_plain(item.attributes)) for item in node.children)
    return replace(node, children=items, attributes=_plain(node.attributes))


def _plain(attributes: Attributes) -> Attributes:
    classes = [name for name in classes_of(attributes) if name not in _TASK_CLASSES]
    rest = without_attributes(attributes, ("class",))
    return set_attribute(rest, "class", " ".join(classes)) if classes else rest


def _with_start(node: nodes.BulletList | nodes.OrderedList) -> Attributes:
    """Return the list's attributes, with the first number where it is not 1.

    kramdown reads no number.
    """
    if isinstance(node, nodes.OrderedList) and node.start != 1:
        return set_attribute(node.attributes, "start", str(node.start))
    return node.attributes


def _item(context: Context, item: nodes.ListItem, first: str, *, tight: bool) -> Iterator[Node]:
    rest = " " * len(first)
    if item.checked is not None:
        first += "[x] " if item.checked else "[ ] "
    first += anchor_before(context, item.attributes, "", item.line)
    with context.writer.prefix(first, rest):
        yield from siblings(context, item.children, tight=tight)


def _why_html(context: Context, node: nodes.BulletList | nodes.OrderedList) -> str:
    if context.depth >= MAX_DEPTH:
        return "nested too deeply"
    if not node.children:
        return "a list without items"
    reason = why_html(context, node.attributes, holds_list=True)
    for item in node.children:
        reason = reason or why_html(context, item.attributes, holds_anchor=True)
        if item.checked is not None:
            reason = reason or _why_no_task(context, item)
        if anchor_of(context, item.attributes):
            reason = reason or _why_no_anchor(context, item)
    if getattr(node, "start", 1) != 1 and not holds_list_attributes(context, node):
        return "a list that starts at another number and ends in HTML"
    if isinstance(node, nodes.OrderedList) and not 0 <= node.start < _MAX_NUMBER:
        return "a list that starts at a number out of range"
    return reason


def _why_no_task(context: Context, item: nodes.ListItem) -> str:
    if not context.dialect.task_lists:
        return "a task list"
    lead = item.children[0] if item.children else None
    if lead is None or type(lead) not in TEXTS or not shows_text(lead):
        return "a task without text"
    after_marker = context.writer.in_quote or context.writer.pending
    if after_marker or (not item.checked and _shows_a_cross(lead)):
        return "a task that cmark-gfm reads otherwise"
    return _why_no_line(context, lead)


def _why_no_anchor(context: Context, item: nodes.ListItem) -> str:
    """Return why the anchor of ``item`` cannot stand before its text, "" where it can."""
    lead = item.children[0] if item.children else None
    if lead is None or type(lead) not in TEXTS or _leaves_marker_alone(item):
        return "an id that a link points to"
    return _why_no_line(context, lead)


def _leaves_marker_alone(item: nodes.ListItem) -> bool:
    """Tell whether the line of the marker shows no text, and blocks follow it."""
    return len(item.children) > 1 and not shows_text(item.children[0])


def _why_no_line(context: Context, lead: Node) -> str:
    """Return why ``lead`` cannot stand after a task's box, "" where it can."""
    reason = why_html(context, getattr(lead, "attributes", ()), holds_anchor=True)
    if reason or _HTML.isdisjoint(kinds_in(lead)):
        return reason
    aside = Context(context.path, context.options, anchors=context.anchors, labels=context.labels)
    return write_inlines(aside, children_of(lead)).unwritable


# ------------------------------------------------------------------------------ tight or loose


def is_tight(
    items: Sequence[nodes.ListItem], interrupting: AbstractSet[type[Node]] = _AFTER_TEXT
) -> bool:
    """Tell whether a list is written without blank lines.

    ``interrupting``: the blocks that may stand on the line after text.
    """
    loose = sum(any(type(child) is nodes.Paragraph for child in item.children) for item in items)
    if any(_needs_blank_line(item, interrupting) for item in items):
        return False
    can_be_loose = len(items) > 1
    return not loose or not can_be_loose or loose * 2 < len(items)


def _needs_blank_line(item: nodes.ListItem, interrupting: AbstractSet[type[Node]]) -> bool:
    shown = [child for child in item.children if type(child) not in INVISIBLE]
    return any(not _follows_directly(left, right, interrupting) for left, right in pairwise(shown))


def _follows_directly(left: Node, right: Node, interrupting: AbstractSet[type[Node]]) -> bool:
    """Tell whether ``right`` may stand on the line after ``left`` and both still read the same."""
    if type(left) in _CLOSED:
        return type(right) in TEXTS or type(right) in _CLOSED or type(right) in _LISTS
    if type(left) not in TEXTS:
        return False
    if type(right) in _LISTS:
        return _interrupts(right)
    return type(right) in interrupting


def _interrupts(node: Node) -> bool:
    """Tell whether a list may follow text directly (CommonMark: Lists, interrupting)."""
    if isinstance(node, nodes.OrderedList) and node.start != 1:
        return False
    first = node.children[0] if isinstance(node, _LIST_TYPES) and node.children else None
    content = first.children if first is not None else ()
    lead = next((child for child in content if not _writes_nothing(child)), None)
    if lead is None or type(lead) not in TEXTS:
        return lead is not None
    return shows_text(lead)


def _writes_nothing(node: Node) -> bool:
    """Tell whether ``node`` is a container that leaves no line, because nothing is in it."""
    return type(node) is nodes.Div and all(type(inner) is nodes.Div for inner in walk(node))


def _shows_a_cross(lead: Node) -> bool:
    """Tell whether ``[x]`` will stand in the line, which cmark-gfm would take for the task's."""
    links = (text_of(node) for node in walk(lead) if type(node) is nodes.Link)
    return "[x]" in text_of(lead).lower() or any(text.strip().lower() == "x" for text in links)


_LIST_TYPES: Final = (nodes.BulletList, nodes.OrderedList)


def _tell_spacing(
    context: Context, node: nodes.BulletList | nodes.OrderedList, *, tight: bool
) -> None:
    """Report a list some of whose items are spaced otherwise than before."""
    unwanted = nodes.Paragraph if tight else nodes.Plain
    if any(type(child) is unwanted for item in node.children for child in item.children):
        message = "items of this list differ in their spacing; in Markdown all have the same"
        context.tell("markdown.list-spacing", Severity.INFO, node.line, message)
