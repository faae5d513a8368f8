"""Reads a WXR item back with lxml and compares it with its document.

What WordPress's blocks add to the HTML (figures around images and tables, embeds for frames,
classes) is brought to one form on both sides before the contents are compared.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from types import MappingProxyType
from typing import Final
from urllib.parse import unquote

from lxml import etree

from migrator.diagnostics import Diagnostic
from migrator.html.options import PLAIN, HtmlOptions
from migrator.html.serializer import HANDLERS, Handler, Parts, to_html
from migrator.model.document import Document
from migrator.model.nodes import MathBlock
from migrator.verify.common_blocks import without_common_blocks
from migrator.verify.comparison import ComparisonOptions, compare_html
from migrator.verify.problems import problem
from migrator.verify.wordpress_html import (
    Addresses,
    embedded_ids,
    normal_html,
    without_block_marks,
)
from migrator.verify.wordpress_notes import with_notes, with_shown_notes, without_backlinks

NAMESPACES: Final = {
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wp": "http://wordpress.org/export/1.2/",
}
SLUG_LIMIT: Final = 200
_RUNNING: Final = re.compile(
    r"<(applet|audio|button|form|frameset|iframe|math|noscript|object|script|select|style|svg"
    r"|template|textarea|title|video)\b.*?</\1\s*>",
    re.DOTALL | re.IGNORECASE,
)
_TAG: Final = re.compile(r"<[^>]*>")
_DATE_FORMAT: Final = "%Y-%m-%d %H:%M:%S"
_DEFAULTS: Final = ComparisonOptions()
_OPTIONS: Final = ComparisonOptions(transparent=_DEFAULTS.transparent | {"div"})


@dataclass(frozen=True, slots=True)
class ReadItem:
    """An item as lxml reads it."""

    root: etree._Element

    def text(self, name: str) -> str:
        """Return the text of the child ``name``, '' where there is none."""
        return self.root.findtext(name, "", NAMESPACES)

    def shown(self, document: Document) -> str:
        """Return the content with its footnotes in it, where they stand in a meta field."""
        content = self.text("content:encoded")
        for meta in self.root.findall("wp:postmeta", NAMESPACES):
            if meta.findtext("wp:meta_key", "", NAMESPACES) == "footnotes":
                field = meta.findtext("wp:meta_value", "", NAMESPACES)
                return with_notes(content, field, document)
        return content

    def terms(self, taxonomy: str) -> list[str]:
        """Return the names of the item's terms in ``taxonomy``."""
        found = self.root.findall("category")
        return [term.text or "" for term in found if term.get("domain") == taxonomy]


def verify(document: Document, piece_text: str) -> list[Diagnostic]:
    """Return what differs between ``document`` and the item in ``piece_text``; [] if nothing."""
    try:
        root = etree.fromstring(piece_text.encode(), etree.XMLParser(huge_tree=True))
    except (etree.XMLSyntaxError, UnicodeEncodeError) as error:
        return [problem(document, "verify.unreadable", f"the item is no XML: {error}")]
    item = ReadItem(root)
    messages = [message for check in _CHECKS for message in check(document, item)]
    found = [problem(document, "verify.field", message) for message in messages]
    return found + [
        problem(document, "verify.content", message)
        for message in content_differences(document, item.shown(document), item.text("link"))
    ]


# ------------------------------------------------------------------------------------- fields


def _title(document: Document, item: ReadItem) -> Iterator[str]:
    title, wanted = item.text("title"), _folded(document.title)
    if not title:
        yield "the title is empty"
    elif wanted and _folded(title) != wanted:
        yield f"the title is '{title}', not '{wanted}'"


def _date(document: Document, item: ReadItem) -> Iterator[str]:
    written = item.text("wp:post_date_gmt")
    try:
        moment = datetime.strptime(written, _DATE_FORMAT).replace(tzinfo=UTC)
    except ValueError:
        yield f"the date '{written}' is none"
        return
    if document.date is None or document.date.tzinfo is None:
        return
    wanted = document.date.astimezone(UTC).replace(microsecond=0)
    if moment != wanted:
        yield f"the date is {moment.isoformat()}, not {wanted.isoformat()}"


def _slug(document: Document, item: ReadItem) -> Iterator[str]:
    slug = item.text("wp:post_name")
    if not slug or len(slug) > SLUG_LIMIT:
        yield f"the slug '{slug}' has {len(slug)} bytes; WordPress takes 1 to {SLUG_LIMIT}"
        return
    try:
        readable = unquote(slug, errors="strict")
    except UnicodeDecodeError:
        yield f"the slug '{slug}' is cut within a character"
        return
    is_post = item.text("wp:post_type") == "post"
    if is_post and not _letters(document.slug).startswith(_letters(readable)):
        yield f"the slug is '{readable}', not '{document.slug}'"


