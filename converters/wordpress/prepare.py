"""The model as WordPress needs it: addresses absolute, text protected, comments gone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeAlias, cast

from converters.wordpress.footnotes import BLOCK as FOOTNOTES
from converters.wordpress.footnotes import Footnotes, fold_footnotes, note_text
from converters.wordpress.formulas import Formulas
from converters.wordpress.protect import is_harmless, protect_text
from converters.wordpress.urls import Resolver
from migrator.html.escape import escape_text, format_attributes
from migrator.html.options import HtmlOptions
from migrator.html.tables import RAW_TEXT
from migrator.model import nodes
from migrator.model.attributes import Attributes, get_attribute, set_attribute
from migrator.model.nodes import Node
from migrator.model.walk import nodes_in, rewrite, rewrite_lined, walk

MORE: Final = "<!--more-->"
_ELEMENTS: Final = frozenset({nodes.HtmlElement})
_COMMENT: Final = re.compile(r"\s*<!--(.*?)-->\s*\Z", re.DOTALL)
_MORE_COMMENT: Final = re.compile(r"\s*<!--\s*more\s*-->\s*\Z", re.IGNORECASE)
_URL_ATTRIBUTES: Final = frozenset({"href", "src", "poster", "data", "cite"})
_ELEMENT_NAME: Final = re.compile(r"[A-Za-z]")
_SRCSET_PART: Final = re.compile(r"(\s*)([^\s,]\S*[^\s,])([^,]*,?)")

Rewritten: TypeAlias = "Node | Sequence[Node]"


@dataclass(slots=True)
class Preparation:
    """One pass over one body; ``comments`` counts what was left out, ``line`` is where it is.

    With ``notes_address``, the document's own address, footnotes become WordPress's where they
    can; ``notes`` is then their meta field.
    """

    resolver: Resolver
    options: HtmlOptions
    separator: str = ""
    newlines: bool = True
    notes_address: str = ""
    formulas: Formulas = field(default_factory=Formulas)
    comments: int = 0
    line: int = 0
    seen_urls: set[str] = field(default_factory=set)
    notes: str = ""
    _footnotes: Footnotes | None = None
    _verbatim: frozenset[int] = frozenset()

    def run(self, body: nodes.Body) -> tuple[Node, ...]:
        """Return the blocks of ``body``, its footnotes as one list at the end."""
        children = self._with_notes(self._mark_more(body.children))
        whole = nodes.Body(cast("Any", children))
        self._verbatim = _verbatim_texts(whole)
        (prepared,) = rewrite_lined(whole, self._rewrite, frozenset(_RULES))
        return cast("nodes.Body", prepared).children

    def _with_notes(self, children: Sequence[Node]) -> Sequence[Node]:
        """Return ``children`` with the footnotes' block or section in place of the footnotes."""
        if self.notes_address:
            mathml = self.formulas.as_mathml
            self._footnotes = Footnotes.of(children, self.notes_address, mathml=mathml)
        if self._footnotes is None:
            return fold_footnotes(children, self.options)
        self.notes = self._footnotes.meta([self._note(one) for one in self._footnotes.definitions])
        rest = [child for child in children if not isinstance(child, nodes.FootnoteDefinition)]
        return [*rest, nodes.RawBlock("html", FOOTNOTES)]

    def _note(self, note: nodes.FootnoteDefinition) -> str:
        whole = nodes.Body(note.children)
        self._verbatim = _verbatim_texts(whole)
        (prepared,) = rewrite_lined(whole, self._rewrite, frozenset(_RULES))
        return note_text(cast("nodes.Body", prepared).children, self.options)

    def mark(self, node: nodes.FootnoteReference) -> Node:
        """Return the mark of a footnote."""
        return node if self._footnotes is None else self._footnotes.mark(node)

    def resolve(self, url: str) -> str:
        """Return ``url`` absolute and remember it."""
        resolved = self.resolver.resolve(url)
        self.seen_urls.add(resolved)
        return resolved

    def _rewrite(self, node: Node, line: int) -> Rewritten:
        self.line = line
        return _RULES[type(node)](self, node)

    def is_verbatim(self, node: Node) -> bool:
        """Return whether ``node`` is the text of a script or a style."""
        return id(node) in self._verbatim

    def _mark_more(self, children: Sequence[Node]) -> Sequence[Node]:
        """Return ``children`` with the first excerpt separator as WordPress's own."""
        marked: list[Node] = list(children)
        for index, child in enumerate(marked):
            if self._is_separator(_lone_comment(child)):
                marked[index] = nodes.RawBlock("html", MORE)
                break
        return marked

    def _is_separator(self, comment: str) -> bool:
        stripped = comment.strip()
        return bool(stripped) and (
            stripped == self.separator.strip() or _MORE_COMMENT.match(stripped) is not None
        )


def _lone_comment(block: Node) -> str:
    """Return the comment that is all of ``block``, '' where there is none."""
    if isinstance(block, nodes.Paragraph | nodes.Plain) and len(block.children) == 1:
        block = block.children[0]
    if isinstance(block, nodes.RawBlock | nodes.RawInline) and _is_comment(block):
        return block.text
    return ""


def _is_comment(node: nodes.RawBlock | nodes.RawInline) -> bool:
    return node.format == "html" and _COMMENT.match(node.text) is not None


def _verbatim_texts(root: Node) -> frozenset[int]:
    return frozenset(
        id(child)
        for node in nodes_in(root, _ELEMENTS)
        if isinstance(node, nodes.HtmlElement) and node.name in RAW_TEXT
        for child in node.children
    )


# -------------------------------------------------------------------------------------- rules


