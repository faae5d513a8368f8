"""One broken post in a site of a hundred: the others come through, it is named with its line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

GOOD_POSTS = 99
BROKEN = "_posts/2024-02-01-broken.md"

# What is in the broken post, and the line that must be named.
CASES: dict[str, tuple[bytes, int]] = {
    "bad YAML": (b"---\ntitle: fine\ntags: [a, b\nother: x\n---\nText.\n", 4),
    "tab in YAML": (b"---\ntitle: fine\nmap:\n\tkey: value\n---\nText.\n", 4),
    "bad Liquid": (b"---\ntitle: fine\n---\nText.\n\n{% if page.title %}never closed\n", 6),
    "unknown tag": (b"---\ntitle: fine\n---\nText.\n\n{% no_such_tag 1 %}\n", 6),
    "missing include": (b"---\ntitle: fine\n---\n\n{% include nowhere.html %}\n", 5),
    "bad UTF-8": (b"---\ntitle: fine\n---\nText.\n\xff\xfe bad \xe3\x81 bytes\n", 5),
}
FATAL = tuple(CASES)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("broken") / "site"
    (root / "_posts").mkdir(parents=True)
    (root / "_config.yml").write_text("title: A site\ntimezone: Asia/Seoul\n")
    for number in range(GOOD_POSTS):
        name = f"2024-01-{number % 28 + 1:02}-good-{number}.md"
        (root / "_posts" / name).write_text(f"---\ntitle: Good {number}\n---\nText **{number}**.\n")
    return root


@pytest.mark.parametrize("target", ["markdown", "json", "wordpress"])
@pytest.mark.parametrize("case", CASES)
def test_one_broken_post_takes_nothing_else_down(
    case: str, target: str, site: Path, tmp_path: Path
) -> None:
    data, line = CASES[case]
    (site / BROKEN).write_bytes(data)
    command = [sys.executable, "-m", "migrator", "convert", str(site)]
    arguments = ["--to", target, "--output", str(tmp_path / "out")]
    done = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    report = json.loads((tmp_path / "out/report.json").read_text("utf-8"))
    others = [one for one in report["documents"] if one["source"] != BROKEN]
    assert len(others) == GOOD_POSTS
    assert all(one["verified"] and not one["diagnostics"] for one in others)
    everything = report["diagnostics"] + [
        item for one in report["documents"] for item in one["diagnostics"]
    ]
    told = [item for item in everything if item["path"] == BROKEN]
    assert any(item["line"] == line and item["severity"] != "info" for item in told), told
    if case in FATAL:
        assert done.returncode == 1, done.stderr
        assert BROKEN in done.stderr
