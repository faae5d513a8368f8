"""Jekyll plugins that change the finished page, as far as a document's own text goes.

jemoji shows ``:smile:`` as an emoji, jekyll-mentions links ``@name``. Both work on what Jekyll
writes as HTML, after the layouts (jemoji.rb, jekyll-mentions.rb).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from migrator.site.plugins import is_enabled
from migrator.site.records import SourceDocument
from migrator.site.ruby_values import to_text

EMOJI: Final = "jemoji"
MENTIONS: Final = "jekyll-mentions"
_GITHUB: Final = "https://github.com"


def shows_emoji(config: Mapping[str, object]) -> bool:
    """Return whether the site shows codes of emoji as emoji."""
    return is_enabled(config, EMOJI)


def mentions_base(config: Mapping[str, object], document: SourceDocument) -> str:
    """Return the address below which people mentioned in ``document`` are; "" for no links.

    Front matter goes before the configuration, and ``jekyll-mentions: false`` in it turns the
    plugin off. A setting that is neither an address nor a hash stops Jekyll; here it sets nothing.
    """
    if not is_enabled(config, MENTIONS) or document.data.get(MENTIONS) is False:
        return ""
    setting = document.data.get(MENTIONS, config.get(MENTIONS))
    if isinstance(setting, Mapping):
        setting = setting.get("base_url", _GITHUB)
    return to_text(setting) if isinstance(setting, str) else _GITHUB
