"""Templates and what Jekyll 4.3 with Liquid 4.0.4 makes of them.

``expected`` is the real output, with the variables of ``context.json`` (and those of the case) as
page variables put at the top. ``error`` marks what stops Jekyll: here it must be told.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from migrator.diagnostics import Severity
from migrator.liquid import Limits
from migrator.site.records import SourceDocument
from tests.liquid.conftest import CONTEXT, FIXTURES, Bench


def _cases() -> list[object]:
    found = []
    for path in sorted((FIXTURES / "cases").glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        for number, case in enumerate(content["cases"], start=1):
            context = {**CONTEXT, **content["context"], **case.get("context", {})}
            found.append(pytest.param(case, context, id=f"{path.stem}-{number}"))
    return found


class _WithVariables(Bench):
    """A bench whose templates see given variables beside ``site`` and ``page``."""

    def __init__(self, root: Path, variables: Mapping[str, object]) -> None:
        super().__init__(root, Limits(), {})
        payload = self.expander.state.payload

        def extended(document: SourceDocument, excerpt: str | None) -> Mapping[str, object]:
            return {**payload(document, excerpt), **variables}

        self.expander.state.payload = extended  # type: ignore[method-assign]


@pytest.mark.parametrize(("case", "context"), _cases())
def test_case(case: Mapping[str, str], context: Mapping[str, object], tmp_path: Path) -> None:
    bench = _WithVariables(tmp_path, context)
    text = bench.text(case["template"])
    errors = [one for one in bench.diagnostics if one.severity is Severity.ERROR]
    if "error" in case:
        assert errors
        assert all(one.path == "a.md" and one.line for one in errors)
    else:
        assert text == case["expected"]
        assert not errors
