"""Where front matter begins and ends, what it says, and what is told when it is broken."""

from __future__ import annotations

import time

import frontmatter
import pytest

from migrator.diagnostics import Diagnostic
from migrator.site.front_matter import FrontMatterHandler, has_header, read_front_matter
from tests.site.helpers import SiteMaker

FENCES = [
    ("---\na: 1\n---\nbody\n", {"a": 1}, "body\n", 4),
    ("---\na: 1\n...\nbody", {"a": 1}, "body", 4),
    ("---\r\na: 1\r\n---\r\n\r\nbody\r\n", {"a": 1}, "body\r\n", 5),
    ("--- \na: 1\n---   \nbody", {"a": 1}, "body", 4),
    ("---\na: 1\n---\n\n\n    code\n", {"a": 1}, "    code\n", 6),
    ("---\n---\nbody", {}, "body", 3),
    ("---\n---", {}, "", 2),
    ("---\n# only a comment\n---\nbody", {}, "body", 4),
    ("---\na: |\n  x\n  --- y\n---\nbody", {"a": "x\n--- y\n"}, "body", 6),
    ("\n---\na: 1\n---\nbody", {}, "\n---\na: 1\n---\nbody", 1),
    ("---\na: 1\n", {}, "---\na: 1\n", 1),
    ("----\na: 1\n----\n", {}, "----\na: 1\n----\n", 1),
    ("body\n---\n", {}, "body\n---\n", 1),
    ("---\ntrue: a\n2020: b\n~: c\n---\n", {"true": "a", "2020": "b", "": "c"}, "", 6),
]


@pytest.mark.parametrize(("text", "values", "body", "line"), FENCES)
def test_fences(text: str, values: dict[str, object], body: str, line: int) -> None:
    found: list[Diagnostic] = []
    front_matter = read_front_matter(text, "a.md", found.append)
    assert front_matter.values == values
    assert (text[front_matter.body_start :], front_matter.body_line) == (body, line)
    assert not found


def test_python_frontmatter_reads_with_our_handler() -> None:
    post = frontmatter.loads("---\na: 1,000\n...\nbody", handler=FrontMatterHandler())
    assert (post.metadata, post.content) == ({"a": 1000}, "body")
    assert frontmatter.loads("no front matter", handler=FrontMatterHandler()).metadata == {}


@pytest.mark.parametrize(
    ("yaml", "line"),
    [("title: ok\nbad: x: y\n", 3), ("a: 1\nb: @x\n", 3), ("a: [1\n", 3), ("a: 'x\n\n\n", 5)],
)
def test_broken_yaml_is_told_with_its_line(make_site: SiteMaker, yaml: str, line: int) -> None:
    path = "_posts/2020-05-06-my-post.md"
    loaded = make_site({path: f"---\n{yaml}---\nbody\n", "_config.yml": "timezone: UTC\n"})
    (told,) = loaded.diagnostics
    assert (told.code, told.path, told.line) == ("site.front-matter", path, line)
    post = loaded[path]
    assert (post.title, post.slug, post.front_matter) == ("My Post", "my-post", {})
    assert post.date is not None
    assert post.date.date().isoformat() == "2020-05-06"


@pytest.mark.parametrize("yaml", ["just text", "- a\n- b", "5"])
def test_front_matter_that_is_no_hash(make_site: SiteMaker, yaml: str) -> None:
    path = "_posts/2020-05-06-x.md"
    loaded = make_site({path: f"---\n{yaml}\n---\nbody\n"})
    assert loaded.codes == ["site.front-matter"]
    assert loaded[path].title == "X"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"---\n", True),
        (b"---  \r\n", True),
        (b"---", False),
        (b"\xef\xbb\xbf---\n", False),
        (b"\n---\n", False),
        (b"--- a\n", False),
        (b"", False),
    ],
)
def test_header(data: bytes, expected: bool) -> None:
    assert has_header(data) is expected


def test_unclosed_front_matter_costs_linear_time() -> None:
    def cost(lines: int) -> float:
        text = "---\n" + "\n" * lines + "a: b\n" * lines
        start = time.process_time()
        read_front_matter(text, "a.md", lambda _: None)
        return time.process_time() - start

    def least(lines: int) -> float:
        return min(cost(lines) for _ in range(3))

    assert least(200_000) < max(6 * least(100_000), 0.05)
