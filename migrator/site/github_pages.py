"""Sites made for GitHub Pages: how to tell, and the defaults that GitHub adds.

A Gemfile with the ``github-pages`` gem among its Jekyll plugins marks such a site; the gem fixes
some settings, adds default plugins and ignores ``_plugins`` (github-pages: configuration.rb).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from migrator.site.merge import deep_merge

DEFAULT_PLUGINS: Final = (
    "jekyll-coffeescript",
    "jekyll-commonmark-ghpages",
    "jekyll-gist",
    "jekyll-github-metadata",
    "jekyll-paginate",
    "jekyll-relative-links",
    "jekyll-optional-front-matter",
    "jekyll-readme-index",
    "jekyll-default-layout",
    "jekyll-titles-from-headings",
)
GEM: Final = "github-pages"

_COMMENT: Final = re.compile(r"\s*#")
_GROUP: Final = re.compile(r"\s*group\b.*:jekyll_plugins.*\bdo\b")
_END: Final = re.compile(r"\s*end\b")
_GEM: Final = re.compile(r"""\s*gem\s+["']([^"']+)["']""")
_GEM_GROUP: Final = re.compile(
    r"groups?:\s*\[?\s*:jekyll_plugins|:groups?\s*=>\s*\[?\s*:jekyll_plugins"
)
_NOT_PLUGINS: Final = ("jekyll", "minima")

_KRAMDOWN: Final[Mapping[str, object]] = {
    "input": "GFM",
    "hard_wrap": False,
    "gfm_quirks": "paragraph_end",
    "syntax_highlighter_opts": {"default_lang": "plaintext"},
}
_KRAMDOWN_FIXED: Final[Mapping[str, object]] = {
    "template": "",
    "math_engine": "mathjax",
    "syntax_highlighter": "rouge",
}


def gem_plugins(gemfile: str) -> list[str]:
    """Return the gems that a Gemfile puts in Bundler's group ``jekyll_plugins``, in order."""
    names: list[str] = []
    in_group = False
    for line in gemfile.splitlines():
        if _COMMENT.match(line):
            continue
        if _GROUP.match(line):
            in_group = True
        if _END.match(line):
            in_group = False
        gem = _GEM.match(line)
        if gem and (in_group or _GEM_GROUP.search(line)):
            names.append(gem[1])
    return [name for name in names if name not in _NOT_PLUGINS]


def forced_settings(user_config: Mapping[str, object]) -> dict[str, object]:
    """Return the settings that GitHub Pages puts over a site's own config."""
    own = user_config.get("kramdown")
    kramdown = deep_merge(_KRAMDOWN, own if isinstance(own, Mapping) else {})
    settings: dict[str, object] = {
        "kramdown": kramdown | dict(_KRAMDOWN_FIXED),
        "highlighter": "rouge",
    }
    if "future" not in user_config:
        settings["future"] = True
    return settings
