"""Which items go into which file: below an upload limit, or so many a file.

The importer knows no more of a file once the next one comes, with one exception: when it has
fetched a file, it changes that file's address in all posts that the site has by then. So a file
that several parts show is fetched with the last of them. Posts of earlier parts whose featured
image comes so late are repeated after it: of a post that exists the importer only adds meta.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from converters.wordpress.planning import Entry, Plan
from migrator.diagnostics import Diagnostic, Severity

_HEAD_BYTES: Final = 4096
_ATTACHMENT_BYTES: Final = 1536
_DECLARATION_BYTES: Final = 512
_LONGEST_NAME_BYTES: Final = 1200
"""A term's name and slug at their longest, or an author's."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one file holds.

    ``entries`` are written in full; ``repeated`` ones have their place in another file, and stand
    here because of those that name them, or for their featured image. ``attachments`` are source
    paths of files, those in ``fetched`` are there by then; ``featuring`` are the ids of the
    entries whose featured image is set here.
    """

    entries: tuple[Entry, ...]
    repeated: tuple[Entry, ...] = ()
    attachments: tuple[str, ...] = ()
    featuring: frozenset[int] = frozenset()
    fetched: frozenset[str] = frozenset()


def parts_of(plan: Plan, count: int, size: int) -> list[Part]:
    """Return what each file holds.

    At most ``count`` entries (0 for any number) and, with all that they need, below ``size``
    bytes (0 for any size) unless one item alone is larger.
    """
    groups = _groups(plan, plan.entries, count, size)
    if len(groups) > 1:
        groups = _groups(plan, _showing_first(plan.entries), count, size)
    homes = _homes(groups)
    parts = [_part(plan, number, group, homes) for number, group in enumerate(groups)]
    late = [
        entry
        for number, group in enumerate(groups)
        for entry in group
        if homes.get(entry.featured, -1) > number
    ]
    parts += [_late_part(plan, group) for group in _groups(plan, late, count, size) if group]
    return list(_with_fetched(parts))


def part_for(plan: Plan, entries: Sequence[Entry]) -> Part:
    """Return a part that only repeats ``entries``, for what else stands in its file."""
    return Part(entries=(), repeated=(*_ancestors(plan, entries), *entries))


def _with_fetched(parts: Iterable[Part]) -> Iterator[Part]:
    seen: set[str] = set()
    for part in parts:
        yield replace(part, fetched=frozenset(seen).intersection(part.attachments))
        seen.update(part.attachments)


def _showing_first(entries: Sequence[Entry]) -> list[Entry]:
    """Return ``entries``, first those that show what others have as their featured image.

    Most often that is a page with the image that all posts have by default: fetched early, it is
    there for all of them.
    """
    featured: dict[str, set[int]] = {}
    for entry in entries:
        featured.setdefault(entry.featured, set()).add(entry.id)
    return sorted(
        entries,
        key=lambda entry: not any(featured.get(path, set()) - {entry.id} for path in entry.shown),
    )


def _groups(plan: Plan, entries: Iterable[Entry], count: int, size: int) -> list[list[Entry]]:
    groups: list[list[Entry]] = [[]]
    filled, needed = _HEAD_BYTES, set[object]()
    for entry in entries:
        bytes_needed = _item_bytes(plan, entry, needed)
        is_full = bool(count) and len(groups[-1]) >= count
        if groups[-1] and (is_full or (size and filled + bytes_needed > size)):
            groups.append([])
            filled, needed = _HEAD_BYTES, set()
            bytes_needed = _item_bytes(plan, entry, needed)
        groups[-1].append(entry)
        filled += bytes_needed
        needed.update(_needs(plan, entry))
    return groups


def _homes(groups: Sequence[Sequence[Entry]]) -> dict[str, int]:
    """Return the number of the last group that shows each file; those only featured have none."""
    return {
        path: number
        for number, group in enumerate(groups)
        for entry in group
        for path in entry.shown
    }


def _part(plan: Plan, number: int, group: Sequence[Entry], homes: dict[str, int]) -> Part:
    due = [path for entry in group for path in entry.shown if homes[path] == number]
    featuring = [
        entry for entry in group if entry.featured and homes.get(entry.featured, -1) <= number
    ]
    paths = dict.fromkeys([*due, *(entry.featured for entry in featuring)])
    return Part(
        entries=tuple(group),
        repeated=tuple(_ancestors(plan, group)),
        attachments=tuple(paths),
        featuring=frozenset(entry.id for entry in featuring),
    )


def _late_part(plan: Plan, group: Sequence[Entry]) -> Part:
    return Part(
        entries=(),
        repeated=(*_ancestors(plan, group), *group),
        attachments=tuple(dict.fromkeys(entry.featured for entry in group)),
        featuring=frozenset(entry.id for entry in group),
    )


def _ancestors(plan: Plan, entries: Sequence[Entry]) -> list[Entry]:
    """Return the pages above ``entries`` that are none of them."""
    known = {entry.id for entry in entries}
    found: dict[int, Entry] = {}
    for entry in entries:
        for index in plan.pages_above(entry):
            above = plan.entries[index]
            if above.id in known or above.id in found:
                break
            found[above.id] = above
    return [found[number] for number in sorted(found)]


def _needs(plan: Plan, entry: Entry) -> Iterator[object]:
    """Yield what a file must hold for ``entry``: attachments, terms, its author, parents."""
    yield from entry.assets
    yield from entry.terms
    yield "author", entry.login
    yield from plan.pages_above(entry)


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


def tell_of_parts(parts: Sequence[Part]) -> Iterator[Diagnostic]:
    """Yield what to know of an import in parts."""
    if len(parts) == 1:
        return
    message = (
        f"it comes in {len(parts)} files, for uploads below PHP's usual 2 MB: import all of them, "
        "in order (an image that several show is fetched with the last of them), and from the "
        "second on choose the authors that exist by then; where uploads may be larger, "
        "split-size=0 writes one file"
    )
    yield Diagnostic("wordpress.split", Severity.INFO, "", 0, message)
