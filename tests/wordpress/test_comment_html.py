"""Readers' comments come without what could run, and with links as WordPress writes them."""

from __future__ import annotations

import pytest

from converters.wordpress.comment_html import safe_html

LINK = '<p><a href="{}" rel="nofollow ugc">글</a></p>'


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>a</p><script>\nalert(1)\n</script>", "<p>a</p>"),
        ("<p>a <iframe src=x></iframe>b</p>", "<p>a b</p>"),
        ("<svg onload=x><text>t</text></svg>", ""),
        ("<p><b onclick='x'>q</b> <big>r</big></p>", "<p><b>q</b> r</p>"),
        ("<p>a<!-- b -->c</p><!-- d -->", "<p>ac</p>"),
        ('<pre><code class="language-js">a &lt; 1\n</code></pre>',) * 2,
        ('<p><a href="https://a.example/?x=1&amp;y=2" rel="me">글</a></p>',
         LINK.format("https://a.example/?x=1&amp;y=2")),
        ('<p><a href=" HTTP://A.example/ ">글</a></p>', LINK.format("http://A.example/")),
        ('<p><a href="#fn:1">글</a></p>', LINK.format("#fn-1")),
        ('<p id="fn:1">글</p>', '<p id="fn-1">글</p>'),
        ('<p><a href="/walk/">글</a></p>', LINK.format("/walk/")),
        ('<p><a href="java&#9;script:x()">글</a></p>', "<p><a>글</a></p>"),
        ('<p><img src="data:image/svg+xml,x" alt="a" onerror="x()"></p>', '<p><img alt="a" /></p>'),
    ],
)  # fmt: skip
def test_only_harmless_html_is_kept(html: str, wanted: str) -> None:
    assert safe_html(html)[0] == wanted


def test_what_is_left_out_is_counted() -> None:
    assert safe_html("<p>a <iframe></iframe></p><script>x</script><b>c</b>")[1] == 2
