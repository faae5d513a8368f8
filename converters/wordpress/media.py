"""Attachments: the files that WordPress fetches from the old site while it imports."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from migrator.model.document import Asset
from migrator.model.nodes import Body, Image, Text
from migrator.model.walk import walk

_ALLOWED_TYPES: Final = """
    jpg jpeg jpe gif png bmp tiff tif webp avif heic heif asf asx wmv wmx wm avi divx flv mov
    qt mpeg mpg mpe mp4 m4v ogv webm mkv 3gp 3gpp 3g2 3gp2 txt asc c cc h srt csv tsv ics rtx css
    vtt dfxp mp3 m4a m4b aac ra ram wav x-wav ogg oga flac mid midi wma wax mka rtf pdf class tar
    zip gz gzip rar 7z psd xcf doc pot pps ppt wri xla xls xlt xlw mdb mpp docx docm dotx dotm xlsx
    xlsm xlsb xltx xltm xlam pptx pptm ppsx ppsm potx potm ppam sldx sldm onetoc onetoc2 onetmp
    onepkg oxps xps odt odp ods odg odc odb odf wp wpd key numbers pages
"""
ALLOWED_TYPES: Final = frozenset(_ALLOWED_TYPES.split())
"""Extensions of files that WordPress lets an administrator upload (wp_get_mime_types).

Not ``ico``: PHP knows such a file by a name other than WordPress's list, which then refuses it.
"""


def is_allowed(asset: Asset) -> bool:
    """Return whether WordPress takes the file of ``asset``."""
    return PurePosixPath(asset.path).suffix.lower().lstrip(".") in ALLOWED_TYPES


def begins_with(body: Body, asset: Asset) -> bool:
    """Return whether the first thing that ``body`` shows is the picture in ``asset``."""
    for node in walk(body):
        if isinstance(node, Image):
            return unquote(urlsplit(node.destination).path).endswith(f"/{asset.path}")
        if isinstance(node, Text) and node.text.strip():
            return False
    return False


def stem_of(url: str) -> str:
    """Return ``url`` without the extension of its file name."""
    folder, slash, name = url.rpartition("/")
    stem, dot, _ = name.rpartition(".")
    return folder + slash + (stem if dot else name)


@dataclass(slots=True)
class Attachment:
    """A file to fetch: ``first`` is the index of the first item that uses it.

    ``owner`` is that of the last one that shows it, with which it is fetched if the site comes in
    parts; of the first where it is only a featured image.
    """

    asset: Asset
    url: str
    first: int
    owner: int


def part_addresses(attachments: Iterable[Attachment], others: Iterable[str]) -> dict[str, str]:
    """Return new addresses for images whose address would spoil others, by the old one.

    After fetching an image the importer replaces its address everywhere as plain text, and also
    the address without its extension: ``/a.png`` would spoil each link to ``/about/``.
    A ``./`` before the file name leads to the same file, and begins no other address.
    """
    own = {attachment.url for attachment in attachments}
    every = sorted(own | set(others))
    changed: dict[str, str] = {}
    for url in sorted(own, key=lambda one: (-len(stem_of(one)), one)):
        if not _begins_another(stem_of(url), url, every):
            continue
        dots = 1 + max(
            (_dots(old, new) for old, new in changed.items() if old.startswith(stem_of(url))),
            default=0,
        )
        folder, _, name = url.rpartition("/")
        changed[url] = f"{folder}/{'./' * dots}{name}"
    return changed


def _dots(old: str, new: str) -> int:
    return (len(new) - len(old)) // len("./")


def _begins_another(stem: str, url: str, every: Sequence[str]) -> bool:
    place = bisect_left(every, stem)
    while place < len(every) and every[place].startswith(stem):
        if every[place] != url:
            return True
        place += 1
    return False


def replace_addresses(content: str, urls: Iterable[str], changed: Mapping[str, str]) -> str:
    """Return ``content``, which holds ``urls``, with those in ``changed`` replaced.

    The old and the new address lead to the same file.
    """
    for url in sorted((url for url in urls if url in changed), key=len, reverse=True):
        content = content.replace(url, changed[url])
    return content
