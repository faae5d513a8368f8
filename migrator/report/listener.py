"""Who hears of a run while it goes."""

from __future__ import annotations

from typing import Protocol


class Listener(Protocol):
    """What a run tells while it goes."""

    def start(self, total: int) -> None:
        """Take note that ``total`` documents are to be converted."""

    def advance(self) -> None:
        """Take note that one more is done."""


class SilentListener:
    """A listener for library use: takes no note of anything."""

    def start(self, total: int) -> None:
        """Take no note of ``total``."""

    def advance(self) -> None:
        """Take no note of it."""
