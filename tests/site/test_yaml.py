"""YAML as SafeYAML reads it, value by value. Expected: SafeYAML 1.0.5 itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import yaml

from migrator.site.yaml_loader import AliasError, load_yaml

SEOUL = timezone(timedelta(hours=9))

VALUES: list[tuple[str, object]] = [
    ("1,000", 1000),
    ("1_000", 1000),
    ("1,", 1),
    ("-1", -1),
    ("+5", 5),
    ("007", 7),
    ("08", "08"),
    ("0x1F", 31),
    ("0x_1F", 31),
    ("0b101", 5),
    ("1:30", 90.0),
    ("-1:30", 30.0),
    ("1:30:45", 5445.0),
    ("1:60", "1:60"),
    ("1:30.5", 90.5),
    ("1.5", 1.5),
    ("1_000.5", 1000.5),
    ("1.5e+3", 1500.0),
    ("1.5e3", "1.5e3"),
    ("1e3", "1e3"),
    ("1.", "1."),
    (".5", 0.5),
    (".inf", float("inf")),
    ("-.Inf", float("-inf")),
    ("~", None),
    ("NULL", None),
    ("", None),
    ("Yes", True),
    ("oN", True),
    ("off", False),
    ("y", "y"),
    ("n", "n"),
    ("2020-01-02", date(2020, 1, 2)),
    ("2020-1-2", "2020-1-2"),
    ("2020-13-45", "2020-13-45"),
    ("2020-02-30", "2020-02-30"),
    ("2020-01-02 10:11", "2020-01-02 10:11"),
    ("2020-01-02 10:11:12", datetime(2020, 1, 2, 10, 11, 12, tzinfo=UTC)),
    ("2020-01-02T10:11:12Z", datetime(2020, 1, 2, 10, 11, 12, tzinfo=UTC)),
    ("2020-01-02 10:11:12 +0900", datetime(2020, 1, 2, 10, 11, 12, tzinfo=SEOUL)),
    ("2020-01-02 10:11:12 +9", datetime(2020, 1, 2, 10, 11, 12, tzinfo=SEOUL)),
    ("2020-01-02 10:11:12.5 +09:00", datetime(2020, 1, 2, 10, 11, 12, 500000, tzinfo=SEOUL)),
    ("2020-01-02 24:00:00", datetime(2020, 1, 3, tzinfo=UTC)),
    ("2020-01-02 25:00:00", "2020-01-02 25:00:00"),
    ("2020-01-02 10:11:60", datetime(2020, 1, 2, 10, 11, 59, tzinfo=UTC)),
    (":sym", ":sym"),
    ("=", "="),
    ("<<", "<<"),
    ("!!str 5", 5),
    ("!ruby/object:Foo x", "x"),
    ("!foo 5", 5),
    ("!!binary aGVsbG8=", "hello"),
    ("'5'", "5"),
    ('"true"', "true"),
    ("|\n  5\n", "5\n"),
    ("[1, two, yes]", [1, "two", True]),
    ("foo - bar", "foo - bar"),
]


@pytest.mark.parametrize(("text", "expected"), VALUES)
def test_value(text: str, expected: object) -> None:
    loaded = load_yaml(f"---\na: {text}")
    assert isinstance(loaded, dict)
    assert loaded == {"a": expected}
    assert type(loaded["a"]) is type(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\na: 2", {"a": 2}),
        ("a:\tb", {"a": "b"}),
        ("true: a\n1: b", {True: "a", "1": "b"}),
        ("x: &x {p: 1}\ny:\n  <<: *x\n  q: 2", {"x": {"p": 1}, "y": {"p": 1, "q": 2}}),
        ("x: &x {p: 1}\ny:\n  p: 5\n  <<: *x", {"x": {"p": 1}, "y": {"p": 1}}),
        ("a: 1\n---\nb: 2", {"a": 1}),
        ("2020-01-02: x", {"2020-01-02": "x"}),
        ("? [a, b]\n: x", {'["a", "b"]': "x"}),
        ("제목: '따옴표'", {"제목": "따옴표"}),
        ("a: &x [1, *x]", {"a": [1, None]}),
        ("", None),
        ("# only a comment", None),
    ],
)
def test_document(text: str, expected: object) -> None:
    assert load_yaml(text) == expected


@pytest.mark.parametrize("text", ["a: [1", "a: x: y", "a: @foo", "\ta: b", "a: 'x", "a: b\n c: d"])
def test_broken(text: str) -> None:
    with pytest.raises(yaml.MarkedYAMLError):
        load_yaml(text)


def test_aliases_do_not_explode() -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 10)]
    with pytest.raises(AliasError):
        load_yaml("\n".join(rows))


def test_a_number_of_many_digits_stays_text() -> None:
    assert load_yaml("a: " + "9" * 5000) == {"a": "9" * 5000}


def test_deep_nesting_is_no_traceback() -> None:
    depth = 900
    value = load_yaml("[" * depth + "]" * depth)
    for _ in range(depth - 1):
        assert isinstance(value, list)
        value = value[0]
    assert value == []
