"""Pictures of posts in a real WordPress, each beside the same post of real Jekyll, to look at.

usage: python -m tests.peers.wordpress.look FOLDER [SITE ...]

FOLDER gets a picture a post: WordPress at the left, Jekyll at the right. Without a SITE, the one
with a post of each kind is taken. Needs what ``make wordpress`` installs, Jekyll and Chromium.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar
from urllib.parse import quote, unquote

from migrator.pipeline import MigrationOptions, migrate
from migrator.site.reader import ReadOptions
from tests.peers.wordpress import real_site
from tests.peers.wordpress.real_site import Site, real_wordpress

KINDS = Path(__file__).parents[3] / "fixtures" / "wordpress" / "kinds"
ZONE = "Asia/Seoul"
COLUMN, HEIGHT = 800, 2600
_HOME = "PEER_HOME"
_START_SECONDS = 20


def main() -> int:
    """Take the pictures; return the exit code."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    missing = real_site.missing() or next(
        (f"{name} is not installed" for name in ("jekyll", "chromium") if not shutil.which(name)),
        "",
    )
    if missing:
        sys.stdout.write(f"nothing to look at: {missing}\n")
        return 1
    for site in map(Path, sys.argv[2:] or [KINDS]):
        for picture in look_at(site.resolve(), folder):
            sys.stdout.write(f"{picture}\n")
    return 0


def look_at(root: Path, folder: Path) -> Iterator[Path]:
    """Yield the pictures of the posts of the site at ``root``, written to ``folder``."""
    with tempfile.TemporaryDirectory(prefix="look-") as name:
        work = Path(name)
        built, output = work / "built", work / "wordpress"
        _build(root, built, work)
        port = _free_port()
        os.environ[_HOME] = f"http://127.0.0.1:{port}"
        with real_wordpress() as wordpress, _folder_served(built) as jekyll:
            _convert(root, output, jekyll)
            site = wordpress.site(ZONE)
            found = site.load(sorted(output.glob("*.xml")), {jekyll: built})
            with _wordpress_served(site, port):
                for post in found.posts:
                    if post["type"] in ("post", "page"):
                        yield _picture(post, jekyll, port, folder / root.name)


def _build(root: Path, built: Path, work: Path) -> None:
    settings = work / "look.yml"
    settings.write_text('url: ""\nbaseurl: ""\n')
    configs = f"{root / '_config.yml'},{settings}"
    command = ["jekyll", "build", "--quiet", "--source", root, "--destination", built]
    command += ["--disable-disk-cache", "--config", configs]
    subprocess.run(command, check=True, env={**os.environ, "LC_ALL": "C.UTF-8"}, cwd=work)


def _convert(root: Path, output: Path, media: str) -> None:
    """Write the site for WordPress, its media where ``media`` serves them."""
    read = ReadOptions(timezone=ZONE)
    options = MigrationOptions(read, converter_options={"media-url": media}, jobs=1)
    migrate(root, "wordpress", output, options)


def _picture(post: Mapping[str, Any], jekyll: str, port: int, folder: Path) -> Path:
    url = dict(map(tuple, post["meta"])).get("_jekyll_url", "/")
    address = f"/?p={post['id']}"
    sides = [f"http://127.0.0.1:{port}{address}", jekyll + quote(url, safe="/%")]
    _warm_up(port, address)
    folder.mkdir(parents=True, exist_ok=True)
    page, picture = folder / f"{post['id']}.html", folder / f"{_plain(url) or 'index'}.png"
    frames = "".join(
        f'<iframe src="{side}" width="{COLUMN}" height="{HEIGHT}" frameborder="0"></iframe>'
        for side in sides
    )
    page.write_text(f'<!DOCTYPE html><body style="margin:0;white-space:nowrap">{frames}</body>')
    _photograph(page, picture)
    page.unlink()
    return picture


def _warm_up(port: int, address: str) -> None:
    """Ask for a page once: the first answer takes longer than Chromium waits."""
    connection = HTTPConnection("127.0.0.1", port, timeout=_START_SECONDS)
    connection.request("GET", address)
    connection.getresponse().read()
    connection.close()


def _plain(url: str) -> str:
    return unquote(url).strip("/").replace("/", "-").removesuffix(".html")[:80]


def _photograph(page: Path, picture: Path) -> None:
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    command += [f"--window-size={2 * COLUMN},{HEIGHT}", "--virtual-time-budget=8000"]
    command += [f"--screenshot={picture.resolve()}", page.resolve().as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def _folder_served(folder: Path) -> Iterator[str]:
    handler = partial(_Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    """Serves a folder without a word; all of it is UTF-8."""

    extensions_map: ClassVar = {
        **SimpleHTTPRequestHandler.extensions_map,
        ".html": "text/html; charset=utf-8",
    }

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def _wordpress_served(site: Site, port: int) -> Iterator[None]:
    command: Sequence[str | Path] = [
        *("php", "-d", "memory_limit=1G", "-S", f"127.0.0.1:{port}", "-t"),
        site.folder / "docroot",
    ]
    environment = {**os.environ, **site.environment(), "PHP_CLI_SERVER_WORKERS": "4"}
    server = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(port)
        yield
    finally:
        server.terminate()
        server.wait(_START_SECONDS)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if not probe.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.1)
    raise RuntimeError("PHP's server does not start")


if __name__ == "__main__":
    sys.exit(main())
