"""Code in HTML to CodeBlock and CodeSpan, whatever highlighter wrote it.

Forms: ``pre > code``; Rouge's and Pygments' ``div`` wrappers; Jekyll's ``figure.highlight``;
tables with line numbers; SyntaxHighlighter's ``brush:`` class; Tistory's ``data-ke-language``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from migrator.model.attributes import (
    Attributes,
    classes_of,
    get_attribute,
    set_attribute,
    without_attributes,
)
from migrator.model.nodes import (
    CodeBlock,
    CodeSpan,
    Emphasis,
    HtmlElement,
    LineBreak,
    Link,
    Node,
    SmartPunctuation,
    SoftBreak,
    Span,
    Strikethrough,
    Strong,
    Text,
)
from migrator.model.walk import walk, with_children
from migrator.transforms.flow import is_inline, to_blocks, without_blanks

WRAPPER_CLASSES: Final = frozenset(
    {"highlighter-rouge", "highlighter-coderay", "highlight", "codehilite", "CodeRay"}
    | {"prettyprint", "rouge-table", "highlighttable", "sourceCode"}
)
GUTTER_CLASSES: Final = frozenset({"gutter", "gl", "lineno", "linenos", "rouge-gutter"})
_NO_LANGUAGE: Final = frozenset({"plaintext", "plain", "text", "txt", "none", "nohighlight"})
_LANGUAGE_ATTRIBUTES: Final = ("data-lang", "data-ke-language", "data-language", "lang")
_NUMBER: Final = re.compile(r"\s*(\d{1,9})(?!\d)")
_BRUSH: Final = re.compile(r"\bbrush:\s*([\w+#-]+)")
_LITERAL: Final = frozenset({Text, SmartPunctuation, SoftBreak, LineBreak, Span, CodeSpan})
_FLIPPED: Final = (Link, Strong, Emphasis, Strikethrough)


def finish_code(element: HtmlElement, kids: Sequence[Node]) -> list[Node]:
    """Return a ``code`` element as CodeSpan, or as the CodeBlock it wraps.

    Marks around all of the code move outside; code with other marks inside stays an element.
    """
    block = _sole_block(kids)
    if block is not None:
        return [_wrapped(block, element)]
    attributes = _code_attributes(element.attributes)
    if not all(map(is_inline, kids)):
        return [replace(element, children=to_blocks(kids, element.line), display="block")]
    around: list[Node] = []
    while len(kids) == 1 and isinstance(kids[0], _FLIPPED):
        around.append(kids[0])
        kids = kids[0].children
    text = _literal_text(kids)
    if text is None:
        return [replace(element, children=tuple(around[0:1] or kids), display="inline")]
    node: Node = CodeSpan(text, attributes)
    for mark in reversed(around):
        node = with_children(mark, (node,))
    return [node]


def finish_pre(element: HtmlElement, kids: Sequence[Node]) -> list[Node]:
    """Return a ``pre`` element as CodeBlock; one with other markup inside stays as it was."""
    block = _sole_block(kids)
    if block is not None:
        return [_wrapped(block, element)]
    text = _literal_text(kids)
    if text is None:
        return [element]
    if kids and isinstance(kids[0], Text) and kids[0].text.startswith("\n"):
        text = text[1:]  # HTML standard, 13.1.2.5: a line feed right after <pre> is not content
    text = text.rstrip("\n")
    inner = without_blanks(kids)
    inside = inner[0].attributes if inner and isinstance(inner[0], CodeSpan) else ()
    found = CodeBlock(text + "\n" if text else "", line=element.line)
    return [_with_language(_with_language(found, inside), element.attributes)]


def finish_code_wrapper(element: HtmlElement, kids: Sequence[Node]) -> list[Node] | None:
    """Return the CodeBlock that a ``div`` or ``figure`` of a highlighter holds, else None."""
    classes = classes_of(element.attributes)
    wraps = not WRAPPER_CLASSES.isdisjoint(classes) or any(map(_class_language, classes))
    block = _sole_block(kids) if wraps else None
    return None if block is None else [_wrapped(block, element)]


def code_of_table(rows: Iterable[HtmlElement]) -> CodeBlock | None:
    """Return the code of a table with line numbers, None for any other table.

    Its options say that lines are numbered, and from where if not from 1.
    """
    found: CodeBlock | None = None
    options = ""
    for row in rows:
        cells = [cell for cell in row.children if isinstance(cell, HtmlElement)]
        code = [cell for cell in cells if GUTTER_CLASSES.isdisjoint(classes_of(cell.attributes))]
        if found is not None or len(code) != 1 or len(code) == len(cells):
            return None
        found = _sole_block(code[0].children)
        options = _numbering(next(cell for cell in cells if cell is not code[0]))
    return found and replace(found, options=options)


def _numbering(gutter: HtmlElement) -> str:
    """Return the highlighter options for numbers as they stand in ``gutter``."""
    text = (node.text for node in walk(gutter) if isinstance(node, Text | CodeBlock))
    first = next(filter(None, map(_NUMBER.match, text)), None)
    if first is None or int(first[1]) == 1:
        return "line_numbers=1"
    return f"line_numbers=1&start_line={first[1]}"


def _sole_block(kids: Sequence[Node]) -> CodeBlock | None:
    visible = without_blanks(kids)
    if len(visible) == 1 and isinstance(visible[0], CodeBlock):
        return visible[0]
    return None


def _literal_text(kids: Iterable[Node]) -> str | None:
    """Return the text of plain inlines, line breaks as line feeds; None where marks would go."""
    pieces: list[str] = []
    for kid in kids:
        for node in walk(kid):
            if type(node) not in _LITERAL:
                return None
            if isinstance(node, LineBreak | SoftBreak):
                pieces.append("\n")
            elif isinstance(node, Text | SmartPunctuation | CodeSpan):
                pieces.append(node.text)
    return "".join(pieces)


def _wrapped(block: CodeBlock, element: HtmlElement) -> CodeBlock:
    """Return ``block`` as all that ``element`` holds."""
    found = _with_language(block, element.attributes)
    return replace(found, line=element.line or block.line)


def _with_language(block: CodeBlock, attributes: Attributes) -> CodeBlock:
    """Return ``block`` with the language that ``attributes`` name, and the rest of them."""
    language = block.language or _language_of(attributes)
    merged = block.attributes
    for name, value in _block_attributes(attributes, language):
        if get_attribute(merged, name) is None:
            merged = set_attribute(merged, name, value)
    return replace(block, language=language, attributes=merged)


def _language_of(attributes: Attributes) -> str:
    classes = classes_of(attributes)
    found = next(filter(None, map(_class_language, classes)), "")
    brush = _BRUSH.search(get_attribute(attributes, "class") or "")
    if not found and brush:
        found = brush[1]
    for name in _LANGUAGE_ATTRIBUTES:
        found = found or get_attribute(attributes, name) or ""
    return "" if found.lower() in _NO_LANGUAGE else found


def _class_language(name: str) -> str:
    return name.split("-", 1)[1] if name.startswith(("language-", "lang-")) else ""


def _code_attributes(attributes: Attributes) -> Attributes:
    """Return the attributes of a code span less what only tells that there is no language."""
    kept = [
        name
        for name in classes_of(attributes)
        if name not in WRAPPER_CLASSES and _class_language(name) not in _NO_LANGUAGE
    ]
    return _with_classes(attributes, kept)


def _block_attributes(attributes: Attributes, language: str) -> Attributes:
    """Return ``attributes`` less what only tells highlighters what to do."""
    words = (
        [] if _BRUSH.search(get_attribute(attributes, "class") or "") else classes_of(attributes)
    )
    kept = [
        name
        for name in words
        if name not in WRAPPER_CLASSES and name != language and not _class_language(name)
    ]
    return _with_classes(without_attributes(attributes, _LANGUAGE_ATTRIBUTES), kept)


def _with_classes(attributes: Attributes, classes: Sequence[str]) -> Attributes:
    if not classes:
        return without_attributes(attributes, ("class",))
    return set_attribute(attributes, "class", " ".join(classes))
