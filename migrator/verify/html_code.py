"""Finds the code blocks of an HTML tree in every form that highlighters write them.

Plain ``pre > code``, Rouge's and Pygments' wrappers, Jekyll's ``figure.highlight`` and tables
with line numbers all mean the same to a reader: text, and perhaps a language.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

WRAPPER_CLASSES: Final = frozenset(
    {"highlighter-rouge", "highlighter-coderay", "highlight", "sourceCode", "codehilite", "CodeRay"}
)
GUTTER_CLASSES: Final = frozenset(
    {"gutter", "gl", "lineno", "linenos", "line-numbers", "rouge-gutter", "linenodiv"}
)
PLAIN_LANGUAGES: Final = frozenset({"plaintext", "plain", "text", "txt", "none", "nohighlight"})
_CODE_TAGS: Final = frozenset({"code", "span", "br", "pre", "table", "tbody", "tr", "td", "div"})
_TABLE_PARTS: Final = frozenset({"td", "tr", "tbody", "table"})
_SPACE: Final = " \t\n\f\r"


def find_code_blocks(root: etree._Element) -> dict[etree._Element, tuple[str, str]]:
    """Return, for the outermost element of each code block below ``root``, (language, text).

    The language is lower-case, "" where none is named or it means no highlighting; the text has
    no final line feeds. A ``pre`` with other markup inside is not a code block.
    """
    found: dict[etree._Element, tuple[str, str]] = {}
    seen: set[etree._Element] = set()
    for pre in root.iter("pre"):
        if pre in seen or _in_gutter(pre):
            continue
        seen.update(pre.iter("pre"))
        text = _code_text(pre)
        if text is not None:
            outermost, language = _climb(pre)
            found[outermost] = (language, text)
    return found


def _in_gutter(pre: etree._Element) -> bool:
    parent = pre.getparent()
    return _is_gutter(pre) or (parent is not None and _is_gutter(parent))


def _is_gutter(element: etree._Element) -> bool:
    return not GUTTER_CLASSES.isdisjoint(_classes(element))


def _classes(element: etree._Element) -> list[str]:
    return (element.get("class") or "").split()


def _code_text(pre: etree._Element) -> str | None:
    """Return the text of ``pre`` without line numbers, None where it holds other markup."""
    pieces: list[str] = []
    walker = etree.iterwalk(pre, events=("start", "end", "comment"))
    for event, element in walker:
        if event == "start":
            if _is_gutter(element):
                walker.skip_subtree()
                continue
            if element.tag not in _CODE_TAGS:
                return None
            pieces.append("\n" if element.tag == "br" else element.text or "")
        elif element is not pre:
            pieces.append(_tail_of(element))
    text = "".join(pieces)
    if (pre.text or "").startswith("\n"):
        text = text[1:]  # HTML standard, 13.1.2.5: a line feed right after <pre> is not content
    return text.rstrip("\n")


def _tail_of(element: etree._Element) -> str:
    tail = element.tail or ""
    between_cells = element.tag in _TABLE_PARTS or element.tag == "pre"
    return tail.strip(_SPACE) if between_cells else tail


def _climb(pre: etree._Element) -> tuple[etree._Element, str]:
    """Return the outermost element that holds nothing but this code, and the language."""
    outermost = pre
    language = _language_of(pre)
    for code in pre.iter("code"):
        language = _language_of(code) or language
    parent = pre.getparent()
    while parent is not None and _is_wrapper(parent) and _holds_only(parent, outermost):
        outermost = parent
        language = language or _language_of(parent)
        parent = parent.getparent()
    return outermost, "" if language in PLAIN_LANGUAGES else language


def _is_wrapper(element: etree._Element) -> bool:
    if element.tag in _TABLE_PARTS:
        return _in_code_table(element)
    classes = _classes(element)
    return element.tag in {"div", "figure"} and (
        not WRAPPER_CLASSES.isdisjoint(classes)
        or any(name.startswith("language-") for name in classes)
    )


def _in_code_table(part: etree._Element) -> bool:
    """Tell whether a part of a table belongs to a table of line numbers and code."""
    row = part if part.tag == "tr" else part.getparent() if part.tag == "td" else None
    if row is None:
        row = part.find("tr") if part.tag == "tbody" else part.find(".//tr")
    return row is not None and any(_is_gutter(cell) for cell in row)


def _holds_only(parent: etree._Element, child: etree._Element) -> bool:
    """Tell whether ``parent`` shows nothing beside ``child`` but line numbers."""
    if (parent.text or "").strip(_SPACE):
        return False
    for other in parent:
        if (other.tail or "").strip(_SPACE):
            return False
        if other is not child and isinstance(other.tag, str) and not _is_gutter(other):
            return False
    return True


def _language_of(element: etree._Element) -> str:
    classes = _classes(element)
    for name in classes:
        if name.startswith(("language-", "lang-")):
            return name.split("-", 1)[1].lower()
    if classes[:1] == ["sourceCode"] and len(classes) > 1:
        return classes[1].lower()
    return (element.get("data-lang") or "").lower()
