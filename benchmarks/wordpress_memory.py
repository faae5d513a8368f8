"""How much memory a large site takes on its way into WordPress files.

usage: python -m benchmarks.wordpress_memory [POSTS]

Prints one JSON object: posts, bytes written, seconds, peak resident memory in MB.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from benchmarks.memory import peak_mb
from converters.wordpress import WordPressConverter
from migrator.html.fragment import parse_fragment
from migrator.model.document import Document, SiteInfo
from migrator.transforms.native import to_native

SITE = SiteInfo(title="큰 사이트", url="https://big.example", timezone="Asia/Seoul")
PARAGRAPH = "<p>글은 <b>굵게</b> 쓰고 <a href='/about/'>길</a>도 놓는다. 그리고 더 이어진다.</p>"
BODY = f"<h2>제목</h2>{PARAGRAPH * 12}<ul><li>하나</li><li>둘</li></ul>"
START = datetime(2001, 1, 1, tzinfo=UTC)


def documents(count: int) -> Iterator[Document]:
    """Yield posts of about 4 KB, each with terms and a date of its own."""
    body = to_native(parse_fragment(BODY))
    post = Document("", "posts", "", "", None, "", body, categories=("News",))
    for number in range(count):
        yield replace(
            post,
            path=f"_posts/{number}.md",
            url=f"/{number}/",
            title=f"글 {number}",
            slug=f"post-{number}",
            date=START + timedelta(hours=number),
            tags=("태그", f"tag-{number % 500}"),
        )


def measure(count: int) -> dict[str, float]:
    """Convert ``count`` posts to files that are thrown away; return the figures."""
    started = time.monotonic()
    converter = WordPressConverter(SITE, {})
    pieces = (converter.convert(document) for document in documents(count))
    files = converter.assemble(pieces)
    written = sum(len(chunk.encode()) for file in files for chunk in file.chunks)
    peak = peak_mb()
    seconds = time.monotonic() - started
    return {"posts": count, "bytes": written, "seconds": round(seconds, 1), "peak_mb": peak}


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)))
