"""``site.data`` from _data. Expected: Jekyll."""

from __future__ import annotations

import pytest

from migrator.site.csv_files import CsvError, read_csv
from migrator.site.data_files import data_key
from tests.site.helpers import SiteMaker


def test_data(make_site: SiteMaker) -> None:
    loaded = make_site(
        {
            "_data/list.yml": "- x\n- {y: 1}\n",
            "_data/b c.json": '{"a": [1, 2.5, null], "d": "2020-01-01"}',
            "_data/rows.csv": 'id,name\n1,"A, ""B"""\n2\n',
            "_data/tabs.tsv": "a\tb\n1\t2\n",
            "_data/sub dir/f.yaml": "k: v",
            "_data/sub dir/deep/g.yml": "q: null",
            "_data/.hidden.yml": "x: 1",
            "_data/notes.txt": "x",
            "_data/empty.yml": "",
        }
    )
    assert loaded.site.data == {
        "list": ["x", {"y": 1}],
        "b_c": {"a": [1, 2.5, None], "d": "2020-01-01"},
        "rows": [{"id": "1", "name": 'A, "B"'}, {"id": "2", "name": None}],
        "tabs": [{"a": "1", "b": "2"}],
        "sub_dir": {"f": {"k": "v"}, "deep": {"g": {"q": None}}},
        "empty": None,
    }


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [("bad.yml", "a: 1\nb: x: y\n", 2), ("bad.json", "{\n[}", 2), ("bad.csv", 'a\n"x"y\n', 2)],
)
def test_a_broken_file_is_told(make_site: SiteMaker, name: str, text: str, line: int) -> None:
    loaded = make_site({f"_data/{name}": text, "_config.yml": "timezone: UTC"})
    (told,) = loaded.diagnostics
    assert (told.code, told.path, told.line) == ("site.data", f"_data/{name}", line)
    assert loaded.site.data == {"bad": None}


CSV = [
    ("a,b\n1,2\n", [{"a": "1", "b": "2"}]),
    ("a,b\r\n1,2\r\n", [{"a": "1", "b": "2"}]),
    ("a,b\n1,2,3\n", [{"a": "1", "b": "2", None: "3"}]),
    ("a,b\n1\n", [{"a": "1", "b": None}]),
    ("a,a\n1,2\n", [{"a": "1"}]),
    ('a,b\n"",\n', [{"a": "", "b": None}]),
    ('a,b\n"x\ny",2', [{"a": "x\ny", "b": "2"}]),
    ("a,b\n\n1,2\n", [{"a": None, "b": None}, {"a": "1", "b": "2"}]),
    ("a,b\n1,", [{"a": "1", "b": None}]),
    ("", []),
]


@pytest.mark.parametrize(("text", "rows"), CSV)
def test_csv(text: str, rows: list[object]) -> None:
    assert read_csv(text, ",", {}) == rows


def test_csv_settings() -> None:
    assert read_csv("a,b\n", ",", {"headers": False}) == [["a", "b"]]
    numbers = read_csv("a,b,c\n1,2.5,x\n", ",", {"csv_converters": ["numeric"]})
    assert numbers == [{"a": 1, "b": 2.5, "c": "x"}]


def test_an_open_quote_is_an_error() -> None:
    with pytest.raises(CsvError):
        read_csv('a,b\n"x,2\n', ",", {})


@pytest.mark.parametrize(
    ("name", "key"),
    [("a-b_c", "a-b_c"), ("b c", "b_c"), ("a.b", "ab"), ("한글", ""), (" x ", "x_"), ("é t", "_t")],
)
def test_key(name: str, key: str) -> None:
    assert data_key(name) == key
