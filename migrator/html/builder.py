"""Tokens to a tree of elements, repaired as browsers repair them.

Source of the rules: HTML, Parsing, Tree construction. The tree is made of mutable elements while
it is built; ``fragment`` turns it into nodes. Where an open element stands is looked up in lists
of stack places by name and by kind of limit, so no search walks the stack.
"""

from __future__ import annotations

import html
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from migrator.html import elements as rules
from migrator.html.tables import SVG_ATTRIBUTES, SVG_ELEMENTS, VOID
from migrator.html.tokens import Kind, Token, Tokenizer, section_text
from migrator.model.attributes import NO_ATTRIBUTES, Attributes, get_attribute

MAX_FORMATTING: Final = 64
"""So many formatting elements are carried from block to block."""

MAX_ADOPTION_DEPTH: Final = 512
"""Beyond so many elements in between, an end tag of formatting is not untangled."""


@dataclass(slots=True)
class Comment:
    """A comment, processing instruction or the like, as written."""

    text: str
    line: int


@dataclass(slots=True)
class Characters:
    """Text, character references decoded."""

    text: str
    line: int


@dataclass(slots=True, eq=False)
class Element:
    """An element under construction; ``key`` is its name in lower case."""

    name: str
    attributes: Attributes = NO_ATTRIBUTES
    line: int = 0
    foreign: str = ""
    key: str = ""
    children: list[Child] = field(default_factory=list)
    parent: Element | None = None
    is_open: bool = False

    def clone(self) -> Element:
        """Return an element of the same name and attributes, without children."""
        return Element(self.name, self.attributes, self.line, self.foreign, self.key)


Child: TypeAlias = Element | Comment | Characters
Report: TypeAlias = Callable[[str, int, str], None]
"""What repairs are told to: a code, the line in the text, the element's name or the text."""

_KEYS: Final[dict[str, tuple[str, ...]]] = {
    name: (name, *(f"#{kind}" for kind, members in rules.STOPS.items() if name in members))
    for name in frozenset().union(*rules.STOPS.values())
}


