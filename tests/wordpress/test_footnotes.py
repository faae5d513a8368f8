"""Footnotes: plain HTML that every WordPress shows, or WordPress's own from 6.3 on."""

from __future__ import annotations

import json

import pytest

from converters.wordpress import WordPressConverter
from converters.wordpress.items import Item, read_item
from migrator.kramdown import parse
from migrator.verify.wordpress import content_differences, verify
from tests.wordpress.wordpress_samples import SITE, document

SIMPLE = """글[^a] 둘[^b], 다시[^a] 셋[^c].

[^a]: 첫 *주* \"하나\" \\\\ [링크](/about/)

[^b]: 앞.

    뒤.

[^c]: 셋
"""
WITH_LIST = "글[^a].\n\n[^a]: 주\n\n    - 가\n    - 나\n"
WITH_FIELD = "글[^a].\n\n[^a]: 주 <input value='가'>\n"
WITH_FORMULA = "글[^a].\n\n[^a]: 주 $$x$$\n"
NESTED = "글[^a].\n\n[^a]: 주[^b]\n\n[^b]: 둘\n"


def item_of(text: str, **options: str) -> Item:
    named = {key.replace("_", "-"): value for key, value in options.items()}
    post = document(body=parse(text))
    piece = WordPressConverter(SITE, named).convert(post)
    assert verify(post, piece.text) == []
    return read_item(piece.text)


def test_notes_are_a_block_and_a_meta_field_from_63_on() -> None:
    item = item_of(SIMPLE, wordpress_version="6.3")
    notes = json.loads(dict(item.meta)["footnotes"])
    assert item.content.endswith("<!-- /wp:paragraph -->\n\n<!-- wp:footnotes /-->")
    assert [note["content"] for note in notes] == [
        '첫 <em>주</em> “하나” \\ <a href="https://blog.example.com/about/">링크</a>',
        "앞.<br><br>뒤.",
        "셋",
    ]
    first = notes[0]["id"]
    assert (
        f'<sup data-fn="{first}" class="fn"><a href="#{first}" id="{first}-link">1</a></sup>'
        in (item.content)
    )
    assert f'<a href="#{first}" id="{first}-link-2">1</a>' in item.content


def test_the_ids_of_notes_are_the_documents_own() -> None:
    (one, other) = (item_of(SIMPLE, wordpress_version="6.5") for _ in range(2))
    assert one.meta == other.meta


@pytest.mark.parametrize(
    ("text", "options"),
    [
        (SIMPLE, {}),
        (SIMPLE, {"wordpress_version": "6.2"}),
        (SIMPLE, {"wordpress_version": "6.9", "markup": "classic"}),
        (WITH_LIST, {"wordpress_version": "6.9"}),
        (NESTED, {"wordpress_version": "6.9"}),
        (WITH_FIELD, {"wordpress_version": "6.9"}),
        (WITH_FORMULA, {"wordpress_version": "6.9", "math": "mathml"}),
    ],
)
def test_notes_are_html_where_the_block_would_lose_something(
    text: str, options: dict[str, str]
) -> None:
    item = item_of(text, **options)
    assert "footnotes" not in dict(item.meta)
    assert "wp:footnotes" not in item.content
    assert 'class="reversefootnote"' in item.content


def test_a_changed_note_is_told() -> None:
    post = document(body=parse(SIMPLE))
    piece = WordPressConverter(SITE, {"wordpress-version": "6.3"}).convert(post)
    changed = piece.text.replace("앞.", "옆.")
    assert [found.code for found in verify(post, changed)] == ["verify.content"]


def shown(item: Item) -> str:
    """Return the content of ``item`` as WordPress shows it from 6.3 on."""
    notes = json.loads(dict(item.meta)["footnotes"])
    items = "".join(
        f'<li id="{note["id"]}">{note["content"]} <a href="#{note["id"]}-link" '
        f'aria-label="Jump to footnote reference {number}">↩︎</a></li>'
        for number, note in enumerate(notes, 1)
    )
    listed = f'<ol class="wp-block-footnotes">{items}</ol>'
    return item.content.replace("<!-- wp:footnotes /-->", listed)


def test_notes_that_wordpress_shows_are_those_of_the_model() -> None:
    post = document(body=parse(SIMPLE))
    item = item_of(SIMPLE, wordpress_version="6.3")
    html = shown(item)
    assert list(content_differences(post, html, item.link)) == []
    for old, new in (("앞.", "옆."), ("<li ", "<li>넷</li><li "), ('-link-2">1', '-link-3">1')):
        assert old in html
        assert list(content_differences(post, html.replace(old, new, 1), item.link)) != []
