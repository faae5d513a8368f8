"""Links and images: inline, reference, collapsed and shortcut (kramdown syntax: Links, Images).

Whether a bracket ends a link is known only when the bracket is reached, and whether it is a
link at all only after it. The brackets that stay open within a link's text are kept on a stack
of the frame, so that the end of each is found in the same pass; an image within a link's text
is made when its bracket closes.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from migrator.html.characters import SPACE
from migrator.html.tags import decode_references
from migrator.kramdown.inlines.frames import Frame, Inside
from migrator.kramdown.inlines.scanner import Scanner
from migrator.kramdown.state import normalise_label
from migrator.model.attributes import Attributes, get_attribute, without_attributes
from migrator.model.nodes import Image, Inline, Link

_START: Final = re.compile(r"!?\[(?=[^^])")
_LABEL: Final = re.compile(rf"[{SPACE}]*+\[([^\]]+)?\]")
_ESCAPED: Final = re.compile(r"\\([\\.*_+`<>()\[\]{}#!:|\"'$=-])")
_NO_END: Final = -1
_OPENING: Final = frozenset("![")


class Target(NamedTuple):
    """What a link or an image goes to, decoded, and where the source goes on after it."""

    destination: str
    title: str | None
    attributes: Attributes
    end: int


class Opener(NamedTuple):
    """A bracket within a link's text; for an image, how many children stood before it."""

    content: int
    is_image: bool = False
    children: int = 0


class LinkFrame(Frame):
    """The text of a link or an image; ``content`` is where it begins.

    ``depth`` counts the brackets that are open. Like kramdown, it takes one off for each image,
    also for those without brackets (an emoji, an ``<img>`` made native): after such an image the
    text may end at a bracket that opens. ``waiting`` holds the brackets by the depth at which
    they close.
    """

    __slots__ = ("content", "depth", "is_image", "start", "waiting")

    def __init__(self, scanner: Scanner, start: int, content: int) -> None:
        parent = scanner.frame
        inside = parent.inside | Inside.LINK
        super().__init__(scanner.dialect.link_text, inside, in_html=parent.in_html)
        self.start = start
        self.content = content
        self.is_image = scanner.text[start] == "!"
        self.depth = 1
        self.waiting: dict[int, list[Opener]] = {0: [Opener(content)]}

    def count_image(self) -> None:
        """Take an image for a bracket that closes."""
        self.depth -= 1

    def stops(self, scanner: Scanner, character: str) -> bool:
        """Count brackets; close at the one that ends the text."""
        if character == "]":
            self.depth -= 1
            return self._close_bracket(scanner)
        if character not in _OPENING:
            return False
        self.depth += 1
        if self._close_bracket(scanner):
            return True
        opener = Opener(scanner.position + 1)
        if character == "!":
            self.flush(scanner)
            opener = Opener(scanner.position + 2, True, len(self.children))
        self.waiting.setdefault(self.depth - 1, []).append(opener)
        return False

    def _close_bracket(self, scanner: Scanner) -> bool:
        waiting = self.waiting.get(self.depth)
        if not waiting:
            return False
        closers = scanner.closers.setdefault(self.inside, {})
        while waiting:
            opener = waiting.pop()
            closers[opener.content] = scanner.position
            if opener.content == self.content:
                self._end(scanner)
                return True
            if opener.is_image and self._make_image(scanner, opener):
                return True
        return False

    def _end(self, scanner: Scanner) -> None:
        target = find_target(scanner, self.content, scanner.position)
        if target is None:
            self._give_up(scanner)
            return
        children = () if self.is_image else self.finish(scanner)
        alt = alternative_text(scanner.text[self.content : scanner.position])
        scanner.close()
        line = scanner.source_line_at(self.start)
        node = _image(target, alt, line) if self.is_image else _link(target, children, line)
        scanner.add(node, target.end)

    def _make_image(self, scanner: Scanner, opener: Opener) -> bool:
        """Put an image in place of all that was added since ``opener``."""
        target = find_target(scanner, opener.content, scanner.position)
        if target is None:
            return False
        del self.children[opener.children :]
        self.buffer.clear()
        alt = alternative_text(scanner.text[opener.content : scanner.position])
        scanner.add(_image(target, alt, scanner.source_line_at(opener.content)), target.end)
        return True

    def at_end(self, scanner: Scanner) -> None:
        """Remember that these brackets are never closed, and give up."""
        closers = scanner.closers.setdefault(self.inside, {})
        for openers in self.waiting.values():
            closers.update((opener.content, _NO_END) for opener in openers)
        self._give_up(scanner)

    def _give_up(self, scanner: Scanner) -> None:
        scanner.close()
        scanner.position = self.start
        scanner.take_text(self.content - self.start)


def parse_link(scanner: Scanner) -> bool:
    """Open a link or an image, or take its brackets as text."""
    match = _START.match(scanner.text, scanner.position)
    if match is None:
        return False
    frame = scanner.frame
    is_image = match[0] == "!["
    in_link = bool(frame.inside & Inside.LINK)
    if (
        (in_link and (not is_image or isinstance(frame, LinkFrame)))
        or scanner.find("]", match.end()) < 0
        or not _may_end(scanner, match.end())
    ):
        scanner.take_text(len(match[0]))
    else:
        scanner.open(LinkFrame(scanner, match.start(), match.end()), match.end())
    return True


def _may_end(scanner: Scanner, content: int) -> bool:
    """Whether, for what is known, the brackets around ``content`` make a link."""
    closer = scanner.closers.get(scanner.frame.inside | Inside.LINK, {}).get(content)
    if closer is None:
        return True
    return closer != _NO_END and find_target(scanner, content, closer) is not None


def find_target(scanner: Scanner, content: int, closer: int) -> Target | None:
    """Return what follows the text from ``content`` to the bracket at ``closer``."""
    after = closer + (2 if scanner.text[closer] == "!" else 1)
    label = _LABEL.match(scanner.text, after)
    if label is None and scanner.text.startswith("(", after):
        inline = scanner.destinations.read(after)
        if inline is None:
            return None
        title = None if inline.title is None else decode_references(inline.title)
        return Target(decode_references(inline.url), title, (), inline.end)
    end = label.end() if label else after
    written = label[1] if label else None
    if written is None:
        # No label holds a bracket; what stood in brackets need not be cut out to know it.
        if scanner.text.rfind("]", content, closer) >= 0:
            return None
        written = alternative_text(scanner.text[content:closer])
    return _defined_target(scanner, written, end)


def _defined_target(scanner: Scanner, label: str, end: int) -> Target | None:
    definition = scanner.state.link_definitions.get(normalise_label(label))
    if definition is None:
        return None
    title = decode_references(definition.title) if definition.title else None
    return Target(decode_references(definition.destination), title, definition.attributes, end)


def alternative_text(source: str) -> str:
    """Return the source of a link's text without its escapes: an image's alternative text."""
    return _ESCAPED.sub(r"\1", source) if "\\" in source else source


def _link(target: Target, children: tuple[Inline, ...], line: int) -> Link:
    title, attributes = _title_of(target)
    rest = without_attributes(attributes, ("href", "title"))
    return Link(target.destination, children, title, rest, line)


def _image(target: Target, alt: str, line: int) -> Image:
    title, attributes = _title_of(target)
    rest = without_attributes(attributes, ("src", "alt", "title"))
    return Image(target.destination, decode_references(alt), title, rest, line)


def _title_of(target: Target) -> tuple[str | None, Attributes]:
    if target.title is not None:
        return target.title, target.attributes
    return get_attribute(target.attributes, "title"), target.attributes
