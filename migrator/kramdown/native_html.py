"""Block HTML to what kramdown has itself, where ``html_to_native`` asks for it.

Source of the rules: kramdown's option ``html_to_native``. Elements that look the same either way
stay ``HtmlElement`` here; the native transform gives them their nodes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from migrator.html.tables import BLOCK, NATIVE, content_model
from migrator.kramdown.attribute_lists import AttributeList
from migrator.kramdown.entities import decode_known
from migrator.kramdown.inlines.native_html import mathematics_of, without_highlighter
from migrator.kramdown.tree import (
    CodeDraft,
    Draft,
    HtmlDraft,
    HtmlTextDraft,
    InlineDraft,
    MathDraft,
    drafts_below,
    drafts_in,
)
from migrator.model.nodes import CodeSpan, MathInline

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_EMPHASIS: Final = {"em": "em", "i": "em", "strong": "strong", "b": "strong"}
_CONVERTED: Final = NATIVE | HEADINGS | {"a", "table"}
_CELLS: Final = frozenset({"td", "th"})
_BODIES: Final = frozenset({"tbody", "tfoot"})
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
_WHITE_SPACE: Final = re.compile(rf"[{_SPACES}]+")
_ALIGNMENT: Final = re.compile(
    rf"(?:;[{_SPACES}]*)?text-align:[{_SPACES}]+(?P<side>center|left|right|justify|inherit)"
)


def make_native(children: list[Draft]) -> None:
    """Convert the last of ``children``, an element just read, and what it holds."""
    stack: list[tuple[list[Draft], int]] = [(children, len(children) - 1)]
    edges = _TextEdges(children[-1])
    while stack:
        siblings, index = stack.pop()
        draft = siblings[index]
        # What stands in blocks of its own has been here before what is around it.
        if not isinstance(draft, HtmlDraft) or draft.is_judged or _replace(siblings, index, draft):
            continue
        draft.is_judged = True
        if not _is_converted(draft, edges):
            _mark_texts(draft)
            continue
        draft.is_native = True
        for number, child in enumerate(draft.children):
            stack.append((draft.children, number))
            if isinstance(child, HtmlTextDraft):
                child.is_native = True
                child.is_prose = _is_prose(draft.name)


def is_no_html(element: HtmlDraft) -> bool:
    """Whether ``element`` is no HTML any more by now, for GFM's rules that leave HTML alone."""
    return element.is_native and element.name in _CONVERTED


def _is_prose(name: str) -> bool:
    """Whether kramdown looks for abbreviations in the text of element ``name``."""
    return name in NATIVE or content_model(name) != "raw"


def raw_text_of(root: Draft) -> str:
    """Return all text below ``root``, character references as written."""
    pieces: list[str] = []
    for draft in (root, *drafts_below(root)):
        if isinstance(draft, HtmlTextDraft):
            pieces.extend(draft.pieces)
    return "".join(pieces)


def native_text_of(draft: HtmlTextDraft) -> str:
    """Return a text in a converted element as kramdown counts it: that of scripts not at all."""
    if draft.is_literal:
        return ""
    text = "".join(draft.pieces)
    return decode_known(_WHITE_SPACE.sub(" ", text) if draft.is_prose else text)


def _mark_texts(root: HtmlDraft) -> None:
    """Mark the texts of what stays as it is: kramdown decodes them."""
    for draft in drafts_below(root):
        if isinstance(draft, HtmlTextDraft):
            draft.is_native = True


# ------------------------------------------------------------- elements that become another draft


def _replace(siblings: list[Draft], index: int, element: HtmlDraft) -> bool:
    """Put what ``element`` becomes in its place, if it becomes something else."""
    convert = _REPLACED.get(element.name)
    made = convert(element) if convert else None
    if made is None:
        return False
    siblings[index] = made
    return True


def _code_span(element: HtmlDraft) -> Draft:
    attributes = without_highlighter(tuple(element.attributes.items()))
    return InlineDraft(CodeSpan(decode_known(raw_text_of(element)), attributes), element.line)


def _code_block(element: HtmlDraft) -> Draft:
    code = CodeDraft(decode_known(raw_text_of(element)), element.line)
    code.attribute_list = _attribute_list(element)
    label = _language_of(element.children)
    if label:
        own = code.attribute_list.pairs.get("class", "")
        code.attribute_list.pairs["class"] = f"{label} {own}".rstrip()
    if element.attribute_list is not None:
        code.attribute_list.merge(element.attribute_list)
    return code


def _mathematics(element: HtmlDraft) -> Draft | None:
    kind = element.attributes.get("type", "")
    latex = mathematics_of(kind, raw_text_of(element))
    if latex is None:
        return None
    element.attributes.pop("type")
    if "mode=display" not in kind:
        return InlineDraft(MathInline(latex, tuple(element.attributes.items())), element.line)
    block = MathDraft(latex, element.line)
    block.attribute_list = _attribute_list(element)
    return block


def _attribute_list(element: HtmlDraft) -> AttributeList:
    attributes = AttributeList()
    for name, value in element.attributes.items():
        attributes.set(name, value)
    return attributes


def _language_of(children: Sequence[Draft]) -> str:
    """Return the language class of the one ``code`` that a ``pre`` holds, "" without one."""
    only = children[0] if len(children) == 1 else None
    if not isinstance(only, HtmlDraft) or only.name != "code":
        return ""
    classes = only.attributes.get("class", "").split()
    return next((name for name in classes if name.startswith("language-")), "")


