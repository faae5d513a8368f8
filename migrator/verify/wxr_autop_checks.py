"""Traps in content without blocks: wpautop makes paragraphs and line breaks of its line feeds.

Seen in WordPress's own wpautop; a post with any block is left alone by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from migrator.diagnostics import Severity
from migrator.verify.wxr_blocks import delimiters
from migrator.verify.wxr_records import Finding, WxrItem

_VERBATIM: Final = re.compile(
    r"<(?P<name>pre|script|style|textarea|object)\b[^<>]*>.*?(?:</(?P=name)\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_BLANK_LINE: Final = re.compile(r"\n[ \t]*\n")
_TOKEN: Final = re.compile(r"<(?P<end>/)?(?P<name>[a-z][\w:-]*)[^<>]*>|(?P<text>[^<]+|<)", re.I)
_NEWLINE_HOLDERS: Final = frozenset(
    {"p", "li", "td", "th", "dd", "dt", *(f"h{n}" for n in "123456")}
)
_BLOCK_NAMES: Final = """
    table thead tfoot caption col colgroup tbody tr td th div dl dd dt ul ol li pre form map
    area blockquote address style p h1 h2 h3 h4 h5 h6 hr fieldset legend section article aside
    hgroup header footer nav figure figcaption details menu summary
"""
_BLOCKS: Final = frozenset(_BLOCK_NAMES.split())
_SCRIPT_TAG: Final = re.compile(rf"</?(?:br|math|{'|'.join(_BLOCK_NAMES.split())})[\s/>]")
_FORMULA: Final = re.compile(
    r"[^\s<>]\s*(?:</(?!div|math)\w+>\s*)?<math(?=[\s>])(?![^>]*display=\"block)"
)
"""A formula in a text. wpautop tells small letters from capitals."""
_TWO_BREAKS: Final = re.compile(r"<br\s*/?>\s*<br\s*/?>")
_VOID: Final = frozenset({"br", "hr", "img", "input", "wbr", "col", "area", "source", "track"})
_TOP_WRAPPED: Final = re.compile(
    r"(?:\A|\n)[ \t]*<(?P<name>img|iframe|svg|ins|noscript|[a-z]+-[\w-]+|!--)", re.IGNORECASE
)
_MORE: Final = re.compile(r"<!--(?:more|nextpage)", re.IGNORECASE)
_DETAILS: Final = re.compile(r"</summary>\s*(?:[^<\s]|<(?:b|i|em|strong|a|code|span)\b)", re.I)
_LOOSE_DIV: Final = re.compile(
    r"<(?:div|section|article|aside|figure)\b[^<>]*>\s*[^<\s][^<]*"
    r"(?:\n[ \t]*\n|<(?:p|div|ul|ol|table|pre|blockquote|h[1-6])\b)",
    re.IGNORECASE,
)


def _verbatim(item: WxrItem) -> Iterator[Finding]:
    for found in _VERBATIM.finditer(item.content):
        name = found["name"].lower()
        if name != "pre" and _BLANK_LINE.search(found[0]):
            code = "autop-script" if name in ("script", "style") else "autop-blank-line"
            yield (
                code,
                Severity.ERROR,
                f"a blank line in <{name}> becomes a paragraph, and breaks it",
            )
        elif name in ("script", "style") and _SCRIPT_TAG.search(found[0], found.end("name") + 1):
            message = f"a tag in the text of a {name} gets blank lines and paragraphs around it"
            yield "autop-script", Severity.ERROR, message


def _breaks(item: WxrItem) -> Iterator[Finding]:
    if _TWO_BREAKS.search(_VERBATIM.sub("", item.content)):
        yield "autop-breaks", Severity.WARNING, "two line breaks become the end of a paragraph"


def _formula(item: WxrItem) -> Iterator[Finding]:
    if _FORMULA.search(item.content):
        message = "<math> in a text gets a paragraph of its own; <MATH> does not"
        yield "autop-math", Severity.WARNING, message


def _newline(item: WxrItem) -> Iterator[Finding]:
    """Find a line feed among the words of a block: it becomes a line break."""
    opened: list[str] = []
    before = ""
    for token in _TOKEN.finditer(_VERBATIM.sub("<hr>", item.content)):
        name = (token["name"] or "").lower()
        if token["text"]:
            inner = token["text"].rstrip() if before in _BLOCKS else token["text"]
            inner = inner.lstrip() if before in _BLOCKS or before == "br" else inner
            if "\n" in inner.strip() and opened and opened[-1] in _NEWLINE_HOLDERS:
                message = f"a line feed within <{opened[-1]}> becomes a line break"
                yield "autop-newline", Severity.WARNING, message
                return
        elif name in _NEWLINE_HOLDERS or (name in _BLOCKS and name not in _VOID):
            _follow(opened, name, bool(token["end"]))
        before = name


def _follow(opened: list[str], name: str, is_end: bool) -> None:
    if not is_end:
        opened.append(name)
    elif name in opened:
        while opened.pop() != name:
            pass


def _loose(item: WxrItem) -> Iterator[Finding]:
    if _LOOSE_DIV.search(item.content):
        message = "bare text in a div beside a block gets half a paragraph (a stray </p>)"
        yield "autop-loose", Severity.WARNING, message


def _details(item: WxrItem) -> Iterator[Finding]:
    if "<details" in item.content and _DETAILS.search(item.content):
        message = "bare text in details loses the end of its paragraph"
        yield "autop-details", Severity.WARNING, message


def _wrapped(item: WxrItem) -> Iterator[Finding]:
    for found in _TOP_WRAPPED.finditer(_VERBATIM.sub("", item.content)):
        if _MORE.match(item.content, found.start("name") - 1) is None:
            message = f"<{found['name']} alone is put into a paragraph"
            yield "autop-wrapped", Severity.INFO, message
            return


_CLASSIC: Final = (_verbatim, _breaks, _formula, _newline, _loose, _details, _wrapped)


def autop_findings(item: WxrItem) -> Iterator[Finding]:
    """Yield what wpautop does to the content of ``item``, if that has no blocks."""
    if next(delimiters(item.content), None) is None:
        for check in _CLASSIC:
            yield from check(item)
