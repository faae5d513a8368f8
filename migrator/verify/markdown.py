"""Reads Markdown back with cmark-gfm and compares what readers see with the document model.

What counts as the same although the two sides write it otherwise is in one place here: the
rewriting of the model (``_as_markdown_has_it``) and of cmark's HTML (``_REWRITINGS``). Beyond
the comparison's own rules these are: containers that say nothing, attributes without a place in
Markdown, spacing of list items, the markup of footnotes, tasks and formulas, anchors.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final, TypeAlias

import frontmatter
import yaml
from cmarkgfm import cmark

from migrator.diagnostics import Diagnostic, Severity
from migrator.html.serializer import PLAIN, to_html
from migrator.model import nodes
from migrator.model.document import Document
from migrator.model.nodes import Node
from migrator.model.walk import rewrite, with_children
from migrator.verify.comparison import ComparisonOptions, compare_html

_Container: TypeAlias = (
    nodes.Body | nodes.BlockQuote | nodes.Div | nodes.Figure | nodes.FootnoteDefinition
)
_Mark: TypeAlias = nodes.Emphasis | nodes.Strong | nodes.Strikethrough | nodes.Link
_TextBlock: TypeAlias = nodes.Paragraph | nodes.Plain | nodes.Heading | nodes.TableCell
_SPACE: Final = " \t\n\r\f"
_OPTIONS: Final = cmark.Options.CMARK_OPT_UNSAFE | cmark.Options.CMARK_OPT_FOOTNOTES
_EXTENSIONS: Final = ["table", "strikethrough", "autolink", "tasklist"]
_COMPARISON: Final = ComparisonOptions(
    heading_ids=False,
    item_paragraphs=False,
    block_alignment=False,
    ignored_attributes=frozenset({"id"}),
    transparent=ComparisonOptions().transparent | {"div", "figure"},
)


def verify(document: Document, piece_text: str) -> list[Diagnostic]:
    """Return what is wrong with ``piece_text``, a Markdown file made of ``document``."""
    try:
        post = frontmatter.loads(piece_text)
    except (yaml.YAMLError, ValueError) as error:
        message = f"the front matter cannot be read back: {error}"
        return [_problem(document, "verify.front-matter-broken", message)]
    found = _compare_front_matter(document, post.metadata, has_head=piece_text.startswith("---"))
    return found + _compare_body(document, post.content)


def render(markdown: str) -> str:
    """Return ``markdown`` as HTML by cmark-gfm with GitHub's extensions and footnotes."""
    return str(cmark.markdown_to_html_with_extensions(markdown, _OPTIONS, _EXTENSIONS))


def _problem(document: Document, code: str, message: str) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, document.path, 0, message)


# --------------------------------------------------------------------------------- front matter


def _compare_front_matter(
    document: Document, found: Mapping[str, object], *, has_head: bool
) -> list[Diagnostic]:
    if not has_head:
        return []
    expected: dict[str, object] = {
        key: value
        for key, value in document.front_matter.items()
        if key
        not in {"category", "tag", "categories", "tags", "title", "date", "slug", "permalink"}
    }
    if document.title:
        expected["title"] = document.title
    if document.date is not None:
        expected["date"] = document.date
    if document.categories:
        expected["categories"] = list(document.categories)
    if document.tags:
        expected["tags"] = list(document.tags)
    return [
        _problem(
            document,
            "verify.front-matter-differs",
            f"front matter '{key}' reads back as {found.get(str(key))!r} instead of {value!r}",
        )
        for key, value in expected.items()
        if _comparable(found.get(key)) != _comparable(value)
    ]


