"""Comments in data files: found by slug, threaded however a theme names replies, in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from migrator.model.document import Comment
from migrator.pipeline.comments import comments_of, unplaced_comments
from migrator.site.records import Site, SourceDocument

POST = SourceDocument(
    path="_posts/2024-07-22-photo-walk.md",
    collection="posts",
    kind="post",
    extname=".md",
    url="/2024/07/22/photo-walk/",
    output_path="x",
    output_ext=".html",
    title="t",
    slug="photo-walk",
    date=None,
    front_matter={},
    data={},
)
SITE = Site(Path(), {}, ZoneInfo("Asia/Seoul"), datetime(2025, 1, 1, tzinfo=UTC))


def comments(entries: object, key: str = "photo-walk") -> tuple[Comment, ...]:
    return comments_of(POST, replace(SITE, data={"comments": {key: entries}}))


def test_fields_are_read() -> None:
    entry = {
        "_id": "a",
        "name": " 나 &amp; <b>너</b> ",
        "email": "x@y.z",
        "url": "u",
        "message": "**b**",
        "date": 0,
    }
    (found,) = comments({"entry1": {**entry, "date": "2024-07-22T10:00:00Z"}})
    assert found == Comment(
        "a", "<p><strong>b</strong></p>", "", "나 & 너", "x@y.z", "u",
        datetime(2024, 7, 22, 10, tzinfo=UTC),
    )  # fmt: skip


def test_a_hashed_email_is_none() -> None:
    assert comments([{"message": "x", "email": "d41d8cd9"}])[0].email == ""


@pytest.mark.parametrize(
    "reply",
    [{"replying_to_uid": "a"}, {"_parent": "a"}, {"reply_to": "1"}, {"replying_to": 1}],
)
def test_replies_find_their_comment(reply: dict[str, object]) -> None:
    first = {"_id": "a", "message": "x", "date": "2024-01-01"}
    second = {"_id": "b", "message": "y", "date": "2024-01-02", **reply}
    assert [one.parent for one in comments({"2": second, "1": first})] == ["", "a"]


def test_parents_come_first_and_circles_end() -> None:
    early = {"_id": "a", "message": "x", "_parent": "b", "date": "2024-01-01"}
    late = {"_id": "b", "message": "y", "date": "2024-01-02"}
    assert [one.key for one in comments([early, late])] == ["b", "a"]
    circle = comments([early, {**late, "_parent": "a"}])
    assert [(one.key, one.parent) for one in circle] == [("a", ""), ("b", "a")]


@pytest.mark.parametrize("millis", [1721640000, 1721640000000, "1721640000"])
def test_dates_may_be_counted(millis: object) -> None:
    assert comments([{"message": "x", "date": millis}])[0].date == datetime(
        2024, 7, 22, 9, 20, tzinfo=UTC
    )


@pytest.mark.parametrize("entries", [None, "text", [1, "x"], {"a": "b"}, [{"name": "n"}], []])
def test_what_is_no_comment_is_left_out(entries: object) -> None:
    assert comments(entries) == ()


def test_other_documents_have_none() -> None:
    assert comments([{"message": "x"}], key="other") == ()
    assert comments_of(POST, SITE) == ()


def test_a_bad_date_is_none() -> None:
    assert comments([{"message": "x", "date": "yesterday-ish"}])[0].date is None


def test_markdown_is_the_sites() -> None:
    (found,) = comments([{"message": "# 제목\n\n~~a~~ b\nc\n\n```js\nlet a\n```"}])
    code = '<pre><code class="language-js">let a\n</code></pre>'
    assert found.html == f"<h1>제목</h1>\n<p><del>a</del> b\nc</p>\n{code}"


def test_names_of_folders_may_be_slugs() -> None:
    source = replace(POST, slug="walk.aspx", path="_posts/2024-07-22-walk.aspx.md", url="/w/")
    data = {"comments": {"walk-aspx": [{"message": "x"}]}}
    assert [one.html for one in comments_of(source, replace(SITE, data=data))] == ["<p>x</p>"]


def test_comments_of_no_document_are_told() -> None:
    folder = {
        "photo-walk": [{"message": "x"}],
        "gone": {"1": {"message": "x"}, "2": {"message": "y"}},
        "entry7": {"message": "lost"},
        "empty": [],
    }
    site = replace(SITE, data={"comments": folder}, documents=(POST,))
    (told,) = unplaced_comments(site)
    assert (told.code, told.path) == ("comments.no-document", "_data/comments")
    assert told.message.startswith("3 comments are of no document")
    assert told.message.endswith("'gone', 'entry7'")
    assert list(unplaced_comments(SITE)) == []
