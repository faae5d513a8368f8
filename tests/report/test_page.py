"""report.html: what it shows, that it stands for itself, and that it stays small."""

from __future__ import annotations

import re
import time
import tomllib
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from migrator.diagnostics import Diagnostic, Severity
from migrator.pipeline import migrate
from migrator.report import DocumentRecord, RunReport, Status
from migrator.report.page import page_chunks

ROOT = Path(__file__).parent.parent.parent
NEWS = ROOT / "fixtures/sites/saenal-news"
LOADING = "//@src | //link/@href | //img | //iframe | //object | //*[@onclick] | //form"


def _told(
    path: str, severity: Severity, code: str = "links.broken", *, excerpt: str = "", count: int = 1
) -> Diagnostic:
    return Diagnostic(code, severity, path, 3, "this link leads nowhere", excerpt, count)


def _record(path: str, *told: Diagnostic, verified: bool = True) -> DocumentRecord:
    return DocumentRecord(
        path, f"/{path}", Status.CONVERTED, "제목", (f"posts/{path}",), verified, told
    )


def _page(report: RunReport) -> html.HtmlElement:
    return html.document_fromstring("".join(page_chunks(report)))


def _text(page: html.HtmlElement, path: str = "//body") -> str:
    return " ".join(" ".join(found.text_content() for found in page.xpath(path)).split())


def _report() -> RunReport:
    hidden = Diagnostic("site.hidden", Severity.INFO, "later.md", 0, "left out: future")
    return RunReport(
        "markdown",
        site="새날신문",
        settings={"Time zone": "Asia/Seoul"},
        documents=[
            _record("봄.md"),
            _record("여름.md", _told("여름.md", Severity.WARNING, excerpt="/없는/")),
            _record("가을.md", _told("가을.md", Severity.ERROR, "liquid.unknown-tag")),
            _record("겨울.md", _told("겨울.md", Severity.INFO, "clean.spacer", count=7)),
            DocumentRecord("failed.md", "/f/", Status.FAILED),
            DocumentRecord("later.md", "/l/", Status.SKIPPED, diagnostics=(hidden,)),
        ],
        files=["posts/봄.md", "posts/a b#c.md", "index.md"],
    )


def test_the_verdict_stands_first() -> None:
    page = _page(_report())
    assert _text(page, "//h1") == "2 documents need mending."
    assert "4 documents carried over, 4 verified, 1 failed, 1 worth a look" in _text(page)
    bar = page.xpath("//*[@class='bar']")[0]
    assert [part.get("class") for part in bar] == ["good", "doubtful", "broken", "left-out"]
    assert "2 verified, nothing to do" in bar.get("aria-label")


def test_kinds_say_what_they_mean_and_where_they_stand() -> None:
    page = _page(_report())
    lost = _text(page, "//section[@id='lost']")
    assert "Liquid tag that nobody knows" in lost
    assert "What to do:" in lost
    assert "가을.md:3" in lost
    look = _text(page, "//section[@id='look']")
    assert "여름.md:3" in look
    assert "/없는/" in look


def test_what_was_cleaned_is_counted_by_things() -> None:
    assert "7 Spacer paragraphs" in _text(_page(_report()), "//section[@id='cleaned']")


def test_what_was_left_out_and_settings_are_shown() -> None:
    page = _page(_report())
    assert "later.md" in _text(page, "//section[@id='left-out']")
    assert "Time zone Asia/Seoul" in _text(page, "//section[@id='settings']")


def test_links_to_outputs_are_escaped() -> None:
    links = _page(_report()).xpath("//section[@id='files']//li/a/@href")
    assert "posts/a%20b%23c.md" in links


def test_a_clean_run_has_nothing_to_look_at() -> None:
    page = _page(RunReport("json", documents=[_record("a.md")]))
    assert _text(page, "//h1") == "Everything came through."
    assert not page.xpath("//section[@id='lost' or @id='look' or @id='documents']")


def test_a_site_problem_alone_is_told() -> None:
    told = Diagnostic("site.config", Severity.ERROR, "_config.yml", 2, "broken")
    page = _page(RunReport("json", documents=[_record("a.md")], diagnostics=[told]))
    assert _text(page, "//h1") == "The site could not be read whole."
    assert "_config.yml:2" in _text(page, "//section[@id='lost']")


def test_nothing_is_loaded_and_nothing_foreign_runs() -> None:
    evil = "</code><script>alert(1)</script><img src=x onerror=alert(1)>"
    told = _told(evil, Severity.WARNING, "links.broken", excerpt=evil)
    record = DocumentRecord(evil, evil, Status.CONVERTED, evil, (evil,), True, (told,))
    page = _page(RunReport(evil, site=evil, settings={evil: evil}, documents=[record]))
    assert page.xpath(LOADING) == []
    assert len(page.xpath("//script")) == 1
    assert "alert" not in page.xpath("//script")[0].text
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")
    assert "http://" not in "".join(page.xpath("//style/text()"))


def test_a_list_of_thousands_is_cut_and_says_so() -> None:
    documents = [
        _record(f"{number}.md", _told(f"{number}.md", Severity.WARNING, excerpt=f"/x/{number}/"))
        for number in range(20_000)
    ]
    started = time.process_time()
    text = "".join(page_chunks(RunReport("json", documents=documents, files=["a"] * 20_000)))
    assert len(text) < 1_000_000
    assert time.process_time() - started < 5
    assert "20,000" in text
    assert re.search(r"And [\d,]+ more in", text)


@pytest.mark.parametrize("target", ["markdown", "json", "wordpress", "html"])
def test_a_run_writes_page_and_data_beside_the_files(tmp_path: Path, target: str) -> None:
    report = migrate(NEWS, target, tmp_path / "out")
    page = html.parse(tmp_path / "out/report.html", html.HTMLParser(encoding="utf-8")).getroot()
    assert "새날신문" in _text(page, "//title")
    for link in page.xpath("//section[@id='files']//a/@href"):
        assert (tmp_path / "out" / unquote(link)).exists()
    assert "report.html" not in report.files


def test_the_page_is_in_the_package() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    patterns = settings["tool"]["setuptools"]["package-data"]["migrator"]
    packed = {path for pattern in patterns for path in (ROOT / "migrator").glob(pattern)}
    assert set((ROOT / "migrator/report/templates").iterdir()) <= packed
