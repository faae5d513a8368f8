"""Post content and plain HTML in one form: without what WordPress's blocks add."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from lxml import etree

from migrator.html.tables import FLOW
from migrator.model.document import Document

_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML holds, and so no post; that it is left out is told by who writes it."""
_BLOCK_COMMENT: Final = re.compile(r"<!--\s*/?wp:.*?-->", re.DOTALL)
_NO_END_TAG: Final = re.compile(r"</[^\sa-zA-Z>][^>]*>")
_NO_TAG: Final = re.compile(r"<(?=[^\sa-zA-Z/!?])")
"""What looks like a tag, but has a name that no element has."""
_EMBED: Final = re.compile(r'<div class="wp-block-embed__wrapper">\s*(.*?)\s*</div>', re.DOTALL)
_TEXT_STYLE: Final = "\ufe0e"
"""What keeps an arrow a letter; shows nothing itself."""
_TEXT_ALIGN: Final = re.compile(r"text-align\s*:\s*(left|center|right)\s*;?", re.IGNORECASE)
_ALIGNMENTS: Final = frozenset({"left", "center", "right"})
_TEXTS: Final = ("p", *(f"h{level}" for level in range(1, 7)))
_ALIGNABLE: Final = frozenset({*_TEXTS, "div"})
_SPAN_NAMES: Final = frozenset({"lang", "title"})
_ALIGNED: Final = re.compile(r"\bhas-text-align-(left|center|right)\b")
_STANDING: Final = re.compile(r"(?<![\w-])align(left|right)(?![\w-])")
_LANGUAGE: Final = re.compile(r"\blanguage-\S+")
_COUNTING: Final = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_COUNTING_TYPES: Final = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}
_POST_CLASS: Final = re.compile(
    r"\b(?:twitter-(?:tweet|video)|tiktok-embed|reddit-(?:card|embed-bq)|imgur-embed-pub)\b"
)
"""Quotes that stand for a post of another site."""
_POST_SCRIPT: Final = re.compile(
    r"(?:https?:)?//(?:platform\.(?:twitter|x)\.com|www\.tiktok\.com/embed\.js|embed\.reddit"
    r"|www\.redditstatic\.com|s\.imgur\.com/min|embedr\.flickr\.com)"
)
"""Scripts that show such posts."""
_NAMING_ATTRIBUTES: Final = ("src", "cite", "data-id", "href")
_ESCAPED: Final = {r"\u003c": "<", r"\u005b": "[", r"\3c": "<", "&#91;": "["}
_SCRIPT_ESCAPE: Final = re.compile(r"\\u003c|\\u005b|\\3c[ ]|&#91;")
_SCRIPT_BLANK: Final = re.compile(r"(?<=[<\[])[ ]+(?=[a-z])")
_SCRIPT_TAG: Final = re.compile(r"</?[A-Z][A-Z0-9]*(?=[\s/>])")
_WORD: Final = re.compile(r"[\w-]+")
_DESCRIPTOR: Final = re.compile(r"[\d.]+[wx],?\Z")
_ADDRESS_ATTRIBUTES: Final = ("href", "src", "poster", "data")
_HOLDS_BLOCK_NAMES: Final = """
    article aside blockquote body center details div fieldset figure footer form header main nav
    object section
"""
_HOLDS_BLOCKS: Final = frozenset(_HOLDS_BLOCK_NAMES.split())
"""Elements in which loose text counts as a paragraph."""
_PICTURES: Final = frozenset(["img", "a", "span"])
_ALONE: Final = frozenset(["img", "iframe", "video", "audio"])
"""What a paragraph may hold alone, and a figure in its stead."""
_BLOCKS: Final = FLOW | {"iframe", "video", "audio", "script", "style", "object"}
_SCRIPTS: Final = frozenset(["script", "style"])
"""What shows nothing itself: beside text it is of its paragraph."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Brings addresses to one spelling: absolute, and assets by their source path."""

    base: str
    home: str
    assets: tuple[str, ...]

    @classmethod
    def of(cls, document: Document, link: str) -> Addresses:
        """Return the addresses of ``document``, which stands at ``link``."""
        home = link.removesuffix("/" + document.url.lstrip("/"))
        return cls(link, home, tuple(asset.path for asset in document.assets))

    def normal(self, url: str) -> str:
        """Return ``url`` in its one spelling."""
        stripped = url.strip()
        if not stripped or stripped.startswith("#"):
            return stripped
        try:
            joined = urljoin(self.base, stripped)
            path = unquote(urlsplit(joined).path)
        except ValueError:
            return stripped
        for asset in self.assets:
            if path.endswith(f"/{asset}"):
                return f"asset:{asset}"
        return unquote(joined)


