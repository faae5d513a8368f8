"""The documentation of the parser: its examples run, its headings are those of the tests."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
_EXAMPLE = re.compile(r"```python\n(.*?)```\n\n```\w*\n(.*?)```", re.DOTALL)
EXAMPLES = _EXAMPLE.findall((DOCS / "kramdown.md").read_text("utf-8"))


def headings_of(name: str) -> set[str]:
    """Return the headings of the second level in ``docs/name``."""
    return set(re.findall(r"^## (.+)$", (DOCS / name).read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_example(example: tuple[str, str]) -> None:
    code, expected = example
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "docs/kramdown.md", "exec"), {})  # noqa: S102 - our own examples
    assert printed.getvalue().strip() == expected.strip()


def test_there_are_examples() -> None:
    assert len(EXAMPLES) == 3
