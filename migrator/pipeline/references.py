"""What the sources of a site say of each other: anchors linked to, files that one document shows.

One quick look at the text of every document, include, layout and data file, before any of it is
parsed; so it sees links that Liquid makes too, as far as they are written out. What it misses is
missed on the safe side: a heading keeps the id that its reader makes, a file stays where it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from migrator.diagnostics import ignore
from migrator.site.records import Site, SourceDocument, StaticFile
from migrator.site.ruby_values import to_text
from migrator.site.text_files import encoding_of, read_text
from migrator.site.urls import baseurl_of
from migrator.transforms import TransformContext
from migrator.transforms.addresses import resolve

MEDIA: Final = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".ico", ".heic"}
    | {".mp3", ".m4a", ".ogg", ".wav", ".mp4", ".webm", ".mov", ".pdf"}
)
"""Endings of files that can lie beside the one document that shows them."""

_FOLDERS: Final = (
    ("includes_dir", "_includes"),
    ("layouts_dir", "_layouts"),
    ("data_dir", "_data"),
)
_TEXT: Final = frozenset(
    {".html", ".md", ".markdown", ".yml", ".yaml", ".json", ".csv", ".tsv", ".txt", ".js", ".xml"}
)
_FRAGMENT: Final = re.compile(r"#(?<=[\w/}.%=)-]#)([^\s\"'`()<>#\[\]{}|,;]+)")
_MEDIA: Final = re.compile(rf"\.(?:{'|'.join(sorted(one[1:] for one in MEDIA))})\b", re.IGNORECASE)
_BEFORE: Final = re.compile(r".*[\s\"'`()<>\[\]|,;]")
"""A line up to the last character that stands in no address."""
_LIQUID: Final = re.compile(r"\{[{%][^{}\n]*[%}]\}")
_LINK: Final = re.compile(r"\blink\s+([^\s%}]+)")
_POST: Final = re.compile(r"\bpost_url\s+([^\s%}]+)")
_QUOTED: Final = re.compile(r"[\"']([^\"']*)[\"']")
_SITE: Final = re.compile(r"\bsite\.(?:baseurl|url|github\.url)\b")
_WINDOW: Final = 300
_MOST_TAGS: Final = 4
_ANYWHERE: Final = "*"


@dataclass(frozen=True, slots=True)
class References:
    """``anchors`` maps a document's source path to the ids in it that others may link to.

    Under ``*`` stand ids of links whose document only Liquid knows: any document's. ``own`` maps
    a document's source path to the source paths of files that no other document shows.
    """

    anchors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    own: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def anchors_of(self, path: str) -> frozenset[str]:
        """Return the ids in the document at ``path`` that others may link to."""
        return self.anchors.get(path, frozenset()) | self.anchors.get(_ANYWHERE, frozenset())


def read_references(site: Site) -> References:
    """Return what the sources of ``site`` refer to; each file is read once."""
    finder = _Finder(site)
    for path, text, document in _texts(site):
        finder.look(path, text, document)
    anchors = {path: frozenset(found) for path, found in finder.anchors.items()}
    return References(anchors, finder.own_files())


def _texts(site: Site) -> Iterator[tuple[str, str, SourceDocument | None]]:
    encoding = encoding_of(site.config)
    for document in site.documents:
        text = read_text(site.root / document.path, document.path, encoding, ignore)
        yield document.path, text or "", document
    for file in _other_files(site):
        path = file.relative_to(site.root).as_posix()
        yield path, read_text(file, path, encoding, ignore) or "", None


def _other_files(site: Site) -> Iterator[Path]:
    for setting, usual in _FOLDERS:
        folder = site.root / to_text(site.config.get(setting) or usual).strip("/")
        found = sorted(folder.rglob("*")) if folder.is_dir() else []
        yield from (file for file in found if file.suffix.lower() in _TEXT and file.is_file())


class _Finder:
    """Collects what texts refer to."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.anchors: dict[str, set[str]] = {}
        self._users: dict[str, set[str]] = {}
        self._baseurl = baseurl_of(site.config)
        self._site_url = to_text(site.config.get("url"))
        self._posts = {
            _post_name(one.path): one for one in site.documents if one.collection == "posts"
        }

    def look(self, path: str, text: str, document: SourceDocument | None) -> None:
        """Note what ``text`` refers to."""
        context = TransformContext(
            path=path,
            url=document.url if document else "/",
            index=self._site.index,
            baseurl=self._baseurl,
            site_url=self._site_url,
        )
        for match in _FRAGMENT.finditer(text):
            self._note_anchor(_address_before(text, match.start()), match[1], context)
        for match in _MEDIA.finditer(text):
            found = self._target(_address_before(text, match.end()), context)
            if isinstance(found, StaticFile):
                in_body = document is not None and match.start() >= _body_start(text)
                user = path if in_body else f"{path}:front matter"
                self._users.setdefault(found.path, set()).add(user)

    def _note_anchor(self, address: str, fragment: str, context: TransformContext) -> None:
        if not address:
            return
        found = self._target(address, context)
        if isinstance(found, str):
            place = found
        elif isinstance(found, SourceDocument):
            place = found.path
        else:
            return
        names = {fragment, unquote(fragment)}
        self.anchors.setdefault(place, set()).update(names)

    def _target(
        self, address: str, context: TransformContext
    ) -> SourceDocument | StaticFile | str | None:
        """Return what stands at ``address``, ``*`` where Liquid alone knows."""
        plain = address
        for tag in _LIQUID.findall(address):
            link, post, quoted = _LINK.search(tag), _POST.search(tag), _QUOTED.search(tag)
            if link:
                return self._site.index.documents_by_path.get(link[1].strip("\"'").lstrip("/"))
            if post:
                return self._posts.get(post[1].strip("\"'").lstrip("/"))
            if not quoted and not _SITE.search(tag):
                return _ANYWHERE
            plain = plain.replace(tag, quoted[1] if quoted else "", 1)
        found = resolve(plain or "/", context)
        return found.target if found else None

    def own_files(self) -> dict[str, frozenset[str]]:
        """Return, by document, the files that it alone shows and that may lie beside it."""
        urls = {one.path: one.url for one in self._site.documents}
        own: dict[str, set[str]] = {}
        taken: dict[str, str] = {}
        for file, users in self._users.items():
            (user, *others) = sorted(users)
            if others or user not in urls:
                continue
            place = _beside(urls[user], file)
            if place in taken:  # both would be served at one address
                own[taken[place]].discard(_twin(own[taken[place]], file))
                continue
            stands = self._site.index.static_by_url.get(place)
            if stands is None or stands.path == file:
                taken[place] = user
                own.setdefault(user, set()).add(file)
        return {path: frozenset(files) for path, files in own.items() if files}


def _twin(files: set[str], file: str) -> str:
    name = file.rsplit("/", 1)[-1]
    return next((one for one in files if one.rsplit("/", 1)[-1] == name), "")


def _beside(url: str, file: str) -> str:
    """Return the URL path of ``file`` in the folder of the page at ``url``."""
    return unquote(url[: url.rfind("/") + 1]) + file.rsplit("/", 1)[-1]


def _address_before(text: str, end: int) -> str:
    """Return the address that ends at ``end``, with the Liquid in it."""
    floor = max(text.rfind("\n", 0, end) + 1, end - _WINDOW)
    start = end
    for _ in range(_MOST_TAGS):
        before = _BEFORE.match(text, floor, start)
        begin = before.end() if before else floor
        closed = text.rfind("}", begin, start)
        opened = text.rfind("{", floor, closed) if closed >= 0 else -1
        if opened < 0:
            return text[begin:end]
        start = opened - (text[opened - 1 : opened] == "{")
    return text[start:end]


def _body_start(text: str) -> int:
    if not text.startswith("---"):
        return 0
    end = text.find("\n---", 3)
    return end + 1 if end >= 0 else 0


def _post_name(path: str) -> str:
    return path.rpartition("_posts/")[2].rsplit(".", 1)[0]
