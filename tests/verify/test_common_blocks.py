"""What both sides have alike is put aside, and nothing that differs with it."""

from __future__ import annotations

import pytest

from migrator.verify.common_blocks import without_common_blocks
from migrator.verify.shown import first_difference, shown_items

PARAGRAPHS = "<p>one <em>two</em></p>\n<p>three</p>\n"


def test_runs_of_equal_blocks_become_one_number() -> None:
    left, right = without_common_blocks(PARAGRAPHS, PARAGRAPHS)
    assert left == right
    assert "three" not in left
    assert left.count("<p>") == 1


def test_nothing_is_put_aside_where_all_differs() -> None:
    assert without_common_blocks("<p>one</p>", "<p>two</p>") == ("<p>one</p>", "<p>two</p>")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("<p>a</p>\n<p>b</p>\n", "<p>a</p>\n<p>c</p>\n"),
        ("<p>a</p>\n<p>b</p>\n", "<p>b</p>\n<p>a</p>\n"),
        ("<p>a</p>\n<p>b</p>\n", "<p>a</p>\n"),
        ("<p>a</p>\n", "<blockquote>\n<p>a</p>\n</blockquote>\n"),
        ("<p>a</p>\n<hr />\n<p>b</p>\n", "<p>a</p>\n<p>b</p>\n"),
        ("<p>a</p>\n", "<strong><p>a</p></strong>\n"),
        ("<ul>\n<li>a</li>\n</ul>\n", "<ol>\n<li>a</li>\n</ol>\n"),
        ("<p>a</p>\n<ul>\n<li>b</li>\n</ul>\n", "<ul>\n<li>b</li>\n</ul>\n<p>a</p>\n"),
        ('<p><a href="x">a</a></p>', '<p><a href="y">a</a></p>'),
        ('<pre><code class="language-a">b</code></pre>', "<pre><code>b</code></pre>"),
    ],
)
def test_differences_remain(left: str, right: str) -> None:
    shortened = without_common_blocks(left, right)
    assert first_difference(*map(shown_items, shortened)) is not None
