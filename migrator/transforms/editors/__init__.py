"""Profiles of editors: what each leaves in its HTML, and what that becomes. One table an editor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, cast

from migrator.model.attributes import Attributes, classes_of, get_attribute
from migrator.model.nodes import (
    Body,
    BulletList,
    Div,
    Figure,
    HtmlElement,
    Image,
    Link,
    Node,
    OrderedList,
    Paragraph,
    RawBlock,
    RawInline,
    Span,
    Table,
    ThematicBreak,
)
from migrator.model.walk import line_of, rewrite_lined
from migrator.transforms.context import Notes, TransformContext
from migrator.transforms.editors import (
    blogger,
    ghost,
    lazy,
    medium,
    naver,
    tistory,
    word,
    wordpress,
)
from migrator.transforms.editors.profile import EditorProfile, Rule
from migrator.transforms.editors.sizes import without_told_size

PROFILES: Final[tuple[EditorProfile, ...]] = (
    tistory.PROFILE,
    naver.PROFILE,
    lazy.PROFILE,
    wordpress.PROFILE,
    blogger.PROFILE,
    medium.PROFILE,
    ghost.PROFILE,
    word.PROFILE,
)
"""All profiles. Each applies where its markup occurs; no one has to name the editor."""

ATTRIBUTES: Final = "|".join(part for profile in PROFILES for part in profile.attributes)
"""Patterns of the names of attributes that editors leave behind."""
CLASSES: Final = "|".join(part for profile in PROFILES for part in profile.classes)
"""Patterns of the classes that editors leave behind."""

_BY_CLASS: Final[Mapping[str, tuple[str, Rule]]] = {
    name: rule for profile in PROFILES for name, rule in profile.by_class.items()
}
_BY_ATTRIBUTE: Final[Mapping[tuple[str, str], tuple[str, Rule]]] = {
    pair: rule for profile in PROFILES for pair, rule in profile.by_attribute.items()
}
_ATTRIBUTES: Final = frozenset({"class", *(name for name, _ in _BY_ATTRIBUTE)})
_COMMENTS: Final = re.compile(
    rf"<!(?:--)?\s*(?:{'|'.join(part for profile in PROFILES for part in profile.comments)})"
)
_RAW: Final = (RawBlock, RawInline)
CONCERNED: Final[frozenset[type[Node]]] = frozenset(
    {BulletList, Div, Figure, HtmlElement, Image, Link, OrderedList}
    | {Paragraph, Span, Table, ThematicBreak, *_RAW}
)
"""Types of nodes that rules are there for."""


def apply_profiles(body: Body, context: TransformContext, notes: Notes) -> Body:
    """Return ``body`` with native nodes for what editors wrote for want of them."""
    if not context.options.clean:
        return body
    rewriter = _Rewriter(notes, context)
    (found,) = rewrite_lined(body, rewriter.rewrite, CONCERNED)
    return cast("Body", found)


class _Rewriter:
    """Applies the rules of all profiles to one node at a time, its children being done."""

    def __init__(self, notes: Notes, context: TransformContext) -> None:
        self._notes = notes
        self._does = context.options.cleans

    def rewrite(self, node: Node, line: int) -> Node | Sequence[Node]:
        """Return what takes the place of ``node``."""
        if isinstance(node, _RAW):
            return self._comment(node, line)
        attributes: Attributes = getattr(node, "attributes", ())
        if not attributes:
            return node
        if isinstance(node, Image) and self._does("editor-attribute"):
            node = self._without_size(node, line)
        if all(name not in _ATTRIBUTES for name, _ in attributes):
            return node
        for kind, rule in _rules(attributes):
            made = rule(node) if self._does(kind) else None
            if made is None:
                continue
            self._notes.count(kind, line_of(node) or line)
            if type(made) is not type(node):
                return made
            node = cast("Node", made)
        return node

    def _without_size(self, image: Image, line: int) -> Image:
        plain = without_told_size(image)
        if plain is not image:
            self._notes.count("editor-attribute", image.line or line, 2)
        return plain

    def _comment(self, node: RawBlock | RawInline, line: int) -> Node | Sequence[Node]:
        is_dropped = node.format == "html" and _COMMENTS.match(node.text) is not None
        if not is_dropped or not self._does("editor-comment"):
            return node
        self._notes.count("editor-comment", node.line or line)
        return ()


def _rules(attributes: Attributes) -> Iterable[tuple[str, Rule]]:
    for pair in attributes:
        if pair in _BY_ATTRIBUTE:
            yield _BY_ATTRIBUTE[pair]
    if get_attribute(attributes, "class") is not None:
        for name in classes_of(attributes):
            if name in _BY_CLASS:
                yield _BY_CLASS[name]