_REPLACED: Final[Mapping[str, Callable[[HtmlDraft], Draft | None]]] = {
    "code": _code_span,
    "pre": _code_block,
    "script": _mathematics,
}


# --------------------------------------------------------------- elements that stay, or are renamed


class _TextEdges:
    """The first and the last character of the text of every element below ``root``.

    They are looked up in one pass, when the first is asked for: elements nest.
    """

    __slots__ = ("_edges", "_root")

    def __init__(self, root: Draft) -> None:
        self._root = root
        self._edges: dict[Draft, str] = {}

    def of(self, element: HtmlDraft) -> str:
        """Return both characters in one string, "" where ``element`` holds no text."""
        if not self._edges:
            for draft in reversed([self._root, *drafts_below(self._root)]):
                self._edges[draft] = self._edges_of(draft)
        return self._edges[element]

    def _edges_of(self, draft: Draft) -> str:
        if isinstance(draft, HtmlTextDraft):
            text = "".join(draft.pieces)
        else:
            text = "".join([self._edges[child] for child in drafts_in(draft)])
        return text[:1] + text[-1:]


def _is_converted(element: HtmlDraft, edges: _TextEdges) -> bool:
    """Convert the element itself; return whether it and what it holds are to be native."""
    name = element.name
    if name in _EMPHASIS:
        if any(edge in _SPACES for edge in edges.of(element)):
            return False
        element.name = _EMPHASIS[name]
    if name == "a":
        return "href" in element.attributes
    if name == "table" and not _is_simple(element):
        return False
    if name in _CELLS and _is_blank(element):
        element.children = [HtmlTextDraft("\u00a0")]
    if name in _WITHOUT_TEXT:
        element.children = [
            child for child in element.children if not isinstance(child, HtmlTextDraft)
        ]
    if name == "table":
        _align(element)
        _complete(element)
    return True


def _is_blank(cell: HtmlDraft) -> bool:
    return all(
        isinstance(child, HtmlTextDraft) and not "".join(child.pieces).strip(_SPACES)
        for child in cell.children
    )


def _align(table: HtmlDraft) -> None:
    """Write the alignment of cells as kramdown does that of its own: last in the style."""
    for cell in drafts_below(table):
        if not isinstance(cell, HtmlDraft):
            continue
        found = cell.name in _CELLS and _ALIGNMENT.search(cell.attributes.get("style", ""))
        if found:
            style = cell.attributes["style"]
            rest = style[: found.start()] + style[found.end() :]
            lead = f"{rest}; " if rest.strip(_SPACES) else ""
            cell.attributes["style"] = f"{lead}text-align: {found['side']}"


def _complete(table: HtmlDraft) -> None:
    """Give rows without a section a body, as kramdown's own tables have one."""
    first = table.children[0] if table.children else None
    if isinstance(first, HtmlDraft) and first.name == "tr":
        body = HtmlDraft("tbody", {}, first.line)
        body.is_inside_raw = True
        body.children = table.children
        table.children = [body]


# ------------------------------------------------------------------------------- simple tables


def _is_simple(table: HtmlDraft) -> bool:
    """Whether ``table`` can be written as a table of kramdown's."""
    # Tables nest; what only looks at this one's own rows and cells comes first.
    if not (_has_rows(table, "td") or _has_sections(table)) or _has_blocks_in_cells(table):
        return False
    rows = [row for row in drafts_below(table) if isinstance(row, HtmlDraft) and row.name == "tr"]
    alignments = {_alignments_of(row) for row in rows}
    return (
        len(alignments) == 1
        and any(alignments)
        and not any({"justify", "inherit"} & set(names) for names in alignments)
    )


def _alignments_of(row: HtmlDraft) -> tuple[str, ...]:
    """Return the alignment of each cell of ``row``, "" without one."""
    styles = [
        cell.attributes.get("style", "")
        for cell in row.children
        if isinstance(cell, HtmlDraft) and cell.name in _CELLS
    ]
    found = [_ALIGNMENT.search(style) for style in styles]
    return tuple(match["side"] if match else "" for match in found)


def _has_blocks_in_cells(table: HtmlDraft) -> bool:
    stack: list[tuple[Draft, bool]] = [(table, False)]
    while stack:
        draft, in_cell = stack.pop()
        if isinstance(draft, HtmlDraft):
            if in_cell and draft.name in BLOCK:
                return True
            in_cell = in_cell or draft.name in _CELLS
        stack.extend((child, in_cell) for child in drafts_in(draft))
    return False


def _has_rows(section: HtmlDraft, cell: str) -> bool:
    """Whether ``section`` holds nothing but rows of cells called ``cell``."""
    return _holds_only(section, lambda row: row.name == "tr") and all(
        _holds_only(row, lambda draft: draft.name == cell)
        for row in section.children
        if isinstance(row, HtmlDraft)
    )


def _has_sections(table: HtmlDraft) -> bool:
    return _holds_only(table, _is_section) and any(
        isinstance(child, HtmlDraft) and child.name == "tbody" for child in table.children
    )


def _is_section(draft: HtmlDraft) -> bool:
    if draft.name == "thead":
        return _has_rows(draft, "th")
    return draft.name in _BODIES and _has_rows(draft, "td")


def _holds_only(element: HtmlDraft, is_fit: Callable[[HtmlDraft], bool]) -> bool:
    """Whether all that ``element`` holds beside text are elements that fit."""
    return all(
        isinstance(child, HtmlTextDraft) or (isinstance(child, HtmlDraft) and is_fit(child))
        for child in element.children
    )
