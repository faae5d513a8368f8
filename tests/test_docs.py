"""Every example of the README and the documentation, run as it is written."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from migrator import migrate

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


def _examples(language: str) -> list[object]:
    return [
        pytest.param(text, id=f"{page.name}-{number}")
        for page in PAGES
        for number, (name, text) in enumerate(FENCE.findall(page.read_text("utf-8")))
        if name == language
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "fixtures/sites", tmp_path / "fixtures/sites")
    shutil.copytree(ROOT / "fixtures/wordpress", tmp_path / "fixtures/wordpress")
    return tmp_path


@pytest.mark.parametrize("text", _examples("python"))
def test_python_example(text: str, folder: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", text]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("text", _examples("sh"))
def test_shell_example(text: str, folder: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for line in text.splitlines():
        program, *arguments = shlex.split(line)
        assert program == "jekyll-migrator"
        command = [sys.executable, "-m", "migrator", *arguments]
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_links_lead_somewhere(page: Path) -> None:
    prose = FENCE.sub("", page.read_text("utf-8"))
    for target in LINK.findall(prose):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_readme_is_one_screenful() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 60


def test_help_is_quick() -> None:
    """The help costs less than 0.3 s of CPU more than Python itself."""
    bare, helped = (min(_cpu(arguments) for _ in range(3)) for arguments in (["-c", ""], _HELP))
    assert helped - bare < 0.3


_HELP = ["-m", "migrator", "--help"]


def _cpu(arguments: list[str]) -> float:
    import resource

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_the_readme_shows_what_really_becomes_of_it(tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    [before] = [text for name, text in FENCE.findall(text) if name == "html"]
    [after] = [text for name, text in FENCE.findall(text) if name == "markdown"]
    posts = tmp_path / "site/_posts"
    posts.mkdir(parents=True)
    (posts / "2024-03-04-price.md").write_text(f"---\ntitle: 값\n---\n{before}", "utf-8")
    report = migrate(tmp_path / "site", "markdown", tmp_path / "out")
    assert report.is_clean
    written = (tmp_path / "out/posts/2024-03-04-price.md").read_text("utf-8")
    assert written.partition("\n---\n")[2].strip() == after.strip()
