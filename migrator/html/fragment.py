"""HTML to the document model: what Jekyll passes through for ``.html`` documents.

The text is cut and repaired as browsers do it (``tokens``, ``builder``); here the tree becomes
nodes. Elements become ``HtmlElement`` with their content as it stands, text of the body that
stands in no block becomes ``Plain``, comments become raw nodes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, TypeAlias, cast

from migrator.diagnostics import Diagnostic, DiagnosticSink, Severity, excerpt_of
from migrator.html.builder import Characters, Child, Comment, Element, TreeBuilder
from migrator.html.tables import EITHER, FLOW, HIDDEN
from migrator.model.nodes import (
    Block,
    Body,
    HtmlElement,
    Inline,
    Node,
    Plain,
    RawBlock,
    RawInline,
    SoftBreak,
    Text,
)
from migrator.source import IDENTITY, LineMap

Draft: TypeAlias = Characters | Comment | HtmlElement
"""A child whose place, among blocks or in a line of text, is not settled yet."""

_LINE_ENDS: Final = re.compile(r"\r\n?")
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_FORM_FEED: Final = "\x0c"
_BLANKS: Final = " \t\n"
_LINE_FEED: Final = re.compile(r"[ \t]*\n[ \t\n]*")

_IN_LINE: Final = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "dt", "summary"})
"""Blocks that hold lines of text, whatever stands in them."""

_MESSAGES: Final = {
    "html.unclosed-tag": (Severity.WARNING, "a tag without its '>' is kept as text"),
    "html.unclosed-comment": (Severity.WARNING, "a comment without its '-->' hides what follows"),
    "html.unclosed-element": (Severity.INFO, "<{}> has no end tag"),
    "html.stray-end-tag": (Severity.INFO, "</{}> ends nothing and is left out"),
    "html.misplaced-tag": (
        Severity.WARNING,
        "<{}> cannot stand here and is left out",
    ),
}


def _ignore(diagnostic: Diagnostic) -> None:
    """Take a diagnostic that nobody asked for."""


def parse_fragment(
    text: str, lines: LineMap = IDENTITY, sink: DiagnosticSink = _ignore, path: str = ""
) -> Body:
    """Return the model of ``text``, a piece of HTML or a whole page.

    ``lines`` maps its lines to those of file ``path``, for nodes and diagnostics. Nothing is
    raised for bad HTML: repairs, dropped characters and a page's head go to ``sink``.
    """

    def report(code: str, line: int, about: str) -> None:
        severity, message = _MESSAGES[code]
        short = excerpt_of(about)
        sink(Diagnostic(code, severity, path, lines[line], message.format(short), short))

    clean = _clean(text, lines, sink, path)
    builder = TreeBuilder(clean, report)
    builder.build()
    if builder.head.children:
        sink(_head_diagnostic(builder.head, lines, path))
    return Body(_to_blocks(_freeze(builder.root, lines), lines))


def _clean(text: str, lines: LineMap, sink: DiagnosticSink, path: str) -> str:
    r"""Return ``text`` with ``\n`` for line ends and without characters that XML forbids."""
    clean = _LINE_ENDS.sub("\n", text.removeprefix("\ufeff")).replace(_FORM_FEED, " ")
    first = _FORBIDDEN.search(clean)
    if first is None:
        return clean
    kept, count = _FORBIDDEN.subn("", clean)
    line = lines[clean.count("\n", 0, first.start()) + 1]
    message = f"{count} control characters that no browser shows are left out"
    sink(Diagnostic("html.control-characters", Severity.WARNING, path, line, message))
    return kept


def _head_diagnostic(head: Element, lines: LineMap, path: str) -> Diagnostic:
    elements = [child for child in head.children if isinstance(child, Element)]
    names = ", ".join(sorted({element.name for element in elements}))
    styled = any(element.name in {"style", "script", "link"} for element in elements)
    severity = Severity.WARNING if styled else Severity.INFO
    message = f"the page's own head is left out; it held: {names}"
    return Diagnostic("html.head-left-out", severity, path, lines[elements[0].line], message)


# ----------------------------------------------------------------------- elements to nodes


def _freeze(root: Element, lines: LineMap) -> list[Draft]:
    """Return the children of ``root`` as drafts, all below them as nodes."""
    frames: list[tuple[Element, list[Draft], int]] = [(root, [], 0)]
    while True:
        element, drafts, index = frames.pop()
        children = element.children
        if index < len(children):
            frames.append((element, drafts, index + 1))
            child = children[index]
            if isinstance(child, Element):
                frames.append((child, [], 0))
            elif isinstance(child, Comment):
                drafts.append(child)
            else:
                end = _end_of_text(children, index)
                text = "".join(cast("Characters", part).text for part in children[index:end])
                drafts.append(Characters(text, child.line))
                frames[-1] = (element, drafts, end)
            continue
        if not frames:
            return drafts
        frames[-1][1].append(_freeze_element(element, drafts, lines))


def _end_of_text(children: Sequence[Child], index: int) -> int:
    while index < len(children) and isinstance(children[index], Characters):
        index += 1
    return index


def _freeze_element(element: Element, drafts: list[Draft], lines: LineMap) -> HtmlElement:
    name = element.name
    is_line = name in _IN_LINE or (name not in FLOW and name not in EITHER)
    children = _settle(drafts, lines, is_line=is_line and not any(map(_is_flow, drafts)))
    is_block = name in FLOW or any(map(_is_flow, drafts))
    return HtmlElement(
        name, children, element.attributes, "block" if is_block else "inline", lines[element.line]
    )


def _is_flow(draft: Draft) -> bool:
    """Return whether ``draft`` is a block wherever it stands."""
    return isinstance(draft, HtmlElement) and draft.display == "block"


def _settle(drafts: Sequence[Draft], lines: LineMap, *, is_line: bool) -> tuple[Node, ...]:
    """Return ``drafts`` as nodes, each told whether it stands in a line or among blocks."""
    settled: list[Node] = []
    for run in _runs(drafts):
        alone = not is_line and not any(map(_is_in_line, run))
        settled.extend(_settle_one(draft, lines, alone=alone) for draft in run)
    return tuple(settled)


def _settle_one(draft: Draft, lines: LineMap, *, alone: bool) -> Node:
    if isinstance(draft, Comment):
        kind = RawBlock if alone else RawInline
        return kind("html", draft.text, lines[draft.line])
    if isinstance(draft, Characters):
        return Text(draft.text)
    if alone and draft.display == "inline":
        return HtmlElement(draft.name, draft.children, draft.attributes, "block", draft.line)
    return draft


def _runs(drafts: Sequence[Draft]) -> list[list[Draft]]:
    """Return ``drafts`` in runs: each block a run of its own, all between two blocks another."""
    runs: list[list[Draft]] = [[]]
    for draft in drafts:
        if _is_flow(draft):
            runs += [[draft], []]
        else:
            runs[-1].append(draft)
    return [run for run in runs if run]


def _is_in_line(draft: Draft) -> bool:
    """Return whether ``draft`` makes what stands beside it a line of text."""
    if isinstance(draft, Characters):
        return bool(draft.text.strip(_BLANKS))
    return isinstance(draft, HtmlElement) and draft.display == "inline" and draft.name not in EITHER


# ---------------------------------------------------------------------------------- the body


def _to_blocks(drafts: Sequence[Draft], lines: LineMap) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for run in _runs(drafts):
        begin, end = _core(run)
        blocks += _alone(run[:begin], lines)
        if begin < end:
            blocks.append(_to_plain(run[begin:end], lines))
        blocks += _alone(run[end:], lines)
    return tuple(blocks)


def _core(run: Sequence[Draft]) -> tuple[int, int]:
    """Return the part of ``run`` that is a line of text; what shows nothing there stands alone."""
    if not any(map(_is_in_line, run)):
        return len(run), len(run)
    begin, end = 0, len(run)
    while not _shows(run[begin]):
        begin += 1
    while not _shows(run[end - 1]):
        end -= 1
    return begin, end


def _shows(draft: Draft) -> bool:
    return _is_in_line(draft) or (isinstance(draft, HtmlElement) and draft.name not in HIDDEN)


def _alone(drafts: Sequence[Draft], lines: LineMap) -> list[Block]:
    settled = (_settle_one(draft, lines, alone=True) for draft in drafts)
    return [cast("Block", node) for node in settled if type(node) is not Text]


def _to_plain(run: Sequence[Draft], lines: LineMap) -> Plain:
    """Return ``run`` as a block; line feeds of its own text are soft breaks."""
    children: list[Inline] = []
    for draft in run:
        node = cast("Inline", _settle_one(draft, lines, alone=False))
        if isinstance(node, Text):
            children.extend(_split_lines(node.text))
        else:
            children.append(node)
    return Plain(_strip(children), _line_of(run[0], lines))


def _line_of(draft: Draft, lines: LineMap) -> int:
    """Return the source line at which ``draft`` shows something."""
    if isinstance(draft, HtmlElement):
        return draft.line
    blank = len(draft.text) - len(draft.text.lstrip(_BLANKS))
    return lines[draft.line + draft.text.count("\n", 0, blank)]


def _split_lines(text: str) -> list[Inline]:
    pieces: list[Inline] = []
    for index, piece in enumerate(_LINE_FEED.split(text)):
        if index:
            pieces.append(SoftBreak())
        if piece:
            pieces.append(Text(piece))
    return pieces


def _strip(children: list[Inline]) -> tuple[Inline, ...]:
    """Return ``children`` without white space at their ends."""
    begin, end = 0, len(children)
    while begin < end and _is_blank(children[begin]):
        begin += 1
    while end > begin and _is_blank(children[end - 1]):
        end -= 1
    kept = children[begin:end]
    if kept and isinstance(kept[0], Text):
        kept[0] = Text(kept[0].text.lstrip(_BLANKS))
    if kept and isinstance(kept[-1], Text):
        kept[-1] = Text(kept[-1].text.rstrip(_BLANKS))
    return tuple(kept)


def _is_blank(node: Inline) -> bool:
    return type(node) is SoftBreak or (isinstance(node, Text) and not node.text.strip(_BLANKS))
