"""A WXR file from its plan: the channel's head, attachments, items.

Source of the format: WordPress, wp-admin/includes/export.php (WXR 1.2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from converters.wordpress.items import Item, ItemComment, add_item, read_item
from converters.wordpress.media import replace_addresses
from converters.wordpress.planning import AttachmentPlan, Entry, Plan
from converters.wordpress.urls import SiteAddress
from converters.wordpress.xml_elements import Channel, add_text
from migrator.model.document import SiteInfo

VERSION: Final = "1.2"
_UNKNOWN_HOME: Final = "http://localhost"
_GENERATOR: Final = "jekyll-migrator"
_THUMBNAIL: Final = "_thumbnail_id"
_FOLDER_LENGTH: Final = len("2024/07")


@dataclass(frozen=True, slots=True)
class FileWriter:
    """Writes files of one plan; ``read`` gives the text of an entry's piece."""

    site: SiteInfo
    address: SiteAddress
    plan: Plan
    read: Callable[[tuple[int, int]], str]

    def chunks(self, part: Sequence[Entry]) -> Iterator[str]:
        """Yield the text of a file with ``part`` and all that its items need of other parts."""
        entries = self._with_ancestors(part)
        channel = Channel()
        yield channel.start
        self._add_head(channel.element, entries)
        yield channel.take()
        for item in self._items(entries):
            add_item(channel.element, item)
            yield channel.take()
        yield channel.end

    def _items(self, entries: Sequence[Entry]) -> Iterator[Item]:
        for planned in self._attachments(entries):
            yield self._attachment_item(planned, entries)
        for entry in sorted(entries, key=self._depth):
            yield self._finished(entry, read_item(self.read(entry.place)))

    def _depth(self, entry: Entry) -> int:
        """Return how many pages stand above ``entry``.

        Parents come first: a page whose parent is still to come is put beside the topmost pages
        for a while, and gets another slug if one of those has its own.
        """
        depth, parent = 0, entry.parent
        while parent >= 0:
            depth, parent = depth + 1, self.plan.entries[parent].parent
        return depth

    def _with_ancestors(self, part: Sequence[Entry]) -> list[Entry]:
        """Return ``part`` after the parent pages of its items that other parts hold."""
        own = {entry.id for entry in part}
        added: dict[int, Entry] = {}
        for entry in part:
            parent = entry.parent
            while parent >= 0:
                above = self.plan.entries[parent]
                if above.id in own or above.id in added:
                    break
                added[above.id] = above
                parent = above.parent
        return [added[number] for number in sorted(added)] + list(part)

    def _add_head(self, channel: etree._Element, entries: Sequence[Entry]) -> None:
        home = self.address.home or _UNKNOWN_HOME
        add_text(channel, "title", self.site.title)
        add_text(channel, "link", home)
        add_text(channel, "description", self.site.description)
        add_text(channel, "language", self.site.language)
        add_text(channel, "wp:wxr_version", VERSION)
        add_text(channel, "wp:base_site_url", self.address.origin or _UNKNOWN_HOME)
        add_text(channel, "wp:base_blog_url", home)
        owners = (planned.attachment.owner for planned in self._attachments(entries))
        writers = [*entries, *(self.plan.entries[owner] for owner in owners)]
        self.plan.authors.declare(channel, (entry.login for entry in writers))
        self.plan.taxonomy.declare(channel, (key for entry in entries for key in entry.terms))
        add_text(channel, "generator", _GENERATOR)

    def _attachments(self, entries: Iterable[Entry]) -> list[AttachmentPlan]:
        paths = dict.fromkeys(path for entry in entries for path in entry.assets)
        return sorted((self.plan.attachments[path] for path in paths), key=lambda one: one.id)

    def _attachment_item(self, planned: AttachmentPlan, entries: Sequence[Entry]) -> Item:
        attachment = planned.attachment
        owner = self.plan.entries[attachment.owner]
        present = {entry.id for entry in entries}
        folder = planned.date.local[:_FOLDER_LENGTH].replace("-", "/")
        name = attachment.url.rpartition("/")[2]
        meta = [("_wp_attached_file", f"{folder}/{name}")]
        if attachment.asset.alt:
            meta.append(("_wp_attachment_image_alt", attachment.asset.alt))
        return Item(
            title=planned.title,
            link=attachment.url,
            guid=attachment.url,
            type="attachment",
            slug=planned.slug,
            status="inherit",
            date=planned.date.local,
            date_gmt=planned.date.gmt,
            creator=owner.login,
            id=planned.id,
            parent=owner.id if owner.id in present else 0,
            attachment_url=attachment.url,
            meta=tuple(meta),
        )

    def _finished(self, entry: Entry, item: Item) -> Item:
        meta = item.meta
        featured = self.plan.attachments.get(entry.featured)
        if featured is not None and entry.featured in entry.assets:
            meta = (*meta, (_THUMBNAIL, str(featured.id)))
        return replace(
            item,
            id=entry.id,
            slug=entry.slug,
            date=entry.date.local,
            date_gmt=entry.date.gmt,
            creator=entry.login,
            parent=self.plan.entries[entry.parent].id if entry.parent >= 0 else 0,
            terms=self.plan.taxonomy.item_terms(entry.terms),
            content=replace_addresses(item.content, item.facts.urls, self.plan.changed_addresses),
            meta=meta,
            comments=tuple(_numbered(comment, entry.comments) for comment in item.comments),
        )


def _numbered(comment: ItemComment, before: int) -> ItemComment:
    """Return ``comment`` with numbers of the whole site."""
    parent = comment.parent + before if comment.parent else 0
    return replace(comment, id=comment.id + before, parent=parent)
