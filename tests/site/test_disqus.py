"""Comments out of Disqus' export: matched, threaded, in order; what is not to be shown left out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from migrator.diagnostics import Diagnostic
from migrator.model.document import Comment
from migrator.site.disqus import read_export
from migrator.site.reader import ReadOptions, load_site

FIXTURE = Path(__file__).parents[2] / "fixtures" / "site" / "disqus"
HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n<disqus xmlns="http://disqus.com" '
    'xmlns:dsq="http://disqus.com/disqus-internals">'
)
THREAD = '<thread dsq:id="1"><id/><link>https://a.example/x/</link><title>T</title></thread>'


@pytest.fixture
def told() -> list[Diagnostic]:
    return []


def comments_of(told: list[Diagnostic]) -> dict[str, tuple[Comment, ...]]:
    options = ReadOptions(disqus=FIXTURE / "export.xml", time=datetime(2025, 1, 1, tzinfo=UTC))
    return dict(load_site(FIXTURE / "site", options, told.append).comments)


def test_comments_find_their_documents(told: list[Diagnostic]) -> None:
    found = comments_of(told)
    assert {path: [one.author for one in comments] for path, comments in found.items()} == {
        "_posts/2024-03-01-첫-글.md": ["미나", "Joon", "답하는 이", "guest"],
        "_posts/2024-03-02-second.md": ["By identifier"],
        "_posts/2024-03-03-third.md": ["By old address"],
        "about.md": ["On a page"],
    }


def test_threads_stay_threads(told: list[Diagnostic]) -> None:
    comments = comments_of(told)["_posts/2024-03-01-첫-글.md"]
    assert [(one.key, one.parent) for one in comments] == [
        ("disqus-11", ""),
        ("disqus-12", ""),
        ("disqus-14", "disqus-11"),
        ("disqus-15", "disqus-14"),
    ]
    assert comments[0].date == datetime(2024, 3, 1, 1, 2, 3, tzinfo=UTC)
    assert comments[0].email == "mina@example.org"


def test_links_and_names_are_as_readers_saw_them(told: list[Diagnostic]) -> None:
    comments = comments_of(told)["_posts/2024-03-01-첫-글.md"]
    assert comments[1].html == (
        '<p>@mina <a href="https://b.example/?a=1&amp;b=2" rel="nofollow">여기</a> &amp; ]]&gt;</p>'
    )


def test_what_has_no_place_is_told(told: list[Diagnostic]) -> None:
    comments_of(told)
    lines = [f"{one.code} {one.path} {one.message}" for one in told]
    assert len(lines) == 2
    assert lines[0].startswith("comments.no-document export.xml 1 comments on 'https://old.example")
    assert lines[1].startswith("comments.left-out export.xml 3 comments left out")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "cannot be read"),
        (HEAD + "</disqus>", "holds no Disqus threads"),
        ("<rss><channel/></rss>", "holds no Disqus threads"),
        (HEAD + THREAD, "cannot be read"),
    ],
)
def test_other_files_are_refused(text: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "e.xml"
    file.write_text(text)
    with pytest.raises(ValueError, match=message):
        read_export(file)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        read_export(tmp_path / "none.xml")


def test_entities_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    doctype = f'<!DOCTYPE d [<!ENTITY s SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    post = '<post dsq:id="2"><message>a &s; b</message><thread dsq:id="1"/></post>'
    file = tmp_path / "e.xml"
    file.write_text(HEAD.replace("?>\n", f"?>\n{doctype}") + THREAD + post + "</disqus>")
    (comment,) = read_export(file).threads["1"].comments
    assert "secret" not in comment.html


def test_answers_in_a_circle_answer_none(tmp_path: Path) -> None:
    posts = "".join(
        f'<post dsq:id="{one}"><message>x</message><thread dsq:id="1"/>'
        f'<parent dsq:id="{other}"/></post>'
        for one, other in (("2", "3"), ("3", "2"), ("4", "4"), ("5", "9"))
    )
    file = tmp_path / "e.xml"
    file.write_text(HEAD + THREAD + posts + "</disqus>")
    comments = read_export(file).threads["1"].comments
    assert [(one.key, one.parent) for one in comments] == [
        ("disqus-5", ""),
        ("disqus-2", ""),
        ("disqus-3", ""),
        ("disqus-4", ""),
    ]
