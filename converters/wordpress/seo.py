"""What front matter says to search engines, as the meta of a plugin.

Keys: Yoast SEO (its post meta ``_yoast_wpseo_*``) and Rank Math (``rank_math_*``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

_PLUGINS: Final[Mapping[str, Mapping[str, str]]] = {
    "yoast": {
        "title": "_yoast_wpseo_title",
        "description": "_yoast_wpseo_metadesc",
        "canonical": "_yoast_wpseo_canonical",
        "keyword": "_yoast_wpseo_focuskw",
        "noindex": "_yoast_wpseo_meta-robots-noindex",
    },
    "rank-math": {
        "title": "rank_math_title",
        "description": "rank_math_description",
        "canonical": "rank_math_canonical_url",
        "keyword": "rank_math_focus_keyword",
        "noindex": "rank_math_robots",
    },
}
"""Each plugin's meta key of what can be said."""
PLUGINS: Final = tuple(_PLUGINS)
_NOINDEX_VALUES: Final = {"yoast": "1", "rank-math": 'a:1:{i:0;s:7:"noindex";}'}
_SOURCES: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("seo_title", "meta_title"),
    "description": ("seo_description", "meta_description", "description"),
    "canonical": ("canonical_url", "canonical"),
}
"""Front matter keys in order of preference; ``seo:`` may hold any of them without prefix."""


def seo_meta(data: Mapping[str, object], plugin: str) -> Iterator[tuple[str, str]]:
    """Yield key and value of what ``data``, a document's front matter, says; '' is no plugin."""
    keys = _PLUGINS.get(plugin)
    if keys is None:
        return
    nested = data.get("seo")
    own = nested if isinstance(nested, Mapping) else {}
    for name, sources in _SOURCES.items():
        candidates = (own.get(name), *(data.get(source) for source in sources))
        text = next((one.strip() for one in candidates if isinstance(one, str) and one.strip()), "")
        if text:
            yield keys[name], " ".join(text.split())
    keyword = _first_keyword(data.get("keywords"))
    if keyword:
        yield keys["keyword"], keyword
    if data.get("noindex") is True or "noindex" in str(data.get("robots") or ""):
        yield keys["noindex"], _NOINDEX_VALUES[plugin]


def _first_keyword(value: object) -> str:
    words = value.split(",") if isinstance(value, str) else value
    first = words[0] if isinstance(words, list) and words else ""
    return first.strip() if isinstance(first, str) else ""
