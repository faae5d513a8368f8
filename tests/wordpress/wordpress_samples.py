"""Cases and documents that the WordPress tests share."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from converters.base import Piece
from converters.wordpress import WordPressConverter
from migrator.html.fragment import parse_fragment
from migrator.model.document import Document, SiteInfo
from migrator.model.nodes import Body, Paragraph, Text
from migrator.transforms.native import to_native

FIXTURES = Path(__file__).parents[2] / "fixtures" / "wordpress"
GUIDES = frozenset({"import.sh", "import.md", "import-once.php", "register-types.php"})
"""Files beside those to import."""
SITE = SiteInfo(
    title="우리 & 사이트",
    description="]]> <b>",
    url="https://blog.example.com",
    baseurl="/base",
    language="ko",
    timezone="Asia/Seoul",
    built_at=datetime(2024, 12, 1, tzinfo=UTC),
)


def read_cases(path: Path) -> dict[str, str]:
    """Return the parts of a fixture file by name: each stands under a line ``=== name``."""
    parts = path.read_text().split("=== ")[1:]
    return {part.partition("\n")[0]: part.partition("\n")[2].strip("\n") for part in parts}


def body_of(html: str) -> Body:
    """Return the model of ``html`` as converters see it."""
    return to_native(parse_fragment(html))


def document(**fields: Any) -> Document:
    """Return a post with what ``fields`` say."""
    defaults: dict[str, Any] = {
        "path": "_posts/2024-07-22-alliance.md",
        "collection": "posts",
        "url": "/2024/07/22/alliance/",
        "title": "동맹",
        "date": datetime(2024, 7, 21, 16, 30, tzinfo=UTC),
        "slug": "alliance",
        "body": Body((Paragraph((Text("글"),)),)),
    }
    return Document(**{**defaults, **fields})


def convert_all(
    documents: list[Document], site: SiteInfo = SITE, **options: str
) -> tuple[dict[str, str], WordPressConverter]:
    """Return the files to import made of ``documents`` by name, and the converter."""
    files, converter = write_all(documents, site, **options)
    return {name: text for name, text in files.items() if name not in GUIDES}, converter


def write_all(
    documents: list[Document], site: SiteInfo = SITE, **options: str
) -> tuple[dict[str, str], WordPressConverter]:
    """Return all files made of ``documents`` by name, and the converter."""
    named = {key.replace("_", "-"): value for key, value in options.items()}
    converter = WordPressConverter(site, named)
    pieces = (converter.convert(one) for one in documents)
    files = {file.path: "".join(file.chunks) for file in converter.assemble(pieces)}
    return files, converter


def content_of(html: str, **options: str) -> tuple[Document, Piece]:
    """Return a post with body ``html`` and its piece."""
    named = {key.replace("_", "-"): value for key, value in options.items()}
    post = document(body=body_of(html))
    return post, WordPressConverter(SITE, named).convert(post)
