"""A WXR file from its plan: the channel's head, attachments, items.

Source of the format: WordPress, wp-admin/includes/export.php (WXR 1.2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from lxml import etree

from converters.wordpress.items import Item, ItemComment, add_item, read_item
from converters.wordpress.media import replace_addresses
from converters.wordpress.menus import MenuWriter
from converters.wordpress.planning import AttachmentPlan, Entry, Plan
from converters.wordpress.splitting import Part
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

    def chunks(self, part: Part, menus: MenuWriter | None = None) -> Iterator[str]:
        """Yield the text of the file that holds ``part``, and ``menus`` if they go there."""
        channel = Channel()
        yield channel.start
        self._add_head(channel.element, part)
        if menus is not None:
            menus.declare(channel.element)
        yield channel.take()
        for item in chain(self._items(part), menus.items() if menus is not None else ()):
            add_item(channel.element, item)
            yield channel.take()
        yield channel.end

    def _items(self, part: Part) -> Iterator[Item]:
        for planned in self._attachments(part):
            yield self._attachment_item(planned, part)
        own = {entry.id for entry in part.entries}
        for entry in sorted((*part.repeated, *part.entries), key=self._depth):
            item = self._finished(entry, read_item(self.read(entry.place)))
            yield self._with_image(item if entry.id in own else _bare(item), entry, part)

    def _depth(self, entry: Entry) -> int:
        """Return how many pages stand above ``entry``.

        Parents come first: a page whose parent is still to come is put beside the topmost pages
        for a while, and gets another slug if one of those has its own.
        """
        return sum(1 for _ in self.plan.pages_above(entry))

    def _add_head(self, channel: etree._Element, part: Part) -> None:
        home = self.address.home or _UNKNOWN_HOME
        add_text(channel, "title", self.site.title)
        add_text(channel, "link", home)
        add_text(channel, "description", self.site.description)
        add_text(channel, "language", self.site.language)
        add_text(channel, "wp:wxr_version", VERSION)
        add_text(channel, "wp:base_site_url", self.address.origin or _UNKNOWN_HOME)
        add_text(channel, "wp:base_blog_url", home)
        first = (planned.attachment.first for planned in self._attachments(part))
        writers = [*part.repeated, *part.entries, *(self.plan.entries[index] for index in first)]
        self.plan.authors.declare(channel, (entry.login for entry in writers))
        self.plan.taxonomy.declare(channel, (key for entry in part.entries for key in entry.terms))
        add_text(channel, "generator", _GENERATOR)

    def _attachments(self, part: Part) -> list[AttachmentPlan]:
        chosen = (self.plan.attachments[path] for path in part.attachments)
        return sorted(chosen, key=lambda planned: planned.id)

    def _attachment_item(self, planned: AttachmentPlan, part: Part) -> Item:
        attachment = planned.attachment
        owner = self.plan.entries[attachment.owner]
        is_here = any(entry.id == owner.id for entry in (*part.repeated, *part.entries))
        folder = planned.date.local[:_FOLDER_LENGTH].replace("-", "/")
        name = attachment.url.rpartition("/")[2]
        meta = [("_wp_attached_file", f"{folder}/{name}")]
        if attachment.asset.alt and attachment.asset.path not in part.fetched:
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
            creator=self.plan.entries[attachment.first].login,
            id=planned.id,
            parent=owner.id if is_here else 0,
            attachment_url=attachment.url,
            meta=tuple(meta),
        )

    def _finished(self, entry: Entry, item: Item) -> Item:
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
            comments=tuple(_numbered(comment, entry.comments) for comment in item.comments),
        )

    def _with_image(self, item: Item, entry: Entry, part: Part) -> Item:
        if entry.id not in part.featuring:
            return item
        featured = self.plan.attachments[entry.featured]
        return replace(item, meta=(*item.meta, (_THUMBNAIL, str(featured.id))))


def _bare(item: Item) -> Item:
    """Return ``item`` without what the importer would add once more to a post that exists.

    The content stays, though it is not read again: whoever imports this file alone loses none.
    """
    return replace(item, terms=(), meta=(), comments=())


def _numbered(comment: ItemComment, before: int) -> ItemComment:
    """Return ``comment`` with numbers of the whole site."""
    parent = comment.parent + before if comment.parent else 0
    return replace(comment, id=comment.id + before, parent=parent)
