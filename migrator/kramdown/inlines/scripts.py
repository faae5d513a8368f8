"""The text of a script in a line: kramdown parses the tags in it, and writes all as text again.

kramdown escapes that text, and browsers do not decode it there, so what they get is the escaped
text. References in the attributes of tags stay as they are.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from itertools import groupby, takewhile
from typing import Final

from migrator.html.serializer import to_html
from migrator.html.tables import VOID
from migrator.html.tags import ENTITY
from migrator.kramdown.entities import decode_known
from migrator.kramdown.inlines.native_html import UNDONE, is_kept, to_native
from migrator.kramdown.inlines.text_edges import TextEdges
from migrator.kramdown.options import Options, serialiser_options
from migrator.model.nodes import HtmlElement, Inline, Node, SoftBreak, Text
from migrator.model.walk import text_of

_SPECIAL: Final = re.compile(rf"{ENTITY.pattern}|[&<>]")
_SPECIAL_IN_VALUE: Final = re.compile(rf"{ENTITY.pattern}|[&<>\"]")
_BLANKS: Final = re.compile(r"\s+", re.ASCII)
_TEXTS: Final = frozenset({SoftBreak, Text})
_RENAMED: Final = {"b": "strong", "i": "em"}


def native_in_script(element: HtmlElement, edges: TextEdges) -> Inline:
    """Return a script, or an element in one, as ``html_to_native`` has it: a formula, or a tag."""
    if element.name == "script":
        leading = tuple(takewhile(lambda child: type(child) in _TEXTS, element.children))
        formula = to_native(replace(element, children=leading), edges)
        if not isinstance(formula, HtmlElement):
            return formula
    if element.name == "code":
        code = replace(element, children=(Text(decode_known(text_of(element))),))
        return to_native(code, edges)
    if element.name in UNDONE and is_kept(element, edges):
        return element
    children: list[Node] = []
    for is_text, group in groupby(element.children, lambda child: type(child) in _TEXTS):
        if is_text:
            children.append(Text(_BLANKS.sub(" ", "".join(map(text_of, group)))))
        else:
            children += group
    name = _RENAMED.get(element.name, element.name)
    return replace(element, name=name, children=tuple(children))


def script_text(script: HtmlElement, options: Options) -> tuple[Text, ...]:
    """Return the text of ``script`` as kramdown writes it, with the tags in it.

    With ``html_to_native`` references in the text become characters.
    """
    form = serialiser_options(options)
    pieces: list[str] = []
    stack: list[Node | str] = list(reversed(script.children))
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            pieces.append(node)
        elif isinstance(node, HtmlElement):
            is_void = node.name in VOID and not node.children
            pieces.append(f"<{node.name}{_attributes(node)}{' />' if is_void else '>'}")
            if not is_void:
                stack += (f"</{node.name}>", *reversed(node.children))
        elif isinstance(node, Text):
            pieces.append(_escaped(node.text, is_native=options.html_to_native))
        else:
            pieces.append(to_html(node, form))
    return (Text("".join(pieces)),) if pieces else ()


def _escaped(text: str, *, is_native: bool) -> str:
    if is_native:
        return escape(decode_known(text), quote=False)
    return _SPECIAL.sub(_escape_special, text)


def _attributes(element: HtmlElement) -> str:
    """Return the attributes of a tag in a script, whose references were not decoded."""
    return "".join(
        f' {name}="{_SPECIAL_IN_VALUE.sub(_escape_special, value)}"'
        for name, value in element.attributes
        if name != "id" or value.strip()
    )


def _escape_special(match: re.Match[str]) -> str:
    return escape(match[0]) if len(match[0]) == 1 else match[0]
