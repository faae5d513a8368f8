"""A real WordPress on this machine: Debian's packages, a database of its own, an importer.

Nothing here is WordPress's. ``missing`` says what has to be installed; see ``make wordpress``.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
SOURCES = Path(os.environ.get("WORDPRESS_SOURCES", "/usr/share/wordpress"))
CACHE = Path(os.environ.get("WORDPRESS_CACHE", ROOT / ".wordpress"))
NEWEST = CACHE / "newest"
"""The newest WordPress: files as in ``SOURCES``, Debian's."""
PLUGIN = Path(os.environ.get("WORDPRESS_IMPORTER", CACHE / "wordpress-importer"))
"""The importer plugin that site owners use: a folder with ``wordpress-importer.php``."""
WP_CLI = Path(os.environ.get("WP_CLI", CACHE / "wp-cli.phar"))
_PHP_MODULES = ("mysqli", "xml", "mbstring", "gd", "curl")
_START_SECONDS = 60
_ALL = "SELECT * FROM {}"
_ROWS = {
    "wp_options": "SELECT option_name, option_value FROM {} WHERE option_name NOT IN ('cron') "
    "AND option_name NOT LIKE '%transient%' ORDER BY option_name"
}
"""What is asked of a table: of options not the numbers (WordPress writes some anew), nor caches."""


def missing() -> str:
    """Return what is missing for a real WordPress to run here, '' if nothing."""
    for command in ("php", "mariadbd", "mariadb-install-db"):
        if shutil.which(command, path=_path()) is None:
            return f"the command {command} is not installed"
    if not (SOURCES / "wp-load.php").is_file():
        return f"no WordPress at {SOURCES}"
    listed = subprocess.run(["php", "-m"], capture_output=True, text=True, check=False)
    modules = {line.strip().lower() for line in listed.stdout.splitlines()}
    absent = [name for name in _PHP_MODULES if name not in modules]
    if absent:
        return f"PHP has no {', '.join(absent)}"
    if not (PLUGIN / "wordpress-importer.php").is_file():
        return f"no importer plugin at {PLUGIN}"
    return ""


@dataclass(frozen=True, slots=True)
class Import:
    """What a site holds after an import; ``told`` is what PHP and the importer said."""

    wordpress: str
    told: tuple[str, ...]
    posts: tuple[Mapping[str, Any], ...]
    terms: tuple[Mapping[str, Any], ...]
    authors: tuple[Mapping[str, Any], ...]
    menus: tuple[Mapping[str, Any], ...]


@dataclass(slots=True)
class WordPress:
    """One installation; each ``site`` is a database of its own."""

    folder: Path
    count: int = 0

    def site(self, timezone: str, plugins: Sequence[Path] = ()) -> Site:
        """Return a new site, empty and in ``timezone``; the files of earlier ones go.

        ``plugins`` are files that are always active on it.
        """
        self.count += 1
        for name in ("uploads", "mu-plugins"):
            folder = self.folder / "docroot" / "wp-content" / name
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        for plugin in plugins:
            shutil.copy(plugin, self.folder / "docroot" / "wp-content" / "mu-plugins")
        name = f"site{self.count}"
        ask_database(self.folder, f"CREATE DATABASE {name} CHARACTER SET utf8mb4")
        site = Site(self.folder, name)
        site.run({"install": True, "timezone": timezone})
        return site


