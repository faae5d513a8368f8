"""Slugs in every mode. Expected: Jekyll's Utils.slugify."""

from __future__ import annotations

import pytest

from migrator.site.slugs import slugify, titleize, transliterate

ROWS = [
    ("The _config.yml file", "default", "the-config-yml-file"),
    ("The _config.yml file", "pretty", "the-_config.yml-file"),
    ("The _config.yml file", "ascii", "the-config-yml-file"),
    ("The _config.yml file", "latin", "the-config-yml-file"),
    ("The _config.yml file", "raw", "the-_config.yml-file"),
    ("The _config.yml file", "none", "the _config.yml file"),
    ("Hello World's C++ #1", "pretty", "hello-world's-c++-1"),
    ("한글 제목 1편!", "default", "한글-제목-1편"),
    ("한글 제목 1편!", "ascii", "1"),
    ("한글 a", "latin", "a"),
    ("Über Straße", "latin", "uber-strasse"),
    ("e\u0301te\u0301", "default", "e\u0301te\u0301"),
    ("x² ½ Ⅳ", "default", "x"),
    ("--a--b--", "default", "a-b"),
    ("ΟΔΟΣ", "default", "οδοσ"),
    ("", "default", ""),
]


@pytest.mark.parametrize(("text", "mode", "expected"), ROWS)
def test_mode(text: str, mode: str, expected: str) -> None:
    assert slugify(text, mode) == expected


def test_cased_keeps_capitals() -> None:
    assert slugify("Hello World", "pretty", cased=True) == "Hello-World"


def test_raw_strips_one_hyphen_on_each_side() -> None:
    assert slugify("--a--", "raw") == "-a-"


@pytest.mark.parametrize(
    ("slug", "title"),
    [("my-first-POST", "My First Post"), ("-a-", " A"), ("한글-제목", "한글 제목"), ("", "")],
)
def test_titleize(slug: str, title: str) -> None:
    assert titleize(slug) == title


def test_transliterate() -> None:
    assert transliterate("Æon Łódź ŉ 한") == "AEon Lodz 'n ?"
