"""Builds what the converter writes for Hugo with real Hugo, and compares every page.

``python -m tests.hugo.hugo_peer SITE…`` prints the figures of each site;
``links=relref`` and the like among them are options.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import quote, unquote

from migrator.diagnostics import ignore
from migrator.kramdown import to_html
from migrator.model.document import Document
from migrator.pipeline import MigrationOptions, migrate
from migrator.pipeline.building import HTML_EXTENSIONS, DocumentBuilder
from migrator.pipeline.references import read_references
from migrator.site.reader import load_site
from migrator.site.records import Site, SourceDocument
from migrator.verify.hugo import compare_rendered
from migrator.verify.landing import lost_anchors

LAYOUTS = ("single", "list", "taxonomy", "term", "terms", "home")
CHUNK = 40
TAG = re.compile(r"<[^>]*>")
FLOOR = 0.99
SHOWN = 10


@dataclass(slots=True)
class Judgement:
    """What Hugo made of a site: ``log`` is empty where it built without error or warning."""

    documents: int = 0
    at_url: int = 0
    equal: int = 0
    unverified: int = 0
    log: str = ""
    problems: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether all was built, each document at its URL, and enough bodies are equal."""
        return (
            not self.log and self.at_url == self.documents and self.equal >= FLOOR * self.documents
        )

    def __str__(self) -> str:
        return (
            f"{self.documents} documents, {self.at_url} at their URL, {self.equal} equal, "
            f"{self.unverified} not verified in the run"
            + (f", Hugo says: {self.log}" if self.log else "")
        )


def hugo() -> str | None:
    """Return the path of real Hugo, None where it is not installed."""
    return shutil.which("hugo")


def judge(site: Path, work: Path, **options: str) -> Judgement:
    """Convert ``site`` for Hugo into ``work``, build it and compare."""
    output = work / "hugo"
    report = migrate(
        site, "markdown", output, MigrationOptions(converter_options={"dialect": "hugo", **options})
    )
    judgement = Judgement(log=build(output, work), unverified=report.unverified)
    loaded = load_site(site, markdownify=to_html)
    for url, problem in _compare_all(loaded, output / "public"):
        judgement.documents += 1
        judgement.at_url += problem != "missing"
        judgement.equal += not problem
        if problem:
            judgement.problems.append(f"{url}: {problem}")
    return judgement


def build(output: Path, work: Path) -> str:
    """Build the site in ``output`` with layouts that show the content alone; return complaints."""
    layouts = work / "themes" / "bare" / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name in LAYOUTS:
        (layouts / f"{name}.html").write_text("<main>{{ .Content }}</main>")
    command: list[str | Path] = [
        str(hugo()),
        "--source",
        output,
        "--themesDir",
        work / "themes",
        "--theme",
        "bare",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = (done.stdout + done.stderr).splitlines()
    told = [line for line in lines if "ERROR" in line or "WARN" in line or "Error" in line]
    return "\n".join(told) if told or not done.returncode else f"exit {done.returncode}"


def _compare_all(site: Site, public: Path) -> Iterator[tuple[str, str]]:
    sources = [one for one in site.documents if _is_shown(one)]
    chunks = [sources[start : start + CHUNK] for start in range(0, len(sources), CHUNK)]
    if len(chunks) == 1:
        yield from _compare_some(site, public, chunks[0])
        return
    with ProcessPoolExecutor() as pool:
        for part in pool.map(partial(_compare_some, site, public), chunks):
            yield from part


def _is_shown(source: SourceDocument) -> bool:
    return source.output_ext in HTML_EXTENSIONS and source.published and source.written


def _compare_some(site: Site, public: Path, sources: list[SourceDocument]) -> list[tuple[str, str]]:
    builder = DocumentBuilder(site, references=read_references(site))
    return [
        (source.url, _problem(builder.build(source, ignore), site.root, public))
        for source in sources
    ]


def _problem(document: Document, root: Path, public: Path) -> str:
    """Return "", "missing" where no page stands at the URL, or how its body differs."""
    page = page_at(public, document.url)
    if page is None:
        return "missing"
    html = page.read_text("utf-8").removeprefix("<main>").removesuffix("</main>")
    found = compare_rendered(document.body, _with_urls(html, document, root, page.parent))
    lost = lost_anchors(document.body, html, document.linked_ids, github_ids=False)
    return str(found) if found else f"no place for {lost}" if lost else ""


def _with_urls(html: str, document: Document, root: Path, folder: Path) -> str:
    """Return ``html`` with the old addresses of files that really stand beside the page now."""
    for asset in document.assets:
        file, name = root / asset.path, asset.path.rsplit("/", 1)[-1]
        beside = folder / name
        if beside.is_file() and beside.read_bytes() == file.read_bytes():
            shown = re.compile(
                rf'(?<=["\s])(?:{re.escape(name)}|{re.escape(quote(name))})(?=["\s])'
            )
            html = TAG.sub(partial(_in_tag, shown, asset.url), html)
    return html


def _in_tag(shown: re.Pattern[str], url: str, tag: re.Match[str]) -> str:
    return shown.sub(lambda _: url, tag[0])


def page_at(public: Path, url: str) -> Path | None:
    """Return the file that a web server shows at ``url``."""
    path = unquote(url).lstrip("/")
    for name in (path, f"{path.rstrip('/')}/index.html", f"{path}.html"):
        place = public / name.lstrip("/")
        if place.is_file():
            return place
    return None


def main() -> int:
    """Judge the sites given, with the options given; return 1 where one is not as it must be."""
    bad = 0
    options = dict(word.split("=", 1) for word in sys.argv[1:] if "=" in word)
    for name in (word for word in sys.argv[1:] if "=" not in word):
        with tempfile.TemporaryDirectory() as folder:
            judgement = judge(Path(name), Path(folder), **options)
        bad += not judgement.holds
        sys.stdout.write(f"{Path(name).name}: {judgement}\n")
        for problem in judgement.problems[:SHOWN]:
            sys.stdout.write(f"    {problem}\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
