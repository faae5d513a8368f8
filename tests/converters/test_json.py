"""Documents as JSON: what is written, and what reading it back finds."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from converters import load_converter
from converters.html import HtmlConverter, file_path
from converters.json_documents import DOCUMENTS_FILE, SITE_FILE, JsonConverter
from converters.json_values import to_json_value
from migrator.model import nodes
from migrator.model.codec import MODEL_VERSION, decode, encode
from migrator.model.document import Asset, Author, Document, SiteInfo
from migrator.model.nodes import Body
from migrator.model.record import DocumentRecord
from migrator.model.schema import load_schema
from migrator.verify.json_documents import schema_errors, verify
from tests.model.random_trees import BODIES

SITE = SiteInfo(title="새날", timezone="Asia/Seoul", collections=("posts", "pages"))
FRONT_MATTER = {
    "title": "글",
    "날": date(2024, 7, 22),
    "bytes": b"\x00\xff",
    "nan": float("nan"),
    "inf": [float("-inf")],
    1: "하나",
    None: "없음",
    False: {"깊이": [{"x": datetime(2024, 1, 2, 3, tzinfo=UTC)}]},
    "set": {2, 1},
}
DOCUMENT = Document(
    path="_posts/2024-07-22-글.md",
    collection="posts",
    url="/2024/07/22/글.html",
    title='새 "소식"',
    date=datetime(2024, 7, 22, 9, 30, tzinfo=timezone(timedelta(hours=9))),
    slug="글",
    body=Body((nodes.Paragraph((nodes.Text("본문\u2028\u0085 <b>"),), (), 5),)),
    html="<p>본문</p>\n",
    categories=("뉴스",),
    tags=("a", "b"),
    excerpt_html="<p>본</p>",
    layout="post",
    modified=datetime(2024, 7, 23),  # noqa: DTZ001 - a date without a zone is the case
    authors=(Author("kim", "김"),),
    front_matter=FRONT_MATTER,
    assets=(Asset("a.png", "/a.png", "그림", featured=True),),
    aliases=("/old/",),
)


def _convert(document: Document = DOCUMENT) -> tuple[str, dict[str, Any]]:
    piece = JsonConverter(SITE, {}).convert(document)
    assert piece.path == DOCUMENTS_FILE
    assert piece.assets == document.assets
    return piece.text, json.loads(piece.text)


def test_a_document_is_one_line_with_all_keys() -> None:
    text, record = _convert()
    assert len(text.splitlines()) == 1
    assert text.endswith("}\n")
    assert list(record) == list(DocumentRecord.__dataclass_fields__)
    assert record["model_version"] == MODEL_VERSION
    assert record["date"] == "2024-07-22T09:30:00+09:00"
    assert record["modified"] == "2024-07-23T00:00:00+09:00"
    assert record["assets"] == [{"path": "a.png", "url": "/a.png", "alt": "그림", "featured": True}]
    assert decode(record["content"]) == DOCUMENT.body


def test_front_matter_has_only_what_json_knows() -> None:
    assert _convert()[1]["front_matter"] == {
        "title": "글",
        "날": "2024-07-22",
        "bytes": "AP8=",
        "nan": "nan",
        "inf": ["-inf"],
        "1": "하나",
        "null": "없음",
        "false": {"깊이": [{"x": "2024-01-02T03:00:00+00:00"}]},
        "set": [1, 2],
    }


def test_values_nested_without_end_are_text() -> None:
    value: list[object] = []
    value.append(value)
    assert json.dumps(to_json_value(value)).count("[") < 200


def test_lone_surrogates_can_be_written() -> None:
    text, record = _convert(replace(DOCUMENT, title="\ud800x"))
    assert text.encode("utf-8")
    assert record["title"] == "\ud800x"


def test_what_is_written_verifies() -> None:
    text, record = _convert()
    assert verify(DOCUMENT, text) == []
    Draft202012Validator(load_schema()).validate(record)


def test_deep_content_is_bounded_and_told() -> None:
    block: nodes.Block = nodes.Paragraph((nodes.Strong((nodes.Text("속"),)),))
    for _ in range(3000):
        block = nodes.BulletList((nodes.ListItem((block,)),))
    document = replace(DOCUMENT, body=Body((block,)))
    piece = JsonConverter(SITE, {}).convert(document)
    assert [item.code for item in piece.diagnostics] == ["json.too-deep"]
    assert "<strong>속</strong>" in piece.text
    assert verify(document, piece.text) == []


CHANGES = {
    "another title": ('"title": "새 \\"소식\\""', '"title": "다른"', "verify.json-field"),
    "another date": ("T09:30:00+09:00", "T09:31:00+09:00", "verify.json-field"),
    "a date without offset": ("09:30:00+09:00", "09:30:00", "verify.json-field"),
    "another tag": ('["a", "b"]', '["a"]', "verify.json-field"),
    "another author": ('"name": "김"', '"name": "박"', "verify.json-field"),
    "front matter lost": ('"bytes": "AP8=", ', "", "verify.json-field"),
    "front matter changed": ('"깊이": [{', '"깊이": [1, {', "verify.json-field"),
    "a named value changed": ('"날": "2024-07-22"', '"날": "2024"', "verify.json-field"),
    "a wrong type": ('"draft": false', '"draft": 1', "verify.json-schema"),
    "a missing key": ('"slug": "글", ', "", "verify.json-schema"),
    "an unknown key": ('"slug"', '"slag": 1, "slug"', "verify.json-schema"),
    "an unknown node": ('"type": "Paragraph"', '"type": "Para"', "verify.json-schema"),
    "a node where none may be": ('"type": "Paragraph"', '"type": "TableRow"', "verify.json-schema"),
    "an unknown field": ('"line": 5', '"lines": 5', "verify.json-schema"),
    "a field of a wrong type": ('"line": 5', '"line": "5"', "verify.json-schema"),
    "another text": ("<b>", "<i>", "verify.json-content"),
    "another line": ('"line": 5', '"line": 6', "verify.json-content"),
    "a constant": ('"draft": false', '"draft": NaN', "verify.json-syntax"),
    "broken": ('{"model_version"', '"model_version"', "verify.json-syntax"),
    "two lines": ('"slug"', '\n"slug"', "verify.json-lines"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_found(name: str) -> None:
    old, new, code = CHANGES[name]
    text = _convert()[0]
    changed = text.replace(old, new, 1)
    assert changed != text
    codes = {item.code for item in verify(DOCUMENT, changed)}
    assert codes == {code}


@settings(max_examples=15, deadline=None)
@given(BODIES)
def test_checking_node_by_node_says_what_the_whole_schema_says(body: Body) -> None:
    record = {**_convert()[1], "content": encode(body)}
    whole = Draft202012Validator({**load_schema(), "anyOf": [{"$ref": "#/$defs/DocumentRecord"}]})
    assert [*schema_errors(record)] == []
    assert whole.is_valid(record)


@settings(max_examples=20, deadline=None)
@given(BODIES)
def test_converting_changes_nothing(body: Body) -> None:
    document = replace(DOCUMENT, body=body, front_matter=dict(FRONT_MATTER))
    before = pickle.dumps(document)
    text = JsonConverter(SITE, {}).convert(document).text
    HtmlConverter(SITE, {}).convert(document)
    assert pickle.dumps(document) == before
    assert verify(document, text) == []


def test_files_hold_the_lines_and_the_counts() -> None:
    converter = JsonConverter(SITE, {})
    tricky = replace(DOCUMENT, path='a"collection": "x".md', collection="뉴스")
    pieces = [converter.convert(document) for document in (DOCUMENT, tricky, DOCUMENT)]
    files = {file.path: "".join(file.chunks) for file in converter.assemble(iter(pieces))}
    assert files[DOCUMENTS_FILE] == "".join(piece.text for piece in pieces)
    site = json.loads(files[SITE_FILE])
    assert site["collections"] == {"posts": 2, "pages": 0, "뉴스": 1}
    assert site["documents"] == 3
    assert site["title"] == "새날"
    Draft202012Validator(load_schema()).validate(site)


@pytest.mark.parametrize("kind", [JsonConverter, HtmlConverter])
def test_an_unknown_option_is_refused(kind: type[JsonConverter] | type[HtmlConverter]) -> None:
    with pytest.raises(ValueError, match="no options, but was given: a, b"):
        kind(SITE, {"b": "1", "a": "2"})


@pytest.mark.parametrize(("name", "kind"), [("json", JsonConverter), ("html", HtmlConverter)])
def test_converters_are_found_and_picklable(name: str, kind: type) -> None:
    found = load_converter(name)
    assert found is kind
    copy = pickle.loads(pickle.dumps(found(SITE, {})))  # noqa: S301 - our own bytes
    assert copy.convert(DOCUMENT) == found(SITE, {}).convert(DOCUMENT)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("/", "index.html"),
        ("/a/", "a/index.html"),
        ("/a/b.html", "a/b.html"),
        ("/a/%EA%B8%80", "a/글.html"),
        ("/v1.0/x", "v1.0/x.html"),
    ],
)
def test_html_stands_below_its_url(url: str, path: str) -> None:
    assert file_path(url) == path


def test_html_is_the_body() -> None:
    converter = HtmlConverter(SITE, {})
    piece = converter.convert(DOCUMENT)
    assert piece.text == "<p>본문\u2028\u0085 &lt;b&gt;</p>\n"
    [file] = converter.assemble(iter([piece]))
    assert (file.path, "".join(file.chunks)) == ("2024/07/22/글.html", piece.text)
