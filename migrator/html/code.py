"""Code to HTML: with a highlighter's wrappers, but without its spans, or plain.

Source of the rules: kramdown, converter/html.rb (code blocks and spans) and
converter/syntax_highlighter/rouge.rb.
"""

from __future__ import annotations

import re

from migrator.html.escape import escape_value, format_attributes
from migrator.html.languages import HIGHLIGHTED
from migrator.html.options import HtmlOptions
from migrator.model.attributes import (
    Attributes,
    classes_of,
    get_attribute,
    set_attribute,
    without_attributes,
)
from migrator.model.nodes import CodeBlock, CodeSpan

_LANGUAGE_CLASS = re.compile(r"\blanguage-(\S+)")
_WHITE_SPACE = re.compile(r"(?P<left>^[ \t]+)|(?P<right>[ \t]+$)|[ \t]+", re.MULTILINE)
_PLAIN_TEXT = frozenset({"plaintext", "text"})
_GUESSED = frozenset({"", "guess"})


def code_block(node: CodeBlock, options: HtmlOptions) -> str:
    """Return the HTML of a code block, with its final line feed."""
    attributes, language = _split_language(_with_language(node.attributes, node.language))
    if options.highlight_blocks and _is_highlighted(language, options):
        marked = _mark(attributes, language or options.default_language, options)
        return (
            f'<div{format_attributes(marked)}><div class="highlight"><pre class="highlight">'
            f"<code>{options.escape(node.text)}</code></pre></div></div>\n"
        )
    text = options.escape(node.text.removesuffix("\n"))
    if "show-whitespaces" in classes_of(attributes):
        text = _WHITE_SPACE.sub(_show_white_space, text)
    label = f' class="language-{escape_value(language)}"' if language else ""
    return f"<pre{format_attributes(attributes)}><code{label}>{text}\n</code></pre>\n"


def code_span(node: CodeSpan, options: HtmlOptions) -> str:
    """Return the HTML of a code span."""
    attributes = node.attributes
    language = _split_language(attributes)[1]
    if options.highlight_spans and _is_highlighted(language, options):
        attributes = _mark(attributes, language or options.default_language, options)
    return f"<code{format_attributes(attributes)}>{options.escape(node.text)}</code>"


def _with_language(attributes: Attributes, language: str) -> Attributes:
    label = f"language-{language}"
    classes = classes_of(attributes)
    if not language or label in classes:
        return attributes
    return set_attribute(attributes, "class", " ".join([label, *classes]))


def _split_language(attributes: Attributes) -> tuple[Attributes, str]:
    """Return ``attributes`` without their first language class, and that language."""
    value = get_attribute(attributes, "class") or ""
    found = _LANGUAGE_CLASS.search(value)
    if found is None:
        return attributes, ""
    rest = (value[: found.start()] + value[found.end() :]).strip()
    if rest:
        return set_attribute(attributes, "class", rest), found[1]
    return without_attributes(attributes, ["class"]), found[1]


def _is_highlighted(language: str, options: HtmlOptions) -> bool:
    if options.highlighter != "rouge":
        return False
    name = (language or options.default_language).split("?", 1)[0]
    if name in _PLAIN_TEXT:
        return options.guess_language
    return name in HIGHLIGHTED or (name in _GUESSED and options.guess_language)


def _mark(attributes: Attributes, language: str, options: HtmlOptions) -> Attributes:
    """Return ``attributes`` with the classes that kramdown puts on highlighted code."""
    value = f"{get_attribute(attributes, 'class') or ''} highlighter-{options.highlighter}".lstrip()
    if language:
        label = f"language-{language}"
        found = _LANGUAGE_CLASS.search(value)
        if found is None:
            value = f"{label} {value}"
        else:
            value = value[: found.start()] + label + value[found.end() :]
    return set_attribute(attributes, "class", value)


def _show_white_space(found: re.Match[str]) -> str:
    side = {"left": "-l", "right": "-r"}.get(found.lastgroup or "", "")
    shown = {
        "\t": f'<span class="ws-tab{side}">\t</span>',
        " ": f'<span class="ws-space{side}">\u22c5</span>',
    }
    return "".join(shown[character] for character in found[0])
