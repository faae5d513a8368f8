"""HTML as a list of lines that are equal where the DOM is, but for white space nobody sees."""

from __future__ import annotations

import re

from lxml import etree, html

from migrator.html.tables import FLOW

BLOCKS = FLOW | {"br", "iframe"}
KEEPS_WHITE_SPACE = frozenset({"pre", "textarea", "script", "style"})
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def normalise(text: str) -> list[str]:
    """Return the tags with their attributes in order of name, and the texts between them."""
    root = html.fragment_fromstring(f"<div>{text}</div>" if text.strip() else "<div></div>")
    tokens: list[tuple[str, bool]] = []
    _walk(root, tokens)
    return _fold(tokens)


def _walk(root: etree._Element, tokens: list[tuple[str, bool]]) -> None:
    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        if event == "comment":
            tokens.append((f"<!--{element.text}-->", True))
        elif event == "start":
            if not _is_highlight(element):
                tokens.append((_start_tag(element), element.tag in BLOCKS))
            tokens.append((_text(element, element.text), False))
            continue
        elif not _is_highlight(element):
            tokens.append((f"</{element.tag}>", element.tag in BLOCKS))
        if element is not root:
            tokens.append((_text(element.getparent(), element.tail), False))


def _is_highlight(element: etree._Element) -> bool:
    """Whether this is a highlighter's mark, which depends on its version."""
    return element.tag == "span" and any(parent.tag == "code" for parent in element.iterancestors())


def _start_tag(element: etree._Element) -> str:
    pairs = dict(element.attrib)
    if "class" in pairs:
        pairs["class"] = " ".join(sorted(set(pairs["class"].split())))
    attributes = "".join(f" {name}={value!r}" for name, value in sorted(pairs.items()))
    return f"<{element.tag}{attributes}>"


def _text(parent: etree._Element, text: str | None) -> str:
    places = [parent, *parent.iterancestors()]
    if any(place.tag in KEEPS_WHITE_SPACE for place in places):
        return (text or "").replace("\n", "\\n")
    return _BLANKS.sub(" ", text or "")


def _fold(tokens: list[tuple[str, bool]]) -> list[str]:
    """Join texts, and drop blanks beside blocks."""
    folded: list[str] = []
    after_block = True
    for text, is_block in tokens:
        if text.startswith("<"):
            if is_block and folded and not folded[-1].startswith("<"):
                folded[-1] = folded[-1].rstrip(" ")
            folded.append(text)
            after_block = is_block
        elif text.lstrip(" ") if after_block else text:
            if folded and not folded[-1].startswith("<"):
                folded[-1] += text
            else:
                folded.append(text.lstrip(" ") if after_block else text)
            after_block = False
    return [line for line in folded if line]
