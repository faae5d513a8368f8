"""What other sites play or show in a page, by its address: WordPress embeds that by oEmbed.

The list is WordPress's own (WP_oEmbed's providers). What is not on it (Gist, CodePen, Instagram,
Facebook) WordPress would show as a bare link, so that stays the HTML it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Provider:
    """A site that WordPress embeds: how its frames' addresses look, and what they stand for."""

    slug: str
    kind: str
    frame: re.Pattern[str]
    address: str


def _provider(slug: str, kind: str, frame: str, address: str) -> Provider:
    return Provider(slug, kind, re.compile(rf"(?:https?:)?//(?:www\.)?{frame}"), address)


_ID: Final = r"(?P<id>[\w-]+)"
_YOUTUBE: Final = r"(?:youtube(?:-nocookie)?\.com/(?:embed|v)"

PROVIDERS: Final = (
    _provider(
        "youtube",
        "video",
        rf"{_YOUTUBE}/videoseries\?(?:.*&)?list=){_ID}",
        "https://www.youtube.com/playlist?list={id}",
    ),
    _provider(
        "youtube",
        "video",
        rf"{_YOUTUBE}/(?!videoseries\b)|youtu\.be/){_ID}",
        "https://www.youtube.com/watch?v={id}",
    ),
    _provider(
        "vimeo",
        "video",
        r"player\.vimeo\.com/video/(?P<id>\d+)(?:\?(?:.*&)?h=(?P<key>\w+))?",
        "https://vimeo.com/{id}",
    ),
    _provider(
        "dailymotion",
        "video",
        rf"(?:dailymotion\.com/embed/video/|geo\.dailymotion\.com/player(?:/\w+)?\.html\?video=){_ID}",
        "https://www.dailymotion.com/video/{id}",
    ),
    _provider(
        "ted", "video", r"embed\.ted\.com/talks/(?P<id>[\w/-]+)", "https://www.ted.com/talks/{id}"
    ),
    _provider(
        "spotify",
        "rich",
        r"open\.spotify\.com/embed(?:-podcast)?/(?P<id>[a-z]+/[\w-]+)",
        "https://open.spotify.com/{id}",
    ),
    _provider(
        "soundcloud",
        "rich",
        r"w\.soundcloud\.com/player/\?(?:.*&)?url=https?(?::|%3A)//(?:www\.)?soundcloud\.com/"
        r"(?P<id>[\w-]+/[\w/-]+)",
        "https://soundcloud.com/{id}",
    ),
    _provider(
        "mixcloud",
        "rich",
        r"(?:player-widget\.)?mixcloud\.com/widget/iframe/\?(?:.*&)?feed=(?P<id>(?:%2F|/)[\w%/-]+)",
        "https://www.mixcloud.com{id}/",
    ),
    _provider(
        "scribd",
        "rich",
        r"scribd\.com/embeds/(?P<id>\d+)/content",
        "https://www.scribd.com/document/{id}",
    ),
    _provider(
        "kickstarter",
        "rich",
        r"kickstarter\.com/projects/(?P<id>[\w-]+/[\w-]+)/widget/",
        "https://www.kickstarter.com/projects/{id}",
    ),
    _provider(
        "twitter",
        "rich",
        r"platform\.twitter\.com/embed/Tweet\.html\?(?:.*&)?id=(?P<id>\d+)",
        "https://twitter.com/i/status/{id}",
    ),
    _provider(
        "twitter",
        "rich",
        r"(?:mobile\.)?(?:twitter|x)\.com/(?P<id>\w{1,15}/status(?:es)?/\d+)",
        "https://twitter.com/{id}",
    ),
    _provider(
        "reddit",
        "rich",
        r"(?:old\.|new\.)?reddit\.com/r/(?P<id>[^/?#]+/comments/[^?#]+)",
        "https://www.reddit.com/r/{id}",
    ),
    _provider(
        "tiktok",
        "video",
        r"tiktok\.com/@(?P<id>[\w.-]+/video/\d+)",
        "https://www.tiktok.com/@{id}",
    ),
    _provider(
        "imgur",
        "rich",
        r"imgur\.com/(?P<id>(?:a/|gallery/)?\w+)(?:/embed)?",
        "https://imgur.com/{id}",
    ),
    _provider(
        "flickr", "photo", r"flickr\.com/(?P<id>photos/[^?#]+)", "https://www.flickr.com/{id}"
    ),
)
"""Addresses of frames and of posts, the one that tells more before the one that tells less."""

LOADERS: Final[Mapping[str, re.Pattern[str]]] = {
    slug: re.compile(rf"(?:https?:)?//{source}")
    for slug, source in {
        "twitter": r"platform\.(?:twitter|x)\.com/widgets\.js",
        "tiktok": r"www\.tiktok\.com/embed\.js",
        "reddit": r"(?:embed\.reddit(?:media)?\.com/widgets|www\.redditstatic\.com/)",
        "imgur": r"s\.imgur\.com/min/embed\.js",
        "flickr": r"embedr\.flickr\.com/assets/",
    }.items()
}
"""Scripts that make posts of these sites out of quotes and links; embeds bring their own."""

QUOTE_CLASSES: Final[Mapping[str, str]] = {
    "twitter-tweet": "twitter",
    "twitter-video": "twitter",
    "tiktok-embed": "tiktok",
    "reddit-card": "reddit",
    "reddit-embed-bq": "reddit",
    "imgur-embed-pub": "imgur",
}
"""Classes of quotes that stand for a post."""


@dataclass(frozen=True, slots=True)
class Embed:
    """An address for the embed block, with the provider's name and kind."""

    url: str
    slug: str
    kind: str


def embed_of(source: str) -> Embed | None:
    """Return what the frame or post at ``source`` shows, None where WordPress cannot tell."""
    for provider in PROVIDERS:
        found = provider.frame.match(source)
        if found:
            name = unquote(found["id"]).rstrip("/")
            address = provider.address.format(id=name) + _detail(provider.slug, source, found)
            return Embed(address, provider.slug, provider.kind)
    return None


def _detail(slug: str, source: str, found: re.Match[str]) -> str:
    """Return the second a YouTube video starts at, the key of a Vimeo video that is not listed."""
    if slug == "vimeo" and found["key"]:
        return f"/{found['key']}"
    if slug != "youtube" or "videoseries" in source:
        return ""
    start = parse_qs(urlsplit(source).query).get("start", [""])[0]
    return f"&t={start}" if start.isdecimal() else ""
