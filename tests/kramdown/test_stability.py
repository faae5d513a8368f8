"""What is written reads the same, and nobody changes the tree it was given."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from converters import load_converter
from migrator.html.fragment import parse_fragment
from migrator.html.serializer import PLAIN, to_html
from migrator.kramdown import parse
from migrator.model.codec import encode
from migrator.model.document import Document, SiteInfo
from migrator.model.nodes import Body
from tests.kramdown.test_fixtures import TEXTS, name_of

CONVERTERS = ("html", "json", "markdown", "wordpress")


def body_of(path: Path) -> Body:
    options_file = path.with_suffix(".options")
    options = yaml.safe_load(options_file.read_text("utf-8")) if options_file.exists() else {}
    return parse(path.read_bytes().decode("utf-8"), options)


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_html_reads_back_as_the_same_html(path: Path) -> None:
    # The first reading repairs what kramdown leaves broken; from then on nothing changes.
    once = to_html(parse_fragment(to_html(body_of(path), PLAIN)), PLAIN)
    assert to_html(parse_fragment(once), PLAIN) == once


@pytest.mark.parametrize("name", CONVERTERS)
def test_converters_leave_the_tree_alone(name: str) -> None:
    converter = load_converter(name)(SiteInfo(), {})
    for path in TEXTS:
        body = body_of(path)
        before = json.dumps(encode(body), default=str)
        converter.convert(Document("a.md", "posts", "/a/", "가", None, "a", body))
        assert json.dumps(encode(body), default=str) == before, name_of(path)
