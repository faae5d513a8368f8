"""Nodes to plain data and back; the schema."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from migrator.model import nodes
from migrator.model.codec import decode, encode, same_tree
from migrator.model.fields import NODE_TYPES, TYPE_BY_NAME, required_fields
from migrator.model.nodes import Body
from migrator.model.schema import build_schema, load_schema, schema_text
from migrator.model.walk import walk
from tests.model.random_trees import BODIES

SAMPLES: dict[str, Any] = {"level": 2, "text": "글", "latex": "x", "label": "1", "number": 1}
SAMPLES |= {"format": "html", "source": '"', "destination": "/", "name": "div"}


def _sample(kind: type) -> nodes.Node:
    node: nodes.Node = kind(**{name: SAMPLES[name] for name in required_fields(kind)})
    return node


@pytest.mark.parametrize("kind", NODE_TYPES, ids=lambda kind: kind.__name__)
def test_every_node_type_comes_back(kind: type) -> None:
    node = _sample(kind)
    data = encode(node)
    assert data["type"] == kind.__name__
    assert set(data) == {"type", *required_fields(kind)}
    assert decode(data) == node
    definition = {**load_schema(), "anyOf": [{"$ref": f"#/$defs/{kind.__name__}"}]}
    Draft202012Validator(definition).validate(data)


def test_every_class_of_the_model_is_a_node_type() -> None:
    classes = {
        value
        for value in vars(nodes).values()
        if isinstance(value, type) and value.__module__ == nodes.__name__
    }
    assert classes == set(NODE_TYPES) == set(get_args(nodes.Node))
    assert len(TYPE_BY_NAME) == len(NODE_TYPES)


@settings(max_examples=25, deadline=None)
@given(BODIES)
def test_random_trees_come_back(body: Body) -> None:
    data = json.loads(json.dumps(encode(body)))
    read = decode(data)
    assert read == body
    assert same_tree(read, body)


@settings(max_examples=25, deadline=None)
@given(BODIES, BODIES)
def test_same_tree_says_what_equality_says(left: Body, right: Body) -> None:
    assert same_tree(left, right) is (left == right)


@settings(max_examples=25, deadline=None)
@given(BODIES)
def test_what_is_encoded_leaves_defaults_out(body: Body) -> None:
    for node in walk(body):
        data = encode(node)
        assert None not in data.values()
        assert "children" not in data or data["children"]
        assert "attributes" not in data or data["attributes"]


def test_depth_is_not_bounded() -> None:
    block: nodes.Block = nodes.Paragraph((nodes.Text("속"),))
    for _ in range(5000):
        block = nodes.BlockQuote((block,))
    body = Body((block,))
    assert same_tree(decode(encode(body)), body)


@pytest.mark.parametrize(
    "data",
    [
        {"type": "Nothing"},
        {"text": "x"},
        {"type": ["Text"]},
        {"type": "Text"},
        {"type": "Text", "text": "x", "size": 1},
        {"type": "Text", "text": "x", "children": []},
        {"type": "Body", "children": {}},
        {"type": "Body", "children": ["x"]},
    ],
)
def test_bad_data_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"node|bad"):
        decode(data)


def test_the_committed_schema_is_the_one_of_the_classes() -> None:
    committed = files("migrator.model").joinpath("schema.json").read_text(encoding="utf-8")
    assert committed == schema_text()
    assert load_schema() == build_schema()
    Draft202012Validator.check_schema(load_schema())


def test_the_schema_leaves_nothing_open() -> None:
    """Only values of front matter and the site's counts may have any name."""
    definitions = load_schema()["$defs"]
    assert {kind.__name__ for kind in NODE_TYPES} < set(definitions)
    for name, rules in definitions.items():
        if "allOf" not in rules:
            assert rules["additionalProperties"] is False, name
            assert rules["description"], name
