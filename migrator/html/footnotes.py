"""The footnotes' section: definitions with links back to their references.

Source of the rules: kramdown 2.5, converter/html.rb (footnote_content).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from migrator.html.escape import escape_text, escape_value
from migrator.html.options import HtmlOptions
from migrator.model.nodes import (
    FootnoteDefinition,
    FootnoteReference,
    Heading,
    Node,
    Paragraph,
    Plain,
    RawInline,
)
from migrator.model.walk import children_of, walk, with_children

_NO_BREAK_SPACE = "\u00a0"


def reference(node: FootnoteReference, options: HtmlOptions) -> str:
    """Return the mark of a footnote in the text."""
    name = escape_value(options.footnote_prefix + node.label)
    repeat = f":{node.occurrence}" if node.occurrence else ""
    text = escape_text(options.footnote_link_text.replace("%s", str(node.number)))
    return (
        f'<sup id="fnref:{name}{repeat}"><a href="#fn:{name}" class="footnote" rel="footnote"'
        f' role="doc-noteref">{text}</a></sup>'
    )


def count_repeats(nodes: Sequence[Node]) -> list[int]:
    """Return, for each footnote definition among ``nodes``, how often it is referenced again.

    As in kramdown, references in the definition itself and in later ones are not counted.
    """
    definitions = [node for node in nodes if type(node) is FootnoteDefinition]
    counts: Counter[str] = Counter()
    for node in nodes:
        if type(node) is not FootnoteDefinition:
            counts.update(_references(node))
    repeats = []
    for definition in definitions:
        repeats.append(max(counts[definition.label] - 1, 0))
        counts.update(_references(definition))
    return repeats


def with_backlinks(
    definition: FootnoteDefinition, repeats: int, options: HtmlOptions
) -> tuple[Node, ...]:
    """Return the blocks of ``definition`` with its links back, in a new paragraph if need be.

    Without a text for the links the paragraph is there all the same, as in kramdown.
    """
    children = definition.children
    path = _path_to_last_text(definition, deep=options.footnote_backlink_inline)
    if not options.footnote_backlink:
        return children if path else (*children, Paragraph())
    links = _backlinks(definition, repeats, options)
    if not path:
        return (*children, Paragraph((RawInline("html", links),)))
    last: Node = path[-1]
    space = _NO_BREAK_SPACE if children_of(last) else ""
    last = with_children(last, (*children_of(last), RawInline("html", space + links)))
    for parent in reversed(path[:-1]):
        last = with_children(parent, (*children_of(parent)[:-1], last))
    return (*children[:-1], last)


def _references(root: Node) -> Iterator[str]:
    return (node.label for node in walk(root) if type(node) is FootnoteReference)


def _path_to_last_text(definition: FootnoteDefinition, *, deep: bool) -> list[Node]:
    """Return the last child, its last child and so on down to a paragraph or heading.

    The list is empty where there is none, or where only a paragraph on top is looked for.
    """
    path: list[Node] = []
    children: Sequence[Node] = definition.children
    while children:
        path.append(children[-1])
        if type(path[-1]) in _TEXT_BLOCKS:
            return (
                path if type(path[0]) is Paragraph or (deep and type(path[0]) is not Plain) else []
            )
        if not deep:
            return []
        children = children_of(path[-1])
    return []


def _backlinks(definition: FootnoteDefinition, repeats: int, options: HtmlOptions) -> str:
    name = escape_value(options.footnote_prefix + definition.label)
    text = escape_text(options.footnote_backlink)
    links = [_backlink(name, text)]
    for index in range(1, repeats + 1):
        links.append(_backlink(f"{name}:{index}", f"{text}<sup>{index + 1}</sup>"))
    return _NO_BREAK_SPACE.join(links)


def _backlink(name: str, text: str) -> str:
    return f'<a href="#fnref:{name}" class="reversefootnote" role="doc-backlink">{text}</a>'


_TEXT_BLOCKS = frozenset({Paragraph, Plain, Heading})
