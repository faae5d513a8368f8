"""The WordPress converter's options, as the command line gives them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from converters.wordpress.mathml import EXTRA, is_installed
from converters.wordpress.permalinks import DEFAULT_PERMALINK, REDIRECT_FILES, is_structure
from converters.wordpress.seo import PLUGINS

Markup: TypeAlias = Literal["blocks", "classic"]
Styles: TypeAlias = Literal["shown", "clean"]
Math: TypeAlias = Literal["tex", "mathml"]

_POST_TYPE: Final = re.compile(r"[a-z0-9_-]{1,20}\Z")
_TAXONOMY: Final = re.compile(r"[a-z0-9_-]{1,32}\Z")
_WORDPRESS_WORDS: Final = """
    action attachment author calendar cat category category_name comments_per_page cpage
    custom customize_messenger_channel day debug embed error exact feed hour link_category m
    minute monthnum more name nav_menu nonce offset order orderby p page page_id paged pagename
    pb perm post post_format post_id post_mime_type post_status post_tag post_type posts
    posts_per_archive_page posts_per_page preview robots s search second sentence static status
    subpost subpost_id tag tag_id taxonomy tb term terms theme title type types w withcomments
    withoutcomments year
"""
_RESERVED: Final = frozenset(_WORDPRESS_WORDS.split())
"""Names that a taxonomy cannot have (register_taxonomy: reserved terms)."""
_VERSION: Final = re.compile(r"(\d+)\.(\d+)")
_SIZE: Final = re.compile(r"(\d{1,12})([KMG]?)B?\Z", re.IGNORECASE)
_UNITS: Final = {"": 1, "K": 1024, "M": 1024**2, "G": 1024**3}
_OLDEST: Final = (6, 1)
"""What every WordPress since then shows: nothing is lost on one that is not up to date."""
_KNOWN: Final = (
    "categories",
    "collection-type",
    "collections",
    "markup",
    "math",
    "media-url",
    "menus",
    "meta",
    "permalink",
    "redirects",
    "seo",
    "split",
    "split-size",
    "styles",
    "taxonomies",
    "wordpress-version",
)


@dataclass(frozen=True, slots=True)
class WordPressOptions:
    """How a site is written for WordPress.

    ``markup``: content as blocks or as HTML for the classic editor. ``split``: items a file, 0
    for any number. ``split_size``: the most bytes of a file, 0 for any. ``post_types``:
    collection to post type; others are ``collection_type``. ``meta``: front matter keys to keep
    as post meta, ``all`` for all. ``media_url``: where the old site's files are served, in
    place of the site's own address. ``nested_categories``: each category of a document is the
    parent of the next one. ``wordpress_version``: the oldest WordPress that has to show the
    content. ``styles``: which inline styles stay, those that readers saw or none.
    ``redirects``: forms of a file that leads from the old addresses to the new ones, which follow
    ``permalink``. ``seo``: the plugin that is told what search engines were told.
    ``menus``: names of navigation in the data files or the config. ``taxonomies``: front matter
    key to the taxonomy that its values are terms of. ``math``: formulas as the site wrote them,
    or as MathML.
    """

    markup: Markup = "blocks"
    styles: Styles = "shown"
    split: int = 0
    split_size: int = 2 * 1024 * 1024
    post_types: Mapping[str, str] = field(default_factory=dict)
    collection_type: str = "page"
    meta: tuple[str, ...] = ()
    media_url: str = ""
    nested_categories: bool = False
    wordpress_version: tuple[int, int] = _OLDEST
    redirects: tuple[str, ...] = ()
    permalink: str = DEFAULT_PERMALINK
    seo: str = ""
    menus: tuple[str, ...] = ()
    taxonomies: Mapping[str, str] = field(default_factory=dict)
    math: Math = "tex"

    def post_type(self, collection: str) -> str:
        """Return the post type of the documents of ``collection``."""
        return self.post_types.get(collection) or _OWN_TYPES.get(collection, self.collection_type)


_OWN_TYPES: Final = {"posts": "post", "pages": "page"}


def parse_options(options: Mapping[str, str]) -> WordPressOptions:
    """Return the options read; raise ValueError, with what to write, for one that is wrong."""
    for name in options:
        if name not in _KNOWN:
            raise ValueError(f"no option is called '{name}'; there are: {', '.join(_KNOWN)}")
    return WordPressOptions(
        markup=_markup(options.get("markup", "blocks")),
        styles=_styles(options.get("styles", "shown")),
        split=_count(options.get("split", "0")),
        split_size=_size(options.get("split-size", "2M")),
        post_types=_post_types(options.get("collections", "")),
        collection_type=_post_type(options.get("collection-type", "page")),
        meta=tuple(_words(options.get("meta", ""))),
        media_url=_web_address(options.get("media-url", "")),
        nested_categories=_nesting(options.get("categories", "flat")),
        wordpress_version=_version(options.get("wordpress-version", "")),
        redirects=_redirects(options.get("redirects", "")),
        permalink=_permalink(options.get("permalink", DEFAULT_PERMALINK)),
        seo=_plugin(options.get("seo", "")),
        menus=tuple(_words(options.get("menus", ""))),
        taxonomies=_taxonomies(options.get("taxonomies", "")),
        math=_math(options.get("math", "tex")),
    )


def _words(value: str) -> list[str]:
    return [word for word in re.split(r"[,\s]+", value) if word]


def _markup(value: str) -> Markup:
    if value == "blocks":
        return "blocks"
    if value == "classic":
        return "classic"
    raise ValueError(f"markup is 'blocks' or 'classic', not '{value}'")


def _styles(value: str) -> Styles:
    if value == "shown":
        return "shown"
    if value == "clean":
        return "clean"
    raise ValueError(f"styles is 'shown' or 'clean', not '{value}'")


def _math(value: str) -> Math:
    if value == "tex":
        return "tex"
    if value != "mathml":
        raise ValueError(f"math is 'tex' or 'mathml', not '{value}'")
    if not is_installed():
        raise ValueError(
            f"math=mathml needs a library: pip install 'jekyll-migrator[{EXTRA}]' brings it"
        )
    return "mathml"


def _count(value: str) -> int:
    if not value.isdecimal():
        raise ValueError(f"split is a number of items a file, not '{value}'")
    return int(value)


def _size(value: str) -> int:
    found = _SIZE.match(value)
    if found is None:
        raise ValueError(f"split-size is bytes like 2M, 500K or 0 for one file, not '{value}'")
    return int(found[1]) * _UNITS[found[2].upper()]


def _post_type(value: str) -> str:
    if not _POST_TYPE.match(value):
        raise ValueError(
            f"'{value}' is no post type: up to 20 of a to z, 0 to 9, hyphen and underscore"
        )
    return value


def _post_types(value: str) -> dict[str, str]:
    pairs = [word.partition("=") for word in _words(value)]
    for collection, sign, _ in pairs:
        if not sign:
            raise ValueError(
                f"collections is a list like 'recipes=recipe,docs=page'; '{collection}' has no '='"
            )
    return {collection: _post_type(post_type) for collection, _, post_type in pairs}


def _taxonomies(value: str) -> dict[str, str]:
    pairs = [word.partition("=") for word in _words(value)]
    return {key: _taxonomy(taxonomy if sign else key.lower()) for key, sign, taxonomy in pairs}


def _taxonomy(value: str) -> str:
    if not _TAXONOMY.match(value) or value in _RESERVED:
        raise ValueError(
            f"'{value}' is no name for a taxonomy of your own: up to 32 of a to z, 0 to 9, hyphen "
            "and underscore, and no word of WordPress's; write taxonomies=key=name"
        )
    return value


def _web_address(value: str) -> str:
    if value and not re.match(r"https?://[^/\s]+", value):
        raise ValueError(f"media-url starts with http:// or https://, unlike '{value}'")
    return value.rstrip("/")


def _nesting(value: str) -> bool:
    if value not in {"flat", "nested"}:
        raise ValueError(f"categories is 'flat' or 'nested', not '{value}'")
    return value == "nested"


def _version(value: str) -> tuple[int, int]:
    if not value:
        return _OLDEST
    found = _VERSION.match(value)
    if found is None:
        raise ValueError(f"wordpress-version is a version like 6.1, not '{value}'")
    return int(found[1]), int(found[2])


def _redirects(value: str) -> tuple[str, ...]:
    forms = tuple(dict.fromkeys(_words(value)))
    for form in forms:
        if form not in REDIRECT_FILES:
            raise ValueError(f"redirects are {', '.join(REDIRECT_FILES)}, not '{form}'")
    return forms


def _permalink(value: str) -> str:
    if not is_structure(value):
        raise ValueError(f"permalink is a path like {DEFAULT_PERMALINK}, not '{value}'")
    return value


def _plugin(value: str) -> str:
    if value and value not in PLUGINS:
        raise ValueError(f"seo is {' or '.join(PLUGINS)}, not '{value}'")
    return value
