"""Front matter in YAML, TOML and JSON, under the names of dialects and users."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from converters.markdown import MarkdownConverter
from converters.markdown.front_matter import parse_names
from migrator.model.document import Document, SiteInfo
from migrator.model.nodes import Body, Paragraph, Text
from migrator.verify import front_matter
from migrator.verify.hugo import verify as verify_hugo
from migrator.verify.kramdown import verify as verify_kramdown
from migrator.verify.markdown import verify as verify_markdown

SEOUL = timezone(timedelta(hours=9))
VERIFIERS = {"gfm": verify_markdown, "hugo": verify_hugo, "kramdown": verify_kramdown}
FRONT_MATTER = {
    "layout": "post",
    "title": '제목: "인용" \\ # 샵',
    "category": "News",
    "folded": "one long line, folded in the source\n",
    "lines": "가\n나\n\n  다",
    "version": "1.0",
    "answer": "yes",
    "count": "1,000",
    "empty": None,
    "ratio": 0.5,
    "when": date(2020, 1, 2),
    "nested": {"날짜": datetime(2020, 1, 2, tzinfo=UTC), "list": [{"a": 1}, {"b": [True]}]},
    "weight": "heavy",
    "sitemap": False,
    "updated": "2024-08-01",
    "redirect_from": ["/old/", "/옛/"],
}


def document(**fields: object) -> Document:
    values: dict[str, object] = {
        "path": "_posts/2024-07-22-동맹.md",
        "collection": "posts",
        "url": "/news/2024/07/22/%EB%8F%99%EB%A7%B9.html",
        "title": FRONT_MATTER["title"],
        "date": datetime(2024, 7, 22, 9, 30, tzinfo=SEOUL),
        "modified": datetime(2024, 8, 1, tzinfo=SEOUL),
        "slug": "동맹",
        "categories": ("News",),
        "tags": ("한국", "2024"),
        "front_matter": FRONT_MATTER,
        "aliases": ("/old/", "/옛/"),
        "body": Body((Paragraph((Text("글"),)),)),
    }
    return Document(**{**values, **fields})  # type: ignore[arg-type]


def values_in(text: str) -> Mapping[str, object]:
    found, body = front_matter.split(text)
    assert found is not None
    assert body == "\n글\n"
    return found


@pytest.mark.parametrize("style", ["yaml", "toml", "json"])
@pytest.mark.parametrize("dialect", VERIFIERS)
def test_reads_back_in_every_format_and_dialect(style: str, dialect: str) -> None:
    options = {"front_matter": style, "dialect": dialect}
    text = MarkdownConverter(SiteInfo(), options).convert(document()).text
    assert VERIFIERS[dialect](document(), text) == []
    names = list(values_in(text))
    assert names[:2] == ["title", "date"]


def test_toml_and_json_keep_types_and_offsets() -> None:
    options = {"dialect": "hugo", "front_matter": "toml"}
    toml = MarkdownConverter(SiteInfo(), options).convert(document()).text
    values = tomllib.loads(toml.split("+++\n")[1])
    assert values["date"] == datetime(2024, 7, 22, 9, 30, tzinfo=SEOUL)
    assert (values["when"], values["ratio"], values["version"]) == (date(2020, 1, 2), 0.5, "1.0")
    assert values["lines"] == FRONT_MATTER["lines"]
    assert "empty" not in values
    options["front_matter"] = "json"
    text = MarkdownConverter(SiteInfo(), options).convert(document()).text
    held = json.loads(text.removesuffix("\n글\n"))
    assert held["date"] == "2024-07-22T09:30:00+09:00"
    assert held["empty"] is None


def test_hugo_gets_its_own_names_and_keeps_the_rest_out_of_its_way() -> None:
    text = MarkdownConverter(SiteInfo(), {"dialect": "hugo"}).convert(document(draft=True)).text
    values = values_in(text)
    assert values["url"] == "/news/2024/07/22/동맹.html"
    assert values["aliases"] == ["/old/", "/옛/"]
    assert values["lastmod"] == datetime(2024, 8, 1, tzinfo=SEOUL)
    assert values["draft"] is True
    assert values["params"] == {"layout": "post", "weight": "heavy", "sitemap": False}
    assert not {"permalink", "redirect_from", "category", "updated"} & set(values)


def test_names_are_the_users() -> None:
    options = {"map": "date:published, title:name, nosuch:other"}
    source = {**FRONT_MATTER, "name": "kept"}
    post = document(front_matter=source)
    text = MarkdownConverter(SiteInfo(), options).convert(post).text
    values = values_in(text)
    assert list(values)[:2] == ["name", "published"]
    assert values["name_"] == "kept"
    assert "date" not in values
    assert verify_markdown(post, text) == []


def test_a_lost_value_is_told() -> None:
    text = MarkdownConverter(SiteInfo(), {"front_matter": "toml"}).convert(document()).text
    found = verify_markdown(document(), text.replace("heavy", "light"))
    assert [item.code for item in found] == ["verify.front-matter-differs"]
    broken = verify_markdown(document(), text.replace("title =", "title ==", 1))
    assert [item.code for item in broken] == ["verify.front-matter-broken"]


@pytest.mark.parametrize("text", ["date", ":a", "a:", "a:b,c"])
def test_broken_pairs_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="pairs"):
        parse_names(text)


@pytest.mark.parametrize(
    ("options", "source", "path"),
    [
        ({"dialect": "hugo"}, {}, "content/posts/2024-07-22-동맹.md"),
        (
            {"dialect": "hugo", "bundles": "true"},
            {},
            "content/posts/2024-07-22-동맹/index.md",
        ),
        (
            {"dialect": "hugo"},
            {"collection": "pages", "path": "docs/index.md", "date": None, "slug": ""},
            "content/docs/_index.md",
        ),
        (
            {"dialect": "hugo"},
            {"collection": "pages", "path": "index.ko.md", "date": None, "slug": ""},
            "content/index-ko.md",
        ),
        ({"dialect": "kramdown"}, {}, "_posts/2024-07-22-동맹.md"),
        ({"dialect": "kramdown"}, {"draft": True, "path": "_drafts/가.md"}, "_drafts/가.md"),
        (
            {"dialect": "kramdown"},
            {"collection": "docs", "path": "_docs/a/b.html", "slug": "b"},
            "_docs/a/b.md",
        ),
    ],
)
def test_files_go_where_their_reader_looks(
    options: dict[str, str], source: dict[str, object], path: str
) -> None:
    assert MarkdownConverter(SiteInfo(), options).convert(document(**source)).path == path
