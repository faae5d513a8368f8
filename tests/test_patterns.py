"""A trap of regular expressions that this project's patterns must not step into.

Python before 3.11.5 (Debian 12 has 3.11.2) does not go back to where the last round of a
possessive group, ``(?:…)*+``, started when that round fails half-way (CPython issue 106052). An
atomic group around a greedy one, ``(?>(?:…)*)``, says the same and is right everywhere.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted(path for name in ("migrator", "converters") for path in (ROOT / name).rglob("*.py"))
# In a class, after an escape, or in a list of characters, it is no repetition of a group.
POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)(?:[*+?]|\{\{?[0-9,]+\}\}?)\+")
CHARACTER_SET = re.compile(r"\(\)\*\+|'\(\)\*")


def _strings(path: Path) -> list[str]:
    tree = ast.parse(path.read_text("utf-8"))
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return [node.value for node in constants if isinstance(node.value, str)]


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(ROOT)) for path in FILES])
def test_no_group_is_repeated_possessively(path: Path) -> None:
    for text in _strings(path):
        found = POSSESSIVE_GROUP.search(text)
        assert found is None or CHARACTER_SET.search(text), text


def test_the_check_sees_what_it_is_for() -> None:
    assert POSSESSIVE_GROUP.search(r"(?:ab?c)*+")
    assert POSSESSIVE_GROUP.search(r"(?:ab?c){1,3}+")
    assert not POSSESSIVE_GROUP.search(r"(?>(?:ab?c)*)[x]*+\)++")
