"""``import.sh`` run by the real WP-CLI against a real WordPress."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from migrator.pipeline import MigrationOptions, migrate
from migrator.site.reader import ReadOptions
from tests.peers.wordpress import real_site
from tests.peers.wordpress.comparison import differences, held, read_files
from tests.peers.wordpress.real_site import Site, real_wordpress

AGAIN = Path(__file__).parents[2] / "fixtures" / "wordpress" / "again"
PORT = 8080
"""WordPress fetches from no port but 80, 443 and this one."""
MEDIA = f"http://127.0.0.1:{PORT}"
OPTIONS = {
    "menus": "navigation",
    "taxonomies": "series",
    "collections": "recipes=recipe",
    "redirects": "nginx",
    "meta": "all",
}
ZONE = "Asia/Seoul"


def missing() -> str:
    """Return what is missing for the script to run here, '' if nothing."""
    if not real_site.WP_CLI.is_file():
        return f"no WP-CLI at {real_site.WP_CLI}"
    with socket.socket() as probe:
        if not probe.connect_ex(("127.0.0.1", PORT)):
            return f"port {PORT} is taken"
    return real_site.missing()


REASON = missing()
pytestmark = pytest.mark.skipif(bool(REASON), reason=f"no import by WP-CLI: {REASON}")


def script_run(site: Site, output: Path, media: Path) -> str:
    """Return what ``import.sh`` in ``output`` says, run for ``site`` as its reader would."""
    programs = output.parent / "bin"
    programs.mkdir(exist_ok=True)
    (programs / "wp").write_text(f'#!/bin/sh\nexec php "{real_site.WP_CLI}" "$@"\n')
    (programs / "wp").chmod(0o755)
    docroot = site.folder / "docroot"
    environment = {
        **os.environ,
        **site.environment(),
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "WP_CLI_ALLOW_ROOT": "1",
        "WP_PATH": str(docroot),
        "MEDIA_FOLDER": str(media),
    }
    plugins = docroot / "wp-content" / "plugins" / real_site.PLUGIN.name
    shutil.copytree(real_site.PLUGIN, plugins, dirs_exist_ok=True)
    for command in (
        ["wp", f"--path={docroot}", "plugin", "activate", plugins.name],
        ["bash", "import.sh"],
    ):
        done = subprocess.run(
            command,
            cwd=output,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout
    return done.stdout


def test_the_script_imports_all_and_again_changes_nothing(tmp_path: Path) -> None:
    output = tmp_path / "out"
    options = {**OPTIONS, "media-url": MEDIA}
    read = ReadOptions(timezone=ZONE)
    migrate(AGAIN, "wordpress", output, MigrationOptions(read, converter_options=options, jobs=1))
    files = sorted(output.glob("*.xml"))
    with real_wordpress() as wordpress:
        site = wordpress.site("UTC")
        said = script_run(site, output, AGAIN)
        first = site.load([])
        before = site.rows()
        again = script_run(site, output, AGAIN)
        after = site.rows()
        second = site.load([])
    for line in said.splitlines():
        if " on the site, " in line:
            counted, expected = (int(word) for word in line.split() if word.isdecimal())
            assert counted == expected, line
    assert "Error" not in said + again
    assert "Warning" not in said + again
    assert differences(read_files(files), first) == []
    assert after == before
    assert held(second) == held(first)
    assert [(menu["name"], len(menu["items"])) for menu in first.menus] == [("Main", 3)]
    chosen = dict(line.split("\t", 1) for line in before["wp_options"])
    assert chosen["timezone_string"] == ZONE
    assert '"primary";i:' in chosen["theme_mods_twentytwentyone"]
    assert chosen["permalink_structure"] == "/%year%/%monthnum%/%day%/%postname%/"
