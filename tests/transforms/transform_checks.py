"""What the tests of transforms share: an outline of a tree, and whether a tree obeys the model."""

from __future__ import annotations

from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from migrator.model import nodes
from migrator.model.nodes import HtmlElement, Node, Text
from migrator.model.walk import children_of

FIXTURES = Path(__file__).parents[2] / "fixtures" / "transforms"
BLOCKS = frozenset(nodes.Block.__args__) - {HtmlElement}
INLINES = frozenset(nodes.Inline.__args__) - {HtmlElement}
OPAQUE = frozenset({"pre", "math", "script", "style", "svg", "template", "textarea", "xmp"})
PARTS = {
    nodes.BulletList: {nodes.ListItem},
    nodes.OrderedList: {nodes.ListItem},
    nodes.DefinitionList: {nodes.Term, nodes.Definition},
    nodes.Table: {nodes.Caption, nodes.TableSection},
    nodes.TableSection: {nodes.TableRow},
    nodes.TableRow: {nodes.TableCell},
}
OF_BLOCKS = (
    nodes.Body,
    nodes.BlockQuote,
    nodes.ListItem,
    nodes.Definition,
    nodes.Figure,
    nodes.Div,
    nodes.FootnoteDefinition,
)
OF_EITHER = (nodes.TableCell, nodes.Caption)


class Case(NamedTuple):
    name: str
    html: str
    expected: str


def read_cases(file: str) -> list[Case]:
    """Read cases: ``=== name``, the HTML, ``---``, the outline."""
    cases = []
    for part in (FIXTURES / file).read_text(encoding="utf-8").split("=== ")[1:]:
        name, rest = part.split("\n", 1)
        html, expected = rest.split("\n---\n", 1)
        cases.append(Case(name, html, expected.strip("\n")))
    return cases


def outline(node: Node) -> str:
    """Return a tree as lines, a node a line, indented; lines of the source are left out."""
    lines: list[str] = []
    stack: list[tuple[Node, int]] = [(node, -1)]
    while stack:
        current, depth = stack.pop()
        if depth >= 0:
            lines.append("  " * depth + _label(current))
        stack.extend((child, depth + 1) for child in reversed(children_of(current)))
    return "\n".join(lines)


def _label(node: Node) -> str:
    if isinstance(node, Text):
        return repr(node.text)
    words = [type(node).__name__]
    for field in fields(node):
        value = getattr(node, field.name)
        if field.name in {"children", "line", "attributes"} or value == field.default:
            continue
        words.append(f"{field.name}={value!r}")
    words += [f"[{name}={value!r}]" for name, value in getattr(node, "attributes", ())]
    return " ".join(words)


def faults(root: Node) -> list[str]:
    """Return where a tree breaks the rules of the model, as sentences."""
    found: list[str] = []
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, HtmlElement) and node.name in OPAQUE:
            continue
        found += _faults_of(node)
        stack.extend(children_of(node))
    return found


def _faults_of(node: Node) -> list[str]:
    kids = children_of(node)
    name = type(node).__name__
    found = []
    if type(node) in PARTS:
        found += [
            f"{name} holds {type(k).__name__}" for k in kids if type(k) not in PARTS[type(node)]
        ]
    elif isinstance(node, OF_EITHER):
        if not (all(map(_is_inline, kids)) or all(map(_is_block, kids))):
            found.append(f"{name} holds blocks and inlines")
    elif isinstance(node, OF_BLOCKS) or (isinstance(node, HtmlElement) and node.display == "block"):
        found += [f"{name} holds {type(k).__name__}" for k in kids if not _is_block(k)]
        pairs = pairwise(kids)
        if any(isinstance(a, nodes.Plain) and isinstance(b, nodes.Plain) for a, b in pairs):
            found.append(f"{name} holds Plain after Plain")
    else:
        found += [f"{name} holds {type(k).__name__}" for k in kids if not _is_inline(k)]
    return found + _faults_of_text(node)


def _faults_of_text(node: Node) -> list[str]:
    if isinstance(node, Text) and ("\n" in node.text or not node.text):
        return [f"text {node.text!r}"]
    return []


def _is_block(node: Node) -> bool:
    return node.display == "block" if isinstance(node, HtmlElement) else type(node) in BLOCKS


def _is_inline(node: Node) -> bool:
    return node.display == "inline" if isinstance(node, HtmlElement) else type(node) in INLINES
