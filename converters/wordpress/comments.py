"""Comments of a document as those of an item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import tzinfo
from typing import Final

from converters.wordpress.comment_html import safe_html
from converters.wordpress.dates import PostDate, post_date, shifted
from converters.wordpress.items import ItemComment
from migrator.diagnostics import Diagnostic, DiagnosticSink, Severity, ignore
from migrator.model.document import Document

_NAME_LIMIT: Final = 245
_EMAIL_LIMIT: Final = 100
_URL_LIMIT: Final = 200
_ANONYMOUS: Final = "Anonymous"
_PARAGRAPH: Final = re.compile(r"\s*<p>(.*?)</p>\s*", re.DOTALL)


def item_comments(
    document: Document, date: PostDate, zone: tzinfo, sink: DiagnosticSink = ignore
) -> Iterator[ItemComment]:
    """Yield the comments on ``document``, one without a date as old as the post (``date``).

    Scripts and frames in them are left out and told. An importer knows a comment again by its
    author and date, so these are unique.
    """
    numbers = {comment.key: number for number, comment in enumerate(document.comments, 1)}
    taken: set[tuple[str, str]] = set()
    left_out = 0
    for comment in document.comments:
        moment = post_date(comment.date, zone) if comment.date else date
        while (comment.author, moment.local) in taken:
            moment = shifted(moment, 1)
        taken.add((comment.author, moment.local))
        html, unsafe = safe_html(comment.html)
        left_out += unsafe
        yield ItemComment(
            id=numbers[comment.key],
            parent=numbers.get(comment.parent, 0),
            author=_short(comment.author, _NAME_LIMIT) or _ANONYMOUS,
            email=_short(comment.email, _EMAIL_LIMIT),
            url=_short(comment.url, _URL_LIMIT),
            date=moment.local,
            date_gmt=moment.gmt,
            content=_content(html),
        )
    if left_out:
        message = f"{left_out} scripts, frames and the like in readers' comments are left out"
        sink(Diagnostic("wordpress.comment-scripts", Severity.WARNING, document.path, 0, message))


def _short(text: str, limit: int) -> str:
    """Return ``text`` on one line, '' where WordPress's table has no room for it."""
    line = " ".join(text.split())
    return line if len(line) <= limit else ""


def _content(html: str) -> str:
    """Return the comment's HTML; WordPress makes paragraphs of blank lines by itself."""
    return _PARAGRAPH.sub(r"\n\n\1\n\n", html).replace("\n\n\n\n", "\n\n").strip()