def without_block_marks(content: str) -> str:
    """Return ``content`` without the comments around blocks, and what each heading has."""
    return _BLOCK_COMMENT.sub("", content).replace(' class="wp-block-heading"', "")


def embedded_ids(content: str) -> frozenset[str]:
    """Return what the embed blocks in ``content`` show, by the id in their addresses."""
    return frozenset(_id_in(found[1].replace("&amp;", "&")) for found in _EMBED.finditer(content))


def _id_in(url: str) -> str:
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    named = query.get("v") or query.get("list")
    return named[0] if named else parts.path.rstrip("/").rpartition("/")[2]


def _shown_id(element: etree._Element, embeds: frozenset[str]) -> str:
    """Return which of ``embeds`` the frame, quote or link ``element`` shows, '' for none."""
    is_post = element.tag == "blockquote" and _POST_CLASS.search(element.get("class") or "")
    is_photo = element.tag == "a" and element.get("data-flickr-embed")
    if not embeds or not (element.tag == "iframe" or is_post or is_photo):
        return ""
    sources = [one.get(name) or "" for one in element.iter("*") for name in _NAMING_ATTRIBUTES]
    words = {word for source in sources for word in _WORD.findall(unquote(source))}
    return min(embeds & words, default="")


def normal_html(
    html: str, addresses: Addresses, embeds: frozenset[str]
) -> tuple[str, Counter[str]]:
    """Return ``html`` in its one form, and its ids.

    Content that lxml cannot follow (nested too deeply) comes back as it is.
    """
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True)
    shown = _NOT_XML.sub("", _BLOCK_COMMENT.sub("", html)).replace(_TEXT_STYLE, "")
    bare = _NO_TAG.sub("&lt;", _NO_END_TAG.sub("", shown))
    data = f"<html><body>{bare}</body></html>".encode("utf-8", "replace")
    root = etree.fromstring(data, parser)
    if any("depth" in entry.message for entry in parser.error_log):
        return bare, Counter()
    body = root.find("body")
    if body is None:
        return bare, Counter()
    ids: Counter[str] = Counter()
    for element in list(body.iter(etree.Element)):
        ids.update(filter(None, [element.attrib.pop("id", "")]))
        _name_addresses(element, addresses)
    for element in list(body.iter(etree.Element)):
        _normalise(element, embeds)
    for element in list(body.iter("a")):
        _push_link(element)
    _move_captions(body)
    for names, change in _PASSES:
        for element in list(body.iter(*names)):
            change(element)
    _unwrap_all(body, lambda one: one.tag == "figure")
    _unwrap_all(body, _holds_alone)
    _unwrap_all(body, lambda one: one.tag == "p" and not len(one) and not _shows(one.text))
    return etree.tostring(body, encoding="unicode", method="html"), ids


def _name_addresses(element: etree._Element, addresses: Addresses) -> None:
    for name in _ADDRESS_ATTRIBUTES:
        value = element.get(name)
        if value is not None:
            element.set(name, addresses.normal(value))
    _normalise_sources(element, addresses)


