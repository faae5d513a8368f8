"""The lint: a good file has no fault, and each trap put into it is found by name."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from migrator.verify.wxr_lint import check_wxr
from tests.wordpress.wordpress_samples import FIXTURES

GOOD = (FIXTURES / "lint" / "good.xml").read_text()
NOW = datetime(2025, 1, 1, tzinfo=UTC)
TEXT = "글 <a href"

FAULTS = [
    ("unreadable", "첫 글]]>", "첫 ]]> 글]]>"),
    ("unreadable", "첫 글", "첫 \x01글"),
    ("unreadable", "</channel>\n</rss>", ""),
    ("encoding", 'encoding="UTF-8"', 'encoding="EUC-KR"'),
    ("blank-start", "<?xml", "\n<?xml"),
    ("doctype", "<rss", "<!DOCTYPE rss>\n<rss"),
    ("outside-cdata", "https://blog.example.com</link>", "https://x.com/?a&amp;b</link>"),
    ("version", "<wp:wxr_version>1.2</wp:wxr_version>", ""),
    ("white-space", "<wp:post_type><![CDATA[page", "<wp:post_type>\n<![CDATA[page"),
    ("missing-field", "<wp:is_sticky>0</wp:is_sticky></item>\n</channel>", "</item></channel>"),
    ("empty-title", "<![CDATA[Second]]>", "<![CDATA[ ]]>"),
    ("empty-date", "<![CDATA[2024-08-01 09:00:00]]>", "<![CDATA[]]>"),
    ("bad-date", "2024-08-01 09:00:00", "2024-02-30 09:00:00"),
    ("bad-date", "2024-08-01 09:00:00", "Thu, 01 Aug 2024 09:00:00 +0900"),
    ("bad-date", "2024-08-01 00:00:00", "2024-08-01T00:00:00"),
    ("empty-gmt", "2024-08-01 00:00:00", "0000-00-00 00:00:00"),
    ("empty-post", "<![CDATA[Second]]>", ""),
    ("bad-id", "<wp:post_id>2<", "<wp:post_id>0<"),
    ("huge-id", "<wp:post_id>2<", "<wp:post_id>99999999999<"),
    ("duplicate-id", "<wp:post_id>2<", "<wp:post_id>1<"),
    ("duplicate-post", "<![CDATA[page]]>", "<![CDATA[post]]>"),
    ("status", "<![CDATA[publish]]>", "<![CDATA[public]]>"),
    ("future-date", "2024-08-01 00:00:00", "2031-08-01 00:00:00"),
    ("past-future", "<![CDATA[publish]]>", "<![CDATA[future]]>"),
    ("long-slug", "<![CDATA[second]]>", f"<![CDATA[{'s' * 201}]]>"),
    ("torn-slug", "%ec%b2%ab-%ea%b8%80", "%ec%b2%ab-%ea%b8"),
    ("changed-slug", "<![CDATA[second]]>", "<![CDATA[Second.html]]>"),
    ("duplicate-slug", "<![CDATA[second]]>", "<![CDATA[a-file]]>"),
    ("missing-nicename", ' nicename="web"', ""),
    ("term-clash", "<![CDATA[c-plus-plus]]></wp:tag_slug>", "<![CDATA[C]]></wp:tag_slug>"),
    ("parent-order", "<![CDATA[tech]]></wp:category_parent>", "<![CDATA[x]]></wp:category_parent>"),
    ("term-name", "<![CDATA[Web]]></wp:cat_name>", "<![CDATA[a<b>c]]></wp:cat_name>"),
    ("term-backslash", "<![CDATA[C++]]></category>", "<![CDATA[C\\\\D]]></category>"),
    ("login", "<![CDATA[joon]]></wp:author_login>", "<![CDATA[준]]></wp:author_login>"),
    ("login", "<![CDATA[joon]]></wp:author_login>", "<![CDATA[mina]]></wp:author_login>"),
    ("author-email", "joon@example.com", "Mina@example.com"),
    ("unknown-author", "<![CDATA[joon]]></dc:creator>", "<![CDATA[kim]]></dc:creator>"),
    ("comment-id", "<wp:comment_id>2<", "<wp:comment_id>1<"),
    ("comment-order", "<wp:comment_parent>1<", "<wp:comment_parent>7<"),
    ("meta-key", "<![CDATA[_thumbnail_id]]>", "<![CDATA[]]>"),
    ("ignored-meta", "<![CDATA[_thumbnail_id]]>", "<![CDATA[_edit_lock]]>"),
    ("serialised-meta", "<![CDATA[3]]>", '<![CDATA[s:9:"short";]]>'),
    ("missing-thumbnail", "<![CDATA[3]]>", "<![CDATA[30]]>"),
    ("missing-parent", "<wp:post_parent>1<", "<wp:post_parent>10<"),
    ("shortcode", TEXT, '[gallery ids="1"] <a href'),
    ("lone-address", "<p>x</p>", "<pre>\nhttps://youtu.be/x\n</pre>"),
    ("noopener", ' rel="noopener"', ""),
    ("block-json", '"lead"', '"a--b"'),
    ("block-nesting", "<!-- /wp:paragraph -->", "<!-- /wp:heading -->"),
    ("block-nesting", "<!-- /wp:paragraph -->", ""),
    ("loose-html", "<!-- /wp:paragraph -->", "<!-- /wp:paragraph --><p>y</p>"),
    ("attachment-url", "https://blog.example.com/img/a.png", "/img/a.png"),
    ("private-host", "https://blog.example.com/img/a.png", "http://127.0.0.1/img/a.png"),
    ("private-host", "https://blog.example.com/img/a.png", "http://x.com:4000/img/a.png"),
    ("refused-type", "/img/a.png", "/img/a.svg"),
    ("attachment-ampersand", "/img/a.png", "/img/a&b.png"),
    ("reserved-slug", "<![CDATA[second]]>", "<![CDATA[feed]]>"),
    ("reserved-slug", "<![CDATA[second]]>", "<![CDATA[2024]]>"),
    ("title-backslash", "<![CDATA[Second]]>", "<![CDATA[a\\b]]>"),
    ("unknown-taxonomy", 'domain="post_tag"', 'domain="genre"'),
    ("changed-login", "<![CDATA[joon]]></wp:author_login>", "<![CDATA[jo'on]]></wp:author_login>"),
    ("attachment-id", "<p>x</p>", '<p><img class="wp-image-7" src="https://x.com/a.png"></p>'),
    ("attachment-id", "<p>x</p>", '<!-- wp:image {"id":7} --><!-- /wp:image -->'),
    ("relative-address", "<p>x</p>", '<p><a href="/about/">x</a></p>'),
    ("url-prefix", "/img/a.png", "/b.png"),
]


def codes_of(text: str, folder: Path) -> set[str]:
    path = folder / "site.xml"
    path.write_text(text)
    return {found.code.removeprefix("wxr.") for found in check_wxr(path, NOW)}


def test_a_good_file_has_no_fault(tmp_path: Path) -> None:
    assert codes_of(GOOD, tmp_path) == set()


@pytest.mark.parametrize(("code", "old", "new"), FAULTS)
def test_each_fault_is_found(code: str, old: str, new: str, tmp_path: Path) -> None:
    assert old in GOOD
    faulty = GOOD.replace(old, new)
    if code == "empty-post":
        faulty = faulty.replace("<p>x</p>", "")
    if code == "duplicate-post":
        faulty = faulty.replace("Second", "첫 글").replace("2024-08-01 09", "2024-07-22 01")
        faulty = faulty.replace("01:00:00]]></wp:post_date>", "01:30:00]]></wp:post_date>")
    if code == "term-clash":
        faulty = faulty.replace(
            "<wp:tag>",
            "<wp:tag><wp:tag_slug>c</wp:tag_slug><wp:tag_name>C</wp:tag_name></wp:tag><wp:tag>",
        )
    assert code in codes_of(faulty, tmp_path)


def test_a_wrong_prefix_is_found(tmp_path: Path) -> None:
    faulty = GOOD.replace("wp:paragraph", "@").replace("wp:", "w:").replace("@", "wp:paragraph")
    faulty = faulty.replace("xmlns:wp", "xmlns:w")
    assert "prefix" in codes_of(faulty, tmp_path)


def test_size_is_told(tmp_path: Path) -> None:
    large = GOOD.replace("<p>x</p>", "<p>" + "글 " * 2_600_000 + "</p>")
    assert "upload-size" in codes_of(large, tmp_path)


def test_places_are_lines_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "site.xml"
    path.write_text(GOOD.replace("<![CDATA[Second]]>", "<![CDATA[]]>"))
    (found,) = check_wxr(path, NOW)
    assert "Second" in GOOD.splitlines()[found.line - 1]


def test_content_over_the_parsers_limit_is_told(tmp_path: Path) -> None:
    huge = GOOD.replace("<p>x</p>", "<p>" + "x" * 10_000_001 + "</p>")
    assert "huge-content" in codes_of(huge, tmp_path)


def test_bytes_that_are_no_utf8_are_found(tmp_path: Path) -> None:
    path = tmp_path / "site.xml"
    path.write_bytes(GOOD.encode().replace("첫 글".encode(), "첫 글".encode("euc-kr")))
    assert {found.code for found in check_wxr(path, NOW)} == {"wxr.unreadable"}


def test_a_file_cut_short_is_found(tmp_path: Path) -> None:
    assert "unreadable" in codes_of(GOOD[: len(GOOD) // 2], tmp_path)
