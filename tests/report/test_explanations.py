"""Every diagnostic code in the sources has its line in the table that readers see."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from migrator.report.explanations import AREAS, EXPLANATIONS, explain
from migrator.transforms import MESSAGES

ROOT = Path(__file__).parent.parent.parent
CODE = re.compile(r"([a-z]+)\.[a-z]+(?:-[a-z]+)*")
SUFFIXES = {"json", "jsonl", "html", "htm", "xml", "md", "csv", "htaccess", "nginx", "toml"}
MODULES = {"migrator", "converters"}


def _strings() -> Iterator[tuple[str, str]]:
    for package in ("migrator", "converters"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value, f"{path.relative_to(ROOT)}:{node.lineno}"


def _codes() -> dict[str, str]:
    """Return each code that the sources spell, and where; the table itself does not count."""
    areas = {code.partition(".")[0] for code in EXPLANATIONS}
    found = {f"clean.{kind}": "migrator/transforms" for kind in MESSAGES}
    for text, place in _strings():
        match = CODE.fullmatch(text)
        if match is None or "report/explanations.py" in place:
            continue
        if match[1] in areas and text.rpartition(".")[2] not in SUFFIXES:
            found[text] = place
    return found


def test_every_code_is_explained() -> None:
    missing = {code: place for code, place in _codes().items() if code not in EXPLANATIONS}
    assert not missing, f"add these to migrator/report/explanations.py: {missing}"


def test_nothing_is_explained_that_is_never_told() -> None:
    assert set(EXPLANATIONS) <= set(_codes())


def test_every_area_that_the_sources_tell_of_is_known() -> None:
    """A new area cannot hide from the test above: areas are found where diagnostics are made."""
    made = {
        match[1]
        for text, place in _strings()
        if (match := CODE.fullmatch(text)) and _stands_in_a_diagnostic(text, place)
    }
    assert made <= {code.partition(".")[0] for code in EXPLANATIONS} | set(AREAS)


def _stands_in_a_diagnostic(text: str, place: str) -> bool:
    name, line = place.rsplit(":", 1)
    around = (ROOT / name).read_text("utf-8").splitlines()[max(0, int(line) - 3) : int(line) + 3]
    return "Severity." in "\n".join(around) and text.rpartition(".")[2] not in SUFFIXES


@pytest.mark.parametrize("code", sorted(EXPLANATIONS))
def test_an_explanation_reads_well(code: str) -> None:
    title, meaning, advice = EXPLANATIONS[code]
    assert title[0].isupper() or title.startswith(("kramdown", "baseurl"))
    assert len(title) <= 60
    assert not title.endswith(".")
    assert meaning.endswith(".")
    assert not advice or advice.endswith(".")
    assert code not in meaning


def test_codes_of_other_peoples_converters_are_their_own_titles() -> None:
    assert explain("notion.no-tables").title == "notion.no-tables"
    assert explain("notion.no-tables").meaning


def test_codes_of_an_area_share_its_explanation() -> None:
    title, meaning, _ = explain("wxr.empty-title")
    assert title == "Trap in a WordPress file: empty title"
    assert meaning == AREAS["wxr"].meaning
