"""Real Jekyll as a peer: one Ruby process that reads site after site."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

_SCRIPT = Path(__file__).with_name("jekyll_reader.rb")


def missing_reason() -> str:
    """Return why real Jekyll cannot be asked here, or an empty string."""
    if shutil.which("ruby") is None:
        return "ruby is not installed"
    asked = subprocess.run(["ruby", "-rjekyll", "-e", "1"], capture_output=True, check=False)
    return "" if asked.returncode == 0 else "the gem jekyll is not installed"


class JekyllPeer:
    """Reads sites with real Jekyll; a context manager that ends its process."""

    def __init__(self) -> None:
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "RUBYOPT": "-W0"}
        self._process = subprocess.Popen(
            ["ruby", str(_SCRIPT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env=environment,
        )

    def __enter__(self) -> JekyllPeer:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def read(self, site: Path) -> dict[str, Any]:
        """Return ``documents`` (by Jekyll's names) or the ``error`` that stopped Jekyll."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{site}\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer
