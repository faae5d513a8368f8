"""Players in frames, by the address of what they play: WordPress embeds that by oEmbed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True, slots=True)
class Provider:
    """A site that WordPress embeds: how its frames' addresses look, and what they stand for."""

    slug: str
    kind: str
    frame: re.Pattern[str]
    address: str


def _provider(slug: str, kind: str, frame: str, address: str) -> Provider:
    return Provider(slug, kind, re.compile(rf"(?:https?:)?//(?:www\.)?{frame}"), address)


_VIDEO_ID: Final = r"(?P<id>[\w-]+)"

PROVIDERS: Final = (
    _provider(
        "youtube",
        "video",
        rf"(?:youtube(?:-nocookie)?\.com/(?:embed|v)/(?!videoseries\b)|youtu\.be/){_VIDEO_ID}",
        "https://www.youtube.com/watch?v={id}",
    ),
    _provider("vimeo", "video", r"player\.vimeo\.com/video/(?P<id>\d+)", "https://vimeo.com/{id}"),
    _provider(
        "dailymotion",
        "video",
        rf"dailymotion\.com/embed/video/{_VIDEO_ID}",
        "https://www.dailymotion.com/video/{id}",
    ),
    _provider(
        "spotify",
        "rich",
        r"open\.spotify\.com/embed/(?P<id>[a-z]+/[\w-]+)",
        "https://open.spotify.com/{id}",
    ),
    _provider(
        "ted", "video", r"embed\.ted\.com/talks/(?P<id>[\w/-]+)", "https://www.ted.com/talks/{id}"
    ),
)
"""Frames whose address tells that of what they show (WordPress: WP_oEmbed's providers)."""


@dataclass(frozen=True, slots=True)
class Embed:
    """An address for the embed block, with the provider's name and kind."""

    url: str
    slug: str
    kind: str


def embed_of(source: str) -> Embed | None:
    """Return what the frame with address ``source`` shows, None where WordPress cannot tell."""
    for provider in PROVIDERS:
        found = provider.frame.match(source)
        if found:
            address = provider.address.format(id=found["id"].rstrip("/"))
            return Embed(address + _start(provider.slug, source), provider.slug, provider.kind)
    return None


def _start(slug: str, source: str) -> str:
    """Return the second a YouTube video starts at, as its addresses have it."""
    start = parse_qs(urlsplit(source).query).get("start", [""])[0]
    return f"&t={start}" if slug == "youtube" and start.isdecimal() else ""
