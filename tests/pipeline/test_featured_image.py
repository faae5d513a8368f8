"""A document's image by its front matter: the keys that themes use, and the user's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from migrator.model.document import Asset
from migrator.pipeline.front_matter import featured_asset
from migrator.site.index import build_index
from migrator.site.records import Site, SourceDocument, StaticFile

POST = SourceDocument(
    path="_posts/2024-07-22-a.md",
    collection="posts",
    kind="post",
    extname=".md",
    url="/a/",
    output_path="x",
    output_ext=".html",
    title="t",
    slug="a",
    date=None,
    front_matter={},
    data={},
)
FILES = [StaticFile("assets/바다.jpg", "/assets/바다.jpg"), StaticFile("b.png", "/b.png")]
SITE = Site(
    Path(),
    {"url": "https://x.example", "baseurl": "/base"},
    ZoneInfo("Asia/Seoul"),
    datetime(2025, 1, 1, tzinfo=UTC),
    index=build_index([], FILES),
)
SEA = Asset("assets/바다.jpg", "/base/assets/바다.jpg", featured=True)


@pytest.mark.parametrize(
    ("data", "keys", "found"),
    [
        ({"image": "/assets/바다.jpg"}, (), SEA),
        ({"cover": {"src": "assets/바다.jpg", "alt": "바다"}}, (), replace(SEA, alt="바다")),
        ({"header": {"teaser": "https://x.example/base/assets/%EB%B0%94%EB%8B%A4.jpg"}}, (), SEA),
        ({"hero": "/assets/바다.jpg"}, (), None),
        ({"hero": "/assets/바다.jpg", "image": "/b.png"}, ("hero",), SEA),
        ({"banner": {"big": "/assets/바다.jpg"}}, ("banner.big",), SEA),
        ({"banner.big": "/assets/바다.jpg"}, ("banner.big",), SEA),
        ({"banner": "none", "image": "/assets/바다.jpg"}, ("banner.big",), SEA),
        ({"image": "https://elsewhere.example/b.png"}, (), None),
    ],
)
def test_featured_images(data: dict[str, object], keys: tuple[str, ...], found: object) -> None:
    site = replace(SITE, image_keys=keys)
    assert featured_asset(replace(POST, data=data), site) == found