class TreeBuilder:
    """Builds one tree: ``root`` holds the body's content, ``head`` the head's elements."""

    def __init__(self, text: str, report: Report) -> None:
        self.root = Element("body", key="#root")
        self.head = Element("head", key="#head")
        self._tokens = Tokenizer(text)
        self._report = report
        self._stack = [self.root]
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        self._formatting: list[Element | None] = []
        self._in_head = False
        self._form: Element | None = None

    def build(self) -> None:
        """Read all tokens."""
        while (token := self._tokens.next()) is not None:
            self._HANDLERS[token.kind](self, token)
        self._pop_to(0)

    # ------------------------------------------------------------------------------- tokens

    def _text(self, token: Token) -> None:
        if token.unclosed:
            self._report("html.unclosed-tag", token.line, token.text)
        blank = not token.text.strip(" \t\n")
        if self._in_head and blank:
            return
        self._in_head = False
        if not blank and not self._stack[-1].foreign:
            self._reconstruct()
        self._insert(Characters(token.text, token.line), foster=not blank)

    def _comment(self, token: Token) -> None:
        if token.unclosed:
            self._report("html.unclosed-comment", token.line, token.text)
        characters = section_text(token.text) if self._stack[-1].foreign else None
        if characters is None:
            self._insert(Comment(token.text, token.line))
        else:
            self._insert(Characters(characters, token.line))

    def _doctype(self, token: Token) -> None:
        """Leave it out: what is built is the body of a page."""
        self._in_head = self._in_head or not self.root.children

    def _start(self, token: Token) -> None:
        if token.name in _PAGE_TAGS:
            self._page_tag(token.name)
        elif self._stack[-1].foreign and self._start_foreign(token):
            return
        elif token.name in _HEAD_ONLY or (self._in_head and token.name in rules.HEAD_CONTENT):
            self._start_in_head(token)
        else:
            self._in_head = False
            self._start_html(token)

    def _end(self, token: Token) -> None:
        name = _RENAMED.get(token.name, token.name)
        if name in _PAGE_TAGS:
            self._in_head = self._in_head and name != "head"
        elif name in rules.FORMATTING and not self._stack[-1].foreign:
            self._adopt(name, token.line)
        elif name == "br":
            self._start_html(token)
        else:
            self._end_html(name, token.line)

    # ------------------------------------------------------------------------- whole pages

    def _page_tag(self, name: str) -> None:
        at_start = len(self._stack) == 1 and all(
            isinstance(child, Comment) or (isinstance(child, Characters) and not child.text.strip())
            for child in self.root.children
        )
        if name == "body":
            self._in_head = False
        elif at_start:
            self._in_head = True

    def _start_in_head(self, token: Token) -> None:
        element = Element(token.name, token.attributes, token.line, key=token.name)
        self.head.children.append(element)
        if token.name in rules.RAW_CONTENT | rules.ESCAPABLE_CONTENT | {"noscript", "template"}:
            self._tokens.raw_text(token.name)

    # ---------------------------------------------------------------------------- start tags

    def _start_html(self, token: Token) -> None:
        name = _RENAMED.get(token.name, token.name)
        if name == "form" and self._form is not None and self._form.is_open:
            self._report("html.misplaced-tag", token.line, name)
            return
        if not self._make_room(name):
            self._report("html.misplaced-tag", token.line, name)
            return
        element = Element(name, token.attributes, token.line, key=name)
        if name not in rules.CLOSES_PARAGRAPH and name not in rules.TABLE_CONTENT:
            self._reconstruct()
        self._insert(element, foster=name not in rules.TABLE_CONTENT)
        if name in VOID or _is_empty_anchor(token):
            return
        if name in rules.FOREIGN_ROOTS:
            _make_foreign(element, name)
            if token.self_closing:
                return
        elif token.name in rules.RAW_CONTENT or token.name in rules.ESCAPABLE_CONTENT:
            self._take_raw(token.name, element)
            return
        self._push(element)
        self._remember(element)

    def _remember(self, element: Element) -> None:
        if element.name in rules.FORMATTING:
            self._formatting.append(element)
            self._limit_formatting(element)
        elif element.name in rules.MARKERS:
            self._formatting.append(None)
        elif element.name == "form":
            self._form = element

    def _take_raw(self, written_name: str, element: Element) -> None:
        text, closed = self._tokens.raw_text(written_name)
        if not closed:
            self._report("html.unclosed-element", element.line, element.name)
        if written_name not in rules.RAW_CONTENT:
            text = html.unescape(text)
        if text:
            element.children.append(Characters(text, element.line))

    def _make_room(self, name: str) -> bool:
        """End what the start of ``name`` ends; return whether ``name`` may stand here."""
        if name in rules.TABLE_CHILDREN or name in _ROW_CONTENT:
            return self._make_room_in_table(name)
        if name == "table" and self._stack[-1].key in rules.TABLE_PARTS:
            self._close_if_in("table", "table")
        if name in rules.CLOSES_PARAGRAPH:
            if name == "li":
                self._close_if_in("li", "item")
            elif name in _DESCRIPTIONS:
                self._close_if_in("dd", "item")
                self._close_if_in("dt", "item")
            self._close_if_in("p", "button")
        current = self._stack[-1].key
        if (
            (name in rules.HEADINGS and current in rules.HEADINGS)
            or (name in rules.RUBY_PARTS and current in rules.RUBY_PARTS)
            or (name in _OPTIONS and current == "option")
        ):
            self._pop_to(len(self._stack) - 1)
        if name == "optgroup" and self._stack[-1].key == "optgroup":
            self._pop_to(len(self._stack) - 1)
        if name == "button":
            self._close_if_in("button", "scope")
        elif name in _NOT_NESTED and self._find_formatting(name) is not None:
            self._adopt(name, 0)
        return True

    def _make_room_in_table(self, name: str) -> bool:
        table = self._place("table", "table")
        if table < 0:
            return False
        if name in rules.TABLE_CHILDREN:
            self._pop_to(table + 1, quiet=True)
            return True
        section = max(self._place(part, "table") for part in rules.TABLE_SECTIONS)
        if name == "tr":
            self._pop_to(max(table, section) + 1, quiet=True)
            return True
        row = self._place("tr", "table")
        if row < 0:
            self._pop_to(max(table, section) + 1, quiet=True)
            implied = Element("tr", line=self._stack[-1].line, key="tr")
            self._insert(implied)
            self._push(implied)
            return True
        self._pop_to(row + 1, quiet=True)
        return True

    # ------------------------------------------------------------------------------ end tags

    def _end_html(self, name: str, line: int) -> None:
        if name in rules.HEADINGS:
            place = max(self._place(heading, "scope") for heading in rules.HEADINGS)
        else:
            place = self._place(name, _LIMITS.get(name, _limit_of(name)))
        if place >= 0:
            self._pop_to(place)
        elif name != "p":  # left over wherever a block has ended its paragraph
            self._report("html.stray-end-tag", line, name)

    # --------------------------------------------------------------------- SVG and MathML

    def _start_foreign(self, token: Token) -> bool:
        """Insert an element of SVG or MathML; return False where HTML goes on."""
        current = self._stack[-1]
        if current.key in rules.HTML_POINTS and token.name not in rules.FOREIGN_ROOTS:
            return False
        if token.name in rules.BREAKS_OUT:
            while self._stack[-1].foreign:
                self._pop_to(len(self._stack) - 1)
            return False
        element = Element(token.name, token.attributes, token.line, key=token.name)
        _make_foreign(element, current.foreign)
        self._insert(element)
        if not token.self_closing:
            self._push(element)
        return True

    # ---------------------------------------------------------------------------- formatting

    def _limit_formatting(self, element: Element) -> None:
        """Forget the oldest of four equal ones, and what is beyond the limit."""
        reach: list[int] = []
        for index in range(len(self._formatting) - 2, -1, -1):
            entry = self._formatting[index]
            if entry is None:
                break
            reach.append(index)
        equal = [index for index in reach if _is_twin(self._formatting[index], element)]
        if len(equal) > 2:  # noqa: PLR2004 - HTML's own number ("Noah's Ark clause")
            del self._formatting[equal[-1]]
        elif len(reach) >= MAX_FORMATTING:
            del self._formatting[reach[-1]]

    def _reconstruct(self) -> None:
        """Open again the formatting elements that the end of a block has cut short."""
        index = len(self._formatting)
        while index:
            entry = self._formatting[index - 1]
            if entry is None or entry.is_open:
                break
            index -= 1
        for place in range(index, len(self._formatting)):
            entry = self._formatting[place]
            if entry is not None:
                again = entry.clone()
                self._insert(again, foster=True)
                self._push(again)
                self._formatting[place] = again

    def _find_formatting(self, name: str) -> Element | None:
        for entry in reversed(self._formatting):
            if entry is None:
                return None
            if entry.name == name:
                return entry
        return None

    def _adopt(self, name: str, line: int) -> None:
        """End formatting element ``name`` (HTML: Parsing, adoption agency algorithm)."""
        for _ in range(8):
            element = self._find_formatting(name)
            if element is None:
                self._end_unlisted(name, line)
                return
            line = 0
            place = self._stack_place(element)
            if place < 0 or self._place(name, "scope") < place:
                self._formatting.remove(element)
                return
            block = self._next_special(place)
            if block < 0:
                self._pop_to(place, quiet=True)
                self._formatting.remove(element)
                return
            if len(self._stack) - place > MAX_ADOPTION_DEPTH:
                self._formatting.remove(element)
                return
            self._move_out(element, place, block)

    def _end_unlisted(self, name: str, line: int) -> None:
        place = self._place(name, "special")
        if place >= 0:
            self._pop_to(place)
        elif line:
            self._report("html.stray-end-tag", line, name)

    def _move_out(self, element: Element, place: int, block_place: int) -> None:
        """Take the block at ``block_place`` out of ``element``, which goes on inside it."""
        between = self._stack[place + 1 : block_place]
        block, below = self._stack[block_place], self._stack[block_place + 1 :]
        self._unindex(place)
        bookmark = self._formatting.index(element)
        kept: list[Element] = []
        last = block
        for distance, node in enumerate(reversed(between), start=1):
            if node not in self._formatting:
                node.is_open = False
                continue
            if distance > 3:  # noqa: PLR2004 - HTML's own number
                self._formatting.remove(node)
                node.is_open = False
                continue
            again = node.clone()
            node.is_open = False
            self._formatting[self._formatting.index(node)] = again
            if last is block:
                bookmark = self._formatting.index(again) + 1
            _append(again, last)
            kept.append(again)
            last = again
        self._stack = self._stack[:place]
        _detach(last)
        self._insert(last, foster=True)
        inner = element.clone()
        for child in block.children:
            if isinstance(child, Element):
                child.parent = inner
        inner.children, block.children = block.children, []
        _append(block, inner)
        self._swap_formatting(element, inner, bookmark)
        for node in (*reversed(kept), block, inner, *below):
            self._push(node)

    def _swap_formatting(self, old: Element, new: Element, bookmark: int) -> None:
        index = self._formatting.index(old)
        del self._formatting[index]
        self._formatting.insert(bookmark - (index < bookmark), new)
        old.is_open = False

    # --------------------------------------------------------------------- stack and places

    def _push(self, element: Element) -> None:
        for key in _KEYS.get(element.key, (element.key,)):
            self._places[key].append(len(self._stack))
        element.is_open = True
        self._stack.append(element)

    def _unindex(self, place: int) -> None:
        for element in self._stack[place:]:
            for key in _KEYS.get(element.key, (element.key,)):
                places = self._places[key]
                while places and places[-1] >= place:
                    places.pop()

    def _pop_to(self, place: int, *, quiet: bool = False) -> None:
        """Close the elements from ``place`` up; report those above it that no tag has ended."""
        while len(self._stack) > max(place, 1):
            element = self._stack.pop()
            element.is_open = False
            for key in _KEYS.get(element.key, (element.key,)):
                self._places[key].pop()
            if element.name in rules.MARKERS:
                self._clear_marker()
            named = len(self._stack) == place
            if not quiet and not named and element.name not in rules.OPTIONAL_END:
                self._report("html.unclosed-element", element.line, element.name)

    def _clear_marker(self) -> None:
        while self._formatting:
            if self._formatting.pop() is None:
                return

    def _place(self, name: str, limit: str) -> int:
        """Return the stack place of the innermost ``name`` inside its ``limit``, -1 without."""
        places, stops = self._places.get(name), self._places.get(f"#{limit}")
        if not places or (stops and stops[-1] > places[-1]):
            return -1
        return places[-1]

    def _close_if_in(self, name: str, limit: str) -> None:
        place = self._place(name, limit)
        if place >= 0:
            self._pop_to(place, quiet=True)

    def _stack_place(self, element: Element) -> int:
        for place in reversed(self._places.get(element.key, ())):
            if self._stack[place] is element:
                return place
        return -1

    def _next_special(self, place: int) -> int:
        specials = self._places.get("#special", [])
        index = bisect_right(specials, place)
        return specials[index] if index < len(specials) else -1

    def _insert(self, child: Child, *, foster: bool = False) -> None:
        parent = self._stack[-1]
        if foster and parent.key in rules.TABLE_PARTS:
            self._insert_before_table(child)
            return
        if isinstance(child, Element):
            child.parent = parent
        parent.children.append(child)

    def _insert_before_table(self, child: Child) -> None:
        table = self._stack[self._place("table", "table")]
        parent = table.parent or self.root
        index = len(parent.children) - 1
        while index > 0 and parent.children[index] is not table:
            index -= 1
        parent.children.insert(max(index, 0), child)
        if isinstance(child, Element):
            child.parent = parent

    _HANDLERS: Final = {
        Kind.TEXT: _text,
        Kind.COMMENT: _comment,
        Kind.DOCTYPE: _doctype,
        Kind.START: _start,
        Kind.END: _end,
    }