def _terms(document: Document, item: ReadItem) -> Iterator[str]:
    for taxonomy, names in (("category", document.categories), ("post_tag", document.tags)):
        wanted = Counter(dict.fromkeys(map(_term_letters, names), 1))
        written = Counter(map(_term_letters, item.terms(taxonomy)))
        if wanted != written:
            yield f"the terms in {taxonomy} are {item.terms(taxonomy)}, not {list(names)}"


def _status(document: Document, item: ReadItem) -> Iterator[str]:
    status = item.text("wp:status")
    if document.draft:
        wanted = {"draft"}
    else:
        wanted = {"publish", "future"} if document.published else {"private"}
    if status not in wanted:
        yield f"the status is '{status}', not {' or '.join(sorted(wanted))}"


def _author(document: Document, item: ReadItem) -> Iterator[str]:
    facts = item.root.findtext("facts", "{}")
    written = [author["key"] for author in json.loads(facts).get("authors", ())]
    wanted = [author.key for author in document.authors]
    if written != wanted:
        yield f"the authors are {written}, not {wanted}"


def _aliases(document: Document, item: ReadItem) -> Iterator[str]:
    written = [
        meta.findtext("wp:meta_value", "", NAMESPACES)
        for meta in item.root.findall("wp:postmeta", NAMESPACES)
        if meta.findtext("wp:meta_key", "", NAMESPACES) == "_jekyll_redirect_from"
    ]
    if written != list(document.aliases):
        yield f"the old addresses are {written}, not {list(document.aliases)}"


def _comments(document: Document, item: ReadItem) -> Iterator[str]:
    numbers = {comment.key: str(n) for n, comment in enumerate(document.comments, 1)}
    wanted = [
        (numbers[comment.key], numbers.get(comment.parent, "0"), _letters(_bare(comment.html)))
        for comment in document.comments
    ]
    written = [
        (
            comment.findtext("wp:comment_id", "", NAMESPACES),
            comment.findtext("wp:comment_parent", "", NAMESPACES),
            _letters(_bare(comment.findtext("wp:comment_content", "", NAMESPACES))),
        )
        for comment in item.root.findall("wp:comment", NAMESPACES)
    ]
    if written != wanted:
        yield f"its {len(document.comments)} comments are not as they were: {written}"


def _bare(html: str) -> str:
    """Return the text of a comment: what could run in it is left out, and told."""
    return unescape(_TAG.sub("", _RUNNING.sub("", html)))


Check = Callable[[Document, ReadItem], Iterator[str]]
_CHECKS: Final[tuple[Check, ...]] = (
    _title,
    _date,
    _slug,
    _terms,
    _status,
    _author,
    _aliases,
    _comments,
)


def _folded(text: str) -> str:
    return " ".join(_without_controls(text).split())


def _without_controls(text: str) -> str:
    return "".join(one for one in text if one.isspace() or unicodedata.category(one) != "Cc")


def _letters(text: str) -> str:
    """Return the letters and digits of ``text``, without case and accents."""
    bare = unicodedata.normalize("NFKD", unquote(text)).casefold()
    return "".join(character for character in bare if character.isalnum())


def _term_letters(name: str) -> str:
    return _folded(name).replace("<", "‹").replace(">", "›")[:SLUG_LIMIT].strip()


# ------------------------------------------------------------------------------------ content


def _formula(node: MathBlock, options: HtmlOptions) -> Parts:
    """Return a formula in a paragraph of its own: bare, it would join the formula before it."""
    return ("<p>", *HANDLERS[MathBlock](node, options), "</p>\n")


_HANDLERS: Final[Mapping[type, Handler]] = MappingProxyType({**HANDLERS, MathBlock: _formula})


def content_differences(document: Document, written: str, link: str) -> Iterator[str]:
    """Yield what differs between the model and ``written``, the content of a post.

    ``link`` is the document's address on the old site; ``written`` may be what an item holds or
    what WordPress shows of it.
    """
    written = with_shown_notes(written, document)
    wanted = to_html(document.body, PLAIN, _HANDLERS)
    if 'class="reversefootnote"' not in written:
        wanted = without_backlinks(wanted)
    addresses = Addresses.of(document, link)
    embeds = embedded_ids(written)
    common_aside = without_common_blocks(wanted, without_block_marks(written))
    left, left_ids = normal_html(common_aside[0], addresses, embeds)
    right, right_ids = normal_html(common_aside[1], addresses, embeds)
    if left_ids == right_ids and compare_html(left, right, _OPTIONS) is None:
        return
    left, left_ids = normal_html(wanted, addresses, embeds)
    right, right_ids = normal_html(written, addresses, embeds)
    difference = compare_html(left, right, _OPTIONS)
    if difference is not None:
        yield f"the content reads back differently {difference}"
    for name, _ in ((left_ids - right_ids) | (right_ids - left_ids)).items():
        yield f"the id '{name}' is not where it was"
