"""Which items go into which file: below an upload limit, or so many a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from converters.wordpress.planning import Entry, Plan
from migrator.diagnostics import Diagnostic, Severity

_HEAD_BYTES: Final = 4096
_ATTACHMENT_BYTES: Final = 1536
_DECLARATION_BYTES: Final = 512
_LONGEST_NAME_BYTES: Final = 1200
"""A term's name and slug at their longest, or an author's."""


def parts_of(plan: Plan, count: int, size: int) -> list[Sequence[Entry]]:
    """Return the entries of each file.

    At most ``count`` of them (0 for any number) and, with all that they need, below ``size``
    bytes (0 for any size) unless one item alone is larger.
    """
    parts: list[list[Entry]] = [[]]
    filled, needed = _HEAD_BYTES, set[object]()
    for entry in plan.entries:
        bytes_needed = _item_bytes(plan, entry, needed)
        is_full = bool(count) and len(parts[-1]) >= count
        if parts[-1] and (is_full or (size and filled + bytes_needed > size)):
            parts.append([])
            filled, needed = _HEAD_BYTES, set()
            bytes_needed = _item_bytes(plan, entry, needed)
        parts[-1].append(entry)
        filled += bytes_needed
        needed.update(_needs(plan, entry))
    return list(parts)


def _needs(plan: Plan, entry: Entry) -> Iterator[object]:
    """Yield what a file must hold for ``entry``: attachments, terms, its author, parents."""
    yield from entry.assets
    yield from entry.terms
    yield "author", entry.login
    above = entry.parent
    while above >= 0:
        yield above
        above = plan.entries[above].parent


def _item_bytes(plan: Plan, entry: Entry, known: set[object]) -> int:
    total = entry.place[1]
    for need in _needs(plan, entry):
        if need not in known:
            total += _needed_bytes(plan, need)
    return total


def _needed_bytes(plan: Plan, need: object) -> int:
    if isinstance(need, int):
        return plan.entries[need].place[1]
    if isinstance(need, str):
        url = plan.attachments[need].attachment.url
        return _ATTACHMENT_BYTES + 6 * len(url.encode())
    return _DECLARATION_BYTES + _LONGEST_NAME_BYTES


def tell_of_parts(parts: Sequence[Sequence[Entry]]) -> Iterator[Diagnostic]:
    """Yield what to know of an import in parts."""
    if len(parts) == 1:
        return
    uses = Counter(asset for part in parts for asset in {one for e in part for one in e.assets})
    shared = sum(count > 1 for count in uses.values())
    message = (
        f"it comes in {len(parts)} files, for uploads below PHP's usual 2 MB: import them in "
        "order, and from the second on choose the authors that exist by then"
    )
    if shared:
        message += (
            f"; {shared} images stand in several files, and WordPress changes their addresses "
            "only in the first: where uploads may be larger, split-size=0 writes one file"
        )
    yield Diagnostic("wordpress.split", Severity.INFO, "", 0, message)
