"""Where the old addresses lead on the new site, in the form of a plugin or a web server.

The forms: CSV for the plugin Redirection (its documentation, "Import & Export"), ``location``
blocks for nginx, ``RedirectMatch`` (mod_alias) for Apache.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import quote, unquote

from converters.wordpress.conversion import page_path
from converters.wordpress.permalinks import PLACEHOLDER
from converters.wordpress.planning import SHOWN, Entry, Plan

_SAFE: Final = "/-._~!$&'()*+,;=:@"
_REGEX_SIGNS: Final = re.compile(r"[.^$*+?()[\]{}|\\]")

Redirect = tuple[str, str]
"""An old path and the new one, both percent-encoded."""


def write_redirects(plan: Plan, form: str, structure: str, baseurl: str) -> Iterator[str]:
    """Yield the redirects of ``plan`` in ``form``; ``baseurl`` leads all old paths."""
    yield from _FORMS[form](list(_redirects(plan, structure, baseurl)))


def _redirects(plan: Plan, structure: str, baseurl: str) -> Iterator[Redirect]:
    told: set[str] = set()
    for olds, target in _pairs(plan, structure, baseurl):
        for old in olds:
            source = _encoded(f"{baseurl}/{old.lstrip('/')}")
            if "://" not in old and source not in told and source.rstrip("/") != target.rstrip("/"):
                told.add(source)
                yield source, target


def _pairs(plan: Plan, structure: str, baseurl: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the old addresses that lead to one place, with that place."""
    places: dict[tuple[str, ...], str] = {}
    for entry in plan.entries:
        target = _encoded(new_path(plan, entry, structure))
        places.setdefault(page_path(entry.url), target)
        if entry.status in SHOWN:
            yield (entry.url, *entry.aliases), target
    for moved in plan.moved:
        path = page_path(moved.target.removeprefix(baseurl))
        yield (moved.url, *moved.aliases), places.get(path) or _safe(moved.target)


def new_path(plan: Plan, entry: Entry, structure: str) -> str:
    """Return the path of ``entry`` on the new site; ``structure`` is that of posts."""
    if entry.type == "post":
        return PLACEHOLDER.sub(lambda found: _fill(plan, entry, found[1]), structure)
    if entry.type != "page":
        return f"/{entry.type}/{entry.slug}/"
    slugs, above = [entry.slug], entry.parent
    while above >= 0:
        slugs.append(plan.entries[above].slug)
        above = plan.entries[above].parent
    return f"/{'/'.join(reversed(slugs))}/"


def _fill(plan: Plan, entry: Entry, name: str) -> str:
    date = re.split(r"[- :]", entry.date.local)
    values: dict[str, str] = dict(
        zip(("year", "monthnum", "day", "hour", "minute", "second"), date, strict=True)
    )
    categories = (key for key in entry.terms if key[0] == "category")
    first = next((plan.taxonomy.terms[key].slug for key in categories), "uncategorized")
    values |= {"postname": entry.slug, "author": entry.login, "category": first}
    return values[name]


def _safe(address: str) -> str:
    """Return ``address`` without what would end it in a server's configuration."""
    return quote(address, safe=f"{_SAFE}?#%[]")


def _encoded(path: str) -> str:
    return quote(unquote(path), safe=_SAFE)


def _csv(redirects: Sequence[Redirect]) -> Iterator[str]:
    rows = io.StringIO()
    writer = csv.writer(rows, lineterminator="\n")
    writer.writerow(("source", "target", "regex", "code"))
    writer.writerows((source, target, 0, 301) for source, target in redirects)
    yield rows.getvalue()


def _nginx(redirects: Sequence[Redirect]) -> Iterator[str]:
    for source, target in redirects:
        yield f'location = "{unquote(source)}" {{ return 301 "{target}"; }}\n'


def _htaccess(redirects: Sequence[Redirect]) -> Iterator[str]:
    for source, target in redirects:
        pattern = _REGEX_SIGNS.sub(r"\\\g<0>", unquote(source))
        yield f'RedirectMatch 301 "^{pattern}$" "{target}"\n'


_FORMS: Final[Mapping[str, Callable[[Sequence[Redirect]], Iterator[str]]]] = {
    "csv": _csv,
    "nginx": _nginx,
    "htaccess": _htaccess,
}