@dataclass(frozen=True, slots=True)
class Site:
    """A site that files can be imported into, again and again."""

    folder: Path
    database: str

    def load(self, files: Sequence[Path], media: Mapping[str, Path] | None = None) -> Import:
        """Import ``files`` in order; addresses that begin as ``media`` says come from folders."""
        served = {prefix: str(folder) for prefix, folder in (media or {}).items()}
        data = self.run({"files": [str(file) for file in files], "media": served})
        lists = (tuple(data[key]) for key in ("told", "posts", "terms", "authors", "menus"))
        return Import(data["wordpress"], *lists)

    def rows(self) -> dict[str, list[str]]:
        """Return every row of every table as a line, without what WordPress keeps for itself."""
        tables = self.query("SHOW TABLES").split()
        return {
            table: self.query(_ROWS.get(table, _ALL).format(table)).removesuffix("\n").split("\n")
            for table in tables
        }

    def query(self, sql: str) -> str:
        """Return what ``sql`` gives in the site's database, a row a line."""
        return ask_database(self.folder, sql, self.database)

    def run(self, options: Mapping[str, object]) -> dict[str, Any]:
        """Run the PHP side with ``options``; return what it wrote."""
        common = {"docroot": str(self.folder / "docroot"), "importer": str(PLUGIN)}
        given, result = self.folder / "options.json", self.folder / "result.json"
        given.write_text(json.dumps({**common, **options}))
        result.unlink(missing_ok=True)
        done = subprocess.run(
            ["php", "-d", "memory_limit=2G", HERE / "run.php", given, result],
            env={**os.environ, **self.environment()},
            capture_output=True,
            text=True,
            check=False,
        )
        if not result.is_file():
            raise RuntimeError(f"PHP ended with {done.returncode}: {done.stdout} {done.stderr}")
        data: dict[str, Any] = json.loads(result.read_text())
        return data

    def environment(self) -> dict[str, str]:
        """Return the variables that wp-config.php reads."""
        return {"PEER_DATABASE": self.database, "PEER_SOCKET": str(self.folder / "socket")}


def ask_database(folder: Path, sql: str, *database: str) -> str:
    """Return what ``sql`` gives, a row a line, tabs between its columns."""
    command = ["mariadb", "--no-defaults", "--batch", "--skip-column-names", "-u", "root"]
    command += [f"--socket={folder / 'socket'}", *database, "-e", sql]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@contextmanager
def real_wordpress(sources: Path | None = None) -> Iterator[WordPress]:
    """Give a WordPress made of ``sources`` (Debian's unless given); its database ends with it."""
    with tempfile.TemporaryDirectory(prefix="wp-") as name:
        folder = Path(name)
        _make_docroot(folder / "docroot", sources or SOURCES)
        server = _start_database(folder)
        try:
            yield WordPress(folder)
        finally:
            server.terminate()
            server.wait(_START_SECONDS)


def _make_docroot(docroot: Path, sources: Path) -> None:
    """Lay out WordPress's files: its own by links, but for those that look where they stand."""
    docroot.mkdir()
    for entry in sources.iterdir():
        if entry.name in ("wp-includes", "wp-admin"):
            (docroot / entry.name).symlink_to(entry)
        elif entry.suffix == ".php" and entry.name != "wp-config.php":
            shutil.copy(entry, docroot / entry.name)
    shutil.copy(HERE / "wp-config.php", docroot / "wp-config.php")
    for name in ("plugins", "uploads"):
        (docroot / "wp-content" / name).mkdir(parents=True)
    themes = sources / "wp-content" / "themes"
    if themes.is_dir():
        (docroot / "wp-content" / "themes").symlink_to(themes)


def _start_database(folder: Path) -> subprocess.Popen[bytes]:
    data = folder / "data"
    user = ["--user=root"] if os.geteuid() == 0 else []
    make = ["mariadb-install-db", "--no-defaults", *user, f"--datadir={data}", "--skip-test-db"]
    make.append("--auth-root-authentication-method=normal")
    subprocess.run(make, check=True, capture_output=True, env=_environment())
    serve = ["mariadbd", "--no-defaults", *user, f"--datadir={data}", "--skip-networking"]
    serve += [
        f"--socket={folder / 'socket'}",
        "--skip-log-bin",
        "--innodb-flush-log-at-trx-commit=0",
    ]
    server = subprocess.Popen(serve, env=_environment(), stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + _START_SECONDS
    while not (folder / "socket").exists():
        if server.poll() is not None or time.monotonic() > deadline:
            server.kill()
            raise RuntimeError("the database server does not start")
        time.sleep(0.1)
    return server


def _path() -> str:
    return os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"])


def _environment() -> dict[str, str]:
    return {**os.environ, "PATH": _path()}
