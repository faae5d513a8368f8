"""Forms of blocks that the editor calls invalid, or silently mends into something else.

What was accepted was seen in the editors of WordPress 6.1 and of the newest version.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from migrator.diagnostics import Severity
from migrator.verify.wxr_blocks import Block, blocks, delimiters
from migrator.verify.wxr_records import Finding, WxrItem

_UNSAFE_JSON: Final = re.compile(r"[<>&]|--")
_PARAGRAPH: Final = re.compile(
    r"\s*<p(?:\s+(?:class|id|style|dir)=\"[^\"]*\")*\s*>(?P<text>.*)</p>\s*\Z", re.DOTALL
)
_CODE: Final = re.compile(
    r"\s*<pre(?:\s+(?:class|id|style)=\"[^\"]*\")*\s*><code>.*</code></pre>\s*\Z", re.DOTALL
)
_FILE: Final = re.compile(
    r"\s*<div\b[^<>]*>(?:<object\b[^<>]*></object>)?"
    r"(?:<a(?:\s+id=\"[^\"]*\")?\s+href=\"[^\"]*\""
    r"(?:\s+target=\"[^\"]*\"\s+rel=\"noreferrer noopener\")?>(?:(?!</?a\b).)*</a>)?"
    r"(?:<a\s+href=\"[^\"]*\"\s+class=\"wp-block-file__button[^<>]*>[^<>]*</a>)?</div>\s*\Z",
    re.DOTALL,
)
_CELL_STYLE: Final = re.compile(r"<t[dh]\b[^<>]*\sstyle=")
_CELL_SPAN: Final = re.compile(r"<t[dh]\b[^<>]*\s(?:col|row)span=")
_IMAGE: Final = re.compile(r"<img\b[^<>]*>")
_IMAGE_ATTRIBUTE: Final = re.compile(r"\s(?P<name>[\w-]+)=")
_IMAGE_NAMES: Final = frozenset({"src", "alt", "title", "width", "height", "class", "style"})
_SIZE: Final = re.compile(r"\s(?:width|height)=")
_TAG: Final = re.compile(r"<(?P<end>/)?(?P<name>[a-z][a-z0-9]*)\b[^<>]*?(?P<void>/)?>", re.I)
_BALANCED: Final = frozenset({"div", "p", "ul", "ol", "table", "section", "figure", "blockquote"})

_NEWER: Final = frozenset({"details", "math"})
"""Blocks that came after 6.1 (6.3, 6.9)."""

FormCheck = Callable[[Block], Iterator[str]]


def _paragraph(block: Block) -> Iterator[str]:
    found = _PARAGRAPH.match(block.html)
    if found is None or re.search(r"<p[\s>]", found["text"]):
        yield "a paragraph block holds one p with no attributes but class and id"


def _code(block: Block) -> Iterator[str]:
    if not _CODE.match(block.html):
        yield "a code block is pre and, without attributes, code; the language is pre's class"


def _table(block: Block) -> Iterator[str]:
    if _CELL_STYLE.search(block.html):
        yield "a table block holds no style on a cell"
    if block.html.count("<tbody") > 1:
        yield "a table block holds one tbody"
    if "has-fixed-layout" in block.html and "hasFixedLayout" not in block.settings:
        yield "WordPress 6.1 knows has-fixed-layout only with its setting"


def _image(block: Block) -> Iterator[str]:
    for found in _IMAGE.finditer(block.html):
        names = {one["name"] for one in _IMAGE_ATTRIBUTE.finditer(found[0])}
        if not names <= _IMAGE_NAMES or ("class" in names and '"id"' not in block.settings):
            yield "an image block's img has src, alt and title, and a class only with an id"
        if _SIZE.search(found[0]) and not re.search(r'"(?:width|height)"', block.settings):
            yield "an image block names its size in its settings too"


def _file(block: Block) -> Iterator[str]:
    if not _FILE.match(block.html) or '"href"' not in block.settings:
        yield "a file block is a link with nothing but a target, its address in the settings too"


def _quote(block: Block) -> Iterator[str]:
    if "wp-block-quote" not in block.html:
        yield "a quote block has the class wp-block-quote"


def _group(block: Block) -> Iterator[str]:
    head = block.html.partition(">")[2]
    if head.strip() and not re.match(r"\s*</", head):
        yield "a group block holds blocks, no loose HTML"


def _html(block: Block) -> Iterator[str]:
    depth: dict[str, int] = {}
    for tag in _TAG.finditer(block.html):
        name = tag["name"].lower()
        if name in _BALANCED and not tag["void"]:
            depth[name] = depth.get(name, 0) + (-1 if tag["end"] else 1)
    wrong = next((name for name in depth if depth[name] and name != "p"), "")
    if wrong:
        yield f"an html block has {wrong} that is not closed, or closed and not open"


FORMS: Final[Mapping[str, FormCheck]] = {
    "paragraph": _paragraph,
    "code": _code,
    "table": _table,
    "image": _image,
    "file": _file,
    "quote": _quote,
    "group": _group,
    "html": _html,
}


def _forms(item: WxrItem) -> Iterator[Finding]:
    for block in blocks(item.content):
        check = FORMS.get(block.name.removeprefix("core/"))
        for message in check(block) if check else ():
            yield f"{block.name}-block", Severity.WARNING, message


def _nesting(item: WxrItem) -> Iterator[Finding]:
    opened: list[str] = []
    for one in delimiters(item.content):
        if one.is_end:
            if not opened or opened.pop() != one.name:
                message = f"block {one.name} ends where it was not open"
                yield "block-nesting", Severity.ERROR, message
                return
        elif not one.is_void:
            if "html" in opened:
                message = f"a block {one.name} begins within an html block, and breaks it"
                yield "block-in-html", Severity.ERROR, message
            opened.append(one.name)
    if opened:
        yield "block-nesting", Severity.ERROR, f"block {opened[-1]} does not end"


def _settings(item: WxrItem) -> Iterator[Finding]:
    for one in delimiters(item.content):
        if one.settings and (_UNSAFE_JSON.search(one.settings) or not one.settings.endswith("}")):
            message = f"the settings of block {one.name} hold raw <, >, & or --"
            yield "block-json", Severity.WARNING, message


def _loose_html(item: WxrItem) -> Iterator[Finding]:
    """Find HTML between blocks: it gets neither a block nor wpautop's paragraphs."""
    depth, end, is_loose, count = 0, 0, False, 0
    for one in delimiters(item.content):
        is_loose |= depth == 0 and bool(item.content[end : one.start].strip())
        depth += 0 if one.is_void else (-1 if one.is_end else 1)
        end, count = one.end, count + 1
    is_loose |= depth == 0 and bool(item.content[end:].strip())
    if count and is_loose:
        yield "loose-html", Severity.WARNING, "HTML stands between blocks and gets no paragraphs"


def _footnotes(item: WxrItem) -> Iterator[Finding]:
    has_block = any(one.name == "footnotes" for one in delimiters(item.content))
    has_notes = any(key == "footnotes" and value.strip() for key, value in item.meta)
    if has_block != has_notes:
        message = "a footnotes block and the meta 'footnotes' need each other: notes are lost"
        yield "footnotes-block", Severity.ERROR, message
    elif has_block:
        message = "before WordPress 6.3 its footnotes show nothing"
        yield "footnotes-version", Severity.INFO, message


def _newer(item: WxrItem) -> Iterator[Finding]:
    names = {one.name for one in delimiters(item.content)} & _NEWER
    for name in sorted(names):
        message = f"WordPress 6.1 does not know the block {name}; it shows it all the same"
        yield "unknown-block", Severity.INFO, message
    if any(one.name == "table" and _CELL_SPAN.search(one.html) for one in blocks(item.content)):
        message = "WordPress 6.1 knows no spans of cells in a table block, and calls it invalid"
        yield "table-spans", Severity.INFO, message


BLOCK_CHECKS: Final = (_nesting, _settings, _loose_html, _footnotes, _forms, _newer)
