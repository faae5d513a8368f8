"""Files of a Hugo site beside its content: ``hugo.toml`` and what the content needs of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from converters.base import OutputFile, Piece
from converters.markdown.front_matter_data import toml_text
from converters.markdown.hugo.shortcodes import CODE, TEMPLATES, used_templates
from migrator.model.document import SiteInfo

_URL: Final = re.compile(r"^\s*\"?url\"? ?[:=] ?[\"']?(/[^\"'\n]*)", re.MULTILINE)
_HEAD: Final = re.compile(r"(---|\+\+\+|\{)\n(?:.*\n)*?(?:---|\+\+\+|\})\n")
_HTML: Final = re.compile(r"(?<!\\)<(?:[A-Za-z][\w-]*(?=[\s/>])|/[A-Za-z]|!--(?!more-->)|!\[|\?)")
_TAXONOMIES: Final = frozenset({"categories", "tags"})
_CJK: Final = frozenset({"ko", "ja", "zh"})
_TOKENS: Final[Mapping[str, str]] = {
    ":title": ":slug",
    ":slug": ":slug",
    ":year": ":year",
    ":month": ":month",
    ":i_month": ":month",
    ":long_month": ":monthname",
    ":day": ":day",
    ":i_day": ":day",
    ":y_day": ":yearday",
    ":collection": ":section",
}
_STYLES: Final[Mapping[str, str]] = {
    "date": "/:year/:month/:day/:title/",
    "pretty": "/:year/:month/:day/:title/",
    "ordinal": "/:year/:y_day/:title/",
    "weekdate": "/:year/:month/:day/:title/",
    "none": "/:title/",
}


@dataclass(slots=True)
class SiteFacts:
    """What the pieces tell of the site as they pass: no text of theirs is kept."""

    paths: set[str] = field(default_factory=set)
    urls: set[str] = field(default_factory=set)
    templates: set[str] = field(default_factory=set)
    holds_html: bool = False

    def note(self, piece: Piece) -> None:
        """Take down what ``piece`` needs of the site."""
        head = _HEAD.match(piece.text)
        url = _URL.search(head[0]) if head else None
        body = piece.text[head.end() :] if head else piece.text
        self.paths.add(piece.path)
        self.urls.update([url[1]] if url else [])
        self.templates |= used_templates(body)
        self.holds_html = self.holds_html or _holds_html(body)


def hugo_files(site: SiteInfo, facts: SiteFacts) -> Iterator[OutputFile]:
    """Yield the configuration, shortcodes of our own, and folders that Hugo must not list."""
    for name in sorted(facts.templates):
        yield OutputFile(f"layouts/shortcodes/{name}.html", (TEMPLATES[name],))
    for path in sorted(_silent_sections(facts)):
        yield OutputFile(path, ("---\n_build:\n  render: never\n  list: never\n---\n",))
    yield OutputFile("hugo.toml", (toml_text(config_of(site, facts)),))


def config_of(site: SiteInfo, facts: SiteFacts) -> dict[str, object]:
    """Return the configuration of the Hugo site (Hugo: Configuration)."""
    language = site.language or "en"
    config: dict[str, object] = {
        "baseURL": f"{site.url or 'http://localhost:1313'}{site.baseurl.rstrip('/')}/",
        "title": site.title,
        "languageCode": language,
        "timeZone": site.timezone,
        "disablePathToLower": True,
        "enableEmoji": False,
        "disableKinds": ["404"] if "/404.html" in facts.urls else [],
    }
    if language.split("-")[0].split("_")[0].lower() in _CJK:
        config["hasCJKLanguage"] = True
    if site.config.get("future") is True:
        config["buildFuture"] = True
    if site.description:
        config["params"] = {"description": site.description}
    config["permalinks"] = {"posts": _permalink(site.config.get("permalink"))}
    config["taxonomies"] = {"category": "categories", "tag": "tags"}
    if "jekyll-feed" in _plugins(site.config):
        config["outputFormats"] = {"RSS": {"mediatype": "application/rss+xml", "baseName": "feed"}}
    config["markup"] = {"goldmark": _goldmark(facts)}
    return config


def _goldmark(facts: SiteFacts) -> dict[str, object]:
    """Return how Goldmark reads the content: punctuation is typographic already."""
    return {
        "renderer": {"unsafe": facts.holds_html},
        "parser": {"attribute": {"block": True, "title": True}},
        "extensions": {
            "typographer": False,
            "linkify": False,
            "passthrough": {
                "enable": True,
                "delimiters": {"block": [["$$", "$$"]], "inline": [["$", "$"]]},
            },
        },
    }


def _silent_sections(facts: SiteFacts) -> set[str]:
    """Return section files for lists of Hugo's own that would take a document's address."""
    deep = (path.split("/") for path in facts.paths)
    folders = {parts[1] for parts in deep if len(parts) > 2}  # noqa: PLR2004 - content, folder, file
    taken = {folder for folder in folders | _TAXONOMIES if f"/{folder}/" in facts.urls}
    return {f"content/{folder}/_index.md" for folder in taken} - facts.paths


def _permalink(setting: object) -> str:
    """Return Hugo's pattern for new posts, after Jekyll's ``permalink`` setting."""
    pattern = _STYLES.get(str(setting or "date"), str(setting))
    folders = []
    for part in pattern.removesuffix(":output_ext").removesuffix(".html").split("/"):
        words = re.sub(r":[a-z_]+", lambda match: _TOKENS.get(match[0], ""), part)
        if words:
            folders.append(words)
    return f"/{'/'.join(folders)}/" if folders else "/:slug/"


def _plugins(config: Mapping[str, object]) -> list[str]:
    value = config.get("plugins") or config.get("gems")
    return [str(entry) for entry in value] if isinstance(value, list) else []


def _holds_html(body: str) -> bool:
    return "<" in body and bool(_HTML.search(CODE.sub("", body)))
