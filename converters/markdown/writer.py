"""Writes lines under a stack of prefixes (``> ``, the indent of an item), each line once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class LineWriter:
    """Collects output lines; nested containers push their prefix and pop it again.

    Each line is written once with its whole prefix, so nothing is ever split and joined again.
    """

    def __init__(self, *, for_kramdown: bool = False) -> None:
        """Start with nothing.

        ``for_kramdown``: a marker alone keeps the space at its end, and a line of spaces has no
        indent, for none is taken off (kramdown: Lists).
        """
        self._for_kramdown = for_kramdown
        self._lines: list[str] = []
        self._prefix = ""
        self._first = ""
        self._gap: str | None = None
        self._html_end = (-1, "")

    @property
    def count(self) -> int:
        """How many lines stand so far; tells whether something was written in between."""
        return len(self._lines)

    @property
    def pending(self) -> str:
        """The markers that wait for the first line of their container."""
        return self._first

    @property
    def after_blank(self) -> bool:
        """Whether the next line comes after a blank one."""
        return self._gap is not None

    @property
    def in_quote(self) -> bool:
        """Whether the lines now stand in a block quotation."""
        return ">" in self._prefix

    @contextmanager
    def prefix(self, first: str, rest: str) -> Iterator[None]:
        """Put ``first`` before the next line and ``rest`` before those after it."""
        outer, opener = self._prefix, self._first or self._prefix
        before = self.count
        self._prefix, self._first = outer + rest, opener + first
        yield
        if self.count == before:  # an empty container still shows its marker
            self._marker()
        self._prefix = outer

    def line(self, text: str) -> None:
        """Write one line (no line feed in ``text``)."""
        count, container = self._html_end
        if count == len(self._lines) and self._gap is None:
            goes_on = (self._first or self._prefix).startswith(container)
            self._gap = container.rstrip(" ") if goes_on else None
        if self._gap is not None:
            self._lines.append(self._gap)
            self._gap = None
        prefix, self._first = self._first or self._prefix, ""
        if self._for_kramdown and text and not text.strip(" \t"):
            prefix = prefix[: prefix.rfind(">") + 2] if ">" in prefix else ""
        self._lines.append(prefix + text if text else prefix.rstrip(" "))

    def _marker(self) -> None:
        """Write a line of its own for a container of which nothing was written."""
        self.line("")
        if self._for_kramdown:
            self._lines[-1] += " "

    def lines(self, text: str) -> None:
        """Write ``text``, which may hold line feeds."""
        for line in text.split("\n"):
            self.line(line)

    def separate(self) -> None:
        """Ask for a blank line before the next line, if one comes."""
        self._gap = self._prefix.rstrip(" ")

    def end_html(self) -> None:
        """Note that an HTML block ends here: only a blank line tells readers so."""
        self._html_end = (self.count, self._prefix)

    def text(self) -> str:
        """Return all lines, with exactly one line feed at the end; "" where there is none."""
        return "\n".join(self._lines) + "\n" if self._lines else ""
