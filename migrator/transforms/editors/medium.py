"""Medium's exports: ``graf`` and ``markup`` classes, sections, cards of links (mixtapes)."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import Any, Final

from migrator.model.attributes import without_attributes
from migrator.model.nodes import (
    Emphasis,
    HtmlElement,
    Image,
    LineBreak,
    Link,
    Node,
    Paragraph,
    ThematicBreak,
)
from migrator.model.walk import line_of, walk
from migrator.transforms.editors.parts import background_of, content_of, has_class
from migrator.transforms.editors.profile import EditorProfile
from migrator.transforms.flow import inlines


def _section(section: Node) -> tuple[Node, ...] | None:
    """Return what stands in a section; the rule above the first one was never shown."""
    blocks = content_of(section) if isinstance(section, HtmlElement) else ()
    if not blocks:
        return None
    unseen = has_class(section, "section--first") and isinstance(blocks[0], ThematicBreak)
    return blocks[1:] if unseen else blocks


def _inner(box: Node) -> tuple[Node, ...]:
    return content_of(box)


def _graf(node: Any) -> Node:
    """Return a paragraph or the like without the name that repeats its id."""
    plain: Node = replace(node, attributes=without_attributes(node.attributes, ("name",)))
    return plain


def _image(image: Any) -> Node:
    """Return a picture without the size of the file, which was not the size shown."""
    rest = without_attributes(image.attributes, ("data-width", "data-height"))
    plain: Node = replace(image, attributes=rest)
    return plain


def _mixtape(box: Node) -> Node | None:
    """Return a card as the title as link, what it says and the site, a line each."""
    links = [node for node in walk(box) if isinstance(node, Link)]
    card = next((link for link in links if link.children), None)
    if card is None:
        return None
    lines: list[list[Node]] = []
    for is_break, group in groupby(card.children, lambda part: isinstance(part, LineBreak)):
        if not is_break:
            lines.append(list(group))
    said = lines[-1]
    if len(said) > 1 and isinstance(said[0], Emphasis):
        lines[-1:] = [said[:1], said[1:]]
    lines[0] = [replace(card, title=None, children=inlines(lines[0]), attributes=())]
    for picture in filter(None, (background_of(link.attributes) for link in links)):
        lines.insert(0, [Link(card.destination, (Image(picture),))])
    found: list[Node] = []
    for line in lines:
        found += [LineBreak(), *line] if found else line
    return Paragraph(inlines(found), line=line_of(box))


def _rule(box: Node) -> tuple[Node, ...] | None:
    return None if isinstance(box, ThematicBreak) else content_of(box)


PROFILE: Final = EditorProfile(
    "Medium",
    attributes=(
        *("data-(?:graf|block|module|entity)(?:-.*)?", "data-(?:image-id|is-featured|href)"),
        *("data-(?:media-id|thumbnail-img-id|code-block-.*|paragraph-count)",),
    ),
    classes=(
        *("graf(?:-.*)?", "markup--.*", "imageCaption", "postList", "pre--content"),
        *("section-(?:divider|content|inner)", "sectionLayout--.*", "u-ignoreBlock", "section--.*"),
        *("(?:js-)?mixtapeImage(?:--.*)?",),
    ),
    by_class={
        "section--body": ("editor-attribute", _section),
        "section-divider": ("editor-attribute", _rule),
        "section-content": ("editor-attribute", _inner),
        "section-inner": ("editor-attribute", _inner),
        "graf--mixtapeEmbed": ("link-card", _mixtape),
        "graf-image": ("editor-attribute", _image),
        "graf": ("editor-attribute", _graf),
    },
)
