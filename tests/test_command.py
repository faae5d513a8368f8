"""The command as a new user meets it: help, errors that say what to do, exit codes, an end."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from migrator.cli import app

ROOT = Path(__file__).parent.parent
NEWS = ROOT / "fixtures/sites/saenal-news"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small site in a folder of its own, from which the command is run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    posts = tmp_path / "site/_posts"
    posts.mkdir(parents=True)
    (tmp_path / "site/_config.yml").write_text("title: 시험\ntimezone: Asia/Seoul\n", "utf-8")
    (posts / "2024-01-02-글.md").write_text("---\ntitle: 글\n---\n**글**이다.\n", "utf-8")
    return tmp_path / "site"


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["convert", *arguments])


def _broken(site: Path) -> None:
    (site / "_posts/2024-01-03-plugin.md").write_text("---\n---\n{% youtube x %}\n", "utf-8")


USAGE = {
    "no site": (["nowhere", "--to", "json", "-o", "out"], "give the site's folder"),
    "a file": (["site/_config.yml", "--to", "json", "-o", "out"], "is a file; give the site's"),
    "no posts": (["empty", "--to", "json", "-o", "out"], "give the folder that holds _config.yml"),
    "format": (["site", "--to", "markdwon", "-o", "out"], "did you mean 'markdown'?"),
    "strange format": (["site", "--to", "zzz", "-o", "out"], "json, markdown, wordpress"),
    "no format": (["site", "-o", "out"], "Missing option '--to'"),
    "no output": (["site", "--to", "json"], "Missing option '--output'"),
    "inside": (["site", "--to", "json", "-o", "site/out"], "choose a folder outside it"),
    "around": (["site", "--to", "json", "-o", "."], "choose another with --output"),
    "taken": (["site", "--to", "json", "-o", "full"], "replace this one with --force"),
    "a file as output": (["site", "--to", "json", "-o", "full/x"], "choose a folder"),
    "unknown --set": (["site", "--to", "json", "-o", "out", "--set", "a=1"], "no options"),
    "--set value": (["site", "--to", "markdown", "-o", "out", "--set", "dialect=x"], "hugo"),
    "--set form": (["site", "--to", "json", "-o", "out", "--set", "a"], "NAME=VALUE"),
    "config": (["site", "--to", "json", "-o", "out", "--config", "no.yml"], "there is no file"),
    "zone": (["site", "--to", "json", "-o", "out", "--timezone", "Mars/X"], "such as Asia/Seoul"),
    "layouts": (["site", "--to", "json", "-o", "out", "--layouts", "x"], "it has none"),
    "assets": (["site", "--to", "json", "-o", "out", "--assets", "x"], "used, all, none"),
    "disqus": (["site", "--to", "json", "-o", "out", "--disqus", "full/x"], "cannot be read as"),
    "wp-cli": (["site", "--to", "json", "-o", "out", "--print-wp-cli"], "--to wordpress"),
    "jobs": (["site", "--to", "json", "-o", "out", "--jobs", "-1"], "--jobs"),
}


@pytest.mark.parametrize(("arguments", "told"), USAGE.values(), ids=USAGE)
def test_wrong_usage_says_what_to_do_and_writes_nothing(
    site: Path, arguments: list[str], told: str
) -> None:
    (site.parent / "empty").mkdir()
    (site.parent / "full").mkdir()
    (site.parent / "full/x").write_text("mine", "utf-8")
    before = sorted(site.parent.rglob("*"))
    result = _run(*arguments)
    assert result.exit_code == 2
    assert told in " ".join(result.output.replace("│", " ").split())
    assert "Traceback" not in result.output
    assert sorted(site.parent.rglob("*")) == before


def test_the_commands_for_wordpress_are_printed(site: Path) -> None:
    (site / "hero.png").write_bytes(b"x")
    post = site / "_posts/2024-01-02-글.md"
    post.write_text("---\ntitle: 글\nhero: {src: /hero.png}\n---\n**글**이다.\n", "utf-8")
    export = site.parent / "disqus.xml"
    shutil.copy(ROOT / "fixtures/site/disqus/export.xml", export)
    arguments = [
        "--disqus",
        str(export),
        "--image-key",
        "hero.src",
        "--set",
        "media-url=https://a.b",
    ]
    result = _run("site", "--to", "wordpress", "-o", "out", "--quiet", "--print-wp-cli", *arguments)
    script = (site.parent / "out/import.sh").read_text("utf-8")
    assert script in result.output
    assert "wp import wordpress.xml --authors=create" in script
    assert "_thumbnail_id" in (site.parent / "out/wordpress.xml").read_text("utf-8")


def test_exit_codes_tell_clean_from_broken(site: Path) -> None:
    assert _run("site", "--to", "markdown", "-o", "out").exit_code == 0
    _broken(site)
    result = _run("site", "--to", "markdown", "-o", "out")
    assert result.exit_code == 1
    assert "1 document needs mending." in result.output
    assert "_posts/2024-01-03-plugin.md:3" in result.output


def test_a_broken_config_is_told_with_its_line(site: Path) -> None:
    (site / "_config.yml").write_text("title: a\nurl: [\n", "utf-8")
    result = _run("site", "--to", "json", "-o", "out")
    assert result.exit_code == 1
    assert "The site could not be read whole." in result.output
    assert "_config.yml:" in result.output


def test_quiet_says_nothing_unless_something_is_wrong(site: Path) -> None:
    assert _run("site", "--to", "json", "-o", "out", "--quiet").output == ""
    _broken(site)
    told = _run("site", "--to", "json", "-o", "out", "-q").output
    assert told == "1 document needs mending: look at out/report.html\n"


def test_into_a_pipe_no_control_characters_are_written(site: Path) -> None:
    result = _run("site", "--to", "json", "-o", "out", "--jobs", "1")
    assert "converted 1 of 1" in result.output
    assert result.output.isascii() or "\x1b" not in result.output


def test_check_of_a_missing_file_is_wrong_usage(site: Path) -> None:
    result = CliRunner().invoke(app, ["check", "none.xml"])
    assert result.exit_code == 2
    assert "none.xml" in result.output


@pytest.mark.parametrize("width", ["50", "80", "140"])
def test_help_is_grouped_and_fits(width: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", width)
    result = CliRunner().invoke(app, ["convert", "--help"])
    assert result.exit_code == 0
    for group in ("What is read", "What is written", "The run"):
        assert group in result.output
    assert max(map(len, result.output.splitlines())) <= int(width)


@pytest.fixture
def large_site(site: Path) -> Path:
    post = (NEWS / "_posts/2024-07-22-photo-walk.md").read_text("utf-8")
    for number in range(1500):
        (site / f"_posts/2020-01-01-post-{number}.md").write_text(post, "utf-8")
    return site


@pytest.mark.parametrize(
    ("sent", "code", "jobs"),
    [
        (signal.SIGINT, 130, "1"),
        (signal.SIGINT, 130, "2"),
        (signal.SIGTERM, 143, "1"),
        (signal.SIGTERM, 143, "2"),
    ],
)
def test_an_interrupted_run_leaves_nothing(
    large_site: Path, sent: signal.Signals, code: int, jobs: str
) -> None:
    before = sorted(path.name for path in large_site.parent.iterdir())
    arguments = ["convert", "site", "--to", "markdown", "-o", "out", "--jobs", jobs]
    process = subprocess.Popen(
        [sys.executable, "-m", "migrator", *arguments],
        cwd=large_site.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr is not None
    while "converted" not in process.stderr.readline():
        assert process.poll() is None
    # a terminal sends its interrupt to the workers, too; kill sends to the one process
    (os.killpg if sent == signal.SIGINT else os.kill)(process.pid, sent)
    told = process.stderr.read()
    assert process.wait(60) == code, told
    assert "Traceback" not in told
    assert sorted(path.name for path in large_site.parent.iterdir()) == before


def test_an_earlier_output_stays_when_a_run_fails(site: Path) -> None:
    assert _run("site", "--to", "json", "-o", "out", "-q").exit_code == 0
    before = (site.parent / "out/documents.jsonl").read_bytes()
    shutil.rmtree(site / "_posts")
    assert _run("site", "--to", "json", "-o", "out", "-q").exit_code == 2
    assert (site.parent / "out/documents.jsonl").read_bytes() == before
