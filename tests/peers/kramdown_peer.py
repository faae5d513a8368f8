"""Real kramdown as a peer: one Ruby process that converts text after text."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_SCRIPT = Path(__file__).with_name("kramdown_server.rb")
_LIBRARIES = os.environ.get("KRAMDOWN_LIBRARIES", "")
"""Folders with another kramdown than the installed one, separated by colons."""


@dataclass(frozen=True)
class Job:
    """A text and kramdown's options for it, by its names."""

    text: str
    options: Mapping[str, object]


@cache
def missing_reason() -> str:
    """Return why real kramdown cannot be asked here, or an empty string."""
    if shutil.which("ruby") is None:
        return "ruby is not installed"
    command = [*_ruby(), "-rkramdown", "-rkramdown-parser-gfm", "-e", "1"]
    asked = subprocess.run(command, capture_output=True, check=False)
    return "" if asked.returncode == 0 else "kramdown or its GFM parser is not installed"


def _ruby() -> list[str]:
    folders = [folder for folder in _LIBRARIES.split(":") if folder]
    return ["ruby", "-W0", *(part for folder in folders for part in ("-I", folder))]


class KramdownPeer:
    """Converts with real kramdown; a context manager that ends its process."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [*_ruby(), str(_SCRIPT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
        self.version: str = self.receive()["version"]

    def __enter__(self) -> KramdownPeer:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def send(self, jobs: Sequence[Job]) -> None:
        """Hand over some jobs; ``receive`` gives the answers once they are there."""
        assert self._process.stdin is not None
        line = json.dumps([{"text": job.text, "options": dict(job.options)} for job in jobs])
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def receive(self) -> Any:
        """Return the answers to the jobs sent: for each ``html``, or the ``error``."""
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())

    def convert(self, job: Job) -> str:
        """Return the HTML of one job; raises RuntimeError where kramdown fails."""
        self.send([job])
        answer = self.receive()[0]
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return str(answer["html"])
