from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from migrator.diagnostics import Diagnostic
from migrator.liquid import Expander, Limits
from migrator.site.records import Site, SourceDocument
from migrator.source import IDENTITY, LineMap, SourceText

FIXTURES = Path(__file__).parents[2] / "fixtures" / "liquid"
CONTEXT = json.loads((FIXTURES / "context.json").read_text(encoding="utf-8"))
CONFIG = {"url": "https://Example.com", "baseurl": "/blog", "highlighter": "rouge"}


def page(data: Mapping[str, object] | None = None, *, is_markdown: bool = False) -> SourceDocument:
    return SourceDocument(
        "a.md", "pages", "page", ".md", "/a.html", "a.html", ".html", "A", "a",
        None, {}, data or {}, is_markdown=is_markdown,
    )  # fmt: skip


class Bench:
    """An expander for single texts, and what it told."""

    def __init__(self, root: Path, limits: Limits, config: Mapping[str, object]) -> None:
        self.root = root
        site = Site(
            root, {**CONFIG, **config}, ZoneInfo("Asia/Seoul"), datetime(2026, 1, 1, tzinfo=UTC)
        )
        self.expander = Expander(site, lambda text: f"<p>{text}</p>\n", limits=limits)
        self.diagnostics: list[Diagnostic] = []

    def expand(
        self,
        text: str,
        data: Mapping[str, object] | None = None,
        *,
        lines: LineMap = IDENTITY,
        is_markdown: bool = False,
    ) -> SourceText:
        document = page(data, is_markdown=is_markdown)
        return self.expander.expand(
            document, SourceText("a.md", text, lines), self.diagnostics.append
        )

    def text(self, text: str, **data: object) -> str:
        return self.expand(text, data).text

    def include(self, name: str, text: str) -> None:
        path = self.root / "_includes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")

    @property
    def codes(self) -> list[str]:
        return [diagnostic.code for diagnostic in self.diagnostics]


@pytest.fixture
def make_bench(tmp_path: Path) -> Callable[..., Bench]:
    def make(limits: Limits | None = None, **config: object) -> Bench:
        return Bench(tmp_path, limits or Limits(), config)

    return make


@pytest.fixture
def bench(make_bench: Callable[..., Bench]) -> Bench:
    return make_bench()