def _normalise(element: etree._Element, embeds: frozenset[str]) -> None:
    classes = element.get("class") or ""
    aligned = _ALIGNED.search(classes)
    if aligned:
        element.set("style", f"text-align: {aligned[1]}")
    if element.tag == "p" and element.get("dir") == "rtl" and not aligned:
        element.set("style", f"text-align: right; {element.get('style') or ''}")
    by_name = _BY_NAME.get(str(element.tag))
    if by_name is not None:
        by_name(element)
    if "wp-block-embed__wrapper" in classes:
        _mark_embed(element, _id_in((element.text or "").strip()))
    shown = _shown_id(element, embeds)
    if shown:
        _mark_embed(element, shown)
    if embeds and element.tag == "script" and _POST_SCRIPT.match(element.get("src") or ""):
        _unwrap(element)


def _normalise_sources(element: etree._Element, addresses: Addresses) -> None:
    """Bring ``srcset`` to one spelling; one that names just ``src`` says nothing."""
    words = (element.get("srcset") or "").split()
    normal = [one if _DESCRIPTOR.match(one) else addresses.normal(one) for one in words]
    if normal in ([element.get("src")], [element.get("src"), "1x"]):
        del element.attrib["srcset"]
    elif normal:
        element.set("srcset", " ".join(normal))


def _mark_embed(element: etree._Element, identity: str) -> None:
    tail = element.tail
    element.clear()
    element.tag, element.tail = "video", tail
    element.set("src", f"embed:{identity}")


def _name_source(player: etree._Element) -> None:
    """Say at a player what its one source says; drop the text for browsers that know no players."""
    sources = player.findall("source")
    if len(sources) > 1 or player.find("track") is not None:
        return
    source = player.get("src") or (sources[0].get("src") if sources else "")
    player.text = None
    for child in list(player):
        player.remove(child)
    if source:
        player.set("src", source)


def _name_counting(numbered: etree._Element) -> None:
    """Say by ``type``, as blocks do, how a list counts that says so by its style."""
    found = _COUNTING.search(numbered.get("style") or "")
    kind = _COUNTING_TYPES.get(found[1].lower()) if found else numbered.get("type")
    if kind and kind != "1":
        numbered.set("type", kind)
    else:
        numbered.attrib.pop("type", "")


def _forget_align(table: etree._Element) -> None:
    """Forget where a table stands: in blocks that is its figure's."""
    table.attrib.pop("align", "")


def _align_picture(figure: etree._Element) -> None:
    """Say at a picture, as HTML did, where its figure stands."""
    found = _STANDING.search(figure.get("class") or "")
    pictures = list(figure.iter("img"))
    if found and len(pictures) == 1 and not pictures[0].get("align"):
        pictures[0].set("align", found[1])


def _as_div(box: etree._Element) -> None:
    """Say of an old ``center`` what it does by a style."""
    box.tag = "div"
    box.set("style", f"text-align: center; {box.get('style') or ''}")


def _forget_centre(picture: etree._Element) -> None:
    """Forget ``align="center"``: browsers know it of no picture, blocks of its figure."""
    if picture.get("align") == "center":
        del picture.attrib["align"]


def _move_language(pre: etree._Element) -> None:
    language = _LANGUAGE.search(pre.get("class") or "")
    code = pre.find("code")
    if language is not None and code is not None and not code.get("class"):
        code.set("class", language[0])


def _push_link(link: etree._Element) -> None:
    """Put a link that is around texts and figures into each text and picture, as blocks have it."""
    if next(link.iter(*_TEXTS, "figure"), None) is None:
        return
    attributes = {str(name): str(link.get(name)) for name in link.attrib}
    for text in list(link.iter(*_TEXTS, "figcaption")):
        inner = etree.Element("a", attributes)
        inner.text, text.text = text.text, None
        inner.extend(list(text))
        text.append(inner)
    for picture in [one for one in link.iter("img") if next(one.iterancestors("a")) is link]:
        around = etree.Element("a", attributes)
        around.tail, picture.tail = picture.tail, None
        picture.addprevious(around)
        around.append(picture)
    _unwrap(link)


