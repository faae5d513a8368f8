"""Looking ahead in one text without reading it again and again."""

from __future__ import annotations

import re


class Finder:
    """Finds strings and patterns in one text and keeps the last answer for each.

    Asking from rising positions reads the text once, however often it is asked.
    """

    __slots__ = ("_answers", "_last", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._answers: dict[str | re.Pattern[str], tuple[int, int]] = {}
        self._last: dict[str, int] = {}

    def find(self, wanted: str | re.Pattern[str], position: int) -> int:
        """Return where ``wanted`` comes next from ``position`` on, -1 for nowhere."""
        answer = self._answers.get(wanted)
        if answer is not None:
            asked, found = answer
            if asked <= position and (position <= found or found < 0):
                return found
        if isinstance(wanted, str):
            found = self.text.find(wanted, position)
        else:
            match = wanted.search(self.text, position)
            found = match.start() if match else -1
        self._answers[wanted] = (position, found)
        return found

    def find_last(self, wanted: str, position: int) -> int:
        """Return where ``wanted`` stands last, -1 where that is before ``position``."""
        last = self._last.get(wanted)
        if last is None:
            last = self._last[wanted] = self.text.rfind(wanted)
        return last if last >= position else -1