_HEAD_ONLY: Final = frozenset({"title", "base"})
_PAGE_TAGS: Final = frozenset({"html", "head", "body"})
_RENAMED: Final = {"image": "img", "xmp": "pre"}
_DESCRIPTIONS: Final = frozenset({"dd", "dt"})
_OPTIONS: Final = frozenset({"option", "optgroup"})
_ROW_CONTENT: Final = frozenset({"tr", "td", "th"})
_NOT_NESTED: Final = frozenset({"a", "nobr"})
_LIMITS: Final = {
    "li": "list",
    "p": "button",
    **dict.fromkeys(rules.TABLE_PARTS | rules.TABLE_CHILDREN | _ROW_CONTENT, "table"),
}


def _limit_of(name: str) -> str:
    return "scope" if name in rules.SPECIAL else "special"


def _is_empty_anchor(token: Token) -> bool:
    """Return whether ``token`` is like ``<a name="x"/>``: left open by browsers, to no effect."""
    return (
        token.name == "a" and token.self_closing and get_attribute(token.attributes, "href") is None
    )


def _is_twin(entry: Element | None, element: Element) -> bool:
    return (
        entry is not None and entry.name == element.name and entry.attributes == element.attributes
    )


def _make_foreign(element: Element, kind: str) -> None:
    element.foreign = kind
    if kind == "svg":
        element.name = SVG_ELEMENTS.get(element.key, element.key)
        element.attributes = tuple(
            (SVG_ATTRIBUTES.get(name, name), value) for name, value in element.attributes
        )


def _detach(element: Element) -> None:
    siblings = element.parent.children if element.parent else []
    for index in range(len(siblings) - 1, -1, -1):
        if siblings[index] is element:
            del siblings[index]
            return


def _append(parent: Element, child: Element) -> None:
    _detach(child)
    child.parent = parent
    parent.children.append(child)
