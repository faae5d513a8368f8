"""Links, anchors and files between documents, in Hugo's Markdown and the other dialects."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrator.model.document import Document
from migrator.pipeline import MigrationOptions, migrate
from migrator.pipeline.building import DocumentBuilder
from migrator.pipeline.references import read_references
from migrator.report.records import RunReport
from migrator.site.reader import load_site
from migrator.verify.registry import load_verifier

CROSSINGS = Path(__file__).parents[2] / "fixtures" / "hugo" / "crossings"
FORDS = "posts/2024-03-01-fords"
HAN = "posts/2024-03-02-한강"


def run(output: Path, site: Path = CROSSINGS, **options: str) -> RunReport:
    return migrate(
        site, "markdown", output, MigrationOptions(converter_options=options, jobs=1, force=True)
    )


def told(report: RunReport, code: str) -> list[str]:
    return [
        item.message for one in report.documents for item in one.diagnostics if item.code == code
    ]


def document_of(path: str) -> Document:
    site = load_site(CROSSINGS)
    builder = DocumentBuilder(site, references=read_references(site))
    source = next(one for one in site.documents if one.path == path)
    return builder.build(source, lambda _: None)


def test_links_between_documents_are_relrefs_when_asked(tmp_path: Path) -> None:
    report = run(tmp_path / "out", dialect="hugo", links="relref")
    text = (tmp_path / f"out/content/{HAN}.md").read_text("utf-8")
    assert report.unverified == 0
    assert '[Fords]({{< relref "/posts/2024-03-01-fords.md#1-see-the-map-first" >}})' in text
    assert '#tools-1" >}} "the second")' in text
    assert '[from the source]({{< relref "/posts/2024-03-01-fords.md" >}})' in text
    assert "[*About*](/blog/about.html?from=han#us)" in text
    assert '<a href="{{< relref "/posts/2024-03-01-fords.md#depth" >}}">Two</a>' in text
    assert told(report, "markdown.link-kept") == [
        f"relref leads to documents alone, so this link is kept: /blog/{address}"
        for address in ("files/list.pdf", "nowhere.html", "about.html?from=han#us")
    ]


def test_relrefs_are_refused_where_no_reader_knows_them() -> None:
    with pytest.raises(ValueError, match="hugo only"):
        run(Path("unused"), links="relref")


@pytest.mark.parametrize("dialect", ["gfm", "hugo", "kramdown"])
def test_own_files_lie_beside_their_document(dialect: str, tmp_path: Path) -> None:
    report = run(tmp_path / "out", dialect=dialect, bundles="true")
    found = {path.relative_to(tmp_path / "out").as_posix() for path in tmp_path.rglob("*.p*")}
    posts = "content/" if dialect == "hugo" else ""
    posts += f"_{FORDS}" if dialect == "kramdown" else FORDS
    shared = "static/img" if dialect == "hugo" else "img"
    assert report.unverified == 0
    assert {f"{posts}/ford.png", f"{posts}/stone 1.png", f"{posts}/list.pdf"} < found
    assert sum("img/" in path for path in found) == 2
    assert all((tmp_path / "out" / shared / name).is_file() for name in ("bridge.png", "cover.png"))
    text = (tmp_path / "out" / posts / "index.md").read_text("utf-8")
    assert "![a ford](ford.png) and ![a stone](stone%201.png)" in text
    assert '![a ford](ford.png "small")' in text
    assert "![a bridge](/blog/img/bridge.png)" in text
    assert "image: /img/cover.png\n" in text


def test_bundles_of_one_name_have_a_folder_each(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for folder in ("a", "b"):
        (site / folder / "_posts").mkdir(parents=True)
        (site / folder / "_posts" / "2024-01-01-x.md").write_text("---\n---\nx\n")
    report = run(tmp_path / "out", site, dialect="hugo", bundles="true", path="{slug}.md")
    assert sorted(path for one in report.documents for path in one.outputs) == [
        "x-2/index.md",
        "x/index.md",
    ]
    assert len(told(report, "writer.path-changed")) == 1


ANCHORS = [
    ("gfm", '<a id="depth"></a>Depth'),
    ("commonmark", '<a id="depth"></a>Depth'),
    ("kramdown", "noon.\n{: #depth}\n"),
    ("hugo", "noon.\n{#depth}\n"),
    ("hugo", 'first {id="1-see-the-map-first"}\n'),
]


@pytest.mark.parametrize(("dialect", "anchor"), ANCHORS)
def test_what_other_documents_link_to_is_there_and_told_when_not(
    dialect: str, anchor: str, tmp_path: Path
) -> None:
    report = run(tmp_path / "out", dialect=dialect)
    (text,) = [path.read_text("utf-8") for path in tmp_path.rglob("*fords.md")]
    document = document_of("_posts/2024-03-01-fords.md")
    verify = load_verifier({"gfm": "markdown"}.get(dialect, dialect))
    assert report.unverified == 0
    assert text.count(anchor) == 1
    assert "## Tools\n" in text
    assert verify is not None
    assert verify(document, text) == []
    broken = text.replace(anchor, anchor.replace("depth", "other").replace("1-see", "see"))
    assert [item.code for item in verify(document, broken)] == ["verify.anchor-lost"]
