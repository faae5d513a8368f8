"""Definition lists as Goldmark reads them (PHP Markdown Extra), as a rule of markdown-it.

The usual plugin for markdown-it follows pandoc: ``~`` marks definitions there, too, one term goes
before them, and their blocks are indented by two columns whatever stands after the colon.
"""

from __future__ import annotations

import re
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType

_DEFINITION: Final = re.compile(r":[ \t]")
_TAB: Final = 4


def add_definition_lists(reader: MarkdownIt) -> None:
    """Have ``reader`` read definition lists."""
    ends: RuleOptionsType = {"alt": ["paragraph"]}
    reader.block.ruler.before("paragraph", "definition_list", _definition_list)
    reader.block.ruler.before("paragraph", "next_definition", _next_definition, ends)


def _next_definition(state: Any, start: int, end: int, silent: bool) -> bool:
    """Tell that a colon further left ends a paragraph of the definition before."""
    place = state.bMarks[start] + state.tShift[start]
    is_left = state.sCount[start] < state.blkIndent
    return silent and is_left and bool(_DEFINITION.match(state.src, place))


def _definition_list(state: Any, start: int, end: int, silent: bool) -> bool:
    marker = _definition_after_terms(state, start, end)
    if marker < 0 or silent:
        return marker >= 0
    indent = _content_column(state, marker)
    state.push("dl_open", "dl", 1)
    line = start
    while marker >= 0:
        for number in range(line, marker):
            _term(state, number)
        while marker >= 0:
            after = _definition(state, marker, end, indent)
            line = state.skipEmptyLines(after)
            marker = line if line < end and _is_definition(state, line) else -1
        marker = _definition_after_terms(state, line, end)
    state.push("dl_close", "dl", -1)
    state.line = after
    return True


def _definition_after_terms(state: Any, start: int, end: int) -> int:
    """Return the first line of the definition whose terms begin at ``start``, -1 for none."""
    if start >= end or state.sCount[start] < state.blkIndent or state.is_code_block(start):
        return -1
    line = start
    while line < end and not state.isEmpty(line) and not _is_definition(state, line):
        if line > start and _ends_paragraph(state, line, end):
            return -1
        line += 1
    after = state.skipEmptyLines(line)
    return after if start < line and after < end and _is_definition(state, after) else -1


def _is_definition(state: Any, line: int) -> bool:
    place = state.bMarks[line] + state.tShift[line]
    return state.sCount[line] == state.blkIndent and bool(_DEFINITION.match(state.src, place))


def _ends_paragraph(state: Any, line: int, end: int) -> bool:
    rules = state.md.block.ruler.getRules("paragraph")
    return any(rule(state, line, end, True) for rule in rules)


def _content_column(state: Any, line: int) -> int:
    """Return the column of what stands after the colon of ``line``."""
    column = state.sCount[line] + 1
    for char in state.src[state.bMarks[line] + state.tShift[line] + 1 : state.eMarks[line]]:
        if char not in " \t":
            break
        column += _TAB - column % _TAB if char == "\t" else 1
    return int(column)


def _term(state: Any, line: int) -> None:
    if state.isEmpty(line):
        return
    state.push("dt_open", "dt", 1)
    token = state.push("inline", "", 0)
    token.content = state.getLines(line, line + 1, state.blkIndent, False).strip()
    token.map = [line, line]
    token.children = []
    state.push("dt_close", "dt", -1)


def _definition(state: Any, line: int, end: int, indent: int) -> int:
    """Take a definition whose blocks begin in the column ``indent``; return the line after it."""
    kept = state.blkIndent, state.tShift[line], state.sCount[line]
    column = _content_column(state, line)
    place = state.bMarks[line] + state.tShift[line] + 1
    state.blkIndent = indent
    state.tShift[line] = state.skipSpaces(place) - state.bMarks[line]
    state.sCount[line] = column
    state.push("dd_open", "dd", 1)
    state.md.block.tokenize(state, line, end)
    state.push("dd_close", "dd", -1)
    state.blkIndent, state.tShift[line], state.sCount[line] = kept
    return int(state.line)
