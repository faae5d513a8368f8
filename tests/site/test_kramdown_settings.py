from __future__ import annotations

import pytest

from migrator.site.kramdown_settings import kramdown_settings

PLAIN = {"default_lang": "plaintext", "guess_lang": None}


@pytest.mark.parametrize(
    ("config", "highlighter", "options"),
    [
        ({}, "rouge", PLAIN),
        ({"highlighter": "pygments"}, "pygments", PLAIN),
        ({"kramdown": {"syntax_highlighter": "coderay"}}, "coderay", PLAIN),
        ({"kramdown": {"enable_coderay": True}}, "coderay", PLAIN),
        (
            {"kramdown": {"guess_lang": True, "syntax_highlighter_opts": {"default_lang": "ruby"}}},
            "rouge",
            {"default_lang": "ruby", "guess_lang": True},
        ),
    ],
)
def test_jekyll_adds_highlighter_and_language(
    config: dict[str, object], highlighter: str, options: dict[str, object]
) -> None:
    settings = kramdown_settings(config)
    assert settings["syntax_highlighter"] == highlighter
    assert settings["syntax_highlighter_opts"] == options


def test_the_config_is_left_as_it_was() -> None:
    config: dict[str, object] = {"kramdown": {"input": "GFM"}}
    assert kramdown_settings(config)["input"] == "GFM"
    assert config == {"kramdown": {"input": "GFM"}}