def _text(preparation: Preparation, node: nodes.Text | nodes.SmartPunctuation) -> Node:
    if is_harmless(node.text) or preparation.is_verbatim(node):
        return node
    return nodes.RawInline("html", protect_text(node.text))


def _code_span(preparation: Preparation, node: nodes.CodeSpan) -> Node:
    text: Node = nodes.Text(node.text)
    if not is_harmless(node.text):
        text = nodes.RawInline("html", protect_text(node.text))
    return nodes.HtmlElement("code", (text,), node.attributes, "inline")


def _math_inline(preparation: Preparation, node: nodes.MathInline) -> Node:
    return preparation.formulas.inline(node, preparation.line)


def _math_block(preparation: Preparation, node: nodes.MathBlock) -> Node:
    return preparation.formulas.block(node, preparation.line)


def _soft_break(preparation: Preparation, node: nodes.SoftBreak) -> Node:
    return node if preparation.newlines else nodes.Text(" ")


def _raw(preparation: Preparation, node: nodes.RawBlock | nodes.RawInline) -> Rewritten:
    if node.text in (MORE, FOOTNOTES) and isinstance(node, nodes.RawBlock):
        return node
    if _is_comment(node):
        preparation.comments += 1
        return ()
    if node.format == "liquid":
        text = nodes.RawInline("html", protect_text(node.text))
        return (
            nodes.Paragraph((text,), line=node.line) if isinstance(node, nodes.RawBlock) else text
        )
    return node


def _without_nothing(preparation: Preparation, node: nodes.Paragraph | nodes.Plain) -> Rewritten:
    """Leave out a paragraph that held nothing but comments."""
    is_empty = not node.children and not getattr(node, "attributes", ())
    return () if is_empty and preparation.comments else node


def _link(preparation: Preparation, node: nodes.Link) -> Rewritten:
    attributes = _safe_target(_resolve_attributes(preparation, node.attributes))
    link = replace(node, destination=preparation.resolve(node.destination), attributes=attributes)
    return _end_before_link(link)


def _image(preparation: Preparation, node: nodes.Image) -> Node:
    attributes = _resolve_attributes(preparation, node.attributes)
    return replace(node, destination=preparation.resolve(node.destination), attributes=attributes)


def _end_before_link(link: nodes.Link) -> Rewritten:
    """End ``link`` where another one starts in it, as browsers do: blocks hold no nested links."""
    first = next((index for index, child in enumerate(link.children) if _has_link(child)), None)
    if first is None:
        return link
    return (replace(link, children=link.children[:first]), *link.children[first:])


def _has_link(node: Node) -> bool:
    return any(isinstance(one, nodes.Link) for one in walk(node))


def _html_element(preparation: Preparation, node: nodes.HtmlElement) -> Rewritten:
    if not _ELEMENT_NAME.match(node.name):
        return _as_text(node)
    attributes = _resolve_attributes(preparation, node.attributes)
    if node.name == "a":
        attributes = _safe_target(attributes)
    return node if attributes == node.attributes else replace(node, attributes=attributes)


def _as_text(node: nodes.HtmlElement) -> Rewritten:
    """Return what no browser takes for an element as the text that readers see."""
    start = f"<{node.name}{format_attributes(node.attributes)}>"
    shown: Node = nodes.RawInline("html", protect_text(start))
    return (shown, *node.children)


def _resolve_attributes(preparation: Preparation, attributes: Attributes) -> Attributes:
    return tuple((name, _resolve_value(preparation, name, value)) for name, value in attributes)


def _resolve_value(preparation: Preparation, name: str, value: str) -> str:
    if name in _URL_ATTRIBUTES and value:
        return preparation.resolve(value)
    if name == "srcset":
        return _SRCSET_PART.sub(
            lambda part: part[1] + preparation.resolve(part[2]) + part[3], value
        )
    return value


def _safe_target(attributes: Attributes) -> Attributes:
    """Add the ``rel=noopener`` that WordPress adds to links with a target."""
    if get_attribute(attributes, "target") is None:
        return attributes
    words = (get_attribute(attributes, "rel") or "").split()
    if "noopener" in words:
        return attributes
    return set_attribute(attributes, "rel", " ".join([*words, "noopener"]))


_RULES: Final[Mapping[type, Callable[[Preparation, Any], Rewritten]]] = {
    nodes.Text: _text,
    nodes.SmartPunctuation: _text,
    nodes.CodeSpan: _code_span,
    nodes.MathInline: _math_inline,
    nodes.MathBlock: _math_block,
    nodes.SoftBreak: _soft_break,
    nodes.FootnoteReference: Preparation.mark,
    nodes.RawBlock: _raw,
    nodes.RawInline: _raw,
    nodes.Paragraph: _without_nothing,
    nodes.Plain: _without_nothing,
    nodes.Link: _link,
    nodes.Image: _image,
    nodes.HtmlElement: _html_element,
}


def protected_code(node: nodes.CodeBlock) -> str:
    """Return the HTML of a code block's text, its final line feed left out."""
    return protect_text(node.text.removesuffix("\n"))


def with_protected_code(node: Node) -> Node:
    """Return ``node`` with the code blocks in it as finished HTML."""
    (result,) = rewrite(node, _finish_code)
    return result


def _finish_code(node: Node) -> Node:
    if not isinstance(node, nodes.CodeBlock):
        return node
    language = f' class="language-{escape_text(node.language)}"' if node.language else ""
    html = f"<code{language}>{protected_code(node)}</code>"
    content = nodes.RawInline("html", html)
    return nodes.HtmlElement("pre", (content,), node.attributes, "block", node.line)
