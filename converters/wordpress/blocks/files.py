"""A link to a file to download, alone in its paragraph, as the block for files.

Source of the form: what the editors of WordPress 6.1 and of the newest version save for
``core/file`` without its button: readers saw the link alone.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from converters.wordpress.block_markup import Support, encode_attributes
from converters.wordpress.blocks.context import BlockContext, Parts, block_parts
from migrator.html.escape import format_attributes
from migrator.model import nodes
from migrator.model.attributes import Attributes, get_attribute
from migrator.model.nodes import Node
from migrator.model.walk import walk

_DOWNLOADED: Final = """
    pdf ps djvu xps oxps rtf doc docx docm dot dotx xls xlsx xlsm xlsb xlt xltx csv tsv ppt pptx
    pptm pps ppsx pot potx odt ods odp odg odf hwp hwpx pages numbers key epub mobi azw azw3 fb2
    zip gz tgz bz2 xz 7z rar tar psd ai sketch dmg exe msi apk deb rpm jar iso torrent
"""
DOWNLOADED: Final = frozenset(_DOWNLOADED.split())
"""Extensions of files that readers keep; browsers show others as pages, pictures or players."""
_REL: Final = "noreferrer noopener"
"""What the block says of a link that opens elsewhere."""
_MARKING: Final = "b cite code i ins kbd mark q s samp small sub sup u var"
_TEXT_NAMES: Final = frozenset(_MARKING.split())
"""Elements that only say of a text how it looks."""
_SHOWN: Final = (nodes.Text, nodes.SmartPunctuation, nodes.RawInline)
_LINK_NAMES: Final = frozenset({"target", "rel"})


def file_block(link: Node | None, support: Support, context: BlockContext) -> Parts | None:
    """Return the block for ``link``, alone in a paragraph with ``support``; None if it is none."""
    if not isinstance(link, nodes.Link) or not context.is_own(link.destination):
        return None
    target = _target_of(link)
    is_plain = not (support.align or support.style.css or support.rest or link.title)
    if target is None or not (is_plain and _is_file(link.destination) and _is_text(link)):
        return None
    settings = {"href": link.destination, "showDownloadButton": False}
    attributes = format_attributes((("href", link.destination), *target))
    text = context.html(link.children)
    html = f"{support.tag('div', ('wp-block-file',))}<a{attributes}>{text}</a></div>"
    return block_parts("file", settings | support.settings, html)


def _is_file(url: str) -> bool:
    """Return whether ``url`` names a file to keep, in letters that the importer can replace.

    It replaces an address as plain text: one with ``--`` stands otherwise in a block's settings.
    """
    address = url.partition("#")[0].partition("?")[0]
    ending = PurePosixPath(unquote(urlsplit(address).path)).suffix.lower().lstrip(".")
    return ending in DOWNLOADED and address in encode_attributes({"href": address})


def _target_of(link: nodes.Link) -> Attributes | None:
    """Return a link's target and ``rel`` as the block has them, None where it holds no such."""
    names = {name for name, _ in link.attributes}
    words = (get_attribute(link.attributes, "rel") or "").split()
    if not names <= _LINK_NAMES or not set(words) <= set(_REL.split()):
        return None
    target = get_attribute(link.attributes, "target")
    if target:
        return (("target", target), ("rel", _REL))
    return None if names else ()


def _is_text(link: nodes.Link) -> bool:
    """Return whether ``link`` shows text, and nothing but text."""
    inside = [one for one in walk(link) if one is not link]
    others = (one.name for one in inside if isinstance(one, nodes.HtmlElement))
    has_text = any(isinstance(one, _SHOWN) and one.text.strip() for one in inside)
    has_pictures = any(isinstance(one, nodes.Image) for one in inside)
    return has_text and not has_pictures and _TEXT_NAMES.issuperset(others)