def _comparable(value: object) -> object:
    """Return ``value`` so that what YAML holds equally compares equal."""
    if isinstance(value, Mapping):
        return {str(key): _comparable(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_comparable(entry) for entry in value]
    if isinstance(value, datetime):
        return value.isoformat()
    if value is None or isinstance(value, str | bool | int | float | date | bytes):
        return repr(value)
    return repr(str(value))


# ----------------------------------------------------------------------------------------- body


def _compare_body(document: Document, markdown: str) -> list[Diagnostic]:
    expected = expected_html(document.body)
    actual = _rewritten(render(markdown))
    difference = compare_html(expected, actual, _COMPARISON)
    if difference is None:
        return []
    message = f"the Markdown reads back differently: {difference}"
    return [_problem(document, "verify.markdown-differs", message)]


def expected_html(body: nodes.Body) -> str:
    """Return the HTML of ``body`` as cmark would write it, were it written perfectly."""
    (rewritten,) = rewrite(body, _rewrite_node)
    return _rewritten(to_html(_with_footnotes(rewritten), PLAIN))


def _rewrite_node(node: Node) -> Node | Sequence[Node]:
    """Return what takes the place of ``node``: what Markdown can say of it."""
    handler = _MODEL_REWRITINGS.get(type(node))
    return handler(node) if handler else node


def _blocks_of_text(node: _Container) -> Node:
    """Make paragraphs of text beside blocks, as Markdown has it."""
    children = tuple(
        nodes.Paragraph(child.children, (), child.line) if type(child) is nodes.Plain else child
        for child in node.children
    )
    return node if children == node.children else replace(node, children=children)


def _is_gap(node: Node) -> bool:
    if isinstance(node, nodes.Text):
        return not node.text.strip()
    return isinstance(node, nodes.LineBreak | nodes.SoftBreak)


def _is_wide(node: Node) -> bool:
    return isinstance(node, nodes.Text) and bool(node.text.strip(_SPACE))


def _parted(children: Sequence[Node]) -> tuple[list[Node], list[Node], list[Node]]:
    """Return the white space before, what is between, and the white space after, in order."""
    inner = list(children)
    lead: list[Node] = []
    tail: list[Node] = []
    while inner and (_is_gap(inner[-1]) or _split_last(inner)):
        tail.insert(0, inner.pop())
    while inner and (_is_gap(inner[0]) or _split_first(inner)):
        lead.append(inner.pop(0))
    return lead, inner, tail


def _split_first(children: list[Node]) -> bool:
    """Part leading white space from the first child; tell whether there was some."""
    first = children[0]
    if not isinstance(first, nodes.Text) or not first.text[:1].isspace():
        return False
    bare = first.text.lstrip()
    children[:1] = [nodes.Text(first.text[: len(first.text) - len(bare)]), nodes.Text(bare)]
    return True


def _split_last(children: list[Node]) -> bool:
    """Part trailing white space from the last child; tell whether there was some."""
    last = children[-1] if children else None
    if not isinstance(last, nodes.Text) or not last.text[-1:].isspace():
        return False
    bare = last.text.rstrip()
    if bare:
        children[-1:] = [nodes.Text(bare), nodes.Text(last.text[len(bare) :])]
    return True


def _without_outer_breaks(node: _Mark) -> Sequence[Node]:
    """Move breaks out of emphasis, where they stand in Markdown; emphasis of nothing goes."""
    lead, inner, tail = _parted(node.children)
    kept = [with_children(node, inner)] if inner else []
    return (*lead, *kept, *tail)


def _link(node: nodes.Link) -> Sequence[Node]:
    """Move breaks out of a link; one around nothing stays."""
    moved = _without_outer_breaks(node)
    return (
        moved
        if any(isinstance(part, nodes.Link) for part in moved)
        else (*moved, with_children(node, ()))
    )


def _without_last_break(node: _TextBlock) -> Node | Sequence[Node]:
    """Drop breaks that end a block, which show nothing, and a paragraph of nothing."""
    end = len(node.children)
    while end and _is_gap(node.children[end - 1]) and not _is_wide(node.children[end - 1]):
        end -= 1
    if not end and not isinstance(node, nodes.Heading | nodes.TableCell):
        return ()
    return with_children(node, node.children[:end])


def _reference(node: nodes.FootnoteReference) -> Node:
    return nodes.RawInline("html", f"<sup>{node.number}</sup>")


def _formula(node: nodes.MathInline) -> Node:
    return nodes.Text(f"${node.latex}$")


def _display_formula(node: nodes.MathBlock) -> Node:
    return nodes.CodeBlock(node.latex.strip("\n") + "\n", "math")


def _liquid(node: nodes.RawBlock) -> Node | Sequence[Node]:
    if node.format != "liquid":
        return node
    return nodes.RawBlock("html", render(node.text))


def _liquid_inline(node: nodes.RawInline) -> Node:
    if node.format != "liquid":
        return node
    return nodes.RawInline("html", render(node.text).removeprefix("<p>").removesuffix("</p>\n"))


_MODEL_REWRITINGS: Final[Mapping[type, Callable[[Any], Node | Sequence[Node]]]] = {
    nodes.Body: _blocks_of_text,
    nodes.BlockQuote: _blocks_of_text,
    nodes.Div: _blocks_of_text,
    nodes.Figure: _blocks_of_text,
    nodes.FootnoteDefinition: _blocks_of_text,
    nodes.Emphasis: _without_outer_breaks,
    nodes.Strong: _without_outer_breaks,
    nodes.Strikethrough: _without_outer_breaks,
    nodes.Link: _link,
    nodes.Paragraph: _without_last_break,
    nodes.Plain: _without_last_break,
    nodes.Heading: _without_last_break,
    nodes.TableCell: _without_last_break,
    nodes.FootnoteReference: _reference,
    nodes.MathInline: _formula,
    nodes.MathBlock: _display_formula,
    nodes.RawBlock: _liquid,
    nodes.RawInline: _liquid_inline,
}


def _with_footnotes(body: Node) -> Sequence[Node]:
    """Return the blocks of ``body``, its footnotes as one ordered list in a section."""
    children = body.children if isinstance(body, nodes.Body) else ()
    referenced = [child for child in children if isinstance(child, nodes.FootnoteDefinition)]
    blocks: list[Node] = [child for child in children if child not in referenced]
    if referenced:
        items = tuple(nodes.ListItem(definition.children) for definition in referenced)
        blocks.append(nodes.HtmlElement("section", (nodes.OrderedList(items),)))
    return blocks


_REWRITINGS: Final = (
    # cmark-gfm's footnotes
    (
        re.compile(r'\s*<a href="#fnref[^>]*class="footnote-backref"[^>]*>.*?</a>', re.DOTALL),
        "",
    ),
    (re.compile(r'<sup class="footnote-ref"><a [^>]*>(\d+)</a></sup>'), r"<sup>\1</sup>"),
    (re.compile(r'<section class="footnotes" data-footnotes>'), "<section>"),
    # tasks: kramdown sets no space after the box
    (re.compile(r'(<input type="checkbox"[^>]*/>)\s+'), r"\1"),
    # formulas
    (re.compile(r"\$<code>(.*?)</code>\$", re.DOTALL), r"$\1$"),
    (
        re.compile(r"<p>\$\$\n(.*?)\n\$\$</p>", re.DOTALL),
        r'<pre><code class="language-math">\1</code></pre>',
    ),
    # a break at the end of a block shows nothing
    (re.compile(r"(?:<br */?>\s*)+(?=</(?:p|h[1-6]|li|t[dh]|d[dt]|div|blockquote)>)"), ""),
    # anchors, and comments that keep addresses from becoming links
    (re.compile(r'<a id="[^"]*"></a>'), ""),
    # an empty header row stands for none
    (re.compile(r"<thead>\s*<tr>\s*(?:<th[^>]*></th>\s*)+</tr>\s*</thead>"), ""),
)


def _rewritten(html: str) -> str:
    for pattern, replacement in _REWRITINGS:
        html = pattern.sub(replacement, html)
    return html
