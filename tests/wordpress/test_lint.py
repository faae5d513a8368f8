"""The lint: a good file has no fault, and each trap put into it is found by name."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from migrator.verify import wxr_lint
from migrator.verify.wxr_block_checks import FORMS
from migrator.verify.wxr_lint import check_wxr
from tests.wordpress.wordpress_samples import FIXTURES

ROOT = Path(__file__).parents[2]
GOOD = (FIXTURES / "lint" / "good.xml").read_text()
NOW = datetime(2025, 1, 1, tzinfo=UTC)
VERIFY = Path(wxr_lint.__file__).parent
TRAPS = FIXTURES / "lint" / "traps.txt"

PARTS = re.compile("«(.)×([0-9]+)»")


@dataclass(frozen=True, slots=True)
class Trap:
    """A trap by what is told of it, and what to replace in a good file to fall into it."""

    codes: frozenset[str]
    name: str
    changes: tuple[tuple[str, str], ...]

    @property
    def file(self) -> str:
        """The faulty file."""
        faulty = GOOD
        for old, new in self.changes:
            assert old in faulty
            faulty = faulty.replace(old, PARTS.sub(lambda one: one[1] * int(one[2]), new))
        return faulty


def read_traps() -> Iterator[Trap]:
    for part in TRAPS.read_text().split("=== ")[1:]:
        head, _, body = part.partition("\n")
        code, _, name = head.partition(" | ")
        changes = [one.partition("\n--->\n") for one in body.removesuffix("\n").split("\n&&&\n")]
        yield Trap(frozenset(code.split(" + ")), name, tuple((one[0], one[2]) for one in changes))


def codes_of(text: str, folder: Path) -> set[str]:
    path = folder / "site.xml"
    path.write_text(text)
    return {found.code.removeprefix("wxr.") for found in check_wxr(path, NOW)}


def test_a_good_file_has_no_fault(tmp_path: Path) -> None:
    assert codes_of(GOOD, tmp_path) == set()


@pytest.mark.parametrize(
    "trap", list(read_traps()), ids=lambda trap: f"{min(trap.codes)}-{trap.name}"
)
def test_each_trap_is_told_and_nothing_else(trap: Trap, tmp_path: Path) -> None:
    assert codes_of(trap.file, tmp_path) == trap.codes


def test_no_check_is_without_a_faulty_file() -> None:
    sources = [path.read_text() for path in VERIFY.glob("wxr_*.py")]
    known = {code for text in sources for code in re.findall(r'"([a-z-]+)",? ?Severity', text)}
    known |= {f"{name}-block" for name in FORMS}
    tried = frozenset().union(*(trap.codes for trap in read_traps()))
    assert known - tried == {"prefix", "upload-size", "huge-content"}  # these have a test each


def test_the_documentation_lists_every_check() -> None:
    page = Path(__file__).parents[2] / "docs" / "wordpress-traps.md"
    listed = set(re.findall(r"^\| `wxr\.([a-z-]+)` ", page.read_text(), re.MULTILINE))
    tried = frozenset().union(*(trap.codes for trap in read_traps()))
    assert listed == tried | {"prefix", "upload-size", "huge-content"}


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


@pytest.mark.parametrize("data", [b"\xed\xa0\x80", b"\x01", b"\xef\xbf\xbf", b"&#1;", b"&nbsp;"])
def test_characters_that_xml_cannot_hold_are_found(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "site.xml"
    path.write_bytes(GOOD.encode().replace(b"https://blog.example.com</link>", data + b"</link>"))
    assert "wxr.unreadable" in {found.code for found in check_wxr(path, NOW)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<?xml", "\ufeff<?xml"),
        ('<?xml version="1.0" encoding="UTF-8"?>\n', ""),
        ("<wp:wxr_version>1.2<", "<wp:wxr_version><![CDATA[1.2]]><"),
        ("<p>x</p>", "<p>]]]]><![CDATA[></p>"),
        ("<p>x</p>", "<p>\\ ' \" 😀 {{ x }}</p>"),
        ("<p>x</p>", "<p>가<br />\n나</p>\n\n<ul>\n<li>가</li>\n</ul>\n\n<pre>\n가\n\n나</pre>"),
        (
            "<![CDATA[3]]>",
            "<![CDATA[3]]></wp:meta_value></wp:postmeta><wp:postmeta><wp:meta_key>"
            'x</wp:meta_key><wp:meta_value><![CDATA[a:1:{i:0;s:3:"abc";}]]>',
        ),
    ],
)
def test_what_wordpress_takes_well_is_no_fault(old: str, new: str, tmp_path: Path) -> None:
    assert old in GOOD
    assert codes_of(GOOD.replace(old, new), tmp_path) == set()


def test_titles_that_differ_by_an_emoji_are_two(tmp_path: Path) -> None:
    trap = next(one for one in read_traps() if one.name == "equal but for case")
    assert codes_of(trap.file.replace("spring news", "spring news 🌷"), tmp_path) == set()


def test_a_large_file_is_read_as_a_stream(tmp_path: Path) -> None:
    start = GOOD.index("<item><title><![CDATA[Second")
    item, tail = GOOD[start:].split("</item>", 1)
    many = (
        item.replace(">2<", f">{n}<")
        .replace("Second", f"Post {n}")
        .replace("second", f"post-{n}")
        .replace("<p>x</p>", f"<p>{'글 ' * 1000}</p>")
        + "</item>"
        for n in range(10, 5010)
    )
    path = tmp_path / "site.xml"
    path.write_text(GOOD[:start] + "\n".join(many) + tail)
    program = (
        "import sys, pathlib\n"
        "from benchmarks.memory import peak_mb\n"
        "from migrator.verify.wxr_lint import check_wxr\n"
        "before = peak_mb()\n"
        "print(len(list(check_wxr(pathlib.Path(sys.argv[1])))))\n"
        "print(int(peak_mb() - before))\n"
    )
    command = [sys.executable, "-c", program, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found, megabytes = map(int, done.stdout.split())
    assert path.stat().st_size > 20_000_000
    assert (found, megabytes < 60) == (1, True)


def test_thousands_of_terms_take_no_time_by_their_number_squared(tmp_path: Path) -> None:
    line = next(one for one in GOOD.splitlines() if "<![CDATA[web]]></wp:category_nicename>" in one)
    terms = [
        line.replace("web]]></wp:category_n", f"w-{n}]]></wp:category_n").replace("Web", f"W {n}")
        for n in range(20_000)
    ]
    started = time.monotonic()
    assert codes_of(GOOD.replace(line, "\n".join([line, *terms])), tmp_path) == {"upload-size"}
    assert time.monotonic() - started < 10


def test_a_file_cut_short_is_found(tmp_path: Path) -> None:
    assert "unreadable" in codes_of(GOOD[: len(GOOD) // 2], tmp_path)
