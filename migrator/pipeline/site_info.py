"""What converters need to know of the whole site, out of its config."""

from __future__ import annotations

from collections.abc import Mapping

from migrator.model.document import SiteInfo
from migrator.site.authors import site_authors
from migrator.site.records import Site
from migrator.site.urls import baseurl_of


def site_info(site: Site) -> SiteInfo:
    """Return the SiteInfo of ``site``: title, URLs, language, zone, authors, collections."""
    config = site.config
    return SiteInfo(
        title=_text(config, "title") or _text(config, "name"),
        description=_text(config, "description"),
        url=_text(config, "url").rstrip("/"),
        baseurl=baseurl_of(config),
        language=_text(config, "lang") or _text(config, "locale") or _text(config, "language"),
        timezone=site.zone.key,
        built_at=site.built_at,
        authors=site_authors(site),
        collections=tuple(dict.fromkeys(document.collection for document in site.documents)),
        config=config,
        data=site.data,
    )


def _text(config: Mapping[str, object], key: str) -> str:
    value = config.get(key)
    return "" if value is None or isinstance(value, (Mapping, list)) else str(value)
