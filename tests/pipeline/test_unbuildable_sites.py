"""Sites that Jekyll does not build any more: everything is carried over, and told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from migrator import migrate
from migrator.report.records import RunReport

POST = "_posts/2020-01-01-a"


def _run(folder: Path, files: Mapping[str, str], target: str = "json") -> tuple[RunReport, str]:
    root = folder / "site"
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    report = migrate(root, target, folder / target)
    if target != "json":
        outputs = [folder / target / name for record in report.documents for name in record.outputs]
        return report, "\n".join(file.read_text("utf-8") for file in dict.fromkeys(outputs))
    lines = (folder / target / "documents.jsonl").read_text("utf-8").splitlines()
    return report, "\n".join(json.loads(line)["html"] for line in lines)


def _codes(report: RunReport) -> set[str]:
    return {item.code for record in report.documents for item in record.diagnostics}


@pytest.mark.parametrize(
    ("body", "shown", "code"),
    [
        ("a\n\n{% youtube abc %}\n\nb", "{% youtube abc %}", "liquid.unknown-tag"),
        ("a\n\n{% include gone.html x='1' %}\n\nb", "gone.html", "liquid.missing-include"),
        ("a\n\n{% post_url 2019-01-01-gone %}\n\nb", "post_url", "liquid.missing-post"),
    ],
)
def test_what_is_missing_stays_and_is_told(
    tmp_path: Path, body: str, shown: str, code: str
) -> None:
    report, html = _run(tmp_path, {"_config.yml": "", f"{POST}.md": f"---\n---\n{body}\n"})
    assert shown in html
    assert "<p>a</p>" in html
    assert "<p>b</p>" in html
    assert code in _codes(report)


def test_unquoted_parameters_of_an_include(tmp_path: Path) -> None:
    files = {
        "_config.yml": "",
        "_includes/fig.html": "<i>{{ include.file }}</i>",
        f"{POST}.md": "---\npic: here.png\n---\n{% include fig.html file=page.pic %}\n\n"
        "{% include fig.html param %}\n",
    }
    report, html = _run(tmp_path, files)
    assert "<i>here.png</i>" in html
    assert _codes(report) >= {"liquid.include-syntax"}


def test_a_doubled_baseurl_is_told(tmp_path: Path) -> None:
    files = {
        "_config.yml": "baseurl: /blog\n",
        f"{POST}.md": "---\n---\n[a]({{ site.baseurl }}{% post_url 2020-01-02-b %})\n",
        "_posts/2020-01-02-b.md": "---\n---\ntext\n",
    }
    report, html = _run(tmp_path, files)
    assert "/blog/blog/2020/01/02/b.html" in html
    assert "liquid.doubled-baseurl" in _codes(report)


@pytest.mark.parametrize(
    ("extension", "markup"),
    [("textile", "textile"), ("asciidoc", "asciidoc"), ("adoc", "asciidoc"), ("rst", "rst")],
)
@pytest.mark.parametrize("target", ["json", "markdown", "wordpress", "html"])
def test_foreign_markup_is_carried_and_named(
    tmp_path: Path, extension: str, markup: str, target: str
) -> None:
    text = "h1. 제목 *굵게*\n\np. a < b & c {{ page.title }}"
    files = {"_config.yml": "", f"{POST}.{extension}": f"---\ntitle: T\n---\n{text}\n"}
    report, output = _run(tmp_path, files, target)
    (record,) = report.documents
    assert record.verified
    assert not report.is_clean
    told = [item for item in record.diagnostics if item.code == "pipeline.not-convertible"]
    assert [(item.line, item.message.split()[0]) for item in told] == [(4, markup)]
    assert "h1. 제목 *굵게*" in output
    assert "a &lt; b &amp; c T" in output or "a < b & c T" in output


def test_the_page_that_lists_posts_is_named(tmp_path: Path) -> None:
    files = {
        "_config.yml": "plugins: [jekyll-paginate]\npaginate: 1\n",
        "index.html": "---\n---\n"
        "{% for post in paginator.posts %}<p>{{ post.title }}</p>{% endfor %}"
        "<p>{{ paginator.page }}/{{ paginator.total_pages }} {{ paginator.next_page_path }}</p>",
        f"{POST}.md": "---\ntitle: Old\n---\n",
        "_posts/2020-01-02-b.md": "---\ntitle: New\n---\n",
    }
    report, html = _run(tmp_path, files)
    assert "<p>New</p><p>1/2 /page2</p>" in html
    told = [
        r.source
        for r in report.documents
        for i in r.diagnostics
        if i.code == "pipeline.lists-posts"
    ]
    assert told == ["index.html"]


def test_titles_come_from_headings_as_kramdown_reads_them(tmp_path: Path) -> None:
    files = {
        "_config.yml": "plugins: [jekyll-titles-from-headings]\n",
        "a.md": "---\n---\n# A *b* `c`\n",
    }
    report, _ = _run(tmp_path, files)
    assert [record.title for record in report.documents] == ["A b c"]
