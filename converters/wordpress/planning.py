"""What only the whole site can decide: ids, unique slugs and titles, parents, attachments."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from converters.wordpress.authors import Authors
from converters.wordpress.conversion import HIERARCHICAL, page_path
from converters.wordpress.dates import PostDate, shifted
from converters.wordpress.items import Facts, Item
from converters.wordpress.media import Attachment, part_addresses
from converters.wordpress.meta import ALIAS_KEY, TARGET_KEY
from converters.wordpress.slugs import is_reserved, slugify, unique
from converters.wordpress.taxonomy import Taxonomy, TermKey
from converters.wordpress.urls import SiteAddress
from migrator.diagnostics import Diagnostic, DiagnosticSink, Severity
from migrator.model.document import Asset

SHOWN = frozenset({"publish", "future", "private"})
"""States of an item whose address is, or will be, one to visit."""
_INVISIBLE = {0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD}
_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


@dataclass(slots=True)
class Entry:
    """An item between the passes: where its text is kept, and what is decided about it.

    ``assets`` are the source paths of the files that it needs, ``shown`` of those whose address
    stands in its content. ``comments`` is the number of comments on the items before it.
    """

    source: str
    place: tuple[int, int]
    title: str
    type: str
    slug: str
    date: PostDate
    path: tuple[str, ...]
    is_dated: bool
    login: str
    featured: str
    terms: tuple[TermKey, ...]
    assets: tuple[str, ...]
    shown: tuple[str, ...] = ()
    comments: int = 0
    status: str = ""
    url: str = ""
    aliases: tuple[str, ...] = ()
    id: int = 0
    parent: int = -1


@dataclass(frozen=True, slots=True)
class Moved:
    """A document that only led elsewhere: no item, but a redirect."""

    url: str
    aliases: tuple[str, ...]
    target: str


@dataclass(frozen=True, slots=True)
class AttachmentPlan:
    """An attachment with all that its item needs."""

    id: int
    attachment: Attachment
    title: str
    slug: str
    date: PostDate


@dataclass(slots=True)
class Plan:
    """Everything decided; ``entries`` and ``attachments`` are in the order of their ids.

    ``moved`` are the documents that are no entries, as they only led elsewhere.
    ``refused`` and ``unreachable`` are the source paths of files that WordPress will not have.
    """

    authors: Authors
    entries: list[Entry] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)
    attachments: dict[str, AttachmentPlan] = field(default_factory=dict)
    changed_addresses: dict[str, str] = field(default_factory=dict)
    taxonomy: Taxonomy = field(default_factory=Taxonomy)
    refused: dict[str, None] = field(default_factory=dict)
    unreachable: dict[str, None] = field(default_factory=dict)
    comments: int = 0

    def pages_above(self, entry: Entry) -> Iterator[int]:
        """Yield the indexes of the pages above ``entry``, the nearest first."""
        above = entry.parent
        while above >= 0:
            yield above
            above = self.entries[above].parent


@dataclass(slots=True)
class Planner:
    """Notes the items as they come (``note``), then decides (``finish``)."""

    address: SiteAddress
    sink: DiagnosticSink
    plan: Plan
    _assets: dict[str, Attachment] = field(default_factory=dict)
    _urls: set[str] = field(default_factory=set)

    def note(self, item: Item, assets: Iterable[Asset], place: tuple[int, int]) -> None:
        """Note an item whose text is kept at ``place``; one that only redirects for that alone."""
        aliases = tuple(value for key, value in item.meta if key == ALIAS_KEY)
        target = next((value for key, value in item.meta if key == TARGET_KEY), "")
        if target:
            self._note_moved(item, Moved(item.facts.path, aliases, target))
            return
        index = len(self.plan.entries)
        facts = item.facts
        kept = [asset for asset in assets if self.address.asset(asset.url)]
        shown = self._shown(kept, facts)
        for asset in kept:
            self._note_asset(asset, index, is_shown=asset.path in shown)
        self.plan.entries.append(
            Entry(
                source=facts.source,
                place=place,
                title=item.title,
                type=item.type,
                slug=item.slug,
                date=PostDate(item.date, item.date_gmt),
                path=page_path(facts.path),
                is_dated=facts.is_dated,
                login=self.plan.authors.login(next(iter(facts.authors), None)),
                featured=next((one.path for one in kept if one.path == facts.featured), ""),
                terms=self.plan.taxonomy.keys_of(item.terms),
                assets=tuple(asset.path for asset in kept),
                shown=shown,
                comments=self.plan.comments,
                status=item.status,
                url=facts.path,
                aliases=aliases,
                id=index + 1,
            )
        )
        self.plan.comments += len(item.comments)
        self._urls.update(facts.urls)
        self.plan.refused.update(dict.fromkeys(facts.refused))
        self.plan.unreachable.update(dict.fromkeys(facts.unreachable))

    def _note_moved(self, item: Item, moved: Moved) -> None:
        if item.status in SHOWN:
            self.plan.moved.append(moved)
        message = f"it only led to {moved.target}: no {item.type} is written, redirects name it"
        source = item.facts.source
        self.sink(Diagnostic("wordpress.moved", Severity.INFO, source, 0, message))

    def finish(self) -> Plan:
        """Decide what is left once every item is noted; return the plan."""
        entries = self.plan.entries
        self._set_parents(entries)
        self._set_slugs(entries)
        moments = _Moments()
        for entry in entries:
            self._set_date(entry, moments)
        self._plan_attachments(entries, moments)
        return self.plan

    def _shown(self, assets: Sequence[Asset], facts: Facts) -> tuple[str, ...]:
        """Return the paths of the ``assets`` that the content shows; featured ones may not be."""
        urls = {re.split("[?#]", url, maxsplit=1)[0] for url in facts.urls}
        return tuple(
            asset.path
            for asset in assets
            if asset.path != facts.featured or self.address.asset(asset.url) in urls
        )

    def _note_asset(self, asset: Asset, index: int, *, is_shown: bool) -> None:
        url = self.address.asset(asset.url)
        known = self._assets.setdefault(asset.path, Attachment(asset, url, index, index))
        if is_shown:
            known.owner = index
        if not known.asset.alt and asset.alt:
            known.asset = asset

    def _set_parents(self, entries: list[Entry]) -> None:
        pages = _first_by_path(entries)
        for index, entry in enumerate(entries):
            if entry.type in HIERARCHICAL:
                entry.parent = _parent_of(index, entry.path, pages)

    def _set_slugs(self, entries: list[Entry]) -> None:
        """Make slugs unique as WordPress would: by post type, for pages by parent."""
        taken: dict[tuple[str, int], set[str]] = {}
        for entry in entries:
            others = taken.setdefault((entry.type, entry.parent), set())
            wanted = entry.slug
            while is_reserved(entry.slug, hierarchical=entry.type in HIERARCHICAL):
                entry.slug += "-2"
            entry.slug = unique(entry.slug, others)
            others.add(entry.slug)
            if entry.slug != wanted:
                message = f"WordPress cannot use the slug '{wanted}' here; it is '{entry.slug}'"
                self._tell("wordpress.slug-changed", Severity.WARNING, entry, message)

    def _set_date(self, entry: Entry, moments: _Moments) -> None:
        date = moments.take(entry.title, entry.type, entry.date)
        if date != entry.date:
            severity = Severity.WARNING if entry.is_dated else Severity.INFO
            message = (
                f"WordPress would drop a second '{entry.title}' of {entry.date.local}; "
                f"its date is now {date.local}"
            )
            self._tell("wordpress.date-changed", severity, entry, message)
            entry.date = date

    def _plan_attachments(self, entries: list[Entry], moments: _Moments) -> None:
        attachments = list(self._assets.values())
        others = self._urls.union(self.address.uploads)
        self.plan.changed_addresses = part_addresses(attachments, others)
        slugs = {entry.slug for entry in entries}
        for number, attachment in enumerate(attachments, len(entries) + 1):
            stem = PurePosixPath(attachment.asset.path).stem
            slug = unique(slugify(stem) or "file", slugs)
            slugs.add(slug)
            title = " ".join(stem.split())
            date = moments.take(title, "attachment", entries[attachment.first].date)
            new = self.plan.changed_addresses.get(attachment.url, attachment.url)
            attachment.url = new
            planned = AttachmentPlan(number, attachment, title, slug, date)
            self.plan.attachments[attachment.asset.path] = planned

    def _tell(self, code: str, severity: Severity, entry: Entry, message: str) -> None:
        self.sink(Diagnostic(code, severity, entry.source, 0, message))


class _Moments:
    """Dates taken by title and type, compared as WordPress's database compares titles."""

    def __init__(self) -> None:
        self._taken: set[tuple[str, str, str]] = set()
        self._shifts: dict[tuple[str, str, str], int] = {}

    def take(self, title: str, post_type: str, date: PostDate) -> PostDate:
        """Return ``date``, or near it the first that no equal title of this type has."""
        title_key = collation_key(title)
        wanted = (title_key, post_type, date.local)
        shift, free = self._shifts.get(wanted, 0), date
        while (title_key, post_type, free.local) in self._taken:
            shift += 1
            free = shifted(date, shift)
        self._shifts[wanted] = shift
        self._taken.add((title_key, post_type, free.local))
        return free


def collation_key(title: str) -> str:
    """Return ``title`` so that what MySQL's utf8mb4_unicode_520_ci takes for equal is equal.

    Case, accents, width, kana, composition, zero-width characters and blanks at the end make no
    difference there.
    """
    bare = unicodedata.normalize("NFKD", title)
    kept = (one for one in bare if unicodedata.category(one) != "Mn" and ord(one) not in _INVISIBLE)
    return "".join(kept).casefold().translate(_KATAKANA).rstrip()


def _first_by_path(entries: Iterable[Entry]) -> dict[tuple[str, ...], int]:
    pages: dict[tuple[str, ...], int] = {}
    for index, entry in enumerate(entries):
        if entry.type in HIERARCHICAL and entry.path:
            pages.setdefault(entry.path, index)
    return pages


def _parent_of(index: int, path: tuple[str, ...], pages: Mapping[tuple[str, ...], int]) -> int:
    """Return the index of the nearest page above ``path``, -1 where there is none."""
    for length in range(len(path) - 1, 0, -1):
        found = pages.get(path[:length], -1)
        if found not in (-1, index):
            return found
    return -1
