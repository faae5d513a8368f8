"""Block HTML to what kramdown has itself, where ``html_to_native`` asks for it.

Source of the rules: kramdown's option ``html_to_native``. Elements that look the same either way
stay ``HtmlElement`` here; the native transform gives them their nodes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from migrator.html.tables import BLOCK
from migrator.html.tags import decode_references
from migrator.kramdown.attribute_lists import AttributeList
from migrator.kramdown.tree import CodeDraft, Draft, HtmlDraft, HtmlTextDraft, drafts_in

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_EMPHASIS: Final = {"em": "em", "i": "em", "strong": "strong", "b": "strong"}
_CELLS: Final = frozenset({"td", "th"})
_WITHOUT_TEXT: Final = frozenset(
    (
        "html",
        "head",
        "hgroup",
        "ol",
        "ul",
        "dl",
        "table",
        "colgroup",
        "tbody",
        "thead",
        "tfoot",
        "tr",
        "select",
        "optgroup",
    )
)
_SPACES: Final = " \t\n\r\f\v"


def make_native(children: list[Draft]) -> None:
    """Convert the last of ``children``, an element just read, and what it holds."""
    stack: list[tuple[list[Draft], int]] = [(children, len(children) - 1)]
    while stack:
        siblings, index = stack.pop()
        element = siblings[index]
        if not isinstance(element, HtmlDraft):
            continue
        element.is_native = True
        if element.name == "pre":
            siblings[index] = _code_block(element)
        elif element.name == "code":
            element.children = [HtmlTextDraft(raw_text_of(element))]
        elif _is_converted(element):
            stack.extend((element.children, number) for number in range(len(element.children)))


def raw_text_of(root: Draft) -> str:
    """Return all text below ``root``, character references as written."""
    pieces: list[str] = []
    stack: list[Draft] = [root]
    while stack:
        draft = stack.pop()
        if isinstance(draft, HtmlTextDraft):
            pieces.extend(draft.pieces)
        stack.extend(reversed(drafts_in(draft)))
    return "".join(pieces)


def _is_converted(element: HtmlDraft) -> bool:
    """Convert the element itself; return whether what it holds is to be converted too."""
    name = element.name
    if name in _EMPHASIS:
        text = raw_text_of(element)
        if text != text.strip(_SPACES):
            return False
        element.name = _EMPHASIS[name]
    if name == "a":
        return bool(element.attributes.get("href"))
    if name == "table" and not _is_simple(element):
        return False
    if name in _CELLS and not element.children:
        element.children = [HtmlTextDraft("\u00a0")]
    if name in _WITHOUT_TEXT:
        element.children = [
            child for child in element.children if not isinstance(child, HtmlTextDraft)
        ]
    if name == "table":
        _complete(element)
    return True


def _complete(table: HtmlDraft) -> None:
    """Give rows without a section a body, as kramdown's own tables have one."""
    first = table.children[0] if table.children else None
    if isinstance(first, HtmlDraft) and first.name == "tr":
        body = HtmlDraft("tbody", {}, first.line)
        body.is_inside_raw = True
        body.children = table.children
        table.children = [body]


def _is_simple(table: HtmlDraft) -> bool:
    """Whether no cell of ``table`` holds blocks."""
    stack: list[tuple[Draft, bool]] = [(table, False)]
    while stack:
        draft, is_in_cell = stack.pop()
        if isinstance(draft, HtmlDraft):
            if is_in_cell and draft.name in BLOCK:
                return False
            is_in_cell = is_in_cell or draft.name in _CELLS
        stack.extend((child, is_in_cell) for child in drafts_in(draft))
    return True


def _code_block(element: HtmlDraft) -> CodeDraft:
    code = CodeDraft(decode_references(raw_text_of(element)), element.line)
    code.attribute_list = AttributeList()
    for name, value in element.attributes.items():
        code.attribute_list.set(name, value)
    label = _language_of(element.children)
    if label:
        own = code.attribute_list.pairs.get("class", "")
        code.attribute_list.pairs["class"] = f"{label} {own}".rstrip()
    if element.attribute_list is not None:
        code.attribute_list.merge(element.attribute_list)
    return code


def _language_of(children: Sequence[Draft]) -> str:
    """Return the language class of the one ``code`` that a ``pre`` holds, "" without one."""
    only = children[0] if len(children) == 1 else None
    if not isinstance(only, HtmlDraft) or only.name != "code":
        return ""
    classes = only.attributes.get("class", "").split()
    return next((name for name in classes if name.startswith("language-")), "")
