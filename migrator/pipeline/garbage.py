"""How often Python looks for garbage in cycles while a site is converted."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_RARELY: Final = (50_000, 20, 50)


def collect_rarely() -> None:
    """Let this process look for cycles rarely.

    Documents are large trees without cycles, freed as soon as they are written; looking through
    them again and again takes a tenth of the time.
    """
    gc.set_threshold(*_RARELY)


@contextmanager
def collected_rarely() -> Iterator[None]:
    """Collect rarely within a ``with`` block; afterwards it is as it was before."""
    before = gc.get_threshold()
    collect_rarely()
    try:
        yield
    finally:
        gc.set_threshold(*before)
