"""The script that does a whole import with WP-CLI.

Source of the commands: developer.wordpress.org/cli/commands; for redirects the plugin Redirection.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from converters.wordpress.import_once import IMPORT_ONCE_NAME
from converters.wordpress.menus import Menu
from converters.wordpress.options import WordPressOptions
from converters.wordpress.permalinks import REDIRECT_FILES
from converters.wordpress.planning import Plan
from converters.wordpress.registration import PLUGIN_NAME, needs_plugin, own_taxonomies
from converters.wordpress.taxonomy import CATEGORY, TAG
from converters.wordpress.urls import SiteAddress

SCRIPT_NAME: Final = "import.sh"


@dataclass(frozen=True, slots=True)
class Import:
    """What there is to import: ``files`` in order, ``menus`` with the file they are in."""

    plan: Plan
    files: Sequence[str]
    menus: Sequence[Menu]
    menus_file: str
    options: WordPressOptions
    address: SiteAddress
    timezone: str

    @property
    def media_is_local(self) -> bool:
        """Whether the files are served where WordPress refuses to fetch them from."""
        host = urlsplit(self.address.media).hostname or ""
        if not self.plan.attachments or not host:
            return False
        try:
            return not ip_address(host).is_global
        except ValueError:
            return host == "localhost" or "." not in host

    @property
    def counts(self) -> dict[str, int]:
        """How many items there are of each post type."""
        counted = dict(Counter(entry.type for entry in self.plan.entries))
        return counted | (
            {"attachment": len(self.plan.attachments)} if self.plan.attachments else {}
        )


def write_script(what: Import) -> Iterator[str]:
    """Yield the script; all that comes from the site is quoted."""
    yield _HEAD
    for title, step in _STEPS:
        lines = list(step(what))
        if lines:
            yield f"\necho '== {title}'\n" + "".join(f"{line}\n" for line in lines)


def _quoted(text: str) -> str:
    return shlex.quote(text)


def _prepare(what: Import) -> Iterator[str]:
    yield "wp core is-installed"
    yield "user=${WP_USER:-$(wp user list --role=administrator --field=user_login --number=1)}"
    name = "wordpress-importer"
    yield f"wp plugin is-active {name} || wp plugin install {name} --activate"
    if what.timezone:
        yield f"wp option update timezone_string {_quoted(what.timezone)}"
    yield f"wp rewrite structure {_quoted(what.options.permalink)}"


def _register(what: Import) -> Iterator[str]:
    if needs_plugin(what.plan):
        yield "folder=$(wp eval 'echo WPMU_PLUGIN_DIR;')"
        yield 'mkdir -p "$folder"'
        yield f'cp {PLUGIN_NAME} "$folder/"'


def _serve(what: Import) -> Iterator[str]:
    if not what.media_is_local:
        return
    parts = urlsplit(what.address.media)
    port, host = parts.port or 80, _quoted(parts.hostname or "")
    yield "media=${MEDIA_FOLDER:?set it to the folder that holds the files of the old site}"
    answers = f"(: </dev/tcp/{host}/{port}) 2>/dev/null"
    yield f"if {answers}; then"
    yield f"  echo 'Something else answers at port {port}: end it, or choose another media-url' >&2"
    yield "  exit 1"
    yield "fi"
    yield f'python3 -m http.server {port} --bind {host} --directory "$media" &'
    yield "server=$!"
    yield "trap 'kill \"$server\"' EXIT"
    # Files that WordPress asks for before the server is there would be missing without a word.
    yield f"until {answers}; do"
    yield '  kill -0 "$server"  # if it has ended, so does this script'
    yield "  sleep 0.2"
    yield "done"
    yield f"allow={_quoted(_ALLOW)}"


def _import(what: Import) -> Iterator[str]:
    allow = ' --exec="$allow"' if what.media_is_local else ""
    for name in what.files:
        yield _import_of(name) + allow


def _import_of(name: str) -> str:
    once = f"--require={IMPORT_ONCE_NAME}"
    return f'wp import {_quoted(name)} --authors=create --user="$user" {once}'


def _menus(what: Import) -> Iterator[str]:
    if not what.menus:
        return
    yield _import_of(what.menus_file)
    yield "locations=$(wp menu location list --format=ids)"
    yield 'read -ra places <<< "$locations"'
    for number, menu in enumerate(what.menus):
        slug = _quoted(menu.slug)
        yield (
            f'[ -z "${{places[{number}]:-}}" ] || '
            f'wp menu location assign {slug} "${{places[{number}]}}"'
        )


def _redirects(what: Import) -> Iterator[str]:
    if "csv" in what.options.redirects:
        yield f"if ! wp option get {_DONE} >/dev/null 2>&1; then"
        yield "  wp plugin is-active redirection || wp plugin install redirection --activate"
        yield "  wp redirection database install"
        yield f"  wp redirection import {REDIRECT_FILES['csv']} --format=csv"
        yield f"  wp option add {_DONE} 1"
        yield "fi"
    for form in what.options.redirects:
        if form != "csv":
            yield f"echo 'Put {REDIRECT_FILES[form]} into the configuration of the web server.'"


def _finish(what: Import) -> Iterator[str]:
    taxonomies = dict.fromkeys((CATEGORY, TAG, *own_taxonomies(what.plan)))
    yield "wp term recount " + " ".join(map(_quoted, taxonomies))
    if what.plan.attachments:
        yield "wp media regenerate --only-missing --yes"
    yield "wp rewrite flush"


def _check(what: Import) -> Iterator[str]:
    for post_type, count in what.counts.items():
        status = "inherit" if post_type == "attachment" else "any"
        yield (
            f'echo "{post_type}: $(wp post list --post_type={post_type} --post_status={status} '
            f'--format=count) on the site, {count} in the files"'
        )
    if what.address.home:
        home = _quoted(what.address.home)
        yield "echo 'Addresses of the old site that are left (nothing is changed):'"
        yield f'wp search-replace {home} "$(wp option get home)" --skip-columns=guid --dry-run'


Step = Callable[[Import], Iterator[str]]
_STEPS: Final[tuple[tuple[str, Step], ...]] = (
    ("Settings", _prepare),
    ("Post types and taxonomies", _register),
    ("The old files, served for the time of the import", _serve),
    ("Posts, pages, comments, media", _import),
    ("Menus", _menus),
    ("Redirects", _redirects),
    ("Counts, thumbnails", _finish),
    ("Checks", _check),
)
"""What is done, in order."""
_ALLOW: Final = "WP_CLI::add_wp_hook( 'http_request_host_is_external', '__return_true' );"
"""Lets WordPress fetch files from this machine, in one command only."""
_DONE: Final = "jekyll_migrator_redirects"
"""The option that remembers that the redirects are there: the plugin would take them twice."""
_HEAD: Final = """#!/usr/bin/env bash
# Imports the files in this folder with WP-CLI (https://wp-cli.org). It may run again: what is
# there stays as it is.
#   WP_PATH=/var/www/html WP_USER=admin bash import.sh
# WP_PATH: where WordPress is, unless that is a folder above. WP_USER: who imports, an
# administrator (otherwise the first one); anyone else loses scripts, frames and styles.
set -euo pipefail
cd "$(dirname "$0")"
wp() { command wp ${WP_PATH:+"--path=$WP_PATH"} "$@"; }
"""
