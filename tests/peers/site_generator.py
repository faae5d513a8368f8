"""Makes small Jekyll sites out of combined settings, each from a seed of its own.

What goes in is what decides how Jekyll reads a site: permalink styles, front matter, defaults,
collections, dates, zones, file names and Liquid. The Markdown is plain on purpose: kramdown has
tests of its own.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

Files: TypeAlias = dict[str, str]

BUILD_TIME: Final = "2024-06-01 12:00:00 +0000"

_PERMALINKS: Final = (
    "date", "pretty", "ordinal", "weekdate", "none",
    "/:categories/:year/:month/:day/:title:output_ext", "/blog/:slug/", "/:title.html",
    "/:year/:short_month/:i_day/:name/", "/:slugified_categories/:title", "/:collection/:title/",
    "/:short_year-:y_day/:title/", "/:w_year/:week/:w_day/:title",
    "/:long_month/:short_day/:long_day/:title/", "/:i_month_:day/:title", "/x/:hour:minute/:title/",
)  # fmt: skip
_ZONES: Final = (
    "Asia/Seoul", "America/New_York", "Europe/London", "UTC", "Australia/Lord_Howe",
    "Asia/Kathmandu",
)  # fmt: skip
_SLUGS: Final = (
    "first-post", "안녕-세상", "Über-uns", "a.b-v1.0", "UPPER-Case", "two--dashes", "c++", "it's",
    "日本語", "100%", "a_b", "trailing-", "-leading", "q&a", "émile", "x(1)", "a,b", "é",
)  # fmt: skip
_DAYS: Final = (
    "2024-01-01", "2023-12-31", "2021-01-03", "2020-02-29", "2024-05-31", "20-1-5", "1999-7-9",
    "2024-06-02", "2019-12-30",
)  # fmt: skip
_POST_FOLDERS: Final = (
    "_posts", "_posts", "_posts", "_posts/2024", "news/_posts", "a b/_posts", "소식/_posts",
    "Deep/er/_posts", "news/_posts/old",
)  # fmt: skip
_EXTENSIONS: Final = ("md", "md", "md", "markdown", "html", "mkd")
_DATES: Final = (
    "2020-02-03", "2020-02-03 23:30", "2020-02-03 23:30:00", "'2020-02-03 23:30:00'",
    "2020-02-03 23:30:00 -0800", "2020-02-03T23:30:00+09:00", "2020-02-03T23:30:00Z",
    "2020-02-03 23:30:00 +0900", "'Mon, 03 Feb 2020 10:00:00 +0000'", "2020-2-3", "'20200203'",
    "2020-02-03 1:02:03", "2020-07-05 02:15:00 +05:45", "2020-02-03 23:30:00.123",
    "2023-03-12 02:30", "2021-10-31 01:30", "'Feb 3 2020'", "2020-02-03 10:00 PM",
)  # fmt: skip
# Pages keep what YAML makes of a date; times without a zone differ from Psych to SafeYAML.
_PAGE_DATES: Final = ("2020-02-03", "'2020-02-03 23:30'", "2020-02-03 23:30:00 -0800")
_TITLES: Final = (
    "A title", "'quoted: title'", "한글 제목", "42", "1.50", "true", "null", "2020-01-01", "''",
    "\"with \\\"quotes\\\"\"", "'<b>bold</b> & co'", "[a, b]", "yes", "1_000", "0x1F", "~", "1.0",
    "|\n  two\n  lines", ">-\n  folded\n  scalar",
)  # fmt: skip
_CATEGORIES: Final = (
    "one", "one two", "[one, two]", "[One, one]", "'a, b'", "[a b, c]", "한글 분류", "[]", "null",
    "[[x, y], z]", "[1, c]", "''", "['C#', 'a/b']", "\n  - x\n  - y z",
)  # fmt: skip
_OWN_PERMALINKS: Final = (
    "/fixed/", "/fixed.html", "fixed", "pretty", "/:title/", "/:categories/:title", "/foo.bar",
    "/a b/ü", "/:year/:slug.html", "/x//y/", "/:path", "/한글/", "date", "/q%20x/",
)  # fmt: skip
_SLUG_VALUES: Final = ("my-slug", "My Slug", "한글 slug", "a..b", "'12'", "''", "a/b", "null")
_EXCERPTS: Final = (
    "Own *excerpt*",
    "'{{ page.title }}'",
    "''",
    "null",
    "false",
    "|\n  two\n  lines",
)
_BLOCKS: Final = (
    "A paragraph of *text*.", "## A heading", "- one\n- two", "> quoted", "Line one\nline two",
    "[text](http://example.com/x) and `code`", "| a | b |\n|---|---|\n| 1 | 2 |",
    "한국어 **굵게** 문장.", "1. one\n2. two", "[ref][r]\n\n[r]: http://example.com/ 'T'",
    "<div>raw <b>html</b></div>", "Dash -- and \"quotes\" it's...", "<!--more-->", "Text\n\n\nmore",
    "A note.[^1]\n\n[^1]: The note.", "```ruby\nputs 1\n```", "    indented code",
)  # fmt: skip
_LIQUID: Final = tuple(
    Path(__file__).with_name("snippets.txt").read_text("utf-8").strip("\n").split("\n%%\n")
)
_INCLUDE: Final = (
    "<em>{{ include.text | default: 'nothing' }}</em>{{ include.who }} {{ page.title }}\n"
)
_PEOPLE: Final = "- name: 가나\n  age: 3\n- name: Bo\n  age: 1.5\n"


class SiteMaker:
    """Makes one site; everything is drawn from ``random``."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)  # noqa: S311 - for tests, not for secrets
        self._collections_dir = "all/" if self._chance(0.15) else ""

    def make(self) -> Files:
        """Return the files of the site by path."""
        files = {"_config.yml": self._config(), "_includes/box.html": _INCLUDE}
        files |= {"_data/people.yml": _PEOPLE, "about.md": self._document(self._page_matter)}
        place = self._collections_dir
        files |= {"file.txt": "static", f"{place}_notes/image.svg": "<svg/>"}
        for _ in range(self._random.randint(2, 5)):
            name = f"{self._one(_DAYS)}-{self._one(_SLUGS)}.{self._one(_EXTENSIONS)}"
            files[f"{place}{self._one(_POST_FOLDERS)}/{name}"] = self._document(self._post_matter)
        for _ in range(self._random.randint(0, 2)):
            files[f"{place}_notes/{self._item_name()}"] = self._document(self._item_matter)
        for _ in range(self._random.randint(0, 2)):
            files[self._page_name()] = self._document(self._page_matter)
        if self._chance(0.2):
            files[f"{place}_drafts/{self._one(_DAYS)}-{self._one(_SLUGS)}.md"] = self._document(
                self._post_matter
            )
        return files

    def _one(self, choices: Sequence[str]) -> str:
        return self._random.choice(choices)

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    def _maybe(self, share: float, key: str, choices: Sequence[str]) -> list[str]:
        return [f"{key}: {self._one(choices)}"] if self._chance(share) else []

    def _config(self) -> str:
        lines = [f"time: {BUILD_TIME}", "title: Site", "url: https://example.com"]
        if self._collections_dir:
            lines += ["collections_dir: all"]
        lines += self._maybe(0.8, "permalink", _PERMALINKS)
        lines += self._maybe(0.7, "timezone", _ZONES)
        lines += self._maybe(0.5, "baseurl", ("/blog", "''", "/a b", "/blog/"))
        lines += self._maybe(0.3, "excerpt_separator", ("<!--more-->", '"\\n\\n\\n"', "''"))
        lines += self._maybe(0.2, "future", ("true", "false"))
        lines += self._maybe(0.2, "show_drafts", ("true", "false"))
        lines += self._maybe(0.1, "unpublished", ("true",))
        lines += self._maybe(0.1, "limit_posts", ("2",))
        lines += self._maybe(0.15, "exclude", ("[docs]", "[a]", "['*.mkd']", "[_notes/sub]"))
        if self._chance(0.8):
            lines += ["collections:", "  notes:", f"    output: {self._one(('true', 'false'))}"]
            lines += [f"    {one}" for one in self._collection_settings()]
        if self._chance(0.5):
            lines += ["defaults:"]
            for _ in range(self._random.randint(1, 3)):
                lines += self._default()
        return "\n".join(lines) + "\n"

    def _collection_settings(self) -> list[str]:
        lines = self._maybe(0.5, "permalink", (*_PERMALINKS[5:], "/n/:path/", "/:collection/:name"))
        lines += self._maybe(0.2, "sort_by", ("title", "order"))
        lines += self._maybe(0.1, "order", ("[b.md, a.md]",))
        return lines + self._maybe(0.2, "future", ("true",))

    def _default(self) -> list[str]:
        paths = ("''", "_posts", "news", "about", "docs", "_notes", "'**/*.html'", "_posts/2024")
        lines = ["  - scope:", f"      path: {self._one(paths)}"]
        if self._chance(0.5):
            lines += [f"      type: {self._one(('posts', 'pages', 'notes', 'drafts'))}"]
        lines += ["    values:", f"      custom: {self._random.randint(1, 9)}"]
        more = self._maybe(0.3, "category", ("fromdefault", "two words"))
        more += self._maybe(0.3, "categories", _CATEGORIES[:5]) + self._maybe(0.2, "tags", ("d e",))
        more += self._maybe(0.2, "permalink", (*_OWN_PERMALINKS[4:6], "/d/:title.html"))
        more += self._maybe(0.2, "title", ("Default title",))
        return lines + [f"      {one}" for one in more]

    def _item_name(self) -> str:
        stem = self._one((*_SLUGS, "a", "b", "sub/c", "2024-01-02-dated", "sub/deep/d.e"))
        return f"{stem}.{self._one(_EXTENSIONS)}"

    def _page_name(self) -> str:
        names = (
            "index.md", "index.html", "docs/index.html", "docs/guide.md", "a b/c d.md", "한글.md",
            "docs/v1.0.md", "Upper.html", "sub.dir/x.html", "docs/한글/é.md", "news/page.md",
        )  # fmt: skip
        return self._one(names)

    def _post_matter(self) -> list[str]:
        lines = self._item_matter() + self._maybe(0.4, "categories", _CATEGORIES)
        lines += self._maybe(0.2, "category", ("single", "two words", "[p, q]", "한글"))
        lines += self._maybe(0.4, "tags", (*_CATEGORIES, "b", "a b c"))
        lines += self._maybe(0.1, "tag", ("only", "two words"))
        lines += self._maybe(0.05, "draft", ("true",))
        return lines

    def _item_matter(self) -> list[str]:
        lines = self._maybe(0.7, "title", _TITLES) + self._maybe(0.4, "date", _DATES)
        lines += self._maybe(0.15, "permalink", _OWN_PERMALINKS)
        lines += self._maybe(0.15, "slug", _SLUG_VALUES)
        lines += self._maybe(0.1, "published", ("false", "true", "'false'", "null"))
        lines += self._maybe(0.15, "excerpt", _EXCERPTS)
        lines += self._maybe(0.1, "excerpt_separator", ("<!--more-->", "''"))
        lines += self._maybe(0.05, "render_with_liquid", ("false",))
        return lines + self._maybe(0.2, "custom", ("text", "5", "{a: 1}", "[1, b]", "1.0"))

    def _page_matter(self) -> list[str]:
        lines = self._maybe(0.6, "title", _TITLES) + self._maybe(0.2, "permalink", _OWN_PERMALINKS)
        lines += self._maybe(0.1, "published", ("false", "true"))
        lines += self._maybe(0.2, "tags", _CATEGORIES) + self._maybe(0.1, "date", _PAGE_DATES)
        return lines + self._maybe(0.2, "custom", ("text", "5", "[1, b]"))

    def _document(self, matter: Callable[[], list[str]]) -> str:
        blocks = [self._one(_BLOCKS) for _ in range(self._random.randint(0, 3))]
        blocks += [self._one(_LIQUID) for _ in range(self._random.randint(0, 3))]
        self._random.shuffle(blocks)
        lines = matter()
        ending = "" if self._chance(0.2) else "\n"
        text = "\n".join(["---", *lines, "---", "\n\n".join(blocks)]) + ending
        return text.replace("\n", "\r\n") if self._chance(0.05) else text


def make_site(seed: str) -> Mapping[str, str]:
    """Return the files of the site that ``seed`` stands for."""
    return SiteMaker(seed).make()
