"""Tables (kramdown syntax: Tables)."""

from __future__ import annotations

import re
from typing import Final

from migrator.kramdown.blocks.code_in_rows import split_row
from migrator.kramdown.inlines.table_lines import segments
from migrator.kramdown.parser import BlockFrame, BlockParser
from migrator.kramdown.patterns import RUBY_WHITE_SPACE
from migrator.kramdown.reader import Reader
from migrator.kramdown.state import State
from migrator.kramdown.tree import CellDraft, TableDraft
from migrator.model.nodes import Alignment, Section

_START: Final = re.compile(r" {0,3}+(?=[^ \t\n\r\f\v])")
_SEPARATOR: Final = re.compile(r"(?=[^\n]*-)([+|: \t-]++)\n")
_FOOT_SEPARATOR: Final = re.compile(r"(?=[^\n]*=)[+|: \t=]++\n")
_COLUMN: Final = re.compile(r"(:?)-+(:?)")
_PIPE: Final = re.compile(r"\||[^\n]*?[^\\\n]\|")
_LEADING_PIPE: Final = re.compile(r"[ \t\n\r\f\v]*\|")

_ALIGNMENTS: Final[dict[tuple[bool, bool], Alignment]] = {
    (False, False): "",
    (True, False): "left",
    (False, True): "right",
    (True, True): "center",
}


def parse_table(parser: BlockParser, frame: BlockFrame) -> bool:
    """Take lines that each have a pipe, at a block boundary."""
    reader = frame.reader
    start = reader.position
    if reader.text.find("|", start, reader.line_end(start)) < 0:
        return False
    lead = _START.match(reader.text, start)
    if lead is None or not _PIPE.match(reader.text, lead.end()) or not frame.is_after_boundary:
        return False
    draft = TableDraft(reader.line)
    # kramdown forgets the attribute list even where the lines turn out to be no table.
    draft.attribute_list, frame.attribute_list = frame.attribute_list, None
    _TableReader(reader, draft).read()
    if (
        not reader.is_before_boundary()
        or not _has_pipe_on_each_line(reader.text[start : reader.position - 1], parser.state)
        or not any(section == "body" for section, _rows in draft.sections)
    ):
        reader.position = start
        return False
    _fill_up(draft)
    frame.container.children.append(draft)
    return True


class _TableReader:
    """Reads the lines of a table into its sections."""

    __slots__ = ("_draft", "_has_foot", "_has_leading_pipe", "_reader", "_rows")

    def __init__(self, reader: Reader, draft: TableDraft) -> None:
        self._reader = reader
        self._draft = draft
        self._rows: list[list[CellDraft]] = []
        self._has_foot = False
        self._has_leading_pipe = bool(_LEADING_PIPE.match(reader.text, reader.position))

    def read(self) -> None:
        """Read up to the first line without a pipe."""
        reader = self._reader
        text = reader.text
        reader.skip(_SEPARATOR)
        while reader.position < reader.size and _PIPE.match(text, reader.position):
            if separator := _SEPARATOR.match(text, reader.position):
                reader.position = separator.end()
                self._separate(separator[1])
            elif foot := _FOOT_SEPARATOR.match(text, reader.position):
                reader.position = foot.end()
                if self._rows:
                    self._close("body")
                self._has_foot = True
            else:
                self._read_row()
        if self._rows:
            self._close("foot" if self._has_foot else "body")

    def _separate(self, line: str) -> None:
        if not self._rows:
            return
        if not self._draft.alignments and not self._has_foot:
            self._close("head")
            self._draft.alignments = [
                _ALIGNMENTS[bool(left), bool(right)] for left, right in _COLUMN.findall(line)
            ]
        elif not self._has_foot:
            self._close("body")

    def _close(self, section: Section) -> None:
        self._draft.sections.append((section, self._rows))
        self._rows = []

    def _read_row(self) -> None:
        reader = self._reader
        line, start = reader.line, reader.position
        reader.position = reader.line_end(start)
        cells = split_row(reader.text[start : reader.position].rstrip(" \t\n"))
        if self._has_leading_pipe and not cells[0].strip(RUBY_WHITE_SPACE):
            del cells[0]
        if cells and not cells[-1].strip(RUBY_WHITE_SPACE):
            del cells[-1]
        self._rows.append([CellDraft(cell.strip(RUBY_WHITE_SPACE), line) for cell in cells])


def _has_pipe_on_each_line(text: str, state: State) -> bool:
    """Whether each line that code or HTML stands in has a pipe outside of that."""
    has_pipe = False
    for segment in segments(text, state):
        lines = segment.text.rstrip("\n").split("\n") if segment.text.strip("\n") else []
        if segment.is_code:
            if len(lines) > 2 or (len(lines) == 2 and not has_pipe):  # noqa: PLR2004 - lines
                break
            has_pipe = has_pipe and len(lines) < 2  # noqa: PLR2004 - one line feed in it
            continue
        if len(lines) > 1:
            if not has_pipe and not _PIPE.match(lines[0]):
                break
            has_pipe = False
        has_pipe = has_pipe or bool(lines and _PIPE.match(lines[-1]))
    return has_pipe


def _fill_up(draft: TableDraft) -> None:
    """Give all rows, and the alignments, the same number of columns."""
    columns = max(len(row) for _section, rows in draft.sections for row in rows)
    for _section, rows in draft.sections:
        for row in rows:
            line = row[0].line if row else draft.line
            row.extend(CellDraft("", line) for _missing in range(columns - len(row)))
    draft.alignments = draft.alignments[:columns]
    draft.alignments.extend([""] * (columns - len(draft.alignments)))