def _align_texts(div: etree._Element) -> None:
    """Say at each text in a div, as blocks do, how the div aligns it."""
    found = _TEXT_ALIGN.search(div.get("style") or "")
    align = found[1].lower() if found else (div.get("align") or "").lower()
    if align not in _ALIGNMENTS:
        return
    div.attrib.pop("align", "")
    div.set("style", _TEXT_ALIGN.sub("", div.get("style") or ""))
    for child in div:
        own = child.get("align") or _TEXT_ALIGN.search(child.get("style") or "")
        if child.tag in _ALIGNABLE and not own:
            child.set("style", f"text-align: {align}; {child.get('style') or ''}")


def _name_language(text: etree._Element) -> None:
    """Say at a text what a span around all of it says of its language."""
    only = text[0] if len(text) == 1 else None
    if only is None or only.tag != "span" or (text.text or "") + (only.tail or ""):
        return
    if only.attrib and _SPAN_NAMES.issuperset(map(str, only.attrib)):
        text.attrib.update(only.attrib)
        _unwrap(only)


def _read_escapes(script: etree._Element) -> None:
    r"""Write what stands for a sign in a script or style (``\u003c``, ``\3c``) as that sign.

    Nor do blanks before a name and capitals in tags make a difference: browsers see none.
    """
    text = _SCRIPT_ESCAPE.sub(lambda found: _ESCAPED[found[0].strip()], script.text or "")
    text = _SCRIPT_BLANK.sub("", text)
    script.text = _SCRIPT_TAG.sub(lambda tag: tag[0].lower(), text)


def _as_latex(formula: etree._Element) -> None:
    """Put the LaTeX that MathML holds in its place, as scripts read it from a page."""
    semantics = formula[0] if len(formula) == 1 else None
    if semantics is None or len(semantics) != len(("what is shown", "its LaTeX")):
        return
    shown, note = semantics
    is_drawn = any(text.strip() for text in map(str, shown.itertext()))
    if note.get("encoding") != "application/x-tex" or not is_drawn:
        return
    latex, tail = str(note.text or ""), formula.tail
    is_block = formula.get("display") == "block"
    formula.clear()
    formula.tag, formula.tail = ("p" if is_block else "span"), tail
    formula.text = rf"\[{latex}\]" if is_block else rf"\({latex}\)"


_BY_NAME: Final[Mapping[str, Callable[[etree._Element], None]]] = {
    "ol": _name_counting,
    "video": _name_source,
    "audio": _name_source,
    "table": _forget_align,
    "figure": _align_picture,
    "img": _forget_centre,
    "center": _as_div,
    "pre": _move_language,
    "script": _read_escapes,
    "style": _read_escapes,
    "math": _as_latex,
}


def _move_captions(body: etree._Element) -> None:
    """Put a caption after its table or figure, wherever in it that stood."""
    for caption in list(body.iter("caption", "figcaption")):
        owner = caption.getparent()
        if owner is not None:
            caption.tail = None
            owner.addnext(caption)
    for caption in list(body.iter("caption", "figcaption")):
        caption.tag = "p"


def _unwrap_all(body: etree._Element, wanted: Callable[[etree._Element], bool]) -> None:
    for element in [one for one in body.iter(etree.Element) if wanted(one)]:
        _drop_blanks(element)
        _unwrap(element)


def _drop_blanks(block: etree._Element) -> None:
    """Drop white space that only parts a block, or what is in it, from others."""
    if not _shows(block.text):
        block.text = None
    for part in (block, *block):
        if not _shows(part.tail):
            part.tail = None


