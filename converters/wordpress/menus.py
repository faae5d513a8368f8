"""Menus out of a site's data (``_data/navigation.yml``) or config, as themes write them.

A menu is a list of entries with a title, an address and a list of further entries below, whatever
a theme calls these. Source of the item's fields: WordPress, wp-includes/nav-menu.php.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from urllib.parse import SplitResult, urlsplit

from lxml import etree

from converters.wordpress.conversion import page_path
from converters.wordpress.dates import NO_DATE
from converters.wordpress.items import DATE_FORMAT, Item, ItemTerm
from converters.wordpress.planning import Entry, Plan
from converters.wordpress.slugs import term_slug, unique
from converters.wordpress.taxonomy import term_name
from converters.wordpress.urls import SiteAddress
from converters.wordpress.xml_elements import add_element, add_text
from migrator.diagnostics import Diagnostic, DiagnosticSink, Severity
from migrator.model.document import SiteInfo

MENU: Final = "nav_menu"
_ITEM: Final = "nav_menu_item"
_TITLE_KEYS: Final = ("title", "name", "text", "label", "page")
_URL_KEYS: Final = ("url", "link", "href", "path", "permalink", "page_url", "page")
_TARGET_KEYS: Final = ("external", "new_window", "newtab", "target")
_NEW_WINDOW: Final = frozenset({True, "_blank", "blank", "true"})
_DEEPEST: Final = 10
_MOST_ITEMS: Final = 2000
_NO_CLASSES: Final = 'a:1:{i:0;s:0:"";}'


@dataclass(frozen=True, slots=True)
class MenuItem:
    """An entry: ``number`` counts from 1 in its menu, ``parent`` is another's number or 0."""

    number: int
    parent: int
    title: str
    url: str
    opens_window: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu with its items in order, parents before what is below them."""

    name: str
    slug: str
    items: tuple[MenuItem, ...]


# ------------------------------------------------------------------------------------- reading


def read_menus(site: SiteInfo, names: Sequence[str], sink: DiagnosticSink) -> list[Menu]:
    """Return the menus that ``names`` (``navigation``, ``header.links``) name in data or config.

    A hash of lists is a menu a list; what cannot be read is told.
    """
    menus: list[Menu] = []
    taken: set[str] = set()
    for name in names:
        value = _value_at(site.data, name)
        found = list(_lists(name, _value_at(site.config, name) if value is None else value))
        if not found:
            message = f"neither _data nor the config has a menu called '{name}'"
            sink(Diagnostic("wordpress.no-menu", Severity.ERROR, "", 0, message))
        for label, entries in found:
            slug = unique(term_slug(label), taken)
            taken.add(slug)
            title = term_name(label.replace("_", " ").replace("-", " ").capitalize())
            menus.append(Menu(title, slug, _items(label, entries, sink)))
    return menus


def _value_at(data: Mapping[str, object], name: str) -> object:
    value: object = data
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _lists(name: str, value: object) -> Iterator[tuple[str, list[object]]]:
    if isinstance(value, list):
        yield name.rpartition(".")[2], value
    elif isinstance(value, Mapping) and value:
        if all(isinstance(one, list) for one in value.values()):
            yield from ((str(key), entries) for key, entries in value.items())
        else:
            yield name.rpartition(".")[2], [{key: one} for key, one in value.items()]


def _items(name: str, entries: list[object], sink: DiagnosticSink) -> tuple[MenuItem, ...]:
    items: list[MenuItem] = []
    pending = [(entry, 0, 1) for entry in reversed(entries)]
    while pending and len(items) < _MOST_ITEMS:
        entry, parent, depth = pending.pop()
        title, url = _title_and_url(entry)
        below = _below(entry) if depth < _DEEPEST else []
        if not (title or url):
            message = f"an entry of the menu '{name}' has neither title nor address: {entry!r:.80}"
            sink(Diagnostic("wordpress.menu-entry", Severity.WARNING, "", 0, message))
            continue
        item = MenuItem(len(items) + 1, parent, title, url, _opens_window(entry))
        items.append(item)
        pending += [(one, item.number, depth + 1) for one in reversed(below)]
    return tuple(items)


def _title_and_url(entry: object) -> tuple[str, str]:
    if isinstance(entry, str):
        return "", entry.strip()
    if not isinstance(entry, Mapping):
        return "", ""
    title, url = _first(entry, _TITLE_KEYS), _first(entry, _URL_KEYS)
    if not (title or url) and len(entry) == 1:  # title: address, or title: list
        key, value = next(iter(entry.items()))
        return str(key).strip(), value.strip() if isinstance(value, str) else ""
    return title, url if url != title else ""


def _first(entry: Mapping[str, object], keys: Sequence[str]) -> str:
    texts = (entry[key] for key in keys if isinstance(entry.get(key), str))
    return next((" ".join(str(text).split()) for text in texts if text), "")


def _below(entry: object) -> list[object]:
    """Return the entries below ``entry``: its first list, whatever its key."""
    values = entry.values() if isinstance(entry, Mapping) else ()
    return next((value for value in values if isinstance(value, list) and value), [])


def _opens_window(entry: object) -> bool:
    return isinstance(entry, Mapping) and any(
        isinstance(entry.get(key), (bool, str)) and entry[key] in _NEW_WINDOW
        for key in _TARGET_KEYS
    )


# ------------------------------------------------------------------------------------- writing


@dataclass(frozen=True, slots=True)
class MenuWriter:
    """Writes ``menus`` with numbers that nothing else in ``plan`` has."""

    plan: Plan
    menus: Sequence[Menu]
    address: SiteAddress

    @property
    def linked(self) -> tuple[Entry, ...]:
        """The entries that menu items lead to, in the order of their ids."""
        places = self._places()
        found = (self._entry(item, places) for menu in self.menus for item in menu.items)
        chosen = {entry.id: entry for entry in found if entry is not None}
        return tuple(chosen[number] for number in sorted(chosen))

    def declare(self, channel: etree._Element) -> None:
        """Add the menus to ``channel``, as terms."""
        for number, menu in enumerate(self.menus, len(self.plan.taxonomy.terms) + 1):
            element = add_element(channel, "wp:term")
            add_text(element, "wp:term_id", number)
            add_text(element, "wp:term_taxonomy", MENU)
            add_text(element, "wp:term_slug", menu.slug)
            add_text(element, "wp:term_parent", "")
            add_text(element, "wp:term_name", menu.name)

    def items(self) -> Iterator[Item]:
        """Yield the items of all menus."""
        places = self._places()
        before = len(self.plan.entries) + len(self.plan.attachments)
        for menu in self.menus:
            for item in menu.items:
                yield self._item(menu, item, before, self._entry(item, places))
            before += len(menu.items)

    def _item(self, menu: Menu, item: MenuItem, before: int, entry: Entry | None) -> Item:
        number = before + item.number
        date = (NO_DATE + timedelta(seconds=number)).strftime(DATE_FORMAT)
        url = "" if entry else self._address(item.url) or "#"
        meta = {
            "_menu_item_type": "post_type" if entry else "custom",
            "_menu_item_menu_item_parent": str(before + item.parent if item.parent else 0),
            "_menu_item_object_id": str(entry.id if entry else number),
            "_menu_item_object": entry.type if entry else "custom",
            "_menu_item_target": "_blank" if item.opens_window else "",
            "_menu_item_classes": _NO_CLASSES,
            "_menu_item_xfn": "",
            "_menu_item_url": url,
        }
        title = item.title or (entry.title if entry else _name_of(item.url))
        return Item(
            title=title,
            link=f"{self.address.home}/?p={number}",
            type=_ITEM,
            slug=f"menu-item-{number}",
            status="publish",
            date=date,
            date_gmt=date,
            id=number,
            menu_order=item.number,
            terms=(ItemTerm(MENU, menu.name, menu.slug),),
            meta=tuple(meta.items()),
        )

    def _places(self) -> dict[tuple[str, ...], Entry]:
        places: dict[tuple[str, ...], Entry] = {}
        for entry in self.plan.entries:
            places.setdefault(page_path(entry.url), entry)
        for entry in self.plan.entries:
            for alias in entry.aliases:
                places.setdefault(page_path(alias), entry)
        return places

    def _entry(self, item: MenuItem, places: Mapping[tuple[str, ...], Entry]) -> Entry | None:
        """Return the entry that ``item`` leads to, None for another site or a place in a page."""
        parts = _split(item.url)
        if parts is None or parts.query or parts.fragment or not item.url:
            return None
        is_elsewhere = f"{parts.scheme}://{parts.netloc}" not in ("://", self.address.origin)
        if is_elsewhere:
            return None
        path = parts.path
        if self.address.baseurl and f"{path}/".startswith(f"{self.address.baseurl}/"):
            path = path[len(self.address.baseurl) :]
        return places.get(page_path(path))

    def _address(self, url: str) -> str:
        parts = _split(url)
        is_own = parts is not None and not (parts.scheme or parts.netloc)
        if not (url and is_own and self.address.origin) or url.startswith("#"):
            return url
        path = f"/{url.lstrip('/')}"
        baseurl = self.address.baseurl
        return self.address.page(path.removeprefix(baseurl) if baseurl else path)


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:
        return None


def _name_of(url: str) -> str:
    parts = _split(url)
    path = page_path(parts.path) if parts is not None else ()
    words = path[-1].replace("-", " ").replace("_", " ") if path else url
    return words.strip().capitalize() or "Home"
