"""What ``import migrator`` gives, and a format of somebody else's found by entry points."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import migrator

ROOT = Path(__file__).parent.parent
USAGE = (ROOT / "docs/usage.md").read_text("utf-8")
NEWS = ROOT / "fixtures/sites/saenal-news"


@pytest.mark.parametrize("name", migrator.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    public = getattr(migrator, name)
    assert public.__doc__
    assert f"`{name}`" in USAGE


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = migrator.nothing  # type: ignore[attr-defined]


def test_importing_the_package_costs_nothing() -> None:
    code = "import sys, migrator; print(len([m for m in sys.modules if 'migrator.' in m]))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "0"


@pytest.fixture
def plugins(tmp_path: Path) -> Path:
    """The documentation's own example, installed as a package would be."""
    folder = tmp_path / "plugins"
    info = folder / "plain_text-1.0.dist-info"
    info.mkdir(parents=True)
    [module] = [one for one in _fences("python") if "class PlainText" in one]
    [points] = [one for one in _fences("toml") if "migrator.verifiers" in one]
    (folder / "plain_text.py").write_text(module, "utf-8")
    lines = points.replace('project.entry-points."', "").replace('"]', "]").replace('"', "")
    (info / "entry_points.txt").write_text(lines, "utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: plain-text\nVersion: 1.0\n")
    return folder


def _fences(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", USAGE, re.MULTILINE | re.DOTALL)


def _convert(plugins: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(plugins), str(ROOT)])
    return subprocess.run(
        [sys.executable, "-m", "migrator", "convert", str(NEWS), "-o", "out", *arguments],
        cwd=plugins.parent,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_format_of_somebody_elses_is_found_and_verified(plugins: Path) -> None:
    done = _convert(plugins, "--to", "text")
    assert done.returncode == 0, done.stderr
    written = (plugins.parent / "out/_posts/2024-07-22-photo-walk.md.txt").read_text("utf-8")
    assert "골목" in written
    assert "<" not in written


def test_its_options_are_checked_and_its_verifier_is_heard(plugins: Path) -> None:
    assert "text has no options" in _convert(plugins, "--to", "text", "--set", "a=b").stderr
    module = plugins / "plain_text.py"
    module.write_text(module.read_text("utf-8").replace(", text)\n", ', "")\n'), "utf-8")
    done = _convert(plugins, "--to", "text")
    assert done.returncode == 1
    assert "words are lost" in done.stderr
    assert "text.lost" in (plugins.parent / "out/report.html").read_text("utf-8")