def _unwrap(element: etree._Element) -> None:
    """Put the children of ``element`` in its place."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    _add_text(parent, before, element.text)
    children = list(element)
    for child in children:
        element.addprevious(child)
    _add_text(parent, children[-1] if children else before, element.tail)
    element.tail = None
    parent.remove(element)


def _add_text(parent: etree._Element, before: etree._Element | None, text: str | None) -> None:
    if not text:
        return
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text


def _shows(text: str | None) -> bool:
    """Return whether readers see something of ``text``: a no-break space does take a line."""
    return bool((text or "").strip(" \t\n\r\f"))


def _holds_alone(element: etree._Element) -> bool:
    """Return whether ``element`` is a paragraph around pictures, or one player, alone."""
    if element.tag != "p" or not len(element) or "".join(map(str, element.itertext())).strip():
        return False
    names = [str(one.tag) for one in element.iterdescendants(etree.Element)]
    return names[0] in _ALONE if len(names) == 1 else _PICTURES.issuperset(names)


def _wrap_loose(element: etree._Element) -> None:
    """Wrap each run of loose text and inline elements in a paragraph."""
    text, element.text = element.text, None
    _wrap_runs(element, text, list(element))


def _lift_scripts(paragraph: etree._Element) -> None:
    """Put what begins ``paragraph`` and shows nothing before it."""
    while len(paragraph) and paragraph[0].tag in _SCRIPTS and not _shows(paragraph.text):
        script = paragraph[0]
        paragraph.text, script.tail = script.tail, None
        paragraph.addprevious(script)


def _wrap_beside(cell: etree._Element) -> None:
    """Wrap loose text in ``cell`` if it stands beside blocks."""
    if any(child.tag in _BLOCKS for child in cell):
        _wrap_loose(cell)


def _wrap_after(item: etree._Element) -> None:
    """Wrap loose text in ``item`` that stands after a block: no block can hold it otherwise."""
    children = list(item)
    if item.tag == "li" and next(item.iter("noscript"), None) is not None:
        _wrap_loose(item)  # no paragraph can hold it, so a box does
        return
    first = next((number for number, one in enumerate(children) if one.tag in _BLOCKS), None)
    if first is not None:
        text, children[first].tail = children[first].tail, None
        _wrap_runs(item, text, children[first + 1 :])


def _wrap_runs(
    element: etree._Element, text: str | None, children: Sequence[etree._Element]
) -> None:
    run = _Run(element, text)
    for child in children:
        tail, child.tail = child.tail, None
        if child.tag in _SCRIPTS and run.shows:
            run.add(child, tail)
        elif child.tag in _BLOCKS or _is_display(child) or not isinstance(child.tag, str):
            run.close(child)
            run = _Run(element, tail)
        else:
            run.add(child, tail)
    run.close(None)


def _is_display(element: etree._Element) -> bool:
    return element.tag == "math" and element.get("display") == "block"


class _Run:
    """Inlines between two blocks."""

    def __init__(self, parent: etree._Element, text: str | None) -> None:
        self._parent = parent
        self._paragraph = etree.Element("p")
        self._paragraph.text = text

    @property
    def shows(self) -> bool:
        """Whether something stands in the run already."""
        return bool(len(self._paragraph)) or _shows(self._paragraph.text)

    def add(self, child: etree._Element, tail: str | None) -> None:
        """Move ``child`` into the run, with the text after it."""
        self._paragraph.append(child)
        child.tail = tail

    def close(self, before: etree._Element | None) -> None:
        """Put the run's paragraph before ``before``, or last, unless it shows nothing."""
        if not len(self._paragraph) and not (self._paragraph.text or "").strip():
            return
        if before is None:
            self._parent.append(self._paragraph)
        else:
            before.addprevious(self._paragraph)


_PASSES: Final[tuple[tuple[tuple[str, ...], Callable[[etree._Element], None]], ...]] = (
    (tuple(_HOLDS_BLOCKS), _wrap_loose),
    (("p",), _lift_scripts),
    (("td", "th", "dd"), _wrap_beside),
    (("li",), _wrap_after),
    (("div",), _align_texts),
    (_TEXTS, _name_language),
)
"""What is done to all elements of some names, one after the other."""
